import type { Issue } from '../rest/refusal.ts';

/** The issues in a completion that the schema misses: a value must have 1 to 100 characters. */
export function completionIssues(
  choices: { name?: unknown; value?: unknown }[] | null | undefined,
  base: (string | number)[],
): Issue[] {
  return (choices ?? []).flatMap(({ value }, index) => {
    if (typeof value !== 'string' || (value.length >= 1 && value.length <= 100)) return [];
    const message = 'Must be between 1 and 100 in length.';
    return [{ path: [...base, 'choices', index, 'value'], code: 'BASE_TYPE_BAD_LENGTH', message }];
  });
}
