import { describe, expect, test } from 'vitest';
import { skippedText, troubleText } from '../../../src/daily/cards/trouble-text.ts';
import { SKIP_REASONS, TROUBLE_REASONS } from '../../../src/store/daily-reasons.ts';

describe('the words', () => {
  test('for a trouble differ from reason to reason, also for a reason of another version', () => {
    const texts = [...TROUBLE_REASONS, 'unknown' as const].map(troubleText);
    expect(texts).not.toContain('');
    expect(new Set(texts).size).toBe(TROUBLE_REASONS.length + 1);
  });

  test('for a day without a post differ from reason to reason; there are none for any other reason', () => {
    const texts = SKIP_REASONS.map(skippedText);
    expect(texts).not.toContain('');
    expect(new Set(texts).size).toBe(SKIP_REASONS.length);
    expect([undefined, 'unknown', 'limited'].map((reason) => skippedText(reason as undefined))).toEqual([
      '',
      '',
      '',
    ]);
  });

  test('for an uncertain post fit both causes: the history cannot be read, or there is too much of it', () => {
    expect(troubleText('uncertain')).toMatch(/Read Message History.*5,000 messages/);
  });
});
