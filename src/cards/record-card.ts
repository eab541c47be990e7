import type { ArchivalRecord } from '../data/records/record.ts';
import type { ViewNamed } from '../views/view.ts';
import { howLongAgo, type Today } from './kit/age.ts';
import { type Button, type Card, COLOR, type Embed } from './kit/card.ts';
import { datedWords } from './kit/dated-words.ts';
import { fitted, fittedList } from './kit/fitting.ts';
import { LIMITS } from './kit/limits.ts';
import { escapeMarkdown } from './kit/markdown.ts';
import { recordLink } from './record-link.ts';

/** The most characters of each part, so that the embed stays under 6000 whatever a record holds. */
const BUDGET = { abstract: 3000, names: 600, footer: 400 };

/** One record in full. `buttons` go before the link to the archive. */
export function recordCard(record: ArchivalRecord, today: Today, buttons: readonly Button[] = []): Card {
  return { embeds: [recordEmbed(record, today)], rows: [{ buttons: [...buttons, recordLink(record)] }] };
}

/** One record in an embed of at most 6000 characters. */
function recordEmbed(record: ArchivalRecord, today: Today): Embed {
  const abstract = record.abstract && fitted(escapeMarkdown(record.abstract), BUDGET.abstract);
  return {
    title: fitted(escapeMarkdown(record.title), LIMITS.embedTitle),
    link: recordLink(record).link,
    description: [dateLine(record, today), abstract].filter(Boolean).join('\n\n'),
    fields: [
      ...namesField('People', record.people),
      ...namesField('Places', record.places),
      ...namesField('Topics', record.topics),
    ],
    footer: fitted(`${record.collection.name} · ${record.rights ?? record.collection.rights}`, BUDGET.footer),
    color: COLOR,
  };
}

/** A record's date in words, with how long ago that is; `Undated` when the record has none. */
export function dateLine(record: ArchivalRecord, today: Today): string {
  const { date } = record;
  return date ? `${datedWords(record, date)} · ${howLongAgo(date, today)}` : datedWords(record, date);
}

function namesField(name: string, values: readonly string[]): NonNullable<Embed['fields']> {
  if (values.length === 0) return [];
  return [{ name, value: fittedList(values.map(escapeMarkdown), ', ', BUDGET.names), inline: true }];
}

/** The button back to the view that a record was opened from; none when it was not opened from a view. */
export function backButton(back: ViewNamed<'show'>['back']): Button[] {
  return back ? [{ label: '‹ Back to the list', opens: back, slot: 'back' }] : [];
}
