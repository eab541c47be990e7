import { parseAddress } from '../views/address.ts';
import type { ShareView, View } from '../views/view.ts';
import type { Show } from './kit/command.ts';
import { Refusal } from './kit/refusal.ts';

/** The card of another view, with the name of who shares it. `showView` shows any view. */
export function showShared(showView: Show<View>): Show<ShareView> {
  return async ({ card }, docent, asked) => {
    const view = parseAddress(card);
    const shown = view && view.name !== 'share' ? await showView(view, docent, asked) : undefined;
    if (!shown || shown.shares === 'nothing')
      throw new Refusal('This can no longer be shared. Ask for it again.');
    return { ...shown, content: `Shared by <@${asked.user.id}>` };
  };
}
