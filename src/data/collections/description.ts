import { z } from 'zod';
import {
  faultsFound,
  isWebAddress,
  jsonProblem,
  shortened,
  textField,
  webAddress,
} from '../records/checked-fields.ts';
import type { Collection } from '../records/record.ts';
import type { Fault } from './fault.ts';

const PLACEHOLDERS = ['{title}', '{date}', '{link}'];

const searchLink = textField
  .refine((link) => link.includes('{title}'), {
    error:
      'has no {title}, expected a link to the archive’s search with {title} in place of the words to look for',
  })
  .refine((link) => isWebAddress(link.replaceAll('{title}', 'title')), {
    error: (issue) => `"${shortened(String(issue.input))}" is not a valid link, expected http:// or https://`,
  });

const citation = textField
  .refine((text) => text.includes('{title}'), {
    error: 'has no {title}, expected for example “{title},” {date}, Name of the archive, {link}',
  })
  .refine((text) => (text.match(/\{[^}]*\}?/g) ?? []).every((part) => PLACEHOLDERS.includes(part)), {
    error: `has something else in braces, expected only ${PLACEHOLDERS.join(', ')}`,
  });

const descriptionFields = z.strictObject(
  {
    name: textField,
    publisher: textField,
    homePage: webAddress,
    searchLink,
    rights: textField,
    citation: citation.exactOptional(),
    abstracts: textField.exactOptional(),
  },
  { error: 'is not a description of a collection, expected one JSON object {…}' },
);

/** What `collection.json` says: a collection without its names. */
export type CollectionDescription = Omit<Collection, 'names'>;

/**
 * The description in the text of a `collection.json`, or what is wrong with it.
 *
 * @param file the text's file, for the faults
 */
export function readDescription(
  file: string,
  text: string,
): { readonly description: CollectionDescription } | { readonly faults: readonly Fault[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const problem = `is not JSON (${jsonProblem(error)}), expected one JSON object {…}`;
    return { faults: [{ file, line: 1, problem }] };
  }
  const checked = descriptionFields.safeParse(value);
  if (checked.success) return { description: checked.data };
  const found = faultsFound(checked.error, Object.keys(descriptionFields.shape), { file });
  return { faults: found.map((fault) => ({ ...fault, line: lineOf(text, fault.field) })) };
}

/** The line with a field's key; 1 for a missing field, because it can be added there. */
function lineOf(text: string, field: string | undefined): number {
  const key = JSON.stringify(field ?? '');
  return Math.max(1, text.split('\n').findIndex((line) => line.includes(key)) + 1);
}
