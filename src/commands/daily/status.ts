import { dailyStatusCard } from '../../daily/cards/status-card.ts';
import { viewCommand } from '../kit/command.ts';
import { existing } from './existing.ts';
import { managedGuild } from './manage-server.ts';

/** `/daily status`: the settings, the next post, the last one, and any trouble with its fix. */
export const dailyStatus = viewCommand({
  view: 'daily-status',
  isAlwaysPrivate: true,
  definition: {
    name: 'status',
    description: 'See the settings of the daily post, the next post, the last one, and any trouble',
  },
  read: () => ({ name: 'daily-status' }),
  async show(_view, { store }, context) {
    const guildId = managedGuild(context);
    const settings = existing(await store.daily.find(guildId));
    const posts = await store.daily.posts(guildId, 7);
    return dailyStatusCard({
      ...settings,
      next: settings.due?.at,
      posts,
      trouble: settings.trouble?.reason,
    });
  },
});
