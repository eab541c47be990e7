import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Button, Card, Embed, Menu, Row } from '../cards/kit/card.ts';
import { fitted } from '../cards/kit/fitting.ts';
import { LIMITS } from '../cards/kit/limits.ts';
import { isVisible, shownText } from '../cards/kit/shown-text.ts';
import { type Addressable, printAddress } from '../views/address.ts';

/** A message as Discord accepts it. It pings nobody, whatever its text says. */
export interface MessagePayload {
  readonly content?: string;
  readonly embeds: APIEmbed[];
  readonly components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  readonly allowed_mentions: { parse: [] };
}

/** Stores addresses that are too long for Discord, and gives the keys that stand for them; none when it cannot. */
export type KeepAddresses = (addresses: readonly string[]) => Promise<readonly string[]>;

/** What replaces a text of which nobody would see anything, because Discord requires a visible one. */
const BLANK = '—';

/**
 * A text as Discord accepts it: at most so many UTF-16 units, without characters that would reorder the text around
 * it, and never invisible. Every text of an answer passes through here, whoever wrote it.
 */
export function sentText(text: string, most: number): string {
  const shown = shownText(text);
  return isVisible(shown) ? fitted(shown, most) : BLANK;
}

/** Characters that Discord may not give back as they were sent. An address has them only when a record has. */
const UNSENDABLE = /[\p{Cc}\p{Surrogate}]/u;

/** Whether Discord gives a text back just as it was sent, so that it may be an id or the value of a choice. */
export function isSendable(text: string): boolean {
  return !UNSENDABLE.test(text);
}

/** A link with its invisible characters percent-encoded; undefined when Discord would not accept it. */
function sentLink(link: string): string | undefined {
  const spelt = link
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => encodeURIComponent(character));
  return spelt.length <= LIMITS.link ? spelt : undefined;
}

/** The message of a card. Texts that are still longer than Discord's limits are cut here, last of all. */
export async function messagePayload(card: Card, keep: KeepAddresses): Promise<MessagePayload> {
  const ids = await idsOf(placesOf(card.rows), keep);
  return {
    ...(card.content && { content: sentText(card.content, LIMITS.content) }),
    embeds: card.embeds.map(embedPayload),
    components: card.rows.slice(0, LIMITS.rows).flatMap((row) => rowPayload(row, ids)),
    allowed_mentions: { parse: [] },
  };
}

/** What a component opens, and how long its id may be beside the component's slot. */
interface Place {
  readonly opens: Addressable;
  readonly most: number;
}

function placesOf(rows: readonly Row[]): Place[] {
  return rows.flatMap((row) =>
    'menu' in row
      ? row.menu.options.map(({ opens }) => ({ opens, most: LIMITS.optionValue }))
      : row.buttons.flatMap((button) =>
          'opens' in button
            ? [{ opens: button.opens, most: LIMITS.customId - `#${button.slot}`.length }]
            : [],
        ),
  );
}

/**
 * The ids of views and actions: their addresses, or the keys under which long addresses are kept. What has an address
 * that Discord may not give back as it was sent has no id.
 */
async function idsOf(
  places: readonly Place[],
  keep: KeepAddresses,
): Promise<ReadonlyMap<Addressable, string>> {
  const addressed = places
    .map(({ opens, most }) => ({ opens, most, address: printAddress(opens) }))
    .filter(({ address }) => isSendable(address));
  const long = addressed.filter(({ address, most }) => address.length > most);
  const keys = long.length > 0 ? await keep(long.map(({ address }) => address)) : [];
  const ids = new Map(addressed.map(({ opens, address }) => [opens, address]));
  for (const [index, { opens }] of long.entries()) {
    const key = keys[index];
    if (key === undefined) ids.delete(opens);
    else ids.set(opens, key);
  }
  return ids;
}

function embedPayload({ title, link, description, fields, footer, color }: Embed): APIEmbed {
  const url = link === undefined ? undefined : sentLink(link);
  return {
    ...(title && { title: sentText(title, LIMITS.embedTitle) }),
    ...(url && { url }),
    ...(description && { description: sentText(description, LIMITS.embedDescription) }),
    ...(fields && {
      fields: fields.slice(0, LIMITS.embedFields).map(({ name, value, inline = false }) => ({
        name: sentText(name, LIMITS.fieldName),
        value: sentText(value, LIMITS.fieldValue),
        inline,
      })),
    }),
    ...(footer && { footer: { text: sentText(footer, LIMITS.embedFooter) } }),
    ...(color !== undefined && { color }),
  };
}

function rowPayload(
  row: Row,
  ids: ReadonlyMap<Addressable, string>,
): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  const components =
    'menu' in row
      ? menuPayload(row.menu, ids)
      : row.buttons.slice(0, LIMITS.buttonsInRow).flatMap((button) => buttonPayload(button, ids));
  return components.length > 0 ? [{ type: ComponentType.ActionRow, components }] : [];
}

/** A button without an id is disabled. A button whose link Discord would not accept is left out. */
function buttonPayload(
  button: Button,
  ids: ReadonlyMap<Addressable, string>,
): APIComponentInMessageActionRow[] {
  const label = sentText(button.label, LIMITS.buttonLabel);
  if ('link' in button) {
    const url = sentLink(button.link);
    return url ? [{ type: ComponentType.Button, style: ButtonStyle.Link, label, url }] : [];
  }
  const id = ids.get(button.opens);
  return [
    {
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      label,
      custom_id: `${id ?? ''}#${button.slot}`,
      ...((button.disabled || id === undefined) && { disabled: true }),
    },
  ];
}

/** A menu of the options that have ids; no menu when none has. */
function menuPayload(
  { slot, placeholder, options }: Menu,
  ids: ReadonlyMap<Addressable, string>,
): APIComponentInMessageActionRow[] {
  const known = options.slice(0, LIMITS.menuOptions).flatMap(({ label, description, opens }) => {
    const value = ids.get(opens);
    if (value === undefined) return [];
    return {
      label: sentText(label, LIMITS.optionLabel),
      ...(description && { description: sentText(description, LIMITS.optionDescription) }),
      value,
    };
  });
  if (known.length === 0) return [];
  return [
    {
      type: ComponentType.StringSelect,
      custom_id: `#${slot}`,
      placeholder: sentText(placeholder, LIMITS.menuPlaceholder),
      options: known,
    },
  ];
}
