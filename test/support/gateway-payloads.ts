import fc from 'fast-check';
import type { Loopback } from '../../src/loopback/loopback.ts';
import { apiChannel, apiGuild, apiMember, apiUser } from '../../src/loopback/world/wire.ts';

/** Fields of JSON, of any kind. */
export type Fields = Record<string, unknown>;

/** An event as the gateway sends it. */
export interface Dispatched {
  readonly type: string;
  readonly data: Fields;
}

/** A good event of each type that a bot with the intent Guilds is sent, as far as they differ in shape. */
export function dispatches({ world, ada, applicationId }: Loopback): Dispatched[] {
  const guild = world.guild('Reading Room');
  const channel = apiChannel(ada.channel, world.bot.id);
  const at = { guild_id: guild.id };
  const member = guild.members.get(ada.user.id);
  if (!member) throw new Error('Ada is no member');
  const asked = {
    ...{
      id: '42',
      application_id: applicationId,
      token: 'token',
      version: 1,
      channel,
      channel_id: channel.id,
    },
    ...{ guild_id: guild.id, guild: { id: guild.id, locale: 'en-US', features: [] }, locale: 'en-US' },
    ...{ member: apiMember(member, 32n), app_permissions: '0', entitlements: [], context: 0 },
  };
  const option = { name: 'query', type: 3, value: 'bomb' };
  const subcommand = (options: Fields[]) => [{ name: 'search', type: 1, options }];
  const interaction = (type: number, data: Fields, more: Fields = {}): Dispatched => ({
    type: 'INTERACTION_CREATE',
    data: { ...asked, type, data, ...more },
  });
  return [
    {
      type: 'READY',
      data: {
        ...{ v: 10, user: apiUser(world.bot), guilds: [{ id: guild.id, unavailable: true }] },
        ...{ session_id: 'session', resume_gateway_url: 'ws://127.0.0.1:9', shard: [0, 1] },
        application: { id: applicationId, flags: 0 },
      },
    },
    { type: 'RESUMED', data: { _trace: [] } },
    { type: 'GUILD_CREATE', data: apiGuild(guild, world) },
    { type: 'GUILD_UPDATE', data: apiGuild(guild, world) },
    { type: 'GUILD_DELETE', data: { id: '7' } },
    { type: 'GUILD_DELETE', data: { id: '7', unavailable: true } },
    { type: 'GUILD_ROLE_CREATE', data: { ...at, role: { id: '1', name: 'Editors', permissions: '0' } } },
    { type: 'GUILD_ROLE_DELETE', data: { ...at, role_id: '1' } },
    { type: 'CHANNEL_CREATE', data: channel },
    { type: 'CHANNEL_DELETE', data: channel },
    { type: 'CHANNEL_PINS_UPDATE', data: { ...at, channel_id: channel.id, last_pin_timestamp: null } },
    { type: 'THREAD_CREATE', data: { ...channel, type: 11 } },
    { type: 'THREAD_LIST_SYNC', data: { ...at, threads: [channel], members: [] } },
    { type: 'THREAD_MEMBERS_UPDATE', data: { ...at, id: channel.id, member_count: 1 } },
    { type: 'STAGE_INSTANCE_CREATE', data: { ...at, id: '1', channel_id: channel.id } },
    { type: 'VOICE_CHANNEL_STATUS_UPDATE', data: { ...at, id: channel.id, status: null } },
    interaction(2, { id: '1', name: 'doc', type: 1, options: subcommand([option]) }),
    interaction(4, { id: '1', name: 'doc', type: 1, options: subcommand([{ ...option, focused: true }]) }),
    interaction(3, { custom_id: 'search?query=bomb', component_type: 2 }, { message: { id: '3', flags: 0 } }),
    interaction(3, { custom_id: 'menu', component_type: 3, values: ['help'] }, { message: { id: '3' } }),
    interaction(5, { custom_id: 'form', components: [] }),
  ];
}

/** What stands where something else was expected. */
const strange = fc.constantFrom<unknown>(
  ...[
    undefined,
    null,
    true,
    0,
    -1,
    1e308,
    99,
    '',
    'text',
    '-1',
    '9'.repeat(40),
    'x'.repeat(9000),
    [],
    [null],
  ],
  ...[{}, { id: null }, [[[]]], { toString: 1 }, { length: -1 }, '\u0000', '../../x', '#?%'],
);

/** A change of one value somewhere inside, or of the whole. */
export const mutations: fc.Arbitrary<(data: Fields) => unknown> = fc
  .record({
    depth: fc.integer({ min: 0, max: 4 }),
    turns: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
    strange,
  })
  .map(
    ({ depth, turns, strange: value }) =>
      (data) =>
        changed(data, turns.slice(0, depth), value),
  );

/** `value` with what lies at the end of a way into it replaced; at each turn one of the keys there is taken. */
function changed(value: unknown, [turn, ...further]: readonly number[], by: unknown): unknown {
  if (turn === undefined) return by;
  if (typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  const key = keys[turn % Math.max(1, keys.length)];
  if (key === undefined) return by;
  const copy: Fields | unknown[] = Array.isArray(value) ? [...value] : { ...value };
  const inner = changed((value as Fields)[key], further, by);
  (copy as Fields)[key] = inner;
  return copy;
}
