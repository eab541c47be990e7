import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, HTTPError } from 'discord.js';
import { describeError } from '../log.ts';

/** Discord cannot be reached, or does not let the bot in. The message says in one line why and what to do. */
export class DiscordError extends Error {
  override readonly name = 'DiscordError';
}

/** What kept us from logging in, in words for the host. */
export function whyNotLoggedIn(error: unknown): DiscordError {
  if (error instanceof DiscordError) return error;
  const isBadToken =
    (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) ||
    (error instanceof DiscordAPIError && error.status === 401);
  if (isBadToken) {
    return new DiscordError(
      'DISCORD_TOKEN is not accepted by Discord. Copy it again from the developer portal (Bot, Reset Token).',
    );
  }
  if (error instanceof DiscordAPIError || error instanceof HTTPError) {
    return new DiscordError(
      `Discord answers with status ${error.status} (${describeError(error).message}). Try again later.`,
    );
  }
  const { message } = describeError(error);
  return new DiscordError(
    `Discord cannot be reached (${message}). Check the network, and DISCORD_API_URL if it is set.`,
  );
}
