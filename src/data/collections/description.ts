import { z } from 'zod';
import { faultsFound, isWebAddress, shortened, textField, webAddress } from '../records/checked-fields.ts';
import type { Collection } from '../records/record.ts';
import type { Fault } from './fault.ts';

const PLACEHOLDERS = ['{title}', '{date}', '{link}'];

const searchLink = textField
  .refine((link) => link.includes('{title}'), {
    error: 'has no {title}, expected the link of a search with {title} for the words looked for',
  })
  .refine((link) => isWebAddress(link.replaceAll('{title}', 'title')), {
    error: (issue) => `"${shortened(String(issue.input))}" is no link, expected http:// or https://`,
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
  { error: 'is no description of a collection, expected one JSON object {…}' },
);

/** What `collection.json` says: a collection without its names. */
export type CollectionDescription = Omit<Collection, 'names'>;

/** The description in the text of a `collection.json`, or what is wrong with it and on which line. */
export function readDescription(
  text: string,
): { readonly description: CollectionDescription } | { readonly faults: readonly Omit<Fault, 'file'>[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? shortened(error.message) : '';
    return { faults: [{ line: 1, problem: `is not JSON (${reason}), expected one JSON object {…}` }] };
  }
  const checked = descriptionFields.safeParse(value);
  if (checked.success) return { description: checked.data };
  const found = faultsFound(checked.error, Object.keys(descriptionFields.shape));
  return { faults: found.map((fault) => ({ line: lineOf(text, fault.field), ...fault })) };
}

/** The line with a field's key; 1 for what is not there, where it could be added. */
function lineOf(text: string, field: string | undefined): number {
  const key = JSON.stringify(field ?? '');
  return (
    Math.max(
      0,
      text.split('\n').findIndex((line) => line.includes(key)),
    ) + 1
  );
}
