import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/preview/browser.ts';
import { endedByHand, type PreviewProcess, previewProcess } from '../support/preview/preview-process.ts';
import { openPage } from '../support/preview/reading.ts';
import { makeFolder, removeFolder } from '../support/temporary-folder.ts';

const SCRIPT =
  '<script>document.title="owned"</script><img src="https://example.org/x.png" onerror="document.title=1">';
const MARKDOWN =
  '**bold** [a link](https://example.org) `code` ||spoiler|| <@1100000000000000000> <t:0:R> @everyone';
const EMOJI = '<:name:1100000000000000000> 1100000000000000000';
const LONG = 'word '.repeat(60).trim() + 'x'.repeat(200);
const ARABIC = 'محضر اجتماع بين ماو تسي تونغ وأنور خوجة \u202e!txet';

const titles = { script: SCRIPT, markdown: MARKDOWN, emoji: EMOJI, long: LONG, arabic: ARABIC };
const browser = await openBrowser();
afterAll(() => browser?.close());

describe.runIf(browser)('hostile text in records', () => {
  let folder: string;
  let preview: PreviewProcess;
  beforeAll(async () => {
    folder = makeFolder();
    const collection = {
      name: `Hostile ${SCRIPT}`,
      publisher: 'Nobody',
      homePage: 'https://archive.example',
      searchLink: 'https://archive.example/search?q={title}',
      rights: MARKDOWN,
      citation: '{title}',
    };
    const records = Object.entries(titles).map(([id, title], index) => ({
      ...{ id, date: `195${index}-03-04`, title, abstract: `# heading\n> quote\n- item\n${title}` },
      ...{
        people: [SCRIPT.slice(0, 90), MARKDOWN.slice(0, 90)],
        places: ['x'.repeat(120)],
        topics: ['trap'],
      },
    }));
    await writeFile(join(folder, 'collection.json'), JSON.stringify(collection));
    await writeFile(
      join(folder, 'records.jsonl'),
      records.map((each) => `${JSON.stringify(each)}\n`).join(''),
    );
    preview = await previewProcess({ COLLECTIONS: folder }, undefined, endedByHand);
  });
  afterAll(async () => {
    await preview?.end('SIGTERM');
    removeFolder(folder);
  });

  it.each([
    ['a desktop', { viewport: { width: 1100, height: 900 } }],
    ['a phone', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }],
  ])('is shown as text, within the width of %s', async (_, options) => {
    const reading = await openPage(browser as Browser, preview.address, options);
    const { page } = reading;
    const newest = page.getByRole('article', { name: 'Message of Docent' }).last();
    const send = async (text: string) => {
      await page.locator('#command').focus();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    };
    await send('/doc search trap');
    await newest.getByText(/1–5 of 5/).waitFor();
    const list = newest.locator('discord-embed');
    // The timeline is code: it is the bot's own.
    const drawn = list.locator('script, img, em, code, .heading, .spoiler, discord-mention');
    expect(await drawn.filter({ hasNotText: /^[▁-█ ]+$/ }).count()).toBe(0);
    await newest.getByRole('combobox', { name: 'Open a record' }).click();
    await newest.getByRole('option').first().waitFor();
    // What turns the direction of a title ends with the title.
    const directions = await page.evaluate<string[]>(
      `[...document.querySelectorAll('.text :is(a, strong), .option-label, .option-detail')]
        .map((each) => getComputedStyle(each).unicodeBidi)`,
    );
    expect(new Set(directions)).toEqual(new Set(['isolate']));
    await reading.expectNothingWider();
    await page.keyboard.press('Escape');
    for (const [id, title] of Object.entries(titles)) {
      await send(`/doc show ${id}`);
      const shown = newest.locator('.embed-title');
      // What would turn the text around a title is not sent.
      const readable = title.replace('\u202e', '');
      await expect
        .poll(() => shown.textContent())
        .toEqual(title.length > 256 ? expect.stringMatching(/^word .*…$/) : readable);
      const described = await newest.locator('discord-embed-description').textContent();
      expect(described).toContain(`# heading\n> quote\n- item\n${readable}`);
      expect(
        await newest
          .locator('discord-embed')
          .locator('script, img, em, code, .heading, .spoiler, discord-mention, discord-time')
          .count(),
      ).toBe(0);
      await reading.expectNothingWider();
    }
    expect(await page.title()).toBe('#general · Docent preview');
    await reading.close();
  });
});
