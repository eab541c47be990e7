import type { ContextChannel, RequestContext } from '../commands/kit/request-context.ts';
import { findCommand } from '../commands/registry.ts';
import type { Incoming, IncomingChannel } from './incoming.ts';

/** An interaction as a command sees it. `timeZone` is the zone of the server that it happened in. */
export function contextOf(interaction: Incoming, timeZone: string): RequestContext {
  const { guildId, userId, locale, permissions, channel, channels, roles } = interaction;
  const known = [...(channel ? [channel] : []), ...channels].map(contextChannel);
  return {
    user: { id: userId },
    locale,
    timeZone,
    permissions,
    isPrivate: isPrivate(interaction),
    channels: new Map(known.map((each) => [each.id, each])),
    roles: new Map(roles.map((role) => [role.id, role])),
    ...(guildId && { guildId }),
  };
}

/** Where Discord does not say what the bot may do, no permission is known to be missing. */
function contextChannel({ appPermissions = ~0n, ...channel }: IncomingChannel): ContextChannel {
  return { ...channel, appPermissions };
}

/** Whether the answer to an interaction is visible only to the person who asked. */
export function isPrivate(interaction: Incoming): boolean {
  if (interaction.kind === 'press') return interaction.isHidden || !isAsker(interaction);
  const { kind, name, subcommand, values } = interaction;
  if (kind === 'completion') return false;
  return values.private === true || findCommand(name, subcommand)?.isAlwaysPrivate === true;
}

/** Whether the person who presses is the one who asked for the message, so that the answer may replace it. */
export function isAsker(interaction: Incoming): boolean {
  return (
    interaction.kind === 'press' && interaction.userId !== '' && interaction.askerId === interaction.userId
  );
}
