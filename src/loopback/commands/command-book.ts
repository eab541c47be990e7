import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandType,
  type ApplicationIntegrationType,
  type InteractionContextType,
} from 'discord.js';
import type { Application } from '../application.ts';

/** A command in a bulk overwrite, after it passed the schema and the rules. */
export interface CommandRequest {
  name: string;
  type?: ApplicationCommandType | null;
  description?: string | null;
  options?: APIApplicationCommandOption[] | null;
  default_member_permissions?: string | number | null;
  integration_types?: ApplicationIntegrationType[] | null;
  contexts?: InteractionContextType[] | null;
  [other: string]: unknown;
}

/** The commands that the application has registered, for all servers and for single ones. */
export class CommandBook {
  readonly #byScope = new Map<string | undefined, APIApplicationCommand[]>();
  readonly #application: Application;
  readonly #nextId: () => string;

  /** No commands yet. */
  constructor(application: Application, nextId: () => string) {
    this.#application = application;
    this.#nextId = nextId;
  }

  /** The commands of a guild or, without a guild, the global ones, in the order in which they were registered. */
  list(guildId?: string): APIApplicationCommand[] {
    return this.#byScope.get(guildId) ?? [];
  }

  /** Replaces all commands of a guild, or the global ones. A command with the same name and type keeps its id, as on Discord. */
  overwrite(requests: CommandRequest[], guildId?: string): APIApplicationCommand[] {
    const before = this.list(guildId);
    const registered = requests.map((request): APIApplicationCommand => {
      const type = request.type ?? ApplicationCommandType.ChatInput;
      const permissions = request.default_member_permissions;
      const kept = before.find((each) => each.name === request.name && each.type === type);
      return {
        ...request,
        id: kept?.id ?? this.#nextId(),
        application_id: this.#application.id,
        ...(guildId !== undefined && { guild_id: guildId }),
        version: this.#nextId(),
        type,
        description: request.description ?? '',
        options: request.options ?? [],
        default_member_permissions:
          permissions === null || permissions === undefined ? null : `${permissions}`,
        integration_types: request.integration_types ?? this.#application.integrationTypes,
        contexts: request.contexts ?? null,
      };
    });
    this.#byScope.set(guildId, registered);
    return registered;
  }

  /** Removes one command. Gives false when it is not there. */
  remove(id: string, guildId?: string): boolean {
    const before = this.list(guildId);
    const rest = before.filter((command) => command.id !== id);
    this.#byScope.set(guildId, rest);
    return rest.length < before.length;
  }

  /** The command with that name and type that is offered in a guild or, without a guild, everywhere. */
  find(name: string, type: ApplicationCommandType, guildId?: string): APIApplicationCommand | undefined {
    const offered = guildId === undefined ? this.list() : [...this.list(guildId), ...this.list()];
    return offered.find((command) => command.name === name && command.type === type);
  }
}
