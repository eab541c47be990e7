import { DATE_FORMS, type DateForm } from './date-forms.ts';

const INTRODUCTION = `# Dates that Docent reads

An import reads the dates of your file, and a search reads the date in a query, by one grammar. Docent reads a date
wholly or not at all: it never takes the beginning of a text for all of it, nor one end of a range.

There are four answers:

- **certain**: the text says just this date. A text that says that there is no date (\`n.d.\`) is certain too.
- **read as**: something was taken for granted, and the report of the import says what it was. A season becomes
  whole months, \`1945-6\` becomes two years, and a list becomes the time from its first date to its last.
- **asks**: the text may mean any of the dates shown. An import refuses the record and names the
  readings. A search takes the order of your Discord language, and takes a year of two digits for one of the
  twentieth century.
- **not read**: the text is not a date that Docent understands, or the calendar does not have it. An import refuses
  the record, and in a query the text counts as words.

The dates in the second column are written in EDTF, the Extended Date/Time Format of the Library of Congress:
\`~\` is “about”, \`?\` is “uncertain”, \`%\` is both, \`196X\` is a decade, \`19XX\` a century, \`/\` stands between
the ends of a range, and \`..\` is an open end.

Brackets around a date, as cataloguers write them, change nothing. Capital letters and accents make no difference.
Seasons are those of the northern hemisphere, in whole months. A century is taken by its hundreds: the 19th century
is the years from 1800 to 1899. Dates before our era are not read.
`;

/** The page on dates: every form of the table, by groups. */
export function datesPage(): string {
  const groups = Object.entries(DATE_FORMS).map(([name, forms]) => {
    const rows = forms.map((form) => `| \`${form.text}\` | ${meaning(form)} | ${sureness(form)} |`);
    const title = name.charAt(0).toUpperCase() + name.slice(1);
    return [`## ${title}`, '', '| written | read as | how sure |', '| --- | --- | --- |', ...rows, ''].join(
      '\n',
    );
  });
  return [INTRODUCTION, ...groups].join('\n');
}

function meaning({ means }: DateForm): string {
  if (means === 'unreadable') return '–';
  if (means === 'undated') return 'no date';
  return typeof means === 'string' ? `\`${means}\`` : means.map((edtf) => `\`${edtf}\``).join(' or ');
}

function sureness({ means, sureness: sure }: DateForm): string {
  if (means === 'unreadable') return 'not read';
  return typeof means === 'string' ? (sure ?? 'certain') : 'asks';
}
