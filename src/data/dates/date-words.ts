/**
 * The words of dates, by language: what each can mean. English is read anywhere; words of other languages that are
 * also common English words or names are read only in a text that is known to be a date.
 */

/** What a word can mean in a date. */
export type Meaning =
  | { readonly kind: 'month'; readonly month: number }
  | { readonly kind: 'season'; readonly season: Season }
  /** Sunday is 0. */
  | { readonly kind: 'weekday'; readonly weekday: number }
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'century' }
  /** `fifties`: its first year, 1950. */
  | { readonly kind: 'decade'; readonly decade: number }
  | { readonly kind: 'word'; readonly word: Role };

export type Season = 'spring' | 'summer' | 'autumn' | 'winter';

/** A part of a month, a year, a decade or a century: roughly a third, or exactly a half or a quarter. */
export type Part = 'early' | 'mid' | 'late' | `half ${1 | 2}` | `quarter ${1 | 2 | 3 | 4}`;

/** What a word does beside the parts of a date. */
export type Role =
  | 'about'
  | 'unsure'
  | 'before'
  | 'after'
  | 'since'
  | 'until'
  | 'between'
  | 'from'
  | 'to'
  | 'and'
  | 'or'
  /** `of`, `in`, `the`: adds nothing. */
  | 'filler'
  | 'year'
  | 'decades'
  | 'era'
  | 'present'
  /** After a date: it, or later. */
  | 'onwards'
  /** After a date: it, or earlier. */
  | 'or earlier'
  | 'copyright'
  /** `bulk 1954-1960`: most of what is described is from then. */
  | 'bulk'
  | 'undated'
  /** `[sic]`: the source really says so. */
  | 'sic';

/**
 * Names of the months, January first: English, German, French, Spanish, Italian, Portuguese, Russian (as a heading
 * and after a day), Albanian. Written as they are folded: lower case, without accents.
 */
const MONTH_NAMES: readonly string[] = [
  'january|januar|janner|janvier|enero|gennaio|janeiro|январь|января|janar',
  'february|februar|feber|fevrier|febrero|febbraio|fevereiro|февраль|февраля|shkurt',
  'march|marz|maerz|marzo|марта|март',
  'april|avril|abril|aprile|апрель|апреля|prill',
  'may|mai|mayo|maggio|maio|май|мая|maj',
  'june|juni|juin|junio|giugno|junho|июнь|июня|qershor',
  'july|juli|juillet|julio|luglio|julho|июль|июля|korrik',
  'august|aout|agosto|август|августа|gusht',
  'september|septembre|septiembre|setiembre|settembre|setembro|сентябрь|сентября|shtator',
  'october|oktober|octobre|octubre|ottobre|outubro|октябрь|октября|tetor',
  'november|novembre|noviembre|novembro|ноябрь|ноября|nentor',
  'december|dezember|decembre|diciembre|dicembre|dezembro|декабрь|декабря|dhjetor',
];

/** Abbreviations that are read anywhere, with or without a full stop; those of old manuscripts among them. */
const MONTH_ABBREVIATIONS: readonly string[] = [
  'jan|jany|janr',
  'feb|febr|feby',
  'mar|mrz',
  'apr|avr|aprl',
  'may',
  'jun',
  'jul|juil',
  'aug|augt',
  'sep|sept|septr',
  'oct|okt|octr',
  'nov|novr',
  'dec|dez|dic|decr',
];

/** Abbreviations and names that are other words too: read only where a whole text is known to be a date. */
const DOUBTFUL_MONTHS: readonly string[] = [
  'ene|gen|янв',
  'fev|фев|февр|shk',
  'marco|mars|мар',
  'abr|апр|pri',
  'mag',
  'giu|qer|июн',
  'lug|kor|июл',
  'ago|agt|авг|gus',
  'set|сен|сент|sht',
  'ott|out|окт|tet',
  'ноя|нояб|nen',
  'дек|dhj',
];

const WEEKDAYS: readonly string[] = [
  'sunday|sun|sonntag|dimanche|domingo|domenica|воскресенье|diel',
  'monday|mon|montag|lundi|lunes|lunedi|понедельник|hene',
  'tuesday|tue|tues|dienstag|mardi|martes|martedi|вторник|marte',
  'wednesday|wed|mittwoch|mercredi|miercoles|mercoledi|среда|merkure',
  'thursday|thu|thur|thurs|donnerstag|jeudi|jueves|giovedi|четверг|enjte',
  'friday|fri|freitag|vendredi|viernes|venerdi|пятница|premte',
  'saturday|sat|samstag|sonnabend|samedi|sabado|sabato|суббота|shtune',
];

