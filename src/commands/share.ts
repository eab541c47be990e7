import { parseAddress } from '../cards/address.ts';
import type { ShareView, View } from '../cards/view.ts';
import type { Show } from './command.ts';
import { Refusal } from './refusal.ts';

/** The card of another view, with the name of who shares it. `showView` shows any view. */
export function showShared(showView: Show<View>): Show<ShareView> {
  return ({ card }, docent, asked) => {
    const view = parseAddress(card);
    if (!view || view.name === 'share') throw new Refusal('This can no longer be shared. Ask for it again.');
    return { ...showView(view, docent, asked), content: `Shared by <@${asked.user.id}>` };
  };
}
