import { mkdir, rm } from 'node:fs/promises';
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
  // A lock that a killed run has left is taken over in the end.
  for (let tries = 0; tries < 150; tries += 1) {
    const isOurs = await mkdir(lock).then(
      () => true,
      () => false,
    );
    if (isOurs) break;
    await sleep(100);
  }
  try {
    return await bundled.executablePath();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}