const SEASONS: Readonly<Record<Season, string>> = {
  spring: 'spring|fruhling|fruhjahr|printemps|primavera|весна|pranvere',
  summer: 'summer|sommer|verano|verao|лето',
  autumn: 'autumn|fall|herbst|automne|otono|autunno|outono|осень|vjeshte',
  winter: 'winter|hiver|invierno|inverno|зима',
};

const DOUBTFUL_SEASONS: Readonly<Partial<Record<Season, string>>> = {
  summer: 'ete|estate|vere',
  winter: 'dimer',
};

type Third = 'early' | 'mid' | 'late';

const PARTS: Readonly<Record<Third, string>> = {
  early: 'early|beginning|start',
  mid: 'mid|middle',
  late: 'late|end',
};

const DOUBTFUL_PARTS: Readonly<Record<Third, string>> = {
  early: 'anfang|debut|principios|inizio|inicio|начало',
  mid: 'mitte|milieu|mediados|meta|середина',
  late: 'ende|fin|finales|fine|конец',
};

const DECADES = [
  'twenties',
  'thirties',
  'forties',
  'fifties',
  'sixties',
  'seventies',
  'eighties',
  'nineties',
];

const ROLES: Readonly<Partial<Record<Role, string>>> = {
  about: 'about|approximately|approx|around|circa|ca|c',
  unsure: 'possibly|perhaps|maybe|likely|probably|prob',
  before: 'before|pre',
  after: 'after|post',
  since: 'since',
  until: 'until|till|by|bis',
  between: 'between|zwischen|entre',
  from: 'from|von|vom',
  to: 'to|through|thru|al|au',
  and: 'and|und|et|y|e|и|dhe',
  or: 'or|oder|ou|o|или|ose',
  filler: 'in|on|of|the|at|during|de|del|della|du|des|der|im|am|den|le|la|el|d|di|da|do|dated',
  year: 'year|years|г|года|год|гг|годы|jahr|annee|ano|anno',
  decades: 'decade|annees|anni|anos|anys',
  era: 'ad|ce',
  present: 'present|today|now|date|ongoing',
  onwards: 'onward|onwards',
  sic: 'sic',
};

const DOUBTFUL_ROLES: Readonly<Partial<Record<Role, string>>> = {
  about:
    'um|etwa|gegen|vers|environ|env|hacia|alrededor|cerca|verso|около|ок|rreth|approximate|estimated|est|约|約',
  unsure: 'uncertain|questionable|unsure|vermutlich|wohl|probablement|forse|quiza',
  before: 'vor|avant|antes|prima|до|para',
  after: 'nach|apres|despues|dopo|depois|после|pas',
  since: 'seit|depuis|desde|dal|с',
  until: 'jusque|hasta|fino|ate|deri',
  between: 'tra|fra|между|ndermjet',
  copyright: 'copyright|copyrighted|cop|©|℗|p',
  bulk: 'bulk|predominantly|predominant|chiefly',
  undated: 'undated|nd',
};

/** Several words that do what one word does. */
const PHRASES: Readonly<Record<string, Role>> = {
  'up to': 'until',
  'not after': 'until',
  'not later than': 'until',
  'no later than': 'until',
  'in or before': 'until',
  'on or before': 'until',
  'before or in': 'until',
  'prior to': 'before',
  'not before': 'since',
  'not earlier than': 'since',
  'no earlier than': 'since',
  'in or after': 'since',
  'on or after': 'since',
  'or later': 'onwards',
  'and later': 'onwards',
  'or after': 'onwards',
  'and after': 'onwards',
  'oder später': 'onwards',
  'or earlier': 'or earlier',
  'and earlier': 'or earlier',
  'or before': 'or earlier',
  'and before': 'or earlier',
  'oder früher': 'or earlier',
  'anno domini': 'era',
  "jusqu'en": 'until',
  "jusqu'au": 'until',
  'antes de': 'before',
  'después de': 'after',
  'prima del': 'before',
  'dopo il': 'after',
};

/** Matches one of the phrases at `lastIndex`. */
export const PHRASE = new RegExp(`(?:${Object.keys(PHRASES).join('|')})(?![\\p{L}\\p{N}])`, 'iuy');

/** What a phrase does that {@link PHRASE} has matched. */
export function roleOfPhrase(phrase: string): Role | undefined {
  return PHRASES[phrase.toLowerCase()];
}

const CENTURIES =
  'century|centuries|cent|jahrhundert|jh|jhs|siecle|siecles|siglo|siglos|secolo|secoli|sec|seculo|век|века|вв|shekull|shekulli';

