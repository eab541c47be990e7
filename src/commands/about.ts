import { aboutCard } from '../cards/about-card.ts';
import { viewCommand } from './kit/command.ts';

/** `/doc about`: the collections, their rights, what the bot stores, how to ask for help. */
export const about = viewCommand({
  view: 'about',
  definition: {
    name: 'about',
    description: 'Who published these records, what the bot stores, and how to get help',
  },
  read: () => ({ name: 'about' }),
  show: (_view, { archive, contactUrl }) => aboutCard(archive, contactUrl),
});
