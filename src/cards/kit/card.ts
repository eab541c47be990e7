import type { View } from '../../views/view.ts';

/** The embeds and components of one message, before Discord: buttons lead to views, not to ids. */
export interface Card {
  /** Text above the embeds, in markdown. */
  readonly content?: string;
  readonly embeds: readonly Embed[];
  readonly rows: readonly Row[];
  /**
   * What to share of it, where that is not the view that was asked for: the record that chance chose, or nothing,
   * when it is for one person only.
   */
  readonly shares?: View | 'nothing';
}

/** One framed block. Title, description and fields are markdown; the footer is plain. */
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

/** A button that opens a card, or one that leaves Discord. */
export type Button = ViewButton | LinkButton;

export interface ViewButton {
  readonly label: string;
  readonly opens: View;
  /** Names the button in its message, so that two may open the same card. At most 20 characters. */
  readonly slot: string;
  readonly disabled?: boolean;
}

export interface LinkButton {
  readonly label: string;
  /** At most 512 characters. */
  readonly link: string;
}

/** A menu of which one option is chosen. */
export interface Menu {
  /** Names the menu in its message. At most 20 characters. */
  readonly slot: string;
  readonly placeholder: string;
  readonly options: readonly MenuOption[];
}

export interface MenuOption {
  readonly label: string;
  readonly description?: string;
  readonly opens: View;
}

/** The colour of our embeds: the brown of an archive box. */
export const COLOR = 0x9c6b3c;
