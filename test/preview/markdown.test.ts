import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, linkAddress, markdownLink } from '../../src/cards/kit/markdown.ts';
import { type Inline, readInline } from '../../src/preview/page/inline-markdown.ts';
import { type Block, readBlocks } from '../../src/preview/page/markdown.ts';

/** What a person reads of a piece. */
function plain(pieces: readonly Inline[]): string {
  return pieces
    .map((piece) =>
      'children' in piece ? plain(piece.children) : 'text' in piece ? piece.text : `[${piece.kind}]`,
    )
    .join('');
}

describe('a line of Discord markdown', () => {
  it.each<[string, Inline[]]>([
    [
      '**Mao** said',
      [
        { kind: 'bold', children: [{ kind: 'text', text: 'Mao' }] },
        { kind: 'text', text: ' said' },
      ],
    ],
    ['*a*', [{ kind: 'italic', children: [{ kind: 'text', text: 'a' }] }]],
    ['_a_', [{ kind: 'italic', children: [{ kind: 'text', text: 'a' }] }]],
    ['__a__', [{ kind: 'underline', children: [{ kind: 'text', text: 'a' }] }]],
    ['~~a~~', [{ kind: 'strike', children: [{ kind: 'text', text: 'a' }] }]],
    ['||a||', [{ kind: 'spoiler', children: [{ kind: 'text', text: 'a' }] }]],
    ['`a*b*`', [{ kind: 'code', text: 'a*b*' }]],
    ['snake_case_name', [{ kind: 'text', text: 'snake_case_name' }]],
    ['2 * 3 * 4', [{ kind: 'text', text: '2 * 3 * 4' }]],
    ['\\*a\\* \\<@1>', [{ kind: 'text', text: '*a* <@1>' }]],
    [
      '<@12> <@!12>',
      [
        { kind: 'user', id: '12' },
        { kind: 'text', text: ' ' },
        { kind: 'user', id: '12' },
      ],
    ],
    ['<@&12>', [{ kind: 'role', id: '12' }]],
    ['<#12>', [{ kind: 'channel', id: '12' }]],
    ['</doc search:12>', [{ kind: 'command', name: 'doc search' }]],
    ['<t:0:R>', [{ kind: 'time', seconds: 0, style: 'R' }]],
    ['<t:-5>', [{ kind: 'time', seconds: -5, style: 'f' }]],
    [
      '[a [b]](https://c.org/d_(e))',
      [{ kind: 'link', href: 'https://c.org/d_(e)', children: [{ kind: 'text', text: 'a [b]' }] }],
    ],
    ['[a](javascript:b)', [{ kind: 'text', text: '[a](javascript:b)' }]],
    [
      'see https://a.org/b.',
      [
        { kind: 'text', text: 'see ' },
        { kind: 'link', href: 'https://a.org/b', children: [{ kind: 'text', text: 'https://a.org/b' }] },
        { kind: 'text', text: '.' },
      ],
    ],
  ])('%s', (text, pieces) => {
    expect(readInline(text)).toEqual(pieces);
  });

  it('shows a text that a card escaped as it was written', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const escaped = escapeMarkdown(text).split('\n').map(readInline);
        expect(escaped.flat().map(({ kind }) => kind)).not.toContain('user');
        expect(escaped.map(plain).join('\n')).toBe(text);
      }),
    );
  });

  it('keeps the text of a link that a card made', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        fc.pre(text.trim() !== '');
        const [link, ...others] = readInline(markdownLink(text, linkAddress('https://a.org/?q=(b)')));
        expect(others).toEqual([]);
        expect(link).toMatchObject({ kind: 'link', href: 'https://a.org/?q=%28b%29' });
        expect(plain(link ? [link] : [])).toBe(text.replace(/\s+/g, ' '));
      }),
    );
  });

  it('reads 6,000 hostile characters with little work', () => {
    for (const piece of ['[', '[[]', '**', '*a ', '||', '<t:', '`', '](', '\\', '_a', '[](', '> ', '- ']) {
      const before = process.cpuUsage();
      readBlocks(piece.repeat(6000 / piece.length));
      // The processor's time, in microseconds, which does not depend on what else the machine does.
      expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
    }
  });
});

describe('the lines of Discord markdown', () => {
  it.each<[string, string, Partial<Block>[]]>([
    [
      'headings',
      '# a\n## b\n### c',
      [1, 2, 3].map((level) => ({ kind: 'heading', level }) as Partial<Block>),
    ],
    ['a heading needs a space', '#a', [{ kind: 'text' }]],
    ['small print', '-# a', [{ kind: 'subtext' }]],
    ['quotes of several lines', '> a\n> b\nc', [{ kind: 'quote' }, { kind: 'text' }]],
    ['a quote to the end', '>>> a\nb', [{ kind: 'quote' }]],
    [
      'lists',
      '- a\n- b\n1. c\n2. d',
      [
        { kind: 'list', start: undefined },
        { kind: 'list', start: 1 },
      ],
    ],
    ['code', '```ts\na\n```\nb', [{ kind: 'code', text: 'a' }, { kind: 'text' }]],
    ['lines and blank lines', 'a\n\nb', [{ kind: 'text', children: [{ kind: 'text', text: 'a\n\nb' }] }]],
  ])('%s', (_, text, blocks) => {
    expect(readBlocks(text)).toMatchObject(blocks);
    expect(readBlocks(text)).toHaveLength(blocks.length);
  });

  it('nests lists by their indent', () => {
    expect(readBlocks('- a\n  - b\n  - c\n- d')).toMatchObject([
      { kind: 'list', items: [{ nested: [{ kind: 'list', items: [{}, {}] }] }, { nested: [] }] },
    ]);
  });
});

/** Texts of what means something in markdown, on one or several lines. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...[
        '*',
        '**',
        '_',
        '__',
        '~~',
        '||',
        '`',
        '```',
        '[',
        ']',
        '(',
        ')',
        '](',
        '<@1>',
        '<t:1:R>',
        '</a:1>',
      ],
      ...['\\', '#', '>', '-', '1.', ' ', 'a', 'b c', 'https://a.org', '<https://a.org>', '@everyone', '\n'],
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));
