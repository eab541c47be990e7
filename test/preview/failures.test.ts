import { ApplicationCommandType, Client, Events, GatewayIntentBits, type Interaction } from 'discord.js';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Preview, type PreviewPlace, startPreview } from '../../src/preview/preview.ts';
import { openBrowser } from '../support/preview/browser.ts';
import { openPage, type Reading } from '../support/preview/reading.ts';
import { testClock } from '../support/test-clock.ts';

const browser = await openBrowser();
afterAll(() => browser?.close());

/** A bot that does everything wrong that a bot can do. */
async function startWrongBot({ apiUrl, token }: PreviewPlace): Promise<() => Promise<void>> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: apiUrl } });
  client.on(Events.Error, () => undefined);
  client.on(Events.InteractionCreate, async (interaction) => {
    heard(interaction);
    if (interaction.isMessageContextMenuCommand()) {
      await interaction.reply({ content: `Related to: ${interaction.targetMessage.content}`, flags: 64 });
    }
    if (!interaction.isChatInputCommand()) return;
    if (interaction.commandName === 'silent') return;
    if (interaction.commandName === 'thinks') {
      await interaction.deferReply();
      client.once('thought', () => void interaction.editReply('Here it is.'));
      return;
    }
    if (interaction.commandName === 'button') {
      const button = { type: 2, style: 1, label: 'Press', custom_id: 'press' } as const;
      await interaction.reply({ content: 'A button.', components: [{ type: 1, components: [button] }] });
      return;
    }
    await interaction.reply({ embeds: [{ title: 'x'.repeat(300) }] }).catch(() => undefined);
  });
  await client.login(token);
  await client.application?.commands.set([
    ...['silent', 'thinks', 'button', 'refused'].map((name) => ({
      ...{ name, description: `does ${name}`, type: ApplicationCommandType.ChatInput as const },
    })),
    { name: 'Find related', type: ApplicationCommandType.Message },
  ]);
  think = () => client.emit('thought');
  return () => client.destroy();
}
let think = () => true;
let heard: (interaction: Interaction) => void = () => undefined;

/** Settles when the bot has the next interaction. */
const nextInteraction = () =>
  new Promise((resolve) => {
    heard = resolve;
  });

const clock = testClock('2026-11-24T12:00:00Z');

describe.runIf(browser)('what goes wrong is as visible as in Discord', () => {
  let preview: Preview;
  let reading: Reading;
  beforeAll(async () => {
    const where = { port: 0, host: '127.0.0.1', zone: 'UTC', queries: [] };
    preview = await startPreview({ clock, ...where, startBot: startWrongBot });
    reading = await openPage(browser as Browser, preview.address);
  });
  afterAll(async () => {
    await reading.close();
    await preview.stop();
  });
  const send = async (text: string) => {
    await reading.page.locator('#command').focus();
    await reading.page.keyboard.type(`${text} `);
    await reading.page.keyboard.press('Enter');
  };

  it('an answer that takes more than 3 s', async () => {
    const { page } = reading;
    const asked = nextInteraction();
    await send('/silent');
    await page.getByText('Sending command…').waitFor();
    await asked;
    clock.advance(3000);
    const answer = page.getByRole('article', { name: 'Answer to /silent' });
    await answer.getByText('The application did not respond').waitFor();
    await answer.getByRole('button', { name: 'Dismiss message' }).click();
    await expect.poll(() => answer.count()).toBe(0);
  });

  it('a press that nothing comes of', async () => {
    const { page } = reading;
    await send('/button');
    await page.getByRole('button', { name: 'Press' }).waitFor();
    const asked = nextInteraction();
    await page.getByRole('button', { name: 'Press' }).click();
    await page.getByRole('button', { name: 'Press, under way' }).waitFor();
    await asked;
    clock.advance(3000);
    await page.getByRole('alert').getByText('The application did not respond').waitFor();
  });

  it('an answer that the bot asks time for', async () => {
    const { page } = reading;
    await send('/thinks');
    await page.getByText('Docent is thinking…').waitFor();
    expect(await page.getByText('Sending command…').count()).toBe(0);
    think();
    await page.getByText('Here it is.').waitFor();
  });

  it('the commands for a message are in a menu of it', async () => {
    const { page } = reading;
    const message = page.getByRole('article').filter({ hasText: 'A button.' });
    await message.getByLabel('Apps').click();
    await reading.expectAccessible();
    await message.getByRole('button', { name: 'Find related' }).click();
    await page.getByText('Related to: A button.').waitFor();
  });

  it('a payload that Discord refuses, with its path', async () => {
    const { page } = reading;
    await send('/refused');
    const refusal = page.getByRole('alert').filter({ hasText: 'Discord would refuse this (50035)' });
    await refusal.getByText('data.embeds.0.title').waitFor();
    await refusal.getByText('POST /interactions/:id/:token/callback').waitFor();
    await reading.expectAccessible();
    await refusal.getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => refusal.count()).toBe(0);
  });
});
