import { ButtonStyle, type Client, ComponentType, type DiscordAPIError, Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Loopback, startLoopback } from '../../../src/loopback/loopback.ts';
import { botOn, faultsOf, refusal } from '../../support/preview/bot.ts';

const of = (length: number) => 'x'.repeat(length);
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));
const embed = (extra: object) => ({ embeds: [{ title: 'Title', ...extra }] });
const button = (extra: object = {}) => ({
  type: ComponentType.Button,
  style: ButtonStyle.Primary,
  label: 'Go',
  custom_id: 'go',
  ...extra,
});
const link = (extra: object = {}) => ({
  type: ComponentType.Button,
  style: ButtonStyle.Link,
  label: 'Open',
  url: 'https://example.test/',
  ...extra,
});
const row = (...components: object[]) => ({ type: ComponentType.ActionRow, components });
const rows = (...components: object[]) => ({ content: 'x', components });
const option = (index: number, extra: object = {}) => ({
  label: `Option ${index}`,
  value: `${index}`,
  ...extra,
});
const menu = (extra: object = {}) => ({
  type: ComponentType.StringSelect,
  custom_id: 'menu',
  options: [option(0)],
  ...extra,
});
const only = (component: object) => rows(row(component));
const rowOf = (count: number, at = 0) => row(...many(count, (i) => button({ custom_id: `${at}-${i}` })));
/** Six embeds of a thousand characters, by every text that counts, and so many more. */
const total = (more: number) => ({
  embeds: many(6, (index) => ({
    title: of(100),
    description: of(400 + (index === 5 ? more : 0)),
    author: { name: of(100) },
    footer: { text: of(100) },
    fields: [{ name: of(100), value: of(200) }],
  })),
});

/** What is allowed at the limit, what is one step over it, and the field that the refusal names. */
const limits: [rule: string, allowed: object, refused: object, path: string][] = [
  ['content has 2000 characters', { content: of(2_000) }, { content: of(2_001) }, 'content'],
  [
    'characters are UTF-16 units',
    { content: '😀'.repeat(1_000) },
    { content: '😀'.repeat(1_001) },
    'content',
  ],
  ['a title has 256', embed({ title: of(256) }), embed({ title: of(257) }), 'embeds.0.title'],
  [
    'a description has 4096',
    embed({ description: of(4_096) }),
    embed({ description: of(4_097) }),
    'embeds.0.description',
  ],
  [
    'an embed has 25 fields',
    embed({ fields: many(25, () => ({ name: 'n', value: 'v' })) }),
    embed({ fields: many(26, () => ({ name: 'n', value: 'v' })) }),
    'embeds.0.fields',
  ],
  [
    'a field name has 256',
    embed({ fields: [{ name: of(256), value: 'v' }] }),
    embed({ fields: [{ name: of(257), value: 'v' }] }),
    'embeds.0.fields.0.name',
  ],
  [
    'a field value has 1024',
    embed({ fields: [{ name: 'n', value: of(1_024) }] }),
    embed({ fields: [{ name: 'n', value: of(1_025) }] }),
    'embeds.0.fields.0.value',
  ],
  [
    'a footer has 2048',
    embed({ footer: { text: of(2_048) } }),
    embed({ footer: { text: of(2_049) } }),
    'embeds.0.footer.text',
  ],
  [
    'an author has 256',
    embed({ author: { name: of(256) } }),
    embed({ author: { name: of(257) } }),
    'embeds.0.author.name',
  ],
  ['embeds have 6000 together', total(0), total(1), 'embeds.5'],
  [
    'a message has 10 embeds',
    { embeds: many(10, () => ({ title: 'x' })) },
    { embeds: many(11, () => ({ title: 'x' })) },
    'embeds',
  ],
  [
    'a message has 5 rows',
    rows(...many(5, (i) => rowOf(1, i))),
    rows(...many(6, (i) => rowOf(1, i))),
    'components',
  ],
  ['a row has 5 buttons', rows(rowOf(5)), rows(rowOf(6)), 'components.0.components'],
  ['a menu is alone in its row', only(menu()), rows(row(menu(), button())), 'components.0.components'],
  [
    'a custom_id has 100',
    only(button({ custom_id: of(100) })),
    only(button({ custom_id: of(101) })),
    'components.0.components.0.custom_id',
  ],
  [
    'a custom_id has 1',
    only(button({ custom_id: 'x' })),
    only(button({ custom_id: '' })),
    'components.0.components.0.custom_id',
  ],
  [
    'a label has 80',
    only(button({ label: of(80) })),
    only(button({ label: of(81) })),
    'components.0.components.0.label',
  ],
  [
    'a link has 512',
    only(link({ url: `https://a.test/${of(497)}` })),
    only(link({ url: `https://a.test/${of(498)}` })),
    'components.0.components.0.url',
  ],
  [
    'a menu has 25 options',
    only(menu({ options: many(25, option) })),
    only(menu({ options: many(26, option) })),
    'components.0.components.0.options',
  ],
  ['a menu has 1 option', only(menu()), only(menu({ options: [] })), 'components.0.components.0.options'],
  [
    'a placeholder has 150',
    only(menu({ placeholder: of(150) })),
    only(menu({ placeholder: of(151) })),
    'components.0.components.0.placeholder',
  ],
  ...['label', 'value', 'description'].map((key): [string, object, object, string] => [
    `an option's ${key} has 100`,
    only(menu({ options: [option(0, { [key]: of(100) })] })),
    only(menu({ options: [option(0, { [key]: of(101) })] })),
    `components.0.components.0.options.0.${key}`,
  ]),
  ['a nonce has 25', { content: 'x', nonce: of(25) }, { content: 'x', nonce: of(26) }, 'nonce'],
];

