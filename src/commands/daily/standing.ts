import type { Card } from '../../cards/kit/card.ts';
import { dailyStatusCard, whenText } from '../../daily/cards/status-card.ts';
import { nextDue } from '../../daily/schedule/next-due.ts';
import type { Subscription } from '../../store/daily.ts';
import type { ViewNamed } from '../../views/view.ts';
import { command, type Show } from '../kit/command.ts';
import { Refusal } from '../kit/refusal.ts';
import { managedGuild } from './manage-server.ts';

type Standing = 'status' | 'pause' | 'resume' | 'off';

function standing<const N extends Standing>(name: N, description: string) {
  return command({
    isAlwaysPrivate: true,
    definition: { name, description },
    read: () => ({ name: `daily-${name}` }) as ViewNamed<`daily-${N}`>,
  });
}

/** `/daily status`: the setting, the next post, the last one, and any trouble with its fix. */
export const dailyStatus = standing(
  'status',
  'See how the daily post is set, the next one, the last one, any trouble',
);
/** `/daily pause`: no posts until it is resumed. */
export const dailyPause = standing('pause', 'Stop the daily post for a while; the setting is kept');
/** `/daily resume`: posts again. */
export const dailyResume = standing('resume', 'Go on with the daily post after a pause');
/** `/daily off`: no posts any more, and the setting is forgotten. */
export const dailyOff = standing('off', 'Stop the daily post and forget its setting');

const NONE = 'This server has no daily post. Set one up with `/daily set`.';

function found(setting: Subscription | undefined): Subscription {
  if (!setting) throw new Refusal(NONE);
  return setting;
}

const sentence = (content: string): Card => ({ content, embeds: [], rows: [], shares: 'nothing' });

/** How the daily post stands. */
export const showDailyStatus: Show<ViewNamed<'daily-status'>> = async (_view, { store }, asked) => {
  const guildId = managedGuild(asked);
  const setting = found(await store.daily.find(guildId));
  const posts = await store.daily.posts(guildId, 7);
  return dailyStatusCard({ ...setting, next: setting.due?.at, posts, trouble: setting.trouble?.reason });
};

/** Pauses the daily post. */
export const showDailyPause: Show<ViewNamed<'daily-pause'>> = async (_view, { store }, asked) => {
  found(await store.daily.pause(managedGuild(asked)));
  return sentence('The daily post is paused. `/daily resume` goes on with it.');
};

/** Goes on with the daily post. */
export const showDailyResume: Show<ViewNamed<'daily-resume'>> = async (_view, { store, clock }, asked) => {
  const setting = found(
    await store.daily.resume(managedGuild(asked), (settings, taken) =>
      nextDue(settings, { now: clock.now(), taken }),
    ),
  );
  return sentence(
    `The daily post goes on.${setting.due ? ` The next comes ${whenText(setting.due.at)}.` : ''}`,
  );
};

/** Ends the daily post. */
export const showDailyOff: Show<ViewNamed<'daily-off'>> = async (_view, { store }, asked) => {
  if (!(await store.daily.remove(managedGuild(asked)))) throw new Refusal(NONE);
  return sentence('The daily post is off, and its setting is forgotten. `/daily set` sets it up again.');
};
