import { ApplicationCommandOptionType } from 'discord.js';
import { cardOfDay } from '../../daily/cards/post-text.ts';
import { toTell } from '../../daily/choosing/choose-post.ts';
import { isoDate } from '../../data/dates/calendar-date.ts';
import type { DailyPreviewView } from '../../views/view.ts';
import { command, type Show } from '../kit/command.ts';
import { localNow, localToday } from '../kit/today.ts';
import { typedDay } from '../kit/typed-day.ts';
import { onThisDay } from '../on-this-day.ts';
import { managedGuild } from './manage-server.ts';

/** `/daily preview`: what the post of a day looks like, for oneself. */
export const dailyPreview = command({
  isAlwaysPrivate: true,
  definition: {
    name: 'preview',
    description: 'See the post of today, or of another day, for yourself',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'date',
        description: 'A day: 29 June, 06-29, tomorrow (today when left out)',
        max_length: 60,
        autocomplete: true,
      },
    ],
  },

  read({ date }, docent, asked): DailyPreviewView {
    if (!date?.trim()) return { name: 'daily-preview' };
    const { day } = typedDay(date, localNow(docent, asked), asked.locale);
    return { name: 'daily-preview', date: isoDate({ year: localToday(docent, asked).year, ...day }) };
  },

  ...(onThisDay.suggest && { suggest: onThisDay.suggest }),
});

/** The post of a date as it would be now. */
export const showDailyPreview: Show<DailyPreviewView> = async (view, docent, asked) => {
  const guildId = managedGuild(asked);
  const { store, archive } = docent;
  const date = view.date ?? isoDate(localToday(docent, asked));
  const setting = await store.daily.find(guildId);
  const quietDays = setting?.quietDays ?? 'nearest';
  const day = await toTell(archive, store.daily, { guildId, date, quietDays });
  if (!day) {
    const content = 'On that day nothing would be posted: it is a quiet day.';
    return { content, embeds: [], rows: [], shares: 'nothing' };
  }
  return { ...cardOfDay(date, day, {}), shares: 'nothing' };
};
