import { expect, test } from 'vitest';
import {
  parsePostReason,
  parseTroubleReason,
  SKIP_REASONS,
  TROUBLE_REASONS,
} from '../../src/store/daily-reasons.ts';

test('every reason is parsed to itself', () => {
  expect(TROUBLE_REASONS.map(parseTroubleReason)).toEqual(TROUBLE_REASONS);
  const all = [...TROUBLE_REASONS, ...SKIP_REASONS];
  expect(all.map(parsePostReason)).toEqual(all);
});

test('a reason that a newer version wrote down is unknown, and so is what every object has', () => {
  const others = ['of-a-newer-version', 'constructor', 'toString', ''];
  for (const parse of [parseTroubleReason, parsePostReason]) {
    expect(others.map(parse)).toEqual(others.map(() => 'unknown'));
  }
});

test('a reason that version 0.1.0 wrote down is parsed to its present name', () => {
  expect(parsePostReason('told')).toBe('already-posted');
});
