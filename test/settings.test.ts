import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';
import { readSettings, type Settings, SettingsError } from '../src/settings.ts';

const defaults: Settings = {
  token: undefined,
  apiUrl: 'https://discord.com/api',
  guildId: undefined,
  collections: undefined,
  databaseUrl: undefined,
  dataDir: './var',
  httpPort: undefined,
  httpHost: '127.0.0.1',
  shardCount: undefined,
  shardIds: undefined,
  defaultTimeZone: 'UTC',
  logLevel: 'info',
  contactUrl: undefined,
};

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
  return [];
}

describe('a variable that is not set', () => {
  test('has the default of the contract, and settings cannot be changed afterwards', () => {
    const settings = readSettings({});
    expect(settings).toEqual(defaults);
    expect(Object.isFrozen(settings)).toBe(true);
  });

  test('may as well be empty or blank', () => {
    const names = Object.keys(exampleWithoutComments());
    expect(readSettings(Object.fromEntries(names.map((name) => [name, ' \t'])))).toEqual(defaults);
  });

  test('may be the token only outside production', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual([
      expect.stringMatching(/^DISCORD_TOKEN is not set/),
    ]);
    expect(faultsOf({ NODE_ENV: 'production', DISCORD_TOKEN: ' ' })).toHaveLength(1);
    expect(faultsOf({ NODE_ENV: 'production', DISCORD_TOKEN: 'a.b.c' })).toEqual([]);
  });
});

describe('a variable that is set', () => {
  test.each([
    ['DISCORD_TOKEN', ' Bot a.b-c_d \n', { token: 'a.b-c_d' }],
    ['DISCORD_TOKEN', 'Botany.b.c', { token: 'Botany.b.c' }],
    ['DISCORD_API_URL', 'http://127.0.0.1:8080/api/', { apiUrl: 'http://127.0.0.1:8080/api' }],
    ['DISCORD_API_URL', 'https://proxy.example/discord/v10/', { apiUrl: 'https://proxy.example/discord' }],
    ['DISCORD_API_URL', 'http://127.0.0.1:8080', { apiUrl: 'http://127.0.0.1:8080' }],
    ['DISCORD_GUILD_ID', '80351110224678912', { guildId: '80351110224678912' }],
    ['COLLECTIONS', 'mine, ../other folder ,', { collections: ['mine', '../other folder'] }],
    ['DATABASE_URL', 'postgres://me:pw@host/docent', { databaseUrl: 'postgres://me:pw@host/docent' }],
    ['DATABASE_URL', 'postgresql:///docent', { databaseUrl: 'postgresql:///docent' }],
    ['DATA_DIR', ' /srv/docent ', { dataDir: '/srv/docent' }],
    ['HTTP_PORT', '0', { httpPort: 0 }],
    ['HTTP_PORT', '65535', { httpPort: 65535 }],
    ['HTTP_HOST', '::1', { httpHost: '::1' }],
    ['HTTP_HOST', 'localhost', { httpHost: 'localhost' }],
    ['SHARD_COUNT', '4', { shardCount: 4 }],
    ['DEFAULT_TIME_ZONE', 'Europe/Tirane', { defaultTimeZone: 'Europe/Tirane' }],
    ['LOG_LEVEL', 'DEBUG', { logLevel: 'debug' }],
    ['CONTACT_URL', 'mailto:archive@example.org', { contactUrl: 'mailto:archive@example.org' }],
  ])('%s=%s', (name, text, meaning) => {
    expect(readSettings({ [name]: text })).toEqual({ ...defaults, ...meaning });
  });

  test('shards of this process are among all shards, each once', () => {
    expect(readSettings({ SHARD_COUNT: '4', SHARD_IDS: '3, 0,3' })).toMatchObject({
      shardCount: 4,
      shardIds: [0, 3],
    });
  });
});

