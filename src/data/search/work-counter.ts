/**
 * The kinds of step that a search takes, each counted where it is taken: a run of words looked up among the names, a
 * name compared with what was typed, a posting visited, a record read for a phrase, and a cell of the table that
 * measures how near a misspelt word is to those that are known.
 */
export type WorkKind = 'name look-up' | 'name compared' | 'posting' | 'phrase' | 'spelling';

/** Counts the steps that searches take, so that whoever passes it can tell that they are bounded. */
export interface WorkCounter {
  /** Adds so many steps of a kind. Called once for a whole loop, so that counting costs nothing. */
  count(kind: WorkKind, steps: number): void;
}

/** The counter of everybody who does not ask. */
export const uncounted: WorkCounter = { count: () => undefined };
