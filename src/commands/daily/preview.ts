import { ApplicationCommandOptionType } from 'discord.js';
import { sentenceCard } from '../../cards/kit/card.ts';
import { cardForDay } from '../../daily/cards/post-text.ts';
import { choosePost } from '../../daily/choosing/choose-post.ts';
import { isoDate } from '../../data/dates/calendar-date.ts';
import { viewCommand } from '../kit/command.ts';
import { localNow, localToday } from '../kit/today.ts';
import { typedDay } from '../kit/typed-day.ts';
import { onThisDay } from '../on-this-day.ts';
import { managedGuild } from './manage-server.ts';

/** `/daily preview`: what the post for a day looks like, visible only to the person who asked. */
export const dailyPreview = viewCommand({
  view: 'daily-preview',
  isAlwaysPrivate: true,
  definition: {
    name: 'preview',
    description: 'See the post for today, or for another day; only you see it',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'date',
        description: 'A day: 29 June, 06-29, tomorrow (default: today)',
        max_length: 60,
        autocomplete: true,
      },
    ],
  },

  read({ date }, services, context) {
    if (!date?.trim()) return { name: 'daily-preview' };
    const { day } = typedDay(date, localNow(services, context), context.locale);
    return { name: 'daily-preview', date: isoDate({ year: localToday(services, context).year, ...day }) };
  },

  ...(onThisDay.suggest && { suggest: onThisDay.suggest }),

  /** The post for the date as it would be now. */
  async show(view, services, context) {
    const guildId = managedGuild(context);
    const { store, archive } = services;
    const date = view.date ?? isoDate(localToday(services, context));
    const setting = await store.daily.find(guildId);
    const quietDays = setting?.quietDays ?? 'nearest';
    const day = await choosePost(archive, store.daily, { guildId, date, quietDays });
    if (!day) return sentenceCard('There would be no post that day: the archive has no record for it.');
    return cardForDay(date, day, {});
  },
});
