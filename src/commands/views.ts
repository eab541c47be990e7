import type { Card } from '../cards/card.ts';
import type { View, ViewNamed } from '../cards/view.ts';
import { showAbout } from './about.ts';
import type { Show } from './command.ts';
import type { Asked, Docent } from './docent.ts';
import { showOnThisDay } from './on-this-day.ts';
import { showRandom } from './random.ts';
import { showSearch } from './search.ts';
import { showShared } from './share.ts';
import { showRecord } from './show.ts';

/** How each view is shown. */
const SHOWS: { readonly [N in View['name']]: Show<ViewNamed<N>> } = {
  search: showSearch,
  'on-this-day': showOnThisDay,
  show: showRecord,
  random: showRandom,
  about: showAbout,
  share: showShared(showView),
};

/**
 * The card of a view.
 *
 * @throws {Refusal} when there is nothing to show for it
 */
export function showView(view: View, docent: Docent, asked: Asked): Card {
  return (SHOWS[view.name] as Show<View>)(view, docent, asked);
}
