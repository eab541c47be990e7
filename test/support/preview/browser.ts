import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright-core';

/**
 * A browser that runs here: the Chromium of `@sparticuz/chromium` on Linux x64, elsewhere the system's Chrome.
 * Undefined when there is none.
 */
export async function openBrowser(): Promise<Browser | undefined> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    return chromium.launch({ executablePath: await unpackedChromium(), args: ['--no-sandbox'] });
  }
  return chromium.launch({ channel: 'chrome' }).catch(() => undefined);
}

/** The path of Chromium, which is unpacked at first use: by one test file, while the others wait. */
async function unpackedChromium(): Promise<string> {
  const { default: bundled } = await import('@sparticuz/chromium');
  const lock = join(tmpdir(), 'docent-chromium.lock');
  while (!(await isLocked(lock))) {
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
    // A lock that a killed run has left is nobody's. Other processes tell us nothing, so we look again.
    if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true });
    else await sleep(100);
  }
  try {
    return await bundled.executablePath();
  } finally {
    await rm(lock, { force: true });
  }
}

/** Takes the lock if nobody has it; whether it is ours now. */
function isLocked(lock: string): Promise<boolean> {
  return writeFile(lock, `${process.pid}`, { flag: 'wx' }).then(
    () => true,
    () => false,
  );
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
