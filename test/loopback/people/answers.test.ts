import { type APIMessage, ButtonStyle, ComponentType, type Interaction, MessageFlags } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { botOn, loopbackForTest } from '../../support/preview/bot.ts';

const ephemeral = { flags: MessageFlags.Ephemeral } as const;
const button = (customId: string, extra = {}) => ({
  type: ComponentType.ActionRow,
  components: [{ type: ComponentType.Button, style: ButtonStyle.Primary, label: 'Go', customId, ...extra }],
});

async function answering(onInteraction: (interaction: Interaction) => unknown) {
  const loopback = await loopbackForTest();
  const { client, errors, quiet } = await botOn(loopback, onInteraction);
  await client.application.commands.set([
    { name: 'ask', description: 'Asks' },
    {
      name: 'doc',
      description: 'Records',
      options: [
        {
          type: 1,
          name: 'search',
          description: 'Finds',
          options: [
            { type: 3, name: 'query', description: 'Words', autocomplete: true, required: true },
            { type: 5, name: 'private', description: 'Only for you' },
          ],
        },
      ],
    },
    { name: 'Find related records', type: 3 },
  ]);
  return { loopback, client, errors, quiet };
}

describe('a command', () => {
  test('is answered with a message that names who asked', async () => {
    const { loopback } = await answering((asked) => asked.isChatInputCommand() && asked.reply('Here'));
    const { ada } = loopback;
    const answer = await loopback.command(ada, 'ask');
    expect(answer).toMatchObject({ kind: 'message', private: false, deferred: false });
    expect(answer.message).toMatchObject({
      content: 'Here',
      application_id: loopback.applicationId,
      webhook_id: loopback.applicationId,
      author: { id: loopback.applicationId, bot: true },
      interaction_metadata: {
        type: 2,
        user: { id: ada.user.id },
        authorizing_integration_owners: { 0: ada.channel.guild?.id, 1: ada.user.id },
      },
    });
    expect(loopback.world.messages(ada.channel)).toEqual([answer.message]);
    expect(loopback.violations).toEqual([]);
  });

  test('carries what was typed, who may do what, and where', async () => {
    const seen: unknown[] = [];
    const { loopback } = await answering((asked) => {
      if (!asked.isChatInputCommand()) return;
      const { commandName, locale, guildLocale, context, memberPermissions, appPermissions } = asked;
      seen.push(commandName, asked.options.getSubcommand(), asked.options.getString('query'));
      seen.push(asked.options.getBoolean('private'), locale, guildLocale, context, asked.guild?.name);
      seen.push(memberPermissions?.has('ManageGuild'), appPermissions.has('ManageGuild'));
      return asked.reply('ok');
    });
    const query = { query: 'zhou', private: true };
    await loopback.command({ ...loopback.ada, locale: 'de' }, 'doc search', query);
    expect(seen).toEqual([
      ...['doc', 'search', 'zhou', true, 'de', 'en-US', 0, 'Reading Room'],
      ...[true, false],
    ]);
  });

  test('works in a direct message with the bot', async () => {
    const { loopback } = await answering((asked) => {
      return (
        asked.isChatInputCommand() && asked.reply(`${asked.context} ${asked.user.globalName} ${asked.guild}`)
      );
    });
    const channel = loopback.world.dm(loopback.ben.user);
    const answer = await loopback.command({ ...loopback.ben, channel }, 'ask');
    expect(answer.message?.content).toBe('1 Ben null');
    expect(answer.message?.interaction_metadata?.authorizing_integration_owners).toEqual({ 0: '0' });
  });

  test('deferred is answered by the edit', async () => {
    const { loopback } = await answering(async (asked) => {
      if (!asked.isChatInputCommand()) return;
      await asked.deferReply();
      await asked.editReply('At last');
    });
    const answer = await loopback.command(loopback.ada, 'ask');
    expect(answer).toMatchObject({ kind: 'message', deferred: true, private: false });
    expect(answer.message).toMatchObject({ content: 'At last', flags: 0, edited_timestamp: null });
  });

  test('deferred and followed up: the follow-up takes the place of what was to come', async () => {
    const { loopback } = await answering(async (asked) => {
      if (!asked.isChatInputCommand()) return;
      await asked.deferReply(ephemeral);
      await asked.followUp('Loud?');
    });
    const answer = await loopback.command(loopback.ada, 'ask');
    expect(answer).toMatchObject({ kind: 'message', deferred: true, private: true });
    expect(loopback.world.messages(loopback.ada.channel, loopback.ada.user)).toHaveLength(1);
  });

  test('gets the message back when it asks for it, and can read, edit and delete it', async () => {
    const seen: string[] = [];
    const { loopback, errors, quiet } = await answering(async (asked) => {
      if (!asked.isChatInputCommand()) return;
      const response = await asked.reply({ content: 'One', withResponse: true });
      seen.push(`${response.resource?.message?.content}`, (await asked.fetchReply()).content);
      seen.push((await asked.editReply('Two')).content, (await asked.followUp('Three')).content);
      await asked.deleteReply();
      seen.push('deleted');
    });
    await loopback.command(loopback.ada, 'ask');
    await quiet();
    expect(seen).toEqual(['One', 'One', 'Two', 'Three', 'deleted']);
    expect(errors).toEqual([]);
    const left = loopback.world.messages(loopback.ada.channel);
    expect(left.map((message) => message.content)).toEqual(['Three']);
    expect(left[0]?.interaction_metadata?.original_response_message_id).toMatch(/^\d+$/);
  });
});

