import type { Card } from '../cards/kit/card.ts';
import type { View, ViewNamed } from '../views/view.ts';
import { showAbout } from './about.ts';
import { showDailyPreview } from './daily/preview.ts';
import { showDailySet } from './daily/set.ts';
import { showDailyOff, showDailyPause, showDailyResume, showDailyStatus } from './daily/standing.ts';
import type { Show } from './kit/command.ts';
import type { Asked, Docent } from './kit/request-context.ts';
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
  'daily-set': showDailySet,
  'daily-preview': showDailyPreview,
  'daily-status': showDailyStatus,
  'daily-pause': showDailyPause,
  'daily-resume': showDailyResume,
  'daily-off': showDailyOff,
};

/**
 * The card of a view.
 *
 * @throws {Refusal} when there is nothing to show for it
 */
export async function showView(view: View, docent: Docent, asked: Asked): Promise<Card> {
  return (SHOWS[view.name] as Show<View>)(view, docent, asked);
}
