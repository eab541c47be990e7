import { yearsAgo } from '../../cards/kit/age.ts';
import { type Card, COLOR, type Embed, type Row } from '../../cards/kit/card.ts';
import { datedWords } from '../../cards/kit/dated-words.ts';
import { fitted, fittedList } from '../../cards/kit/fitting.ts';
import { LIMITS } from '../../cards/kit/limits.ts';
import { escapeMarkdown } from '../../cards/kit/markdown.ts';
import { entryText, openMenu } from '../../cards/list-entry.ts';
import { recordLink } from '../../cards/record-link.ts';
import { MONTHS, type MonthDay, monthDayText, printMonthDay } from '../../data/dates/calendar-date.ts';
import { firstYear } from '../../data/dates/historical-date.ts';
import type { ArchivalRecord } from '../../data/records/record.ts';

/** How many records are shown in full; the others are listed. */
const IN_FULL = 5;

/**
 * How many characters each part may have, so that all embeds together stay under 6000: the list of the other records,
 * and five records with title, abstract, names and date.
 */
const BUDGET = { title: 180, abstract: 480, names: 120, others: 1100, footer: 200 };

/** What the card of the day says. */
export interface DailyCardFacts {
  /** The local date, `YYYY-MM-DD`. */
  readonly date: string;
  readonly day: MonthDay;
  readonly year: number;
  /** The records from that day, in the order in which they are shown. Empty on a quiet day. */
  readonly records: readonly ArchivalRecord[];
  /** The record on a quiet day, and a sentence that says why it was chosen. */
  readonly quiet?: { readonly record: ArchivalRecord; readonly why: string };
  /** How many more records are dated to this month only. */
  readonly ofMonth: number;
  /** When the post was due, in seconds since 1970, if it is late. */
  readonly lateSince?: number | undefined;
  /** The role that is mentioned. */
  readonly roleId?: string | undefined;
}

/**
 * The slot of the button that opens the whole day. It contains the local date, so that a daily post can be recognised
 * by its button.
 */
export function dailySlot(date: string): string {
  return `daily-${date}`;
}

/** The card of the day: up to five records in full, the others listed, and ways to read on. */
export function dailyCard(facts: DailyCardFacts): Card {
  const { day, date, quiet } = facts;
  const chosen = quiet ? [quiet.record] : facts.records;
  const whole = { name: 'on-this-day', date: monthDayText(day) } as const;
  const inFull = chosen.slice(0, IN_FULL);
  const names = [...new Set(chosen.map(({ collection }) => collection.name))].map(escapeMarkdown);
  const others = othersEmbed(chosen.slice(IN_FULL), facts);
  return {
    content: [facts.roleId && `<@&${facts.roleId}>`, lateLine(facts)].filter(Boolean).join('\n'),
    embeds: [
      {
        title: `On this day: ${printMonthDay(day)}`,
        description: introduction(facts),
        color: COLOR,
      },
      ...inFull.map((record) => recordEmbed(record, facts)),
      ...others,
    ].map((embed, index, all) =>
      index === all.length - 1 ? { ...embed, footer: fittedList(names, ' · ', BUDGET.footer) } : embed,
    ),
    rows: [
      ...openMenu(chosen.slice(0, LIMITS.menuOptions), whole, 1),
      {
        buttons: [{ label: `All of ${printMonthDay(day)}`, opens: whole, slot: dailySlot(date) }],
      } satisfies Row,
    ],
  };
}

function lateLine({ lateSince }: DailyCardFacts): string {
  return lateSince === undefined ? '' : `-# Late: this post was due at <t:${lateSince}:t>.`;
}

function introduction({ day, records, quiet, ofMonth }: DailyCardFacts): string {
  const month = MONTHS[day.month - 1] ?? '';
  const first = quiet
    ? quiet.why
    : records.length === 1
      ? 'One record from this day.'
      : `${records.length} records from this day.`;
  const more = ofMonth === 1 ? 'One more is' : `${ofMonth} more are`;
  return ofMonth > 0 ? `${first}\n-# ${more} from ${month}, exact day unknown.` : first;
}

function recordEmbed(record: ArchivalRecord, { year }: DailyCardFacts): Embed {
  const names = [...record.people, ...record.places].map(escapeMarkdown);
  return {
    title: fitted(escapeMarkdown(record.title), BUDGET.title),
    link: recordLink(record).link,
    description: [
      datedLine(record, year),
      record.abstract && fitted(escapeMarkdown(record.abstract), BUDGET.abstract),
      names.length > 0 && `-# ${fittedList(names, ' · ', BUDGET.names)}`,
    ]
      .filter(Boolean)
      .join('\n'),
    color: COLOR,
  };
}

function datedLine(record: ArchivalRecord, year: number): string {
  const { date } = record;
  if (!date) return datedWords(record, date);
  const years = year - firstYear(date);
  return `${datedWords(record, date)} · ${years === 0 ? 'this year' : yearsAgo(years)}`;
}

function othersEmbed(records: readonly ArchivalRecord[], { year }: DailyCardFacts): Embed[] {
  if (records.length === 0) return [];
  const entries = records.map((record, index) =>
    entryText({ position: IN_FULL + index + 1, record, dated: datedLine(record, year) }),
  );
  return [{ title: 'Also on this day', description: fittedList(entries, '\n', BUDGET.others), color: COLOR }];
}
