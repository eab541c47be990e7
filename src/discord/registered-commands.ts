import { createHash } from 'node:crypto';
import { type APIApplicationCommand, DiscordAPIError, type REST, RESTJSONErrorCodes } from 'discord.js';

/** Remembers what was last registered where. */
export interface RegistrationBook {
  /** What was remembered of a scope; undefined when nothing was. */
  hash(scope: string): Promise<string | undefined>;
  remember(scope: string, hash: string): Promise<void>;
}

/** A command that Discord shows. Its version changes with it, whoever changes it (Discord, "Application command"). */
export type Shown = Pick<APIApplicationCommand, 'id' | 'name' | 'version'>;

/** What Discord shows in a place now. */
export interface ShownNow {
  /** What we have registered, and nobody has changed since. */
  readonly ours: readonly Shown[];
  readonly theirs: readonly Shown[];
  /** Whether all that we have registered is still there, and nothing else. */
  readonly isWhole: boolean;
}

/** The commands that Discord shows in one place: everywhere, or in a server. */
export interface Registered {
  readonly isOfServer: boolean;
  now(): Promise<ShownNow>;
  /** The hash of what we last registered there; empty: nothing. */
  hash(): Promise<string>;
  /** Has Discord show these commands and no others, and remembers their hash. */
  overwrite(commands: readonly unknown[], hash: string): Promise<void>;
  remove(command: Shown): Promise<void>;
  /** Remembers that nothing there is ours. */
  forget(): Promise<void>;
}

/** The place that is meant, and what is known of it. */
export interface Place {
  /** Of Discord's API. */
  readonly route: `/${string}`;
  /** What it is remembered under. */
  readonly scope: string;
  readonly book: RegistrationBook;
  /** What our commands are called. */
  readonly names: ReadonlySet<string>;
}

/**
 * The commands of a place. Where we have registered some, those are ours that still are as Discord then gave them; a
 * store of version 0.1.0, which did not keep that, goes by their names.
 */
export function registeredCommands(rest: REST, { route, scope, book, names }: Place): Registered {
  const versions = `${scope} versions`;
  const hash = async () => {
    const remembered = (await book.hash(scope)) ?? '';
    return remembered === OF_NONE ? '' : remembered;
  };
  const isOfServer = route.includes('/guilds/');
  return {
    isOfServer,
    hash,
    async now() {
      const shown = await listed();
      if ((await hash()) === '') return { ours: [], theirs: shown ?? [], isWhole: false };
      if (!shown) return { ours: [UNSEEN], theirs: [], isWhole: true };
      const marks = ((await book.hash(versions)) ?? '').split(' ').filter((mark) => mark !== '');
      const isOurs = (command: Shown) =>
        marks.length > 0 ? marks.includes(markOf(command)) : names.has(command.name);
      const ours = shown.filter(isOurs);
      const theirs = shown.filter((command) => !isOurs(command));
      return { ours, theirs, isWhole: theirs.length === 0 && ours.length === (marks.length || names.size) };
    },
    async overwrite(commands, next) {
      const shown = await rest.put(route, { body: commands });
      await book.remember(versions, Array.isArray(shown) ? shown.map(markOf).join(' ') : '');
      await book.remember(scope, next);
    },
    async remove({ id }) {
      try {
        await rest.delete(`${route}/${id}`);
      } catch (error) {
        const isGone =
          error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownApplicationCommand;
        // Somebody has been faster.
        if (!isGone) throw error;
      }
    },
    async forget() {
      if ((await hash()) !== '') await book.remember(scope, '');
    },
  };

  /** What Discord shows; undefined when it does not list that, and what was last registered is believed to be there. */
  async function listed(): Promise<readonly Shown[] | undefined> {
    try {
      const shown = await rest.get(route);
      return Array.isArray(shown) ? shown : undefined;
    } catch (error) {
      const isNoRoute = error instanceof DiscordAPIError && (error.status === 404 || error.status === 405);
      if (isNoRoute && !isOfServer) return undefined;
      throw error;
    }
  }
}

/** Stands for commands that cannot be seen. */
const UNSEEN: Shown = { id: '', name: '', version: '' };

/** What version 0.1.0 remembers of a place that it has taken its commands away from. */
const OF_NONE = createHash('sha256').update('[]').digest('base64url');

function markOf({ id, version }: Shown): string {
  return `${id}:${version}`;
}
