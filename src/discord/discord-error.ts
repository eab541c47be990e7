/** Discord cannot be reached, or does not let the bot in. The message says in one line why and what to do. */
export class DiscordError extends Error {
  override readonly name = 'DiscordError';
}
