import { Refusal } from '../kit/refusal.ts';

/**
 * What the store gave for a server's daily post.
 *
 * @throws {Refusal} when the server has no daily post
 */
export function existing<T>(found: T | undefined | false): T {
  if (found) return found;
  throw new Refusal('This server has no daily post. Set one up with `/daily set`.');
}
