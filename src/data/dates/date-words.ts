/** What a word can mean in a date. */
export type Meaning =
  | { readonly kind: 'month'; readonly month: number }
  | { readonly kind: 'season'; readonly season: Season }
  | { readonly kind: 'weekday'; readonly weekday: number }
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'century' }
  | { readonly kind: 'decade'; readonly decade: number }
  | { readonly kind: 'word'; readonly word: Role };

export type Season = 'spring' | 'summer' | 'autumn' | 'winter';

/** A part of a month, a year, a decade or a century. */
export type Part = 'early' | 'mid' | 'late';

/** What a word does beside the parts of a date. */
export type Role =
  | 'about'
  | 'before'
  | 'after'
  | 'since'
  | 'until'
  | 'between'
  | 'from'
  | 'to'
  | 'and'
  | 'or'
  | 'filler'
  | 'year'
  | 'era'
  | 'present'
  | 'unsure';

/**
 * Names of the months, January first, by language: English, German, French, Spanish, Italian, Portuguese, Russian
 * (as a heading and after a day), Albanian. Written as they are folded: lower case, without accents.
 */
const MONTH_NAMES: readonly string[] = [
  'january|januar|janner|janvier|enero|gennaio|janeiro|январь|января|janar',
  'february|februar|feber|fevrier|febrero|febbraio|fevereiro|февраль|февраля|shkurt',
  'march|marz|maerz|mars|marzo|марта|март',
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

/** Abbreviations that are read anywhere, with or without a full stop. */
const MONTH_ABBREVIATIONS: readonly string[] = [
  'jan',
  'feb',
  'mar|mrz',
  'apr|avr',
  'may',
  'jun',
  'jul|juil',
  'aug',
  'sep|sept',
  'oct|okt',
  'nov',
  'dec|dez|dic',
];

/** Abbreviations and names that are other words too: read only where a whole text is known to be a date. */
const DOUBTFUL_MONTHS: readonly string[] = [
  'ene|gen|янв',
  'fev|фев|shk',
  'marco|мар',
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
  summer: 'summer|sommer|ete|verano|estate|verao|лето|vere',
  autumn: 'autumn|fall|herbst|automne|otono|autunno|outono|осень|vjeshte',
  winter: 'winter|hiver|invierno|inverno|зима|dimer',
};

const PARTS: Readonly<Record<Part, string>> = {
  early: 'early|beginning|start|anfang|debut|principios|inizio|inicio|начало',
  mid: 'mid|middle|mitte|milieu|mediados|meta|середина',
  late: 'late|end|ende|fin|finales|fine|конец',
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

const ROLES: Readonly<Record<Role, string>> = {
  about:
    'about|approximately|approx|around|circa|ca|c|um|etwa|vers|environ|env|hacia|alrededor|около|rreth|probably|prob',
  before: 'before|pre|vor|avant|antes|prima|до|para',
  after: 'after|post|nach|apres|despues|dopo|depois|после|pas',
  since: 'since|seit|depuis|desde|dal|с',
  until: 'until|till|by|bis|jusque|hasta|fino|ate|deri',
  between: 'between|zwischen|entre|tra|fra|между|ndermjet',
  from: 'from|von|vom',
  to: 'to|through|thru|bis zum|al|au',
  and: 'and|und|et|y|e|и|dhe',
  or: 'or|oder|ou|o|или|ose',
  filler: 'in|on|of|the|during|de|del|della|du|des|der|im|am|den|le|la|el|d|di|da|do|dated',
  year: 'year|years|г|года|год|гг|jahr|annee|ano|anno',
  era: 'ad|ce|anno domini',
  present: 'present|today|now|date|ongoing|onward|onwards',
  unsure: 'possibly|perhaps|maybe|likely',
};

const CENTURIES =
  'century|centuries|cent|jahrhundert|jh|siecle|siglo|secolo|seculo|век|века|shekull|shekulli';

/** What says, as the whole of a date field, that there is no date; folded. */
const UNDATED =
  /^[[(<]*(?:date unknown|unknown date|date not known|unknown|undated|not dated|no date|none|n\.? ?d\.?|s\.? ?[da]\.?|sine (?:dato|anno)|without date|date unavailable|not available|n\/a|n\.a\.|undatiert|ohne (?:datum|jahr)|o\.? ?[jd]\.?|unbekannt|sans date|date inconnue|sin fecha|fecha desconocida|senza data|data sconosciuta|sem data|data desconhecida|без даты|б\. ?д\.|дата неизвестна|pa date|无日期|無日期|日期不详|日期不詳|不详|不明|日付不明|-+|\?+)[\])>]*\.?$/u;

/** Whether a text says that there is no date: `n.d.`, `unknown`, `[undated]`, `sans date`. */
export function isUndated(text: string): boolean {
  return UNDATED.test(foldedWord(text.trim()));
}

/** A word as the tables have it: lower case, without accents. */
export function foldedWord(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC');
}

/** Where a word is met: in a text that is known to be a date, or among other words. */
export type Surroundings = 'date' | 'words';

const EVERYWHERE = tableOf([
  ...MONTH_NAMES.map((names, index): Entry => [names, { kind: 'month', month: index + 1 }]),
  ...MONTH_ABBREVIATIONS.map((names, index): Entry => [names, { kind: 'month', month: index + 1 }]),
  ...WEEKDAYS.map((names, weekday): Entry => [names, { kind: 'weekday', weekday }]),
  ...Object.entries(SEASONS).map(
    ([season, names]): Entry => [names, { kind: 'season', season: season as Season }],
  ),
  ...Object.entries(PARTS).map(([part, names]): Entry => [names, { kind: 'part', part: part as Part }]),
  ...DECADES.map((name, index): Entry => [name, { kind: 'decade', decade: 1920 + 10 * index }]),
  ...Object.entries(ROLES).map(([word, names]): Entry => [names, { kind: 'word', word: word as Role }]),
  [CENTURIES, { kind: 'century' }],
]);

const IN_DATES = tableOf(
  DOUBTFUL_MONTHS.map((names, index): Entry => [names, { kind: 'month', month: index + 1 }]),
);

type Entry = readonly [names: string, meaning: Meaning];

function tableOf(entries: readonly Entry[]): ReadonlyMap<string, Meaning> {
  const table = new Map<string, Meaning>();
  for (const [names, meaning] of entries) {
    for (const name of names.split('|'))
      if (!table.has(foldedWord(name))) table.set(foldedWord(name), meaning);
  }
  return table;
}

/** What a word means in a date; undefined for any other word. */
export function meaningOf(word: string, surroundings: Surroundings): Meaning | undefined {
  const folded = foldedWord(word);
  return EVERYWHERE.get(folded) ?? (surroundings === 'date' ? IN_DATES.get(folded) : undefined);
}

/** The number (1–12) of a month's English name or abbreviation; undefined for any other word. */
export function monthNumber(name: string): number | undefined {
  const meaning = meaningOf(name, 'words');
  return meaning?.kind === 'month' ? meaning.month : undefined;
}