describe('a value that cannot be used', () => {
  test.each([
    ['DISCORD_TOKEN', 'two words'],
    ['DISCORD_TOKEN', 'Bot '],
    ['DISCORD_TOKEN', '<your-token>'],
    ['DISCORD_API_URL', 'discord.com/api'],
    ['DISCORD_API_URL', 'ftp://discord.com/api'],
    ['DISCORD_API_URL', 'https://discord.com/api?x=1'],
    ['DISCORD_GUILD_ID', 'my server'],
    ['DISCORD_GUILD_ID', '123'],
    ['COLLECTIONS', ' , '],
    ['DATABASE_URL', 'mysql://host/docent'],
    ['DATABASE_URL', 'postgres'],
    ['HTTP_PORT', '65536'],
    ['HTTP_PORT', '-1'],
    ['HTTP_PORT', '3e3'],
    ['HTTP_HOST', 'http://localhost'],
    ['SHARD_COUNT', '0'],
    ['SHARD_COUNT', '1.5'],
    ['SHARD_IDS', '0'],
    ['DEFAULT_TIME_ZONE', 'Europe/Tirana'],
    ['DEFAULT_TIME_ZONE', '+02:00'],
    ['LOG_LEVEL', 'loud'],
    ['CONTACT_URL', 'javascript:alert(1)'],
    ['CONTACT_URL', `https://example.org/${'a'.repeat(500)}`],
  ])('%s=%s is refused by name, with what to write', (name, text) => {
    expect(faultsOf({ [name]: text })).toEqual([
      expect.stringMatching(new RegExp(`^${name} .*: write .*\\.$`)),
    ]);
  });

  test.each(['4', '0,4', '-1', 'a', '1.0', ','])('SHARD_IDS=%s of 4 shards', (ids) => {
    expect(faultsOf({ SHARD_COUNT: '4', SHARD_IDS: ids })).toEqual([expect.stringMatching(/^SHARD_IDS is/)]);
  });

  test('a count that cannot be read is one fault, not two', () => {
    expect(faultsOf({ SHARD_COUNT: 'many', SHARD_IDS: '0' })).toEqual([
      expect.stringMatching(/^SHARD_COUNT is "many"/),
    ]);
  });

  test('is reported all at once, also where two variables do not fit together', () => {
    const faults = faultsOf({
      NODE_ENV: 'production',
      HTTP_PORT: 'x',
      SHARD_IDS: '0',
      LOG_LEVEL: 'y',
      DATABASE_URL: 'z',
    });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'DISCORD_TOKEN',
      'DATABASE_URL',
      'HTTP_PORT',
      'SHARD_IDS',
      'LOG_LEVEL',
    ]);
  });

  test('is never shown where it may be a secret', () => {
    const faults = faultsOf({
      DISCORD_TOKEN: 'sesame sesame',
      DISCORD_API_URL: 'https://me:sesame@example.org',
      DATABASE_URL: 'mysql://me:sesame@host/docent',
    });
    expect(faults).toHaveLength(3);
    expect(faults.join()).not.toContain('sesame');
  });
});

describe('.env.example', () => {
  test('sets nothing as it stands', () => {
    expect(parse(example())).toEqual({});
  });

  test('shows every variable, with its default', () => {
    expect(readSettings(exampleWithoutComments())).toEqual(defaults);
    expect(Object.keys(exampleWithoutComments())).toEqual([
      'DISCORD_TOKEN',
      'DISCORD_API_URL',
      'DISCORD_GUILD_ID',
      'COLLECTIONS',
      'DATABASE_URL',
      'DATA_DIR',
      'HTTP_PORT',
      'HTTP_HOST',
      'SHARD_COUNT',
      'SHARD_IDS',
      'DEFAULT_TIME_ZONE',
      'LOG_LEVEL',
      'CONTACT_URL',
    ]);
  });
});

function example(): string {
  return readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
}

/** What the file would set if every `#NAME=` were taken out of its comment. */
function exampleWithoutComments(): Record<string, string> {
  return parse(example().replace(/^#(?=[A-Z_]+=)/gm, ''));
}
