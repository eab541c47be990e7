import { type APIApplication, REST, Routes } from 'discord.js';
import { whyNotLoggedIn } from './discord-error.ts';

/**
 * Discord's REST API without the gateway, and the application that the token belongs to.
 *
 * @throws {DiscordError} when Discord cannot be reached, or does not accept the token
 */
export async function discordOf({
  token,
  apiUrl,
}: {
  readonly token: string;
  readonly apiUrl: string;
}): Promise<{ rest: REST; applicationId: string }> {
  const rest = new REST({ api: apiUrl }).setToken(token);
  try {
    const { id } = (await rest.get(Routes.currentApplication())) as APIApplication;
    return { rest, applicationId: id };
  } catch (error) {
    throw whyNotLoggedIn(error);
  }
}
