import { sentenceCard } from '../../cards/kit/card.ts';
import { actionCommand } from '../kit/command.ts';
import { existing } from './existing.ts';
import { managedGuild } from './manage-server.ts';

/** `/daily off`: no more posts, and the settings are deleted. */
export const dailyOff = actionCommand({
  action: 'daily-off',
  isAlwaysPrivate: true,
  definition: { name: 'off', description: 'Stop the daily post and delete its settings' },
  read: () => ({ name: 'daily-off' }),
  async perform(_action, { store }, context) {
    existing(await store.daily.remove(managedGuild(context)));
    return {
      card: sentenceCard(
        'The daily post is off, and its settings are deleted. `/daily set` sets it up again.',
      ),
    };
  },
});
