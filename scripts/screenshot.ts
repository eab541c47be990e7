// Makes the README's picture from the real page: npm run screenshot
import { fileURLToPath } from 'node:url';
import { openBrowser } from '../test/support/preview/browser.ts';
import { endedByHand, previewProcess } from '../test/support/preview/preview-process.ts';

const PICTURE = fileURLToPath(new URL('../docs/preview.png', import.meta.url));

const preview = await previewProcess({}, [process.execPath, 'bin/docent.js', 'start'], endedByHand);
const browser = await openBrowser();
if (!browser) throw new Error('There is no Chrome on this system.');
const context = await browser.newContext({
  viewport: { width: 960, height: 800 },
  colorScheme: 'dark',
  deviceScaleFactor: 2,
});
const page = await context.newPage();
await page.goto(preview.address);
const newest = page.getByRole('article', { name: 'Message of Docent' }).last();
const type = async (text: string) => {
  await page.locator('#command').focus();
  await page.keyboard.type(text);
};
await type('/doc search cela prosecuter 1963');
await page.keyboard.press('Enter');
await newest.getByText('15 November 1963').first().waitFor();
await type('/doc search hoxha khrushchev');
await page.getByRole('option').first().waitFor();
await page.keyboard.press('Escape');
await page.screenshot({ path: PICTURE });
await browser.close();
await preview.end('SIGTERM');
