import {
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIStringSelectComponent,
  ComponentType,
} from 'discord.js';
import type { Answer, StoredMessage } from '../../src/loopback/loopback.ts';

/** The message of an answer. */
export function messageOf({ message, error }: Answer): StoredMessage {
  if (!message) throw new Error(`there is no message: ${error ?? 'no error either'}`);
  return message;
}

/** All that a person reads in a message. */
export function textOf(answer: Answer): string {
  const { content, embeds } = messageOf(answer);
  const read = embeds.flatMap(({ title, description, fields = [], footer }) => [
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
    footer?.text,
  ]);
  return [content, ...read].filter(Boolean).join('\n').replaceAll('\\', '');
}

/** The dates of a list's entries, in their order, as the cards print them. */
export function datesOf(answer: Answer): string[] {
  return Array.from(textOf(answer).matchAll(/^\*\*(.*\d{4}|Undated)\*\*/gm), ([, date]) => date ?? '');
}

/** The buttons of a message, in their order. */
export function buttonsOf(answer: Answer): APIButtonComponent[] {
  return componentsOf(answer).filter((component) => component.type === ComponentType.Button);
}

/** The id of the button with a label (or whose label begins so). */
export function buttonId(answer: Answer, label: string): string {
  const button = buttonsOf(answer).find((other) => 'label' in other && other.label?.startsWith(label));
  if (!button || !('custom_id' in button)) throw new Error(`there is no button "${label}"`);
  return button.custom_id;
}

/** The link of the button that leaves Discord. */
export function linkOf(answer: Answer): string | undefined {
  return buttonsOf(answer).flatMap((button) => ('url' in button ? [button.url] : []))[0];
}

/** The menu of a message, of the slot given. */
export function menuOf(answer: Answer, slot = 'open'): APIStringSelectComponent {
  const menu = componentsOf(answer).find(
    (component) => component.type === ComponentType.StringSelect && component.custom_id === `#${slot}`,
  );
  if (menu?.type !== ComponentType.StringSelect) throw new Error(`there is no menu "${slot}"`);
  return menu;
}

function componentsOf(answer: Answer): APIComponentInMessageActionRow[] {
  const rows = messageOf(answer).components ?? [];
  return rows.flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []));
}
