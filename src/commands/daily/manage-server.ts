import { PermissionFlagsBits } from 'discord.js';
import { Refusal } from '../kit/refusal.ts';
import type { Asked } from '../kit/request-context.ts';

const MANAGES = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator;

/** Whether a person may change what the bot does in this server. */
export function mayManage({ guildId, permissions }: Asked): boolean {
  return guildId !== undefined && (permissions & MANAGES) !== 0n;
}

/**
 * The server that a person may manage, checked at every command and every press.
 *
 * @throws {Refusal} when it is none, or they may not
 */
export function managedGuild(asked: Asked): string {
  if (asked.guildId === undefined)
    throw new Refusal('The daily post is a server’s: use this command in one.');
  if (!mayManage(asked))
    throw new Refusal('Only who has **Manage Server** may see or change the daily post.');
  return asked.guildId;
}
