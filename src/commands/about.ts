import { aboutCard } from '../cards/about-card.ts';
import type { AboutView } from '../views/view.ts';
import { command, type Show } from './kit/command.ts';

/** `/doc about`: the collections, their rights, what the bot keeps, how to ask for help. */
export const about = command({
  definition: {
    name: 'about',
    description: 'Whose records these are, what the bot keeps, and how to get help',
  },
  read: (): AboutView => ({ name: 'about' }),
});

/** What the bot is. */
export const showAbout: Show<AboutView> = (_view, { archive, contactUrl }) => aboutCard(archive, contactUrl);
