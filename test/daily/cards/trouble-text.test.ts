import { describe, expect, test } from 'vitest';
import { SKIPPED, skippedText, TROUBLES, troubleText } from '../../../src/daily/cards/trouble-text.ts';

describe.each([
  ['trouble', Object.keys(TROUBLES), troubleText],
  ['a day without a post', Object.keys(SKIPPED), skippedText],
])('the reasons for %s', (_, reasons, text) => {
  test('have words of their own, each different', () => {
    expect(reasons.map(text)).not.toContain('');
    expect(new Set([...reasons, 'of-a-newer-version'].map(text)).size).toBe(reasons.length + 1);
  });

  test('that only another version knows are told apart from ours, and from what every object has', () => {
    const unknown = text('of-a-newer-version');
    expect(['constructor', 'toString', ''].map(text)).toEqual([unknown, unknown, unknown]);
  });
});
