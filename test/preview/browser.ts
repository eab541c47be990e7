import { type Browser, chromium } from 'playwright-core';

/**
 * A browser that runs here: the Chromium of `@sparticuz/chromium` on Linux x64, elsewhere the system's Chrome.
 * Undefined when there is none.
 */
export async function openBrowser(): Promise<Browser | undefined> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: bundled } = await import('@sparticuz/chromium');
    return chromium.launch({ executablePath: await bundled.executablePath(), args: ['--no-sandbox'] });
  }
  return chromium.launch({ channel: 'chrome' }).catch(() => undefined);
}
