import { sentenceCard } from '../../cards/kit/card.ts';
import { whenText } from '../../daily/cards/status-card.ts';
import { nextDue } from '../../daily/schedule/next-due.ts';
import { actionCommand } from '../kit/command.ts';
import { existing } from './existing.ts';
import { managedGuild } from './manage-server.ts';

/** `/daily resume`: posts again. */
export const dailyResume = actionCommand({
  action: 'daily-resume',
  isAlwaysPrivate: true,
  definition: { name: 'resume', description: 'Turn the daily post back on after a pause' },
  read: () => ({ name: 'daily-resume' }),
  async perform(_action, { store, clock }, context) {
    const { due } = existing(
      await store.daily.resume(managedGuild(context), (settings, taken) =>
        nextDue(settings, { now: clock.now(), taken }),
      ),
    );
    const next = due ? ` The next post comes ${whenText(due.at)}.` : '';
    return { card: sentenceCard(`The daily post is running again.${next}`) };
  },
});
