import type { Issue } from '../rest/refusal.ts';

/** The published schemas that the loopback uses, by their names in discord-api-spec. */
export type SchemaName =
  | 'ApplicationCommandCreateRequestSchema'
  | 'CreateMessageInteractionCallbackRequestSchema'
  | 'UpdateMessageInteractionCallbackRequestSchema'
  | 'ApplicationCommandAutocompleteCallbackRequestSchema'
  | 'ModalInteractionCallbackRequestSchema'
  | 'IncomingWebhookRequestPartialSchema'
  | 'IncomingWebhookUpdateRequestPartialSchema'
  | 'MessageCreateRequestSchema'
  | 'CreateTextThreadWithMessageRequestSchema'
  | 'CreateForumThreadRequestSchema';

/** Gives the issues that a schema finds in a payload. */
export type SchemaCheck = (name: SchemaName, payload: unknown) => Issue[];

/** An issue from zod, with the fields that we read. */
interface ZodIssue {
  code: string;
  path: (string | number)[];
  message: string;
  origin?: string;
  minimum?: number;
  maximum?: number;
  format?: string;
  values?: unknown[];
  errors?: ZodIssue[][];
}

interface Schema {
  safeParse(payload: unknown): { success: boolean; error?: { issues: ZodIssue[] } };
}

/** Loads Discord's schemas. This takes a fraction of a second. */
export async function loadSchemas(): Promise<SchemaCheck> {
  const [{ config, locales }, spec] = await Promise.all([import('zod'), import('discord-api-spec/zod')]);
  config(locales.en());
  const schemas = spec as unknown as Record<SchemaName, Schema>;
  schemas.CreateMessageInteractionCallbackRequestSchema.safeParse({ type: 4, data: { content: 'warm' } });
  return (name, payload) => {
    const result = schemas[name].safeParse(inUnits(payload));
    return (result.error?.issues ?? []).flatMap((issue) => issuesOf(issue, [], payload));
  };
}

function issuesOf(issue: ZodIssue, base: (string | number)[], payload: unknown): Issue[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'invalid_union') {
    const branches = issue.errors ?? [];
    const branch = meantBranch(branches);
    if (branch) return branch.flatMap((each) => issuesOf(each, path, payload));
    const types = branches.flat().flatMap((each) => (each.path.join() === 'type' ? (each.values ?? []) : []));
    return [{ path: [...path, 'type'], ...choices(types) }];
  }
  return [{ path, ...inDiscordsWords(issue, valueAt(payload, path)) }];
}

/**
 * The payload with two letters in place of every character outside the basic plane. The schemas count code points, but
 * Discord counts UTF-16 units in some fields. The larger count is always safe.
 */
function inUnits(payload: unknown): unknown {
  const text = JSON.stringify(payload) ?? 'null';
  const measured = text.replace(/[\u{10000}-\u{10ffff}]/gu, 'xx');
  return measured === text ? payload : JSON.parse(measured);
}

/** The alternative of a union that a payload means: the one with its type, or else the one with the fewest issues. */
function meantBranch(branches: ZodIssue[][]): ZodIssue[] | undefined {
  const near = branches.filter((branch) =>
    branch.every(({ path: at }) => at.length > 0 && at.join() !== 'type'),
  );
  const [first, ...others] = near.length > 0 || branches.length > 1 ? near : branches;
  return others.reduce((best, each) => (best && each.length < best.length ? each : best), first);
}

function inDiscordsWords(issue: ZodIssue, value: unknown): { code: string; message: string } {
  const { minimum, maximum } = issue;
  const measured = issue.origin === 'string' || issue.origin === 'array';
  if (value === undefined) return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
  if (issue.code === 'invalid_value') return choices(issue.values ?? []);
  if (issue.code === 'too_big' && measured) {
    return { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${maximum} or fewer in length.` };
  }
  if (issue.code === 'too_small' && measured) {
    return minimum === 1
      ? { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
      : { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${minimum} or more in length.` };
  }
  if (issue.code === 'too_big') {
    return { code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${maximum}.` };
  }
  if (issue.code === 'too_small') {
    return { code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${minimum}.` };
  }
  if (issue.format === 'url') return { code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' };
  return { code: 'BASE_TYPE_INVALID', message: issue.message };
}

function choices(values: unknown[]): { code: string; message: string } {
  const list = [...new Set(values)].map((value) => (typeof value === 'string' ? `'${value}'` : value));
  return { code: 'BASE_TYPE_CHOICES', message: `Value must be one of (${list.join(', ')}).` };
}

function valueAt(payload: unknown, path: (string | number)[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], payload);
}