/** Ordinals as English words, by their numbers: `nineteenth century`. */
const ORDINALS: ReadonlyMap<string, number> = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'
    .split(' ')
    .map((word, index) => [word, index + 1]),
);

/** The number that an English ordinal stands for, from 1 to 20; undefined for any other word. */
export function ordinalNumber(word: string): number | undefined {
  return ORDINALS.get(word.toLowerCase());
}

const NOT_KNOWN = '(?:known|dated|available|given|identified|recorded|specified|stated|found)';

/** What says, as the whole of a date field, that there is no date; folded. */
const UNDATED = new RegExp(
  `^[[(<{]*(?:${[
    `(?:date(?: of \\p{L}+)? )?(?:unknown|not ${NOT_KNOWN})`,
    '(?:date )?(?:unavailable|undetermined|undated|missing)',
    'unknown date|unkn|undat\\.?|no date(?: given)?|none|null|nil|without date',
    'n\\.? ?d\\.?|n/d|n/a|n\\.a\\.|s\\.? ?[adf]\\.?|s/[adf]|d\\. ?u\\.|sine (?:dato|anno)',
    'undatiert|ohne (?:datum|jahr)|o\\.? ?[jd]\\.?|unbekannt|datum unbekannt',
    'sans date|date inconnue|non date|sin fecha|fecha desconocida|senza data|data sconosciuta',
    'sem data|data desconhecida|без даты|б\\. ?д\\.|дата неизвестна|pa date',
    '无日期|無日期|日期不详|日期不詳|年代不詳|不详|不明|日付不明|[-–—]+|\\?+',
  ].join('|')})[\\])>}]*\\.?$`,
  'u',
);

/**
 * Whether a text says that there is no date.
 *
 * @example isUndated('[n.d.]') // true; so for 'unknown' and 'sans date'
 */
export function isUndated(text: string): boolean {
  return /^\s*\d/.test(text) ? false : UNDATED.test(foldedWord(text.trim()));
}

const ASCII = /^[\0-\x7f]*$/;

/** A word as the tables have it: lower case, without accents. */
function foldedWord(word: string): string {
  const lower = word.toLowerCase();
  if (ASCII.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC');
}

/** Where a word is met: in a text that is known to be a date, or among other words. */
export type Surroundings = 'date' | 'words';

type Entry = readonly [names: string, meaning: Meaning];

const EVERYWHERE = tableOf([
  ...monthEntries(MONTH_NAMES),
  ...monthEntries(MONTH_ABBREVIATIONS),
  ...WEEKDAYS.map((names, weekday): Entry => [names, { kind: 'weekday', weekday }]),
  ...entriesOf(SEASONS, (season): Meaning => ({ kind: 'season', season })),
  ...entriesOf(PARTS, (part): Meaning => ({ kind: 'part', part })),
  ...DECADES.map((name, index): Entry => [name, { kind: 'decade', decade: 1920 + 10 * index }]),
  ...entriesOf(ROLES, (word): Meaning => ({ kind: 'word', word })),
  [CENTURIES, { kind: 'century' }],
]);

const IN_DATES = tableOf([
  ...monthEntries(DOUBTFUL_MONTHS),
  ...entriesOf(DOUBTFUL_SEASONS, (season): Meaning => ({ kind: 'season', season })),
  ...entriesOf(DOUBTFUL_PARTS, (part): Meaning => ({ kind: 'part', part })),
  ...entriesOf(DOUBTFUL_ROLES, (word): Meaning => ({ kind: 'word', word })),
]);

function monthEntries(months: readonly string[]): Entry[] {
  return months.map((names, index) => [names, { kind: 'month', month: index + 1 }]);
}

function entriesOf<Key extends string>(
  table: Readonly<Partial<Record<Key, string>>>,
  meaning: (key: Key) => Meaning,
): Entry[] {
  return Object.entries<string | undefined>(table).map(([key, names]) => [names ?? '', meaning(key as Key)]);
}

function tableOf(entries: readonly Entry[]): ReadonlyMap<string, Meaning> {
  const table = new Map<string, Meaning>();
  for (const [names, meaning] of entries) {
    for (const name of names.split('|').map(foldedWord)) if (!table.has(name)) table.set(name, meaning);
  }
  return table;
}

/**
 * What a word means in a date; undefined for any other word.
 *
 * @example meaningOf('Jänner', 'words') // { kind: 'month', month: 1 }
 */
export function meaningOf(word: string, surroundings: Surroundings): Meaning | undefined {
  const folded = foldedWord(word);
  return EVERYWHERE.get(folded) ?? (surroundings === 'date' ? IN_DATES.get(folded) : undefined);
}
