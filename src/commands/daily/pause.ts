import { sentenceCard } from '../../cards/kit/card.ts';
import { actionCommand } from '../kit/command.ts';
import { existing } from './existing.ts';
import { managedGuild } from './manage-server.ts';

/** `/daily pause`: no posts until it is resumed. */
export const dailyPause = actionCommand({
  action: 'daily-pause',
  isAlwaysPrivate: true,
  definition: { name: 'pause', description: 'Stop the daily post for a while; its settings are kept' },
  read: () => ({ name: 'daily-pause' }),
  async perform(_action, { store }, context) {
    existing(await store.daily.pause(managedGuild(context)));
    return { card: sentenceCard('The daily post is paused. `/daily resume` turns it back on.') };
  },
});
