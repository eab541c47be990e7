import { AllowedMentionsTypes, type APIAllowedMentions, MessageFlags } from 'discord.js';
import type { Issue } from '../rest/refusal.ts';
import type { MessagePayload } from '../world/messages.ts';
import type { StoredMessage } from '../world/world.ts';
import { componentIssues } from './components.ts';
import { embedIssues } from './embeds.ts';

type Path = (string | number)[];

/** The most characters of a nonce (Discord, "Create message"). */
const NONCE = 25;

/**
 * The issues in a message that the schemas miss: in its embeds, components, mentions and nonce, and whether it is empty
 * (CANNOT_SEND_EMPTY_MESSAGE, which Discord answers as 50006). With `before`, the payload is an edit of that message, and
 * the edited message must not be empty.
 */
export function messageIssues(
  payload: MessagePayload & { nonce?: unknown; attachments?: unknown[] | null; poll?: unknown },
  path: Path,
  before?: StoredMessage,
): Issue[] {
  const content = payload.content === undefined ? before?.content : payload.content;
  const embeds = list(payload.embeds) ?? before?.embeds ?? [];
  const components = list(payload.components) ?? before?.components ?? [];
  const flags = (before?.flags ?? 0) | (payload.flags ?? 0);
  const layout = (flags & MessageFlags.IsComponentsV2) !== 0;
  const attachments = payload.attachments ?? before?.attachments ?? [];
  const full = content?.trim() || embeds.length || components.length || attachments.length || payload.poll;
  const empty = { path, code: 'CANNOT_SEND_EMPTY_MESSAGE', message: 'Cannot send an empty message' };
  return [
    ...embedIssues(list(payload.embeds) ?? [], path),
    ...componentIssues(list(payload.components) ?? [], path, layout),
    ...(layout ? layoutIssues(content, embeds, path) : []),
    ...mentionIssues(payload.allowed_mentions, [...path, 'allowed_mentions']),
    ...nonceIssues(payload.nonce, [...path, 'nonce']),
    ...(full ? [] : [empty]),
  ];
}

/** A list from a payload. Null means an empty list. Undefined, or anything that is not a list, leaves it as it was. */
function list<T>(given: T[] | null | undefined): T[] | undefined {
  if (given === null) return [];
  return Array.isArray(given) ? given : undefined;
}

function layoutIssues(content: unknown, embeds: unknown[], path: Path): Issue[] {
  const code = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2';
  const issue = (field: string) => ({
    path: [...path, field],
    code,
    message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
  });
  return [...(content ? [issue('content')] : []), ...(embeds.length ? [issue('embeds')] : [])];
}

function mentionIssues(allowed: APIAllowedMentions | null | undefined, path: Path): Issue[] {
  const pairs = [
    [AllowedMentionsTypes.User, allowed?.users],
    [AllowedMentionsTypes.Role, allowed?.roles],
  ] as const;
  return pairs.flatMap(([type, ids]) => {
    if (!allowed?.parse?.includes(type) || !ids?.length) return [];
    const message = `parse:["${type}"] and ${type}: [ids...] are mutually exclusive.`;
    return [{ path, code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message }];
  });
}

function nonceIssues(nonce: unknown, path: Path): Issue[] {
  if (typeof nonce !== 'string' || nonce.length <= NONCE) return [];
  return [{ path, code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${NONCE} or fewer in length.` }];
}
