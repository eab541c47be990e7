import { StoreUnavailable } from '../../store/store-error.ts';

/** Something asked for that cannot be answered. The message is for the person who asked: what to type instead. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** What to say to the person who asked, when an error is one that they can understand; undefined for any other. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (!(error instanceof StoreUnavailable)) return undefined;
  return new Refusal('I cannot reach what I keep for this server at the moment. Try again in a minute.');
}
