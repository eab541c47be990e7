import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { builtFile } from '../support/built-file.ts';
import { startChild } from '../support/child-process.ts';
import { previewProcess } from '../support/preview/preview-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('npm start without a token', () => {
  let folder: string;
  /** What previews have put into the folder of temporary files. */
  const left = async () => (await readdir(folder)).filter((name) => name.startsWith('docent'));
  beforeEach(() => {
    folder = temporaryFolder();
  });

  it('says where the page is, what to try first, and what makes it real', async () => {
    const preview = await previewProcess({ TMPDIR: folder });
    expect(preview.printed().split('\n')).toEqual([
      `The preview is at ${preview.address}`,
      'Try there: /doc search cela prosecuter 1963',
      expect.stringContaining('DISCORD_TOKEN'),
      '',
    ]);
    for (const file of ['page.js', 'page.css']) {
      const answer = await fetch(`${preview.address}${file}`);
      expect([file, answer.status, await answer.text()]).toEqual([file, 200, expect.stringContaining('{')]);
    }
    expect(await left()).toHaveLength(1);
    expect(await preview.end('SIGTERM')).toBe(0);
    expect(await left()).toEqual([]);
  });

  it('takes the next free port where its own is taken, and leaves nothing at Ctrl-C', async () => {
    const port = await freePort();
    const [first, second] = [
      await previewProcess({ TMPDIR: folder, HTTP_PORT: `${port}` }),
      await previewProcess({ TMPDIR: folder, HTTP_PORT: `${port}` }),
    ];
    expect(first.address).toBe(`http://127.0.0.1:${port}/`);
    expect(Number(new URL(second.address).port)).toBeGreaterThan(port);
    expect(await Promise.all([first.end('SIGINT'), second.end('SIGINT')])).toEqual([0, 0]);
    await expect(fetch(first.address)).rejects.toThrow();
    expect(await left()).toEqual([]);
  });

  it('leaves nothing when its terminal is closed', async () => {
    const preview = await previewProcess({ TMPDIR: folder });
    expect(await preview.end('SIGHUP')).toBe(0);
    expect(await left()).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('leaves nothing when npm is killed', async () => {
    const preview = await previewProcess({ TMPDIR: folder }, ['npm', 'start']);
    await preview.end('SIGKILL');
    expect(await left()).toEqual([]);
  });

  // Only in a checkout is there a bundler: a build holds the page as it is.
  it.skipIf(process.platform === 'win32').each([
    ['it listens to signals', 'SIGTERM', '', () => builtFile('dist/docent.js')],
    ['its Discord listens', 'SIGTERM', '', () => builtFile('dist/docent.js')],
    ['its page listens', 'SIGINT', 'as in a terminal', () => builtFile('dist/docent.js')],
    ['the bundler runs', 'SIGINT', 'as in a terminal', () => 'bin/docent.js'],
  ])(
    'leaves without a word when, while it starts, %s and %s comes %s',
    async (moment, signal, group, docent) => {
      const preload = new URL('../support/preview/stopped-at.mjs', import.meta.url).href;
      const { ended } = startChild(process.execPath, ['--import', preload, docent(), 'start'], {
        env: {
          ...process.env,
          ...{ DISCORD_TOKEN: '', HTTP_PORT: '0', TMPDIR: folder },
          ...{ STOPPED_AT: moment, STOPPED_BY: signal, STOPPED_GROUP: group },
        },
        group: true,
      });
      const { code, stdout, stderr } = await ended;
      expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
      expect(await left()).toEqual([]);
    },
  );

  it('says in one line, naming the settings, that it cannot listen where it was told to', async () => {
    await expect(previewProcess({ TMPDIR: folder, HTTP_HOST: '192.0.2.1' })).rejects.toThrow(
      /"code":1.* HTTP_HOST and HTTP_PORT .*192\.0\.2\.1[^\n]*\n$/,
    );
    expect(await left()).toEqual([]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
