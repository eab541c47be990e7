import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/preview/browser.ts';
import { endedByHand, type PreviewProcess, previewProcess } from '../support/preview/preview-process.ts';
import { openPage, type Reading } from '../support/preview/reading.ts';
import { makeFolder, removeFolder } from '../support/temporary-folder.ts';

const browser: Browser | undefined = await openBrowser();
afterAll(() => browser?.close());

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

const messages = (page: Page) => page.getByRole('article', { name: 'Message of Docent' });
const newest = (page: Page) => messages(page).last();

describe.runIf(browser)(`the page${browser ? '' : ' (skipped: there is no Chrome on this system)'}`, () => {
  const open = (...parts: Parameters<typeof openPage> extends [unknown, ...infer Rest] ? Rest : never) =>
    openPage(browser as Browser, ...parts);
  let preview: PreviewProcess;
  let folder: string;

  beforeAll(async () => {
    folder = makeFolder();
    preview = await previewProcess({ TMPDIR: folder }, undefined, endedByHand);
  });
  afterAll(async () => {
    await preview?.end('SIGTERM');
    removeFolder(folder);
  });

  describe('by keyboard alone', () => {
    let reading: Reading;
    let page: Page;
    const press = (key: string) => page.keyboard.press(key);
    const type = (text: string) => page.keyboard.type(text);
    beforeAll(async () => {
      reading = await open(preview.address, { viewport: { width: 1100, height: 900 }, colorScheme: 'dark' });
      page = reading.page;
    });

    it('lists the commands at /, and chooses one as its name is typed', async () => {
      const field = page.getByRole('combobox', { name: 'Type / to list the commands' });
      await expect.poll(() => isFocused(field)).toBe(true);
      await type('/');
      const commands = page.getByRole('listbox', { name: 'Commands' });
      await commands.getByText('Find records by words, names and dates').waitFor();
      await type('on-th');
      await expect.poll(() => commands.getByRole('option').count()).toBe(1);
      await press('Escape');
      await expect.poll(() => commands.count()).toBe(0);
      await press('Escape');
      expect(await field.inputValue()).toBe('');
    });

    it('searches with a completion', async () => {
      await type('/sear');
      await press('Enter');
      await type('Hungarian rev');
      const suggestions = page.getByRole('listbox', { name: 'query: suggestions' });
      // Before anything is typed the suggestions are others, and have it further down.
      await expect
        .poll(() => suggestions.getByRole('option').first().textContent())
        .toMatch(/^Hungarian Revolution/);
      await press('ArrowDown');
      await press('Enter');
      expect(await page.getByRole('combobox', { name: 'query' }).inputValue()).toMatch(
        /^Hungarian Revolution/,
      );
      await press('Enter');
      await newest(page)
        .getByText(/1–5 of \d\d/)
        .waitFor();
    });

    it('turns the page, opens a record, and goes back', async () => {
      await reading.tabTo(newest(page).getByRole('button', { name: 'Next ›' }), 'Shift+Tab');
      await press('Enter');
      await newest(page)
        .getByText(/6–10 of \d\d/)
        .waitFor();
      await expect.poll(() => isFocused(newest(page).getByRole('button', { name: 'Next ›' }))).toBe(true);
      const menu = newest(page).getByRole('combobox', { name: 'Open a record' });
      await reading.tabTo(menu);
      await press('Enter');
      await press('ArrowDown');
      const second = newest(page).getByRole('option', { selected: true });
      const title = ((await second.locator('.option-label').textContent()) ?? '')
        .replace(/^\d+\. /, '')
        .slice(0, 40);
      await press('Enter');
      const back = newest(page).getByRole('button', { name: 'Back to the list' });
      await back.waitFor();
      expect(await newest(page).locator('.embed-title').textContent()).toContain(title);
      await reading.expectAccessible();
      await expect.poll(() => isFocused(back)).toBe(true);
      await press('Enter');
      await newest(page)
        .getByText(/6–10 of \d\d/)
        .waitFor();
    });

    it('answers another reader privately when they press on it', async () => {
      await reading.tabTo(page.getByRole('radio', { name: 'Ada' }), 'Shift+Tab');
      await press('ArrowRight');
      await expect.poll(() => page.getByRole('radio', { name: 'Ben' }).isChecked()).toBe(true);
      await reading.tabTo(newest(page).getByRole('button', { name: 'Next ›' }));
      await press('Enter');
      const note = newest(page).getByText('Only you can see this');
      await note.waitFor();
      expect(await messages(page).count()).toBe(2);
      await newest(page)
        .getByText(/11–15 of \d\d/)
        .waitFor();
      expect(await messages(page).first().textContent()).toMatch(/6–10 of \d\d/);
      await reading.expectAccessible();
      await reading.tabTo(newest(page).getByRole('button', { name: 'Dismiss message' }));
      await press('Enter');
      await expect.poll(() => messages(page).count()).toBe(1);
      await reading.tabTo(page.getByRole('radio', { name: 'Ben' }), 'Shift+Tab');
      await press('ArrowLeft');
    });

    it('answers a private search privately', async () => {
      const field = page.getByRole('combobox', { name: 'Type / to list the commands' });
      await reading.tabTo(field);
      await type('/doc search cela prosecuter 1963');
      await reading.tabTo(page.getByRole('button', { name: 'Add private' }));
      await press('Enter');
      expect(await isFocused(page.getByRole('switch', { name: 'private' }))).toBe(true);
      await press('Space');
      await expect.poll(() => page.getByRole('switch', { checked: false }).count()).toBe(1);
      await press('Space');
      await press('Enter');
      await newest(page).getByText('Only you can see this').waitFor();
      expect(await newest(page).textContent()).toContain('15 November 1963');
    });

    it('shows another day, asked for and by the clock', async () => {
      await type('/doc on-this-day 7 June');
      await press('Enter');
      await newest(page)
        .getByText(/7 June/)
        .first()
        .waitFor();
      await reading.tabTo(page.getByLabel(/^Clock: /), 'Shift+Tab');
      await press('Enter');
      await page.getByLabel('Day and hour').waitFor();
      await expect.poll(() => isFocused(page.getByLabel('Day and hour'))).toBe(true);
      await type('100520310930AM');
      await press('Enter');
      await page.getByText('5 Oct 2031, 09:30').waitFor();
      await reading.tabTo(page.getByRole('combobox', { name: 'Type / to list the commands' }));
      await type('/doc on-this-day ');
      await press('Enter');
      await newest(page)
        .getByText(/5 October/)
        .first()
        .waitFor();
      await newest(page).getByText('63 years ago').waitFor();
      await page.getByText(/Today at 9:3\d AM/).waitFor();
    });

    it('has nothing serious that axe-core finds, dark or light, and lists open', async () => {
      await type('/');
      await page.getByRole('listbox', { name: 'Commands' }).waitFor();
      await reading.expectAccessible();
      await press('Escape');
      await reading.tabTo(page.getByRole('button', { name: 'Dark or light' }), 'Shift+Tab');
      await press('Enter');
      await reading.expectAccessible();
    });

    it('complains of nothing, and asks nobody else', () => reading.close());
  });

  it('works by touch at the width of a phone', async () => {
    const reading = await open(preview.address, { ...PHONE, colorScheme: 'light' });
    const { page } = reading;
    const tap = (target: Locator) => target.tap();
    await tap(page.getByRole('combobox', { name: 'Type / to list the commands' }));
    await page.keyboard.type('/');
    await tap(page.getByRole('option', { name: '/doc search' }));
    await page.keyboard.type('hungarian');
    await page.getByRole('option', { name: 'Hungarian Revolution' }).first().waitFor();
    await tap(page.getByRole('button', { name: 'Add sort' }));
    await tap(page.getByRole('option', { name: 'Oldest first' }));
    await tap(page.getByRole('button', { name: 'Send' }));
    await newest(page)
      .getByText(/1–5 of \d\d/)
      .waitFor();
    await tap(newest(page).getByRole('button', { name: 'Next ›' }));
    await newest(page)
      .getByText(/6–10 of \d\d/)
      .waitFor();
    await tap(newest(page).getByRole('combobox', { name: 'Open a record' }));
    await tap(newest(page).getByRole('option').nth(2));
    await tap(newest(page).getByRole('button', { name: 'Back to the list' }));
    await newest(page)
      .getByText(/6–10 of \d\d/)
      .waitFor();
    await tap(page.locator('label', { hasText: 'Ben' }));
    await tap(newest(page).getByRole('button', { name: 'Next ›' }));
    await newest(page).getByText('Only you can see this').waitFor();
    await tap(newest(page).getByRole('button', { name: 'Dismiss message' }));
    await reading.expectAccessible();
    await reading.expectNothingWider();
    await reading.close();
  });

  describe('keeps up with the channel', () => {
    /** How far, in pixels, the end of the newest message lies below the channel's lower edge. */
    const below = (page: Page) =>
      page.evaluate<number>(
        `[...document.querySelectorAll('.message')].at(-1).getBoundingClientRect().bottom -
          document.querySelector('.scroller').getBoundingClientRect().bottom`,
      );
    const field = (page: Page) => page.locator('#command');
    const send = async (page: Page, text: string) => {
      const before = await messages(page).count();
      await field(page).fill(text);
      await page.keyboard.press('Enter');
      await expect.poll(() => messages(page).count()).toBe(before + 1);
    };
    const QUERIES = ['tito', 'mao', 'trade', 'border', 'letter', 'hoxha'];

    it.each([
      ['a desktop', { viewport: { width: 1100, height: 800 } }],
      ['a phone', PHONE],
    ])('each answer comes into view on %s, and so does the newest after a reload', async (_, options) => {
      const reading = await open(preview.address, options);
      const { page } = reading;
      for (const query of QUERIES) {
        await send(page, `/doc search ${query} `);
        await expect.poll(() => below(page)).toBeLessThanOrEqual(0);
      }
      await page.reload();
      await newest(page).waitFor();
      await expect.poll(() => below(page)).toBeLessThanOrEqual(0);
      await reading.close();
    });

    it('leaves a reader who scrolled up where they are', async () => {
      const reading = await open(preview.address, { viewport: { width: 1100, height: 800 } });
      const other = await open(preview.address);
      await newest(reading.page).waitFor();
      await newest(other.page).waitFor();
      await other.page.locator('label', { hasText: 'Ben' }).click();
      await expect.poll(() => below(reading.page)).toBeLessThanOrEqual(0);
      await reading.page.locator('.scroller').hover();
      await reading.page.mouse.wheel(0, -700);
      await expect.poll(() => below(reading.page)).toBeGreaterThan(400);
      const seen = await messages(reading.page).count();
      await send(other.page, '/doc search tito ');
      await expect.poll(() => messages(reading.page).count()).toBe(seen + 1);
      expect(await below(reading.page)).toBeGreaterThan(400);
      await other.close();
      await reading.close();
    });

    it('but not out of view, where each tab would take one of the six connections to a host', async () => {
      const reading = await open(preview.address);
      const { page } = reading;
      await newest(page).waitFor();
      const other = await open(preview.address);
      await newest(other.page).waitFor();
      const turn = (hidden: boolean) =>
        page.evaluate(`
          Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        `);
      const seen = await messages(page).count();
      await turn(true);
      await send(other.page, '/doc search mao ');
      expect(await messages(page).count()).toBe(seen);
      await turn(false);
      await expect.poll(() => messages(page).count()).toBe(seen + 1);
      await other.close();
      await reading.close();
    });

    it('says that there is no such command, until Escape', async () => {
      const reading = await open(preview.address);
      const { page } = reading;
      await field(page).fill('/zzz');
      await page.keyboard.press('Enter');
      await page.getByText('There is no command /zzz').waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByText('There is no command').count()).toBe(0);
      expect(await field(page).inputValue()).toBe('');
      await reading.close();
    });

    it('keeps a day that is entered as soon as the clock opens, and says why one is not taken', async () => {
      const reading = await open(preview.address, PHONE);
      const { page } = reading;
      await page.evaluate(`
        document.querySelector('.clock summary').click();
        document.querySelector('#clock').value = '2031-10-05T09:30';
      `);
      await page.waitForFunction(`document.activeElement.id === 'clock'`);
      expect(await page.locator('#clock').inputValue()).toBe('2031-10-05T09:30');
      await page.getByRole('button', { name: 'Set' }).click();
      await page.locator('.clock-text', { hasText: '5 Oct 2031, 09:30' }).waitFor();
      await reading.expectNothingWider();
      await page.route('**/actions/clock', (route) => route.fulfill({ json: { error: 'No such day' } }));
      await page.locator('.clock summary').click();
      await page.getByRole('button', { name: 'Set' }).click();
      await page.getByRole('alert').getByText('No such day').waitFor();
      await page.unroute('**/actions/clock');
      await page.getByRole('button', { name: 'Real time' }).click();
      await expect.poll(() => page.locator('.clock[open]').count()).toBe(0);
      await reading.close();
    });

    it('has nothing that axe-core finds in long texts', async () => {
      const reading = await open(preview.address);
      const { page } = reading;
      for (const command of ['/doc about ', '/doc on-this-day 7 June']) {
        await send(page, command);
        await reading.expectAccessible();
      }
      await reading.close();
    });
  });
});

/** Whether the element has the focus. */
async function isFocused(target: Locator): Promise<boolean> {
  return (await target.and(target.page().locator(':focus')).count()) === 1;
}