test('an answer that was deferred and then deleted ends the wait', async () => {
  const { loopback } = await answering(async (asked) => {
    if (!asked.isChatInputCommand()) return;
    await asked.deferReply();
    await asked.deleteReply();
  });
  const answer = await loopback.command(loopback.ada, 'ask');
  expect(answer).toMatchObject({ kind: 'message', deferred: true });
  expect(answer.message).toBeUndefined();
  expect(loopback.world.messages(loopback.ada.channel)).toEqual([]);
});

describe('a private answer', () => {
  test('is seen by the one who asked only', async () => {
    const { loopback } = await answering((asked) => {
      return (
        asked.isChatInputCommand() &&
        asked.reply({ ...ephemeral, content: 'Psst', components: [button('x')] })
      );
    });
    const { world, ada, ben } = loopback;
    const { message, private: isPrivate } = await loopback.command(ada, 'ask');
    expect(isPrivate).toBe(true);
    expect(world.messages(ada.channel, ada.user)).toEqual([message]);
    expect(world.messages(ada.channel, ben.user)).toEqual([]);
    expect(world.messages(ada.channel)).toEqual([]);
    await expect(loopback.press(ben, message as APIMessage, 'x')).rejects.toThrow('does not see');
  });

  test('is private from the deferral on: an edit cannot make it public', async () => {
    const { loopback, client } = await answering(async (asked) => {
      if (!asked.isChatInputCommand()) return;
      await asked.deferReply(ephemeral);
      const body = { content: 'Still private', flags: 0 };
      await client.rest.patch(`/webhooks/${asked.applicationId}/${asked.token}/messages/@original`, { body });
    });
    const answer = await loopback.command(loopback.ada, 'ask');
    expect(answer).toMatchObject({
      private: true,
      deferred: true,
      message: { flags: MessageFlags.Ephemeral },
    });
  });
});

