import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Loopback, startLoopback } from '../src/loopback/loopback.ts';
import { builtFile } from './support/built-file.ts';
import { endingWithStdin, startChild } from './support/child-process.ts';
import { textOf } from './support/messages.ts';
import { makeFolder, removeFolder } from './support/temporary-folder.ts';

let discord: Loopback;
let dataDir: string;
const kills: (() => Promise<void>)[] = [];

beforeEach(async () => {
  discord = await startLoopback();
  dataDir = makeFolder();
});
afterEach(async () => {
  // Before its folder and its Discord are gone.
  for (const kill of kills.splice(0)) await kill();
  await discord.close();
  removeFolder(dataDir);
});

/** `docent start` or another command, as a host runs it, with a token for the loopback Discord. */
function startProcess(
  environment: Record<string, string> = {},
  [file = '', ...args]: readonly string[] = [process.execPath, builtFile('dist/docent.js'), 'start'],
) {
  const { DISCORD_TOKEN: _, NODE_ENV: _mode, ...inherited } = process.env;
  const env = {
    ...inherited,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    DATA_DIR: dataDir,
    ...environment,
  };
  const whenOver = (kill: () => Promise<void>) => void kills.push(kill);
  const {
    process: child,
    ended,
    says,
  } = startChild(file, args, {
    env: endingWithStdin(file, env),
    group: true,
    whenOver,
  });
  const registered = says(/commands are (?:registered|already up to date)/);
  // A process that is to end before that is not at fault.
  registered.catch(() => undefined);
  return { child, registered, ended };
}

describe('npm start', () => {
  it('answers in Discord, and stops when it is told to', async () => {
    const { child, registered, ended } = startProcess();
    await registered;
    const answer = await discord.command(discord.ada, 'doc search', { query: 'cela prosecuter 1963' });
    expect(textOf(answer)).toContain('15 November 1963');
    child.kill('SIGTERM');
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain(discord.token);
  });

  it.skipIf(process.platform === 'win32')('leaves no process behind when npm is told to stop', async () => {
    const { child, registered } = startProcess({}, ['npm', 'start']);
    await registered;
    expect(discord.gateway.connected).toHaveLength(1);
    child.kill('SIGTERM');
    await discord.gateway.disconnected();
  });

  it('goes on after what nobody catches, also when nobody reads its lines any more', async () => {
    // At the signal, something is rejected and something is thrown.
    const atSignal = `process.on('SIGUSR2', () => {
      Promise.reject(new Error('rejected'));
      setImmediate(() => { throw new Error('thrown'); });
    });`;
    const preload = `data:text/javascript,${encodeURIComponent(atSignal)}`;
    const command = [process.execPath, '--import', preload, 'bin/docent.js', 'start'];
    const { child, registered, ended } = startProcess({}, command);
    await registered;
    const told = (message: string) =>
      new Promise<void>((resolve) => {
        child.stdout.on('data', (text) => `${text}`.includes(`"${message}"`) && resolve());
      });
    const both = Promise.all([told('rejected'), told('thrown')]);
    child.kill('SIGUSR2');
    await both;
    child.stdout.destroy();
    child.kill('SIGUSR2');
    expect((await discord.command(discord.ada, 'doc about')).kind).toBe('message');
    child.kill('SIGTERM');
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout
      .split('\n')
      .flatMap((line) => (line.includes('"level":"error"') ? [JSON.parse(line)] : []));
    expect(lines).toMatchObject([
      { reference: expect.any(String), error: { message: 'rejected' } },
      { reference: expect.any(String), error: { message: 'thrown' } },
    ]);
  });

  it('says that the data are in use by another process, and leaves', async () => {
    await startProcess().registered;
    const { code, stderr } = await startProcess().ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^.*DATA_DIR.*\n$/);
  });

  it('starts again at once after it was killed', async () => {
    const first = startProcess();
    await first.registered;
    first.child.kill('SIGKILL');
    await first.ended;
    await startProcess().registered;
    expect((await discord.command(discord.ada, 'doc about')).kind).toBe('message');
  });

  it.each<[string, () => Record<string, string>, RegExp]>([
    ['a wrong token', () => ({ DISCORD_TOKEN: 'wrong.token.here' }), /^DISCORD_TOKEN is not accepted .*\n$/],
    ['no network', () => ({ DISCORD_API_URL: 'http://127.0.0.1:9/api' }), /^Discord cannot be reached .*\n$/],
    [
      'no token in production',
      () => ({ DISCORD_TOKEN: '', NODE_ENV: 'production' }),
      /^DISCORD_TOKEN is not set.*\n$/,
    ],
  ])('leaves with 1 and one clear line for %s', async (_, environment, line) => {
    const { code, stdout, stderr } = await startProcess(environment()).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(line);
    expect(stdout).not.toMatch(/\n {4}at /);
  });

  it('leaves with 1 when the gateway does not accept the bot', async () => {
    discord.gatewayFaults.refuse(100);
    const { code, stderr } = await startProcess().ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Discord's gateway does not let the bot in.*\n$/);
  });
});
