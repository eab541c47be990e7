import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FileLine, readLines } from '../../../src/data/collections/line-reader.ts';
import { temporaryFolder } from '../../support/import/temporary-folder.ts';

async function linesOf(file: string): Promise<FileLine[]> {
  const lines: FileLine[] = [];
  for await (const line of readLines(file)) lines.push(line);
  return lines;
}

/** The same lines, from the whole text at once. */
function linesIn(text: string): FileLine[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((content, index) => ({ line: index + 1, text: content }))
    .filter(({ text: content }) => content.trim() !== '');
}

describe('the lines of a file', () => {
  test('are those of its text, by any line end', async () => {
    const file = join(await temporaryFolder(), 'text');
    const part = fc.constantFrom('\n', '\r', '\r\n', ' ', 'a', 'é', '档', '\uFEFF', '\uFFFD', '😀');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 20 }), async (parts) => {
        const text = parts.join('');
        await writeFile(file, text);
        expect(await linesOf(file)).toEqual(linesIn(text));
      }),
    );
  });

  test('are whole where the pieces that a file is read in cut a character or a line end', async () => {
    const text = Array.from({ length: 4000 }, (_, index) => `${index} ${'é档😀'.repeat(index % 29)}`).join(
      '\r\n',
    );
    const file = join(await temporaryFolder({ text }), 'text');
    expect(await linesOf(file)).toEqual(linesIn(text));
  });

  test('that are not UTF-8 come as faults, and the others are read', async () => {
    const content = Buffer.from('one\n\xe9\nthree\n\xe9', 'latin1');
    const file = join(await temporaryFolder({ content }), 'content');
    const problem = 'is not UTF-8, expected the file to be saved as UTF-8';
    expect(await linesOf(file)).toEqual([
      { line: 1, text: 'one' },
      { file, line: 2, problem },
      { line: 3, text: 'three' },
      { file, line: 4, problem },
    ]);
  });
});