const flaws: [rule: string, refused: object, path: string, code: string][] = [
  [
    'an empty field name',
    embed({ fields: [{ name: '', value: 'v' }] }),
    'embeds.0.fields.0.name',
    'BASE_TYPE_REQUIRED',
  ],
  [
    'a blank field value',
    embed({ fields: [{ name: 'n', value: ' ' }] }),
    'embeds.0.fields.0.value',
    'BASE_TYPE_REQUIRED',
  ],
  [
    'a missing field value',
    embed({ fields: [{ name: 'n' }] }),
    'embeds.0.fields.0.value',
    'BASE_TYPE_REQUIRED',
  ],
  ['an empty embed', { content: 'x', embeds: [{ color: 1 }] }, 'embeds.0.description', 'BASE_TYPE_REQUIRED'],
  ['a footer without text', embed({ footer: {} }), 'embeds.0.footer.text', 'BASE_TYPE_REQUIRED'],
  [
    'an author without name',
    embed({ author: { url: 'https://a.test' } }),
    'embeds.0.author.name',
    'BASE_TYPE_REQUIRED',
  ],
  ['a link that is none', embed({ url: 'nowhere' }), 'embeds.0.url', 'URL_TYPE_INVALID_URL'],
  ['a link by another scheme', embed({ url: 'ftp://a.test/' }), 'embeds.0.url', 'URL_TYPE_INVALID_SCHEME'],
  [
    'the same custom_id twice',
    rows(row(button()), row(button())),
    'components.1.components.0.custom_id',
    'COMPONENT_CUSTOM_ID_DUPLICATED',
  ],
  [
    'a button without custom_id',
    only(button({ custom_id: undefined })),
    'components.0.components.0',
    'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED',
  ],
  [
    'a link without url',
    only(link({ url: undefined })),
    'components.0.components.0',
    'BUTTON_COMPONENT_URL_REQUIRED',
  ],
  [
    'a link by ftp',
    only(link({ url: 'ftp://a.test/' })),
    'components.0.components.0.url',
    'URL_TYPE_INVALID_SCHEME',
  ],
  [
    'a link with custom_id',
    only(link({ custom_id: 'x' })),
    'components.0.components.0',
    'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
  ],
  [
    'a button with url',
    only(button({ url: 'https://a.test' })),
    'components.0.components.0',
    'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
  ],
  [
    'a button with neither label nor emoji',
    only(button({ label: undefined })),
    'components.0.components.0',
    'BUTTON_COMPONENT_LABEL_REQUIRED',
  ],
  [
    'the same value twice in a menu',
    only(menu({ options: [option(0), option(0)] })),
    'components.0.components.0.options.1.value',
    'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
  ],
  [
    'more values than options',
    only(menu({ max_values: 2 })),
    'components.0.components.0.max_values',
    'SELECT_COMPONENT_MAX_VALUES_EXCEEDED',
  ],
  ['a button outside a row', rows(button()), 'components.0.type', 'BASE_TYPE_CHOICES'],
  ['a component of no known type', only({ type: 99 }), 'components.0.components.0.type', 'BASE_TYPE_CHOICES'],
  [
    'text blocks without their flag',
    rows({ type: 10, content: 'x' }),
    'components.0.type',
    'UNION_TYPE_CHOICES',
  ],
  [
    'users both named and parsed',
    { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
    'allowed_mentions',
    'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
  ],
  [
    'roles both named and parsed',
    { content: 'x', allowed_mentions: { parse: ['roles'], roles: ['1'] } },
    'allowed_mentions',
    'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
  ],
  [
    'a mention of no known kind',
    { content: 'x', allowed_mentions: { parse: ['all'] } },
    'allowed_mentions.parse.0',
    'BASE_TYPE_CHOICES',
  ],
];

let loopback: Loopback;
let client: Client;
let body: object = {};
let outcome: DiscordAPIError | undefined;

/** Answers a command with the payload; gives the refusal, if it was refused. */
async function answered(payload: object): Promise<DiscordAPIError | undefined> {
  body = { type: 4, data: payload };
  outcome = undefined;
  loopback.violations.length = 0;
  await loopback.command(loopback.ada, 'ask');
  return outcome;
}

beforeAll(async () => {
  loopback = await startLoopback();
  const bot = await botOn(
    loopback,
    async (asked) => {
      if (!asked.isChatInputCommand()) return;
      const callback = Routes.interactionCallback(asked.id, asked.token);
      const attempt = client.rest.post(callback, { body, auth: false });
      const accepted = await attempt.then(
        () => true,
        () => false,
      );
      if (accepted) return;
      outcome = await refusal(attempt);
      await asked.reply('It was refused');
    },
    { whenOver: () => undefined },
  );
  client = bot.client;
  await bot.client.application.commands.set([{ name: 'ask', description: 'Asks' }]);
});
afterAll(async () => {
  await client.destroy();
  await loopback.close();
});

describe('a message at the limit is accepted, one step over it is refused', () => {
  test.each(limits)('%s', async (_, allowed, refused, path) => {
    expect(await answered(allowed)).toBeUndefined();
    expect(loopback.violations).toEqual([]);
    const error = await answered(refused);
    expect(error).toMatchObject({ status: 400, code: 50035 });
    expect(Object.keys(error ? faultsOf(error) : {})).toEqual([`data.${path}`]);
    expect(loopback.violations).toMatchObject([{ code: 50035, path: `data.${path}` }]);
  });
});

describe('a message is refused for', () => {
  test.each(flaws)('%s', async (_, refused, path, code) => {
    const error = await answered(refused);
    expect(error ? faultsOf(error) : {}).toEqual({ [`data.${path}`]: code });
    expect(error?.rawError).toMatchObject({ message: 'Invalid Form Body' });
  });

  test.each([{}, { content: ' ' }, { content: '', embeds: [], components: [] }, { content: null }])(
    'being empty: %j',
    async (payload) => {
      expect(await answered(payload)).toMatchObject({ status: 400, code: 50006 });
      expect(loopback.violations).toMatchObject([{ code: 50006, message: 'Cannot send an empty message' }]);
    },
  );
});

test('what other clients send without harm is accepted', async () => {
  const accepted = [
    only(link({ url: 'discord://-/channels/@me' })),
    only(button({ label: undefined, emoji: { name: '📜' } })),
    { content: 'x', allowed_mentions: { parse: [], users: ['1'] } },
    { flags: 32_768, components: [{ type: 10, content: 'Text' }] },
  ];
  for (const payload of accepted) expect(await answered(payload)).toBeUndefined();
});
