import { describe, expect, it } from 'vitest';
import {
  escapeMarkdown,
  linkAddress,
  markdownLink,
  markedMarkdown,
} from '../../../src/cards/kit/markdown.ts';

describe('text in markdown', () => {
  it.each([
    [
      '*bold* _it_ ~~no~~ `code` ||spoiler||',
      '\\*bold\\* \\_it\\_ \\~\\~no\\~\\~ \\`code\\` \\|\\|spoiler\\|\\|',
    ],
    ['<@123> @everyone <t:0:R>', '\\<\\@123> \\@everyone \\<t:0:R>'],
    ['# heading', '\\# heading'],
    ['> quote', '\\> quote'],
    ['- list\n1. list', '\\- list\n1\\. list'],
    ['-# small', '\\-# small'],
    ['[text](https://evil.example)', '[text]\\(https:\\//evil.example)'],
    ["[Mao Zedong's] Audience", "[Mao Zedong's] Audience"],
    ['a back\\slash', 'a back\\\\slash'],
  ])('%j is shown as it is', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});

describe('a link in markdown', () => {
  it('cannot be left by its text or its address', () => {
    expect(markdownLink('Report \\] (draft)', 'https://a.example')).toBe(
      '[Report \\\\\\] (draft)](https://a.example)',
    );
    expect(markdownLink('[Mao]', linkAddress('https://a.example/?q=(x) y'))).toBe(
      '[\\[Mao\\]](https://a.example/?q=%28x%29%20y)',
    );
    expect(markdownLink('x](https://evil.example)', 'https://a.example')).not.toMatch(
      /[^\\]\]\(https:\/\/evil/,
    );
    expect(markdownLink('a \\] back\\slash', 'https://a.example')).toBe(
      '[a \\\\\\] back\\\\slash](https://a.example)',
    );
  });
});

describe('an excerpt in markdown', () => {
  it('has its marks in bold, neighbours as one', () => {
    expect(
      markedMarkdown({
        text: 'On Mao Zedong and rice',
        marks: [
          [3, 6],
          [7, 13],
          [18, 22],
        ],
      }),
    ).toBe('On **Mao Zedong** and **rice**');
  });

  it('is no heading, list or quote where it starts a line', () => {
    const starts = ['# a', '> a', '- a', '1. a'].map((text) => markedMarkdown({ text, marks: [] }));
    expect(starts).toEqual(['\\# a', '\\> a', '\\- a', '1\\. a']);
  });

  it('escapes what is between', () => {
    expect(markedMarkdown({ text: '* a_b', marks: [[2, 5]] })).toBe('\\* **a\\_b**');
  });
});
