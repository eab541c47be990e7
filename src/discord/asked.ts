import type { Asked, AskedChannel } from '../commands/kit/request-context.ts';
import { findCommand } from '../commands/registry.ts';
import type { Incoming, IncomingChannel } from './incoming.ts';

/** An interaction as a command sees it. `timeZone` is that of the server it happened in. */
export function askedOf(interaction: Incoming, timeZone: string): Asked {
  const { guildId, userId, locale, permissions, channel, channels, roles } = interaction;
  const known = [...(channel ? [channel] : []), ...channels].map(askedChannel);
  return {
    user: { id: userId },
    locale,
    timeZone,
    permissions,
    channels: new Map(known.map((each) => [each.id, each])),
    roles: new Map(roles.map((role) => [role.id, role])),
    ...(guildId && { guildId }),
  };
}

/** Where it is not said what the bot may do, nothing is known to be missing. */
function askedChannel({ appPermissions = ~0n, ...channel }: IncomingChannel): AskedChannel {
  return { ...channel, appPermissions };
}

/** Whether the answer to an interaction is for the asker's eyes only. */
export function isPrivate(interaction: Incoming): boolean {
  if (interaction.kind === 'press') return interaction.isHidden || !isAsker(interaction);
  const { kind, name, subcommand, values } = interaction;
  if (kind === 'completion') return false;
  return values.private === true || findCommand(name, subcommand)?.isAlwaysPrivate === true;
}

/** Whether the person who presses is the one who asked for the message, so that it may change under their hands. */
export function isAsker(interaction: Incoming): boolean {
  return (
    interaction.kind === 'press' && interaction.userId !== '' && interaction.askerId === interaction.userId
  );
}
