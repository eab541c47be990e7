import { ACTIONS, type Action } from './action.ts';
import { type EntryOf, parseEntry, printEntry } from './table.ts';
import { VIEWS, type View } from './view.ts';

/** What has an address: a view to show, or an action to perform. */
export type Addressable = View | Action;

const ADDRESSABLES = { ...VIEWS, ...ACTIONS };

/**
 * A view or an action as text, written like a link.
 *
 * @example
 * printAddress({ name: 'search', query: 'bomb', from: { year: 1964 }, page: 2 }); // 'search?query=bomb&from=1964&page=2'
 */
export function printAddress(addressable: Addressable): string {
  return printEntry(ADDRESSABLES, addressable as EntryOf<typeof ADDRESSABLES>);
}

/**
 * The view or the action that an address stands for. An address comes from outside: undefined for one that
 * {@link printAddress} never writes, and did not write in version 0.1.0 either.
 */
export function parseAddress(address: string): Addressable | undefined {
  return parseEntry(ADDRESSABLES, address);
}
