import { type Card, COLOR, type Embed } from '../../cards/kit/card.ts';
import type { DailyPost, PostState, QuietDays } from '../../store/daily.ts';
import type { TroubleReason, UnknownReason } from '../../store/daily-reasons.ts';
import { skippedText, troubleText } from './trouble-text.ts';

/** What the status of a server's daily post shows. */
export interface DailyStatus {
  readonly guildId: string;
  readonly channelId: string;
  /** `HH:MM` */
  readonly time: string;
  readonly zone: string;
  readonly roleId: string | undefined;
  readonly thread: boolean;
  readonly publish: boolean;
  readonly quietDays: QuietDays;
  readonly paused: boolean;
  /** When the next post is due. */
  readonly next: Date | undefined;
  /** The latest posts, the latest first. */
  readonly posts: readonly PostOnCard[];
  /** What was wrong with the last post. */
  readonly trouble: TroubleReason | UnknownReason | undefined;
}

/** What became of the post of a date. */
type PostOnCard = Pick<DailyPost, 'date' | 'state' | 'channelId' | 'messageId' | 'reason'>;

const QUIET_DAYS = {
  nearest: 'the nearest record',
  month: 'a record from the month',
  random: 'a random record',
  skip: 'no post',
} satisfies Record<QuietDays, string>;

const STATES = {
  sending: 'in progress',
  unsent: 'in progress',
  posted: 'in progress',
  threaded: 'in progress',
  done: 'posted',
  skipped: 'no post',
  refused: 'refused by Discord',
  uncertain: 'I could not find out whether it arrived',
} satisfies Record<PostState, string>;

/** The card of `/daily status`. */
export function dailyStatusCard(status: DailyStatus): Card {
  const { channelId, time, zone, roleId, thread, publish, quietDays, paused, next, trouble } = status;
  const extras = [
    roleId && `mentions <@&${roleId}>`,
    thread && 'opens a thread',
    publish && 'is published to followers',
  ];
  const fields: NonNullable<Embed['fields']> = [
    { name: 'Where', value: `<#${channelId}>`, inline: true },
    { name: 'When', value: `${time} in ${zone}`, inline: true },
    { name: 'Quiet days', value: QUIET_DAYS[quietDays], inline: true },
    ...(extras.some(Boolean) ? [{ name: 'Each post', value: extras.filter(Boolean).join(', ') }] : []),
    { name: 'Next post', value: paused ? 'paused' : next ? whenText(next) : 'none', inline: false },
    ...lastField(status),
    ...(trouble === undefined ? [] : [{ name: '⚠️ Problem', value: troubleText(trouble) }]),
  ];
  return {
    embeds: [{ title: 'Daily post', fields, color: COLOR }],
    rows: [
      {
        buttons: [
          { label: 'Preview', opens: { name: 'daily-preview' }, slot: 'preview' },
          paused
            ? { label: 'Resume', opens: { name: 'daily-resume' }, slot: 'resume' }
            : { label: 'Pause', opens: { name: 'daily-pause' }, slot: 'pause' },
        ],
      },
    ],
  };
}

/** An instant as Discord shows it in each reader's own time zone. */
export function whenText(at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `<t:${seconds}:F>, <t:${seconds}:R>`;
}

function lastField({ guildId, posts }: DailyStatus): NonNullable<Embed['fields']> {
  const posted = posts.find(({ messageId }) => messageId !== undefined);
  const latest = posts[0];
  const lines = [
    posted &&
      `${posted.date}: https://discord.com/channels/${guildId}/${posted.channelId}/${posted.messageId}`,
    latest && latest !== posted && `${latest.date}: ${stateText(latest)}`,
  ];
  const text = lines.filter(Boolean).join('\n');
  return text === '' ? [] : [{ name: 'Last post', value: text }];
}

function stateText({ state, reason }: PostOnCard): string {
  return [STATES[state], state === 'skipped' && skippedText(reason)].filter(Boolean).join(': ');
}
