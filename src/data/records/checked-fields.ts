import { z } from 'zod';
import type { Fault } from '../collections/fault.ts';

/** Discord refuses longer links in embeds and buttons. */
const LONGEST_LINK = 512;

/** A text of valid Unicode that is more than white space. */
export const textField = z
  .string({ error: (issue) => `is ${issue.input === undefined ? 'missing' : 'not a text'}, expected "…"` })
  .refine((text) => text.trim() !== '', { error: 'is empty, expected some text', abort: true })
  .refine((text) => !/\p{Surrogate}/u.test(text), {
    error: 'holds half a surrogate pair (\\ud800 to \\udfff alone), expected whole characters',
  });

/** Whether a text is a link of the web: http or https, no white space, at most 512 characters. */
export function isWebAddress(text: string): boolean {
  return text.length <= LONGEST_LINK && /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}

/** A link of the web, as {@link isWebAddress} has it. */
export const webAddress = textField.refine(isWebAddress, {
  error: (issue) =>
    `"${shortened(String(issue.input))}" is no link, expected http:// or https:// and at most ${LONGEST_LINK} characters`,
});

/** A text from outside, short enough to stand in a message. */
export function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/**
 * What a check found wrong, as faults without their place. Their field is written as `people[0]`.
 *
 * @param expected the fields that there are, for the message about one that there is not
 */
export function faultsFound(error: z.ZodError, expected: readonly string[]): Omit<Fault, 'file' | 'line'>[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const problem = `is not known, expected only ${expected.join(', ')}`;
      return issue.keys.map((key) => ({ field: shortened(key), problem }));
    }
    const field = issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : String(step))).join('');
    return [field === '' ? { problem: issue.message } : { field, problem: issue.message }];
  });
}
