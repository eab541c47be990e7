import { PermissionFlagsBits } from 'discord.js';
import { Refusal } from '../kit/refusal.ts';
import type { RequestContext } from '../kit/request-context.ts';

const MANAGES = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator;

/** Whether a person may change what the bot does in this server. */
export function mayManage({ guildId, permissions }: RequestContext): boolean {
  return guildId !== undefined && (permissions & MANAGES) !== 0n;
}

/**
 * The server that the person may manage. Every command and every press checks this.
 *
 * @throws {Refusal} outside a server, or without the permission
 */
export function managedGuild(context: RequestContext): string {
  if (context.guildId === undefined) {
    throw new Refusal('The daily post belongs to a server. Use this command in a server.');
  }
  if (!mayManage(context)) throw new Refusal('You need **Manage Server** to see or change the daily post.');
  return context.guildId;
}
