import { AllowedMentionsTypes, type APIAllowedMentions } from 'discord.js';

/** Whom a message's text would notify. */
export interface Pinged {
  users: string[];
  roles: string[];
  everyone: boolean;
}

/**
 * Whom the text would notify, by Discord's rules ("Allowed mentions object"): without `allowed`, an answer to an
 * interaction and a webhook's message notify users only (`fallback`); a list of ids counts instead of `parse`.
 */
export function pinged(
  content: string,
  allowed: APIAllowedMentions | null | undefined,
  fallback: AllowedMentionsTypes[] = [AllowedMentionsTypes.User],
): Pinged {
  const parse = allowed ? (allowed.parse ?? []) : fallback;
  const among = (named: string[], type: AllowedMentionsTypes, ids: string[] | null | undefined) =>
    [...new Set(named)].filter((id) => parse.includes(type) || ids?.includes(id));
  return {
    users: among(idsIn(content, /<@!?(\d+)>/g), AllowedMentionsTypes.User, allowed?.users),
    roles: among(idsIn(content, /<@&(\d+)>/g), AllowedMentionsTypes.Role, allowed?.roles),
    everyone: parse.includes(AllowedMentionsTypes.Everyone) && /@(everyone|here)\b/.test(content),
  };
}

function idsIn(content: string, pattern: RegExp): string[] {
  return [...content.matchAll(pattern)].flatMap((match) => match[1] ?? []);
}
