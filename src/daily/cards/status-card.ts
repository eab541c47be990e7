import { type Card, COLOR, type Embed } from '../../cards/kit/card.ts';
import { skippedText, troubleText } from './trouble-text.ts';

/** What there is to say of a server's daily post. */
export interface DailyStatus {
  readonly guildId: string;
  readonly channelId: string;
  /** `HH:MM` */
  readonly time: string;
  readonly zone: string;
  readonly roleId: string | undefined;
  readonly thread: boolean;
  readonly publish: boolean;
  readonly quietDays: QuietDaysSaid;
  readonly paused: boolean;
  /** When the next post is due. */
  readonly next: Date | undefined;
  /** The latest days, the latest first. */
  readonly posts: readonly PostSaid[];
  /** Why the last post was not as it should be. */
  readonly trouble: string | undefined;
}

/** What became of the post of a date. */
export interface PostSaid {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly state: StateSaid;
  readonly channelId: string;
  readonly messageId: string | undefined;
  readonly reason: string | undefined;
}

const QUIET_DAYS = {
  nearest: 'the nearest record',
  month: 'a record of the month',
  random: 'a record by chance',
  skip: 'no post',
};
type QuietDaysSaid = keyof typeof QUIET_DAYS;

const STATES = {
  sending: 'under way',
  unsent: 'under way',
  posted: 'under way',
  threaded: 'under way',
  done: 'posted',
  skipped: 'no post',
  refused: 'refused by Discord',
  uncertain: 'it is not known whether it arrived',
};
type StateSaid = keyof typeof STATES;

/** How a server's daily post stands. */
export function dailyStatusCard(status: DailyStatus): Card {
  const { channelId, time, zone, roleId, thread, publish, quietDays, paused, next, trouble } = status;
  const extras = [roleId && `mentions <@&${roleId}>`, thread && 'opens a thread', publish && 'is published'];
  const fields: NonNullable<Embed['fields']> = [
    { name: 'Where', value: `<#${channelId}>`, inline: true },
    { name: 'When', value: `${time} in ${zone}`, inline: true },
    { name: 'Quiet days', value: QUIET_DAYS[quietDays], inline: true },
    ...(extras.some(Boolean) ? [{ name: 'The post', value: extras.filter(Boolean).join(', ') }] : []),
    { name: 'Next post', value: paused ? 'paused' : next ? whenText(next) : 'none', inline: false },
    ...lastField(status),
    ...(trouble === undefined ? [] : [{ name: '⚠️ Trouble', value: troubleText(trouble) }]),
  ];
  return {
    embeds: [{ title: 'The daily post', fields, color: COLOR }],
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

/** An instant as Discord shows it in each reader's own clock. */
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
  const said = lines.filter(Boolean).join('\n');
  return said === '' ? [] : [{ name: 'Last post', value: said }];
}

function stateText({ state, reason }: PostSaid): string {
  return [STATES[state], state === 'skipped' && skippedText(reason)].filter(Boolean).join(': ');
}
