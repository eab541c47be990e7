import type { ComponentType } from 'discord.js';
import type { Discord } from '../discord.ts';
import type { StoredMessage } from '../world/world.ts';
import type { Actor } from './interaction.ts';

/** Throws unless the person sees the message in their channel. */
export function assertVisible({ world }: Discord, { user, channel }: Actor, message: StoredMessage): void {
  if (message.channel_id !== channel.id) throw new Error('the message is in another channel');
  if (!world.sees(user, message.id)) throw new Error('the person does not see this message');
}

/** A component that a person can use, with the fields that we read. */
export interface ActiveComponent {
  type: ComponentType;
  custom_id?: string;
  disabled?: boolean;
  options?: { value: string }[];
  min_values?: number;
  max_values?: number;
  components?: ActiveComponent[];
  accessory?: ActiveComponent;
}

/** The component with that custom_id. Throws when it is absent, disabled or of another type. */
export function activeComponent(
  message: StoredMessage,
  customId: string,
  type: ComponentType,
): ActiveComponent {
  const every = (component: ActiveComponent): ActiveComponent[] => [
    component,
    ...[...(component.components ?? []), ...(component.accessory ? [component.accessory] : [])].flatMap(
      every,
    ),
  ];
  const all = ((message.components ?? []) as ActiveComponent[]).flatMap(every);
  const found = all.find((component) => component.custom_id === customId);
  if (!found) {
    const ids = all.flatMap((component) => component.custom_id ?? []);
    throw new Error(`the message has no component '${customId}'; it has ${ids.join(', ') || 'none'}`);
  }
  if (found.type !== type) throw new Error(`the component '${customId}' is of another kind`);
  if (found.disabled) throw new Error(`the component '${customId}' is disabled`);
  return found;
}
