import { AllowedMentionsTypes, type APIAllowedMentions } from 'discord.js';

/** The users and roles that a message's text notifies. */
export interface Pinged {
  users: string[];
  roles: string[];
  everyone: boolean;
}

/**
 * The users and roles that the text notifies, by Discord's rules ("Allowed mentions object"). A list of ids in
 * `allowed` counts for types that `parse` does not name. Without `allowed`, the types in `fallback` are notified; for an
 * answer to an interaction and for a webhook's message these are users only.
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
