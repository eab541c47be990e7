import {
  Client,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Interaction,
  type RESTOptions,
} from 'discord.js';
import { onTestFinished } from 'vitest';
import { type Loopback, type LoopbackOptions, startLoopback } from '../../../src/loopback/loopback.ts';
import { workWith } from '../work.ts';

/** A loopback Discord that closes when the test is over. */
export async function loopbackForTest(options: LoopbackOptions = {}): Promise<Loopback> {
  const loopback = await startLoopback(options);
  onTestFinished(() => loopback.close());
  return loopback;
}

/** How a client is set up. `whenOver` is told how to end it; without, it ends with the test. */
interface ClientOptions {
  rest?: Partial<RESTOptions>;
  shards?: number;
  whenOver?: (end: () => Promise<void>) => void;
}

/** A discord.js client for the loopback, not logged in; it leaves when the test is over. */
export function clientOf(loopback: Loopback, options: ClientOptions = {}): Client<true> {
  const { rest, shards, whenOver = onTestFinished } = options;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: loopback.apiUrl, ...rest },
    // The client waits five seconds between two logins of a shard; tests do not.
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
    ...(shards !== undefined && {
      shards: Array.from({ length: shards }, (_, id) => id),
      shardCount: shards,
    }),
  });
  client.on(Events.Error, () => undefined);
  whenOver(() => client.destroy());
  return client as Client<true>;
}

/**
 * A client that is logged in and ready; what its handler throws is given in `errors`. `quiet` settles when it has
 * nothing in flight.
 */
export async function botOn(
  loopback: Loopback,
  onInteraction: (interaction: Interaction) => unknown = () => undefined,
  options: ClientOptions = {},
): Promise<{ client: Client<true>; errors: unknown[]; quiet(): Promise<void> }> {
  const errors: unknown[] = [];
  const work = workWith(loopback);
  (options.whenOver ?? onTestFinished)(async () => work.close());
  const client = clientOf(loopback, options);
  client.on(Events.InteractionCreate, async (interaction) => {
    try {
      await onInteraction(interaction);
    } catch (error) {
      errors.push(error);
    }
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(loopback.token);
  await ready;
  return { client, errors, quiet: work.quiet };
}

/** What Discord says when it refuses; anything but a refusal is thrown on. */
export async function refusal(attempt: Promise<unknown>): Promise<DiscordAPIError> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof DiscordAPIError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

/** The paths of the fields that a refusal names, dotted, with Discord's code for each. */
export function faultsOf(error: DiscordAPIError): Record<string, string> {
  const faults: Record<string, string> = {};
  const walk = (node: object, path: string[]) => {
    for (const [key, value] of Object.entries(node)) {
      if (key === '_errors') faults[path.join('.')] = value[0].code;
      else walk(value, [...path, key]);
    }
  };
  walk((error.rawError as { errors?: object }).errors ?? {}, []);
  return faults;
}
