import type { APIInteraction, REST } from 'discord.js';
import { refusalOf } from '../commands/kit/refusal.ts';
import type { Services } from '../commands/kit/services.ts';
import type { Log } from '../log.ts';
import { createAnswerer } from './answering.ts';
import { type ConnectionSettings, connect, type GuildListener } from './connection.ts';
import type { DiscordError } from './discord-error.ts';
import { incomingOf } from './incoming.ts';
import { createInteractionQueue, type InteractionQueue } from './interaction-queue.ts';
import type { RegistrationBook } from './registered-commands.ts';
import { LEFT, REPLACED, registerCommands } from './registration.ts';
import { type AddressBook, createRouter } from './router.ts';

/** What a running bot is made of. */
export interface BotParts {
  readonly settings: ConnectionSettings & { readonly guildId: string | undefined };
  readonly services: Services;
  readonly addresses: AddressBook;
  readonly registrations: RegistrationBook;
  /** Told of the servers that the bot is in. */
  readonly guilds: GuildListener;
  readonly log: Log;
}

/** A bot that answers. */
export interface Bot {
  /** Settles, with the reason, if Discord shuts the connection for good. */
  readonly lost: Promise<DiscordError>;
  /** Takes no more interactions, finishes those under way, and leaves. */
  stop(): Promise<void>;
}

/** How long, in milliseconds, answers under way may take after the bot was told to stop. */
const FINISH_WITHIN = 3500;

/**
 * Logs in, registers the commands and answers.
 *
 * @throws {DiscordError} when Discord cannot be reached, or does not let the bot in
 */
export async function startBot({
  settings,
  services,
  addresses,
  registrations,
  guilds,
  log,
}: BotParts): Promise<Bot> {
  const { clock } = services;
  const route = createRouter(services, {
    find: addresses.find,
    async keep(long, now) {
      try {
        return await addresses.keep(long, now);
      } catch (error) {
        // That the store is away is said once by the store itself.
        const say = refusalOf(error) ? log.debug : log.warn;
        say({ error }, 'long addresses could not be stored; the buttons that need them do not work');
        return [];
      }
    },
  });
  let queue: InteractionQueue | undefined;
  const take = (payload: APIInteraction, rest: REST) => {
    const interaction = incomingOf(payload);
    if (!interaction) throw new Error('an interaction is of no known kind, or cannot be answered');
    queue ??= createInteractionQueue({ answerer: createAnswerer({ route, rest, clock, log }), clock });
    queue.take(interaction);
  };
  const { applicationId, rest, lost, stopTaking, close } = await connect(settings, log, take, guilds);
  log.info({ application: applicationId, records: services.archive.records.length }, 'connected to Discord');
  try {
    const scope = { ...settings, applicationId };
    const { changed, left, replaced } = await registerCommands(rest, scope, registrations);
    log.info(changed ? 'the commands are registered' : 'the commands are already up to date');
    if (left.length > 0) log.warn({ commands: left }, LEFT);
    if (replaced.length > 0) log.warn({ commands: replaced }, REPLACED);
  } catch (error) {
    log.error({ error }, 'the commands could not be registered; those registered before still work');
  }
  return {
    lost,
    async stop() {
      stopTaking();
      await Promise.race([queue?.finished(), clock.wait(FINISH_WITHIN)]);
      await close();
    },
  };
}
