import type { Client } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Loopback, startLoopback } from '../../../src/loopback/loopback.ts';
import { botOn, faultsOf, refusal } from '../../support/preview/bot.ts';

const of = (length: number) => 'x'.repeat(length);
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));
const command = (extra: object = {}) => ({ name: 'doc', description: 'Records', ...extra });
const option = (extra: object = {}) => ({ type: 3, name: 'query', description: 'Words', ...extra });
const choice = (index: number) => ({ name: `Choice ${index}`, value: `${index}` });
const withOption = (extra: object) => command({ options: [option(extra)] });
const subcommand = (extra: object = {}) => ({ type: 1, name: 'search', description: 'Finds', ...extra });
/** A command of 8000 characters and so many more, most of them in the names and values of choices. */
const sized = (more: number) =>
  command({
    name: of(5),
    description: of(15),
    options: many(2, (at) =>
      option({
        name: `option${at}`,
        description: of(63),
        choices: many(20 - at, (index) => ({
          name: `${index}`.padEnd(100, 'n'),
          value: `${index}`.padEnd(100, 'v'),
        })),
      }),
    ).concat(option({ name: 'last', description: of(36 + more) })),
  });

const limits: [rule: string, allowed: object[], refused: object[], path: string][] = [
  ['a name has 32 characters', [command({ name: of(32) })], [command({ name: of(33) })], '0.name'],
  [
    'a description has 100',
    [command({ description: of(100) })],
    [command({ description: of(101) })],
    '0.description',
  ],
  ['a description has 1', [command({ description: 'x' })], [command({ description: '' })], '0.description'],
  [
    'a command has 25 options',
    [command({ options: many(25, (i) => option({ name: `o${i}` })) })],
    [command({ options: many(26, (i) => option({ name: `o${i}` })) })],
    '0.options',
  ],
  [
    'an option has 25 choices',
    [withOption({ choices: many(25, choice) })],
    [withOption({ choices: many(26, choice) })],
    '0.options.0.choices',
  ],
  [
    "a choice's name has 100",
    [withOption({ choices: [{ name: of(100), value: 'x' }] })],
    [withOption({ choices: [{ name: of(101), value: 'x' }] })],
    '0.options.0.choices.0.name',
  ],
  [
    "a choice's value has 100",
    [withOption({ choices: [{ name: 'x', value: of(100) }] })],
    [withOption({ choices: [{ name: 'x', value: of(101) }] })],
    '0.options.0.choices.0.value',
  ],
  [
    'max_length is 6000',
    [withOption({ max_length: 6_000 })],
    [withOption({ max_length: 6_001 })],
    '0.options.0.max_length',
  ],
  ['a command has 8000 characters in all', [sized(0)], [sized(1)], '0'],
  [
    'an application has 15 message commands',
    many(15, (i) => ({ name: `Menu ${i}`, type: 3 })),
    many(16, (i) => ({ name: `Menu ${i}`, type: 3 })),
    '',
  ],
];

const flaws: [rule: string, refused: object[], path: string, code: string][] = [
  ['a name with capitals', [command({ name: 'Doc' })], '0.name', 'APPLICATION_COMMAND_INVALID_NAME'],
  ['a name with a space', [command({ name: 'doc search' })], '0.name', 'APPLICATION_COMMAND_INVALID_NAME'],
  [
    "an option's name with capitals",
    [withOption({ name: 'Query' })],
    '0.options.0.name',
    'APPLICATION_COMMAND_INVALID_NAME',
  ],
  ['the same command twice', [command(), command()], '1', 'APPLICATION_COMMANDS_DUPLICATE_NAME'],
  [
    'the same option twice',
    [command({ options: [option(), option()] })],
    '0.options.1',
    'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
  ],
  [
    "the same choice's name twice",
    [
      withOption({
        choices: [
          { name: 'a', value: 'a' },
          { name: 'a', value: 'b' },
        ],
      }),
    ],
    '0.options.0.choices.1.name',
    'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
  ],
  [
    'a required option after an optional one',
    [command({ options: [option(), option({ name: 'record', required: true })] })],
    '0.options.1',
    'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
  ],
  [
    'the same inside a subcommand',
    [command({ options: [subcommand({ options: [option(), option({ name: 'record', required: true })] })] })],
    '0.options.0.options.1',
    'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
  ],
  [
    'subcommands beside options',
    [command({ options: [subcommand(), option()] })],
    '0.options',
    'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
  ],
  [
    'choices and completion at once',
    [withOption({ choices: [choice(0)], autocomplete: true })],
    '0.options.0',
    'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE',
  ],
  ['an option of no known type', [withOption({ type: 99 })], '0.options.0.type', 'BASE_TYPE_CHOICES'],
  ['no description', [{ name: 'doc' }], '0.description', 'BASE_TYPE_REQUIRED'],
  [
    'a message command with a description',
    [{ name: 'Find', type: 3, description: 'x' }],
    '0.description',
    'APPLICATION_COMMAND_INVALID_DESCRIPTION',
  ],
  [
    'a way to install that is off',
    [command({ integration_types: [0, 1] })],
    '0.integration_types.1',
    'BASE_TYPE_CHOICES',
  ],
];

let loopback: Loopback;
let client: Client<true>;
const put = (body: unknown) => client.rest.put(`/applications/${loopback.applicationId}/commands`, { body });

beforeAll(async () => {
  loopback = await startLoopback({ integrationTypes: [0] });
  const shared = { whenOver: () => undefined };
  ({ client } = await botOn(loopback, () => undefined, shared));
});
afterAll(async () => {
  await client.destroy();
  await loopback.close();
});

describe('commands at the limit are accepted, one step over it they are refused', () => {
  test.each(limits)('%s', async (_, allowed, refused, path) => {
    await put(allowed);
    const error = await refusal(put(refused));
    expect(error).toMatchObject({ status: 400, code: 50035 });
    expect(Object.keys(faultsOf(error))).toEqual([path]);
  });
});

describe('commands are refused for', () => {
  test.each(flaws)('%s', async (_, refused, path, code) => {
    expect(faultsOf(await refusal(put(refused)))).toEqual({ [path]: code });
  });

  test('not being a list', async () => {
    expect((await refusal(put({}))).code).toBe(50035);
  });
});

test('what a real bot registers is accepted', async () => {
  await put([
    command({
      name: 'dóc-2',
      contexts: [0, 1, 2],
      integration_types: [0],
      default_member_permissions: '32',
      options: [
        { type: 2, name: 'group', description: 'Groups', options: [subcommand({ options: [option()] })] },
        subcommand({ options: [option({ required: true }), option({ name: 'private', type: 5 })] }),
      ],
    }),
    { name: 'Find related records', type: 3 },
  ]);
  expect(loopback.commands().map((each) => each.default_member_permissions)).toEqual(['32', null]);
});