describe('a button', () => {
  test('changes its message, which keeps naming who asked for it', async () => {
    const { loopback } = await answering((asked) => {
      if (asked.isChatInputCommand()) return asked.reply({ content: 'Page 1', components: [button('2')] });
      return asked.isButton() && asked.update({ content: `Page ${asked.customId}`, components: [] });
    });
    const { message } = await loopback.command(loopback.ada, 'ask');
    const answer = await loopback.press(loopback.ben, message as APIMessage, '2');
    expect(answer).toMatchObject({ kind: 'update', private: false });
    expect(answer.message).toMatchObject({ id: message?.id, content: 'Page 2', components: [] });
    expect(answer.message?.interaction_metadata?.user.id).toBe(loopback.ada.user.id);
    expect(loopback.world.message(message?.id ?? '')).toEqual(answer.message);
  });

  test('sends the whole message with its flags, and may answer apart', async () => {
    const { loopback } = await answering((asked) => {
      if (asked.isChatInputCommand())
        return asked.reply({ ...ephemeral, content: 'Card', components: [button('s')] });
      if (!asked.isButton()) return undefined;
      const { content, flags, interactionMetadata } = asked.message;
      return asked.reply(
        `${content} ${flags.has(MessageFlags.Ephemeral)} ${interactionMetadata?.user.globalName}`,
      );
    });
    const { message } = await loopback.command(loopback.ada, 'ask');
    const shared = await loopback.press(loopback.ada, message as APIMessage, 's');
    expect(shared).toMatchObject({ kind: 'message', private: false });
    expect(shared.message).toMatchObject({
      content: 'Card true Ada',
      interaction_metadata: { type: 3, interacted_message_id: message?.id },
      message_reference: { message_id: message?.id },
    });
  });

  test('deferred without a message is answered by the edit of its message', async () => {
    const { loopback } = await answering(async (asked) => {
      if (asked.isChatInputCommand()) return asked.reply({ content: 'Card', components: [button('s')] });
      if (!asked.isButton()) return undefined;
      await asked.deferUpdate();
      return asked.editReply('Changed');
    });
    const { message } = await loopback.command(loopback.ada, 'ask');
    const answer = await loopback.press(loopback.ada, message as APIMessage, 's');
    expect(answer).toMatchObject({ kind: 'update', deferred: true });
    expect(answer.message).toMatchObject({ id: message?.id, content: 'Changed' });
  });

  test('that is absent, disabled, a link or a menu cannot be pressed', async () => {
    const link = {
      type: ComponentType.Button,
      style: ButtonStyle.Link,
      label: 'Open',
      url: 'https://a.test',
    };
    const menu = {
      type: ComponentType.StringSelect,
      customId: 'menu',
      options: [{ label: 'One', value: '1' }],
    };
    const rows = [
      button('off', { disabled: true }),
      { type: ComponentType.ActionRow, components: [link] },
      { type: ComponentType.ActionRow, components: [menu] },
    ];
    const { loopback } = await answering((asked) => {
      if (asked.isChatInputCommand()) return asked.reply({ content: 'Card', components: rows as never });
      return asked.isStringSelectMenu() && asked.update(`Chose ${asked.values}`);
    });
    const { ada } = loopback;
    const message = (await loopback.command(ada, 'ask')).message as APIMessage;
    await expect(loopback.press(ada, message, 'none')).rejects.toThrow("no component 'none'");
    await expect(loopback.press(ada, message, 'https://a.test')).rejects.toThrow('no component');
    await expect(loopback.press(ada, message, 'off')).rejects.toThrow('disabled');
    await expect(loopback.press(ada, message, 'menu')).rejects.toThrow('another kind');
    await expect(loopback.choose(ada, message, 'menu', '2')).rejects.toThrow("no value '2'");
    expect((await loopback.choose(ada, message, 'menu', '1')).message?.content).toBe('Chose 1');
  });
});

describe('completion', () => {
  test('shows what is typed and gives the choices', async () => {
    const { loopback } = await answering((asked) => {
      if (!asked.isAutocomplete()) return;
      const { name, value } = asked.options.getFocused(true);
      return asked.respond([{ name: `${name}: ${value}`, value }]);
    });
    const choices = await loopback.complete(loopback.ada, 'doc search', { query: 'zh' }, 'query');
    expect(choices).toEqual([{ name: 'query: zh', value: 'zh' }]);
    await expect(loopback.complete(loopback.ada, 'doc search', {}, 'private')).rejects.toThrow(
      'no completion',
    );
  });
});

describe('a message command', () => {
  test('carries the message that it was used on', async () => {
    const { loopback } = await answering((asked) => {
      if (asked.isChatInputCommand()) return asked.reply('The audience of November 1963');
      return asked.isMessageContextMenuCommand() && asked.reply(`Like: ${asked.targetMessage.content}`);
    });
    const { message } = await loopback.command(loopback.ada, 'ask');
    const answer = await loopback.messageMenu(loopback.ben, 'Find related records', message as APIMessage);
    expect(answer.message?.content).toBe('Like: The audience of November 1963');
  });
});
