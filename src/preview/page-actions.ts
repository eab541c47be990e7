import { TZDate } from '@date-fns/tz';
import { MessageFlags } from 'discord.js';
import { z } from 'zod';
import type { Answer, StoredMessage } from '../loopback/loopback.ts';
import { type Room, readerOf } from './channel-state.ts';
import type { Actions, Outcome, ReaderKey } from './page/protocol.ts';

const reader = z.enum(['ada', 'ben']);
const message = z.string();
const name = z.string();
const options = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const command = z.object({ reader, name, options });
const press = z.object({ reader, message, customId: z.string() });

const SHAPES: { [Name in keyof Actions]: z.ZodType<Actions[Name]> } = {
  command,
  complete: command.extend({ focused: z.string() }),
  press,
  choose: press.extend({ values: z.array(z.string()) }),
  'message-command': z.object({ reader, name, message }),
  dismiss: z.object({ reader, message }),
  clock: z.object({ local: z.union([z.iso.datetime({ local: true }), z.null()]) }),
};

/** The page does not have this action, or its body has the wrong shape. */
export class UnknownAction extends Error {}

/**
 * Performs what a reader did on the page. Settles when the bot's answer is complete.
 *
 * @throws {UnknownAction} when the request is not one of the page's
 */
export async function act(room: Room, action: string, body: unknown): Promise<Outcome> {
  if (!Object.hasOwn(SHAPES, action)) throw new UnknownAction(`no action '${action}'`);
  const known = action as keyof Actions;
  const parsed = SHAPES[known].safeParse(body);
  if (!parsed.success) throw new UnknownAction(z.prettifyError(parsed.error));
  try {
    return await performers[known](room, parsed.data as never);
  } catch (error) {
    // Discord's client would not let the person do this.
    return { error: error instanceof Error ? error.message : `${error}` };
  }
}

const performers: { [Name in keyof Actions]: (room: Room, asked: Actions[Name]) => Promise<Outcome> } = {
  async command(room, { reader: key, name: command, options: values }) {
    return outcome(await room.loopback.command(readerOf(room, key), command, values));
  },
  async complete(room, { reader: key, name: command, options: values, focused }) {
    const choices = await room.loopback.complete(readerOf(room, key), command, values, focused);
    return { choices: choices.map(({ name: label, value }) => ({ name: label, value })) };
  },
  async press(room, { reader: key, message: id, customId }) {
    return outcome(await room.loopback.press(readerOf(room, key), messageOf(room, key, id), customId));
  },
  async choose(room, { reader: key, message: id, customId, values }) {
    const { loopback } = room;
    return outcome(await loopback.choose(readerOf(room, key), messageOf(room, key, id), customId, values));
  },
  async 'message-command'(room, { reader: key, name: command, message: id }) {
    const { loopback } = room;
    return outcome(await loopback.messageMenu(readerOf(room, key), command, messageOf(room, key, id)));
  },
  async dismiss(room, { reader: key, message: id }) {
    const { flags = 0 } = messageOf(room, key, id);
    if (!(flags & MessageFlags.Ephemeral)) throw new Error('only a private answer can be dismissed');
    room.loopback.world.remove(id);
    return {};
  },
  async clock({ clock, zone }, { local }) {
    clock.moveTo(local === null ? undefined : inZone(local, zone));
    return {};
  },
};

function outcome({ kind, error }: Answer): Outcome {
  if (kind === 'modal') return { error: 'The bot opened a form, which the preview does not show' };
  return error === undefined ? {} : { error };
}

function messageOf(room: Room, key: ReaderKey, id: string): StoredMessage {
  const { world } = room.loopback;
  const found = world.message(id);
  if (!found || !world.sees(readerOf(room, key).user, id)) throw new Error('the message is gone');
  return found;
}

/** The instant of a local time (`2026-11-24T12:00`) in a zone. */
function inZone(local: string, zone: string): Date {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = local.split(/\D/).map(Number);
  const there = new TZDate(year, month - 1, day, hour, minute, zone);
  // The constructor reads the years 0 to 99 as 1900 to 1999.
  if (year < 100) there.setFullYear(year, month - 1, day);
  return new Date(there.getTime());
}
