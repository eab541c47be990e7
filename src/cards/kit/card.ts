import type { Addressable } from '../../views/address.ts';
import type { ReaderView } from '../../views/view.ts';

/** The embeds and components of one message, before Discord: buttons hold views and actions, not ids. */
export interface Card {
  /** Text above the embeds, in markdown. */
  readonly content?: string;
  readonly embeds: readonly Embed[];
  readonly rows: readonly Row[];
  /** What its Share button posts, where that is not the view that was asked for: the record that was picked. */
  readonly shares?: ReaderView;
}

/** One framed block of a message. Title, description and fields are markdown; the footer is plain. */
export interface Embed {
  readonly title?: string;
  /** Where the title leads, at most 512 characters. */
  readonly link?: string;
  readonly description?: string;
  readonly fields?: readonly { readonly name: string; readonly value: string; readonly inline?: boolean }[];
  readonly footer?: string;
  /** 0xRRGGBB. */
  readonly color?: number;
}

/** A row below the embeds: up to five buttons, or one menu. */
export type Row = { readonly buttons: readonly Button[] } | { readonly menu: Menu };

/** A button with an address, or a button that leaves Discord. */
export type Button = AddressButton | LinkButton;

/** A button that opens a view or performs an action. */
export interface AddressButton {
  readonly label: string;
  readonly opens: Addressable;
  /** Names the button in its message, so that two may open the same card. At most 20 characters. */
  readonly slot: string;
  readonly disabled?: boolean;
}

/** A button that opens a web page. */
export interface LinkButton {
  readonly label: string;
  /** At most 512 characters. */
  readonly link: string;
}

/** A menu from which a person chooses one option. */
export interface Menu {
  /** Names the menu in its message. At most 20 characters. */
  readonly slot: string;
  readonly placeholder: string;
  readonly options: readonly MenuOption[];
}

/** An option of a menu, which opens a view. */
export interface MenuOption {
  readonly label: string;
  readonly description?: string;
  readonly opens: Addressable;
}

/** A card of one sentence. */
export function sentenceCard(content: string): Card {
  return { content, embeds: [], rows: [] };
}

/** The colour of our embeds: the brown of an archive box. */
export const COLOR = 0x9c6b3c;
