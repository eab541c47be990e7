import { fitted } from '../../cards/kit/fitting.ts';
import { escapeMarkdown } from '../../cards/kit/markdown.ts';
import { StoreUnavailable } from '../../store/store-error.ts';

/** A request that cannot be answered. The message tells the person who asked what to type instead. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** The refusal of a text that was typed and cannot be read as `a day`, `a date`, … `forms` are examples that can. */
export function unreadable(typed: string, as: string, forms: string): Refusal {
  return new Refusal(`I can’t read ${quoted(typed)} as ${as}. Forms that work: ${forms}.`);
}

/** What a person typed, in quotation marks and cut to a length that fits into a sentence. */
export function quoted(typed: string): string {
  return `“${escapeMarkdown(fitted(typed.trim(), 60))}”`;
}

/** What to tell the person who asked, when they can understand the error; undefined for any other error. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (!(error instanceof StoreUnavailable)) return undefined;
  return new Refusal('I can’t reach this server’s settings at the moment. Try again in a minute.');
}
