/**
 * Joins the pieces of a text to larger ones, so that they can be written in fewer calls.
 *
 * @param length how long each one is at least, except for the last, in UTF-16 units
 * @example for await (const text of batches(['a', 'b', 'c'], 2)) … // 'ab', then 'c'
 */
export async function* batches(
  pieces: Iterable<string> | AsyncIterable<string>,
  length: number,
): AsyncGenerator<string> {
  let held: string[] = [];
  let heldLength = 0;
  for await (const piece of pieces) {
    held.push(piece);
    heldLength += piece.length;
    if (heldLength < length) continue;
    yield held.join('');
    held = [];
    heldLength = 0;
  }
  if (heldLength > 0) yield held.join('');
}
