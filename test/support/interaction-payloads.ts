import { InteractionType } from 'discord.js';

/** What surrounds any interaction as Discord sends it, on which a test hangs what matters to it. */
const AROUND = {
  id: '1300000000000000001',
  application_id: '1100000000000000000',
  token: 'aW50ZXJhY3Rpb24',
  version: 1,
  locale: 'en-GB',
  guild_id: '1200000000000000000',
  member: { permissions: '32', user: { id: '1400000000000000000' } },
  channel: { id: '1500000000000000000', type: 0 },
  app_permissions: '2048',
};

/** The type of option (Discord's number) that holds a value. */
const typeOf = (value: unknown) => ({ boolean: 5, number: 4 })[typeof value as string] ?? 3;

/** The payload of a command, `doc search`, or of the completion of one of its options. */
export function commandPayload(path: string, values: Readonly<Record<string, unknown>>, focused?: string) {
  const [name, subcommand] = path.split(' ');
  const options = Object.entries(values).map(([option, value]) => ({
    name: option,
    type: typeOf(value),
    value,
    ...(option === focused && { focused: true }),
  }));
  return {
    ...AROUND,
    type:
      focused === undefined
        ? InteractionType.ApplicationCommand
        : InteractionType.ApplicationCommandAutocomplete,
    data: { id: '1600000000000000000', type: 1, name, options: [{ name: subcommand, type: 1, options }] },
  };
}

/** The payload of a press on a button or, with values, of a choice in a menu. */
export function pressPayload(customId: unknown, values?: readonly unknown[]) {
  return {
    ...AROUND,
    type: InteractionType.MessageComponent,
    message: { id: '1700000000000000000', flags: 0, interaction_metadata: { user: AROUND.member.user } },
    data: { custom_id: customId, component_type: values ? 3 : 2, ...(values && { values }) },
  };
}
