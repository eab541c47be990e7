import { CollectionError } from '../../collections/fault.ts';
import { LONGEST_LINE } from '../checked-text.ts';

/** How deep the objects and arrays of one element may be nested. */
const DEEPEST = 64;

/** An element of a JSON array, as text. */
export interface Element {
  /** Where it begins, counted from 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * The objects of a JSON file that is one array of objects, however long. Only one of them is held at a time. Of what
 * an object holds, only the nesting is checked.
 *
 * @throws {CollectionError} with the line, for a file that is not such an array, is cut off or nested too deep, or
 *   holds an object longer than {@link LONGEST_LINE}
 */
export async function* arrayElements(file: string, pieces: AsyncIterable<string>): AsyncGenerator<Element> {
  let state = 'before' as 'before' | 'first' | 'element' | 'comma' | 'next' | 'after';
  let line = 1;
  let begin = 1;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let held: string[] = [];
  let heldLength = 0;
  const fail = (problem: string, at = line): never => {
    throw new CollectionError([{ file, line: at, problem }]);
  };
  for await (const piece of pieces) {
    let start = 0;
    for (let at = 0; at < piece.length; at++) {
      const character = piece[at];
      if (character === '\n') line++;
      if (state === 'element') {
        if (inString) {
          if (escaped) escaped = false;
          else if (character === '\\') escaped = true;
          else if (character === '"') inString = false;
        } else if (character === '"') inString = true;
        else if (character === '{' || character === '[') {
          if (++depth > DEEPEST) fail(`is nested more than ${DEEPEST} deep, expected plain records`);
        } else if ((character === '}' || character === ']') && --depth === 0) {
          held.push(piece.slice(start, at + 1));
          if (heldLength + at - start > LONGEST_LINE) fail(TOO_LONG, begin);
          yield { line: begin, text: held.join('') };
          held = [];
          heldLength = 0;
          state = 'comma';
        }
      } else if (character === undefined || /\s/.test(character)) {
        // White space between elements says nothing.
      } else if (state === 'before' && character === '[') state = 'first';
      else if ((state === 'first' || state === 'next') && character === '{') {
        state = 'element';
        depth = 1;
        begin = line;
        start = at;
      } else if (state === 'comma' && character === ',') state = 'next';
      else if ((state === 'comma' || state === 'first') && character === ']') state = 'after';
      else
        fail(
          `has ${JSON.stringify(character)} where it does not belong, expected one JSON array of objects [{…}, {…}]`,
        );
    }
    if (state === 'element') {
      held.push(piece.slice(start));
      heldLength += piece.length - start;
      if (heldLength > LONGEST_LINE) fail(TOO_LONG, begin);
    }
  }
  if (state === 'element') fail('begins a record that does not end: the file is cut off', begin);
  if (state !== 'after') fail('ends before its array [{…}, {…}] does: the file is empty or cut off');
}

const TOO_LONG = `begins a record longer than ${LONGEST_LINE} characters, expected shorter ones`;
