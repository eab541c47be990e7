import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** A page in a browser, watched. */
export interface Reading {
  page: Page;
  /** Moves the focus with Tab, or back with Shift+Tab, until it is at the one element that the locator means. */
  tabTo(target: Locator, key?: 'Tab' | 'Shift+Tab'): Promise<void>;
  /** Fails where axe-core finds something serious or critical, or a heading that skips a level. */
  expectAccessible(): Promise<void>;
  /** Fails where something reaches over the page's side, save what is cut with an ellipsis. */
  expectNothingWider(): Promise<void>;
  /** Closes the page, and fails if it complained or asked anyone but its own server. */
  close(): Promise<void>;
}

/** Opens the preview's page, ready to be used. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Reading> {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  const page = await context.newPage();
  // Only ends a test that hangs.
  page.setDefaultTimeout(240_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(`${error.stack}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) complaints.push(`a request to ${request.url()}`);
  });
  await page.goto(address);
  await page.getByRole('heading', { name: 'Welcome to #general!' }).waitFor();
  return {
    page,
    async tabTo(target, key = 'Tab') {
      await target.waitFor();
      for (let presses = 0; presses < 60; presses += 1) {
        if ((await target.and(page.locator(':focus')).count()) === 1) return;
        await page.keyboard.press(key);
      }
      throw new Error(`${target} cannot be reached by ${key}`);
    },
    async expectAccessible() {
      await page.evaluate(await axeSource());
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
        const result = await axe.run();
        return result.violations.map(({ id, impact, nodes }) => ({
          ...{ id, impact },
          nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`),
        }));
      });
      expect(
        violations.filter(
          ({ id, impact }) => id === 'heading-order' || impact === 'serious' || impact === 'critical',
        ),
      ).toEqual([]);
    },
    async expectNothingWider() {
      expect(await page.evaluate(WIDE)).toEqual([]);
    },
    async close() {
      await context.close();
      expect(complaints).toEqual([]);
    },
  };
}

/** Run in the page: the elements that reach over its side. */
const WIDE = `[...document.querySelectorAll('body *')]
  .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .filter((each) => !each.closest('.unseen, .select-label'))
  .map((each) => each.outerHTML.slice(0, 120))`;

function axeSource(): Promise<string> {
  return readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}
