import { z } from 'zod';
import type { Fault, Place } from '../collections/fault.ts';

/** Discord refuses longer links in embeds and buttons. */
const LONGEST_LINK = 512;

/** A text of valid Unicode that is more than white space. */
export const textField = z
  .string({ error: (issue) => `is ${issue.input === undefined ? 'missing' : 'not a text'}, expected "…"` })
  .refine((text) => text.trim() !== '', { error: 'is empty, expected some text', abort: true })
  .refine((text) => !/\p{Surrogate}/u.test(text), {
    error: 'holds half a surrogate pair (\\ud800 to \\udfff alone), expected whole characters',
  });

/**
 * Whether a text is a link that Discord shows: http or https, no white space, at most 512 characters.
 *
 * @example isWebAddress('https://archive.example/1') // true
 */
export function isWebAddress(text: string): boolean {
  return text.length <= LONGEST_LINK && /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}

/** A link that passes {@link isWebAddress}. */
export const webAddress = textField.refine(isWebAddress, {
  error: (issue) =>
    `"${shortened(String(issue.input))}" is not a valid link, expected http:// or https:// and at most ${LONGEST_LINK} characters`,
});

/** A text from outside, cut to 80 characters so that it can stand in a message. */
export function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/**
 * What a zod check found wrong, as faults. A field inside a list is written as `people[0]`.
 *
 * @param expected the names of all fields, for the message about an unknown one
 * @param place where the checked value stands
 */
export function faultsFound(error: z.ZodError, expected: readonly string[], place: Place): Fault[] {
  return error.issues.flatMap((issue): Fault[] => {
    if (issue.code === 'unrecognized_keys') {
      const problem = `is not known, expected only ${expected.join(', ')}`;
      return issue.keys.map((key) => ({ ...place, field: shortened(key), problem }));
    }
    const field = issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : String(step))).join('');
    return [{ ...place, ...(field !== '' && { field }), problem: issue.message }];
  });
}

/** The reason that JSON.parse gives, cut so that it can stand in a message. */
export function jsonProblem(error: unknown): string {
  return error instanceof Error ? shortened(error.message) : '';
}
