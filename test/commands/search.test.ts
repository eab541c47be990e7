import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Answer } from '../../src/loopback/loopback.ts';
import { buttonId, buttonsOf, datesOf, linkOf, menuOf, messageOf, textOf } from '../support/messages.ts';
import { collection, records } from '../support/records.ts';
import { type RunningDocent, runDocent } from '../support/running-docent.ts';

let docent: RunningDocent;
let ada: Actor;
let ben: Actor;

beforeAll(async () => {
  docent = await runDocent();
  ({ ada, ben } = docent.discord);
});
afterAll(() => docent.close());

const search = (options: Record<string, string | boolean>, actor = ada) =>
  docent.discord.command(actor, 'doc search', options);

/** How many records a list says that it has; undefined for a card of one. */
const countOf = (answer: Answer) => {
  const [, count] = /^\d+(?:–\d+)? of (\d+)/m.exec(textOf(answer)) ?? [];
  return count === undefined ? undefined : Number(count);
};

describe('/doc search', () => {
  it.each([
    ['cela prosecuter 1963', '15 November 1963'],
    ['J.S. Mehta', '19 October 1964'],
    ['peng zhen politburo', '13 May 1966'],
  ])('%s: the right record, at the top', async (query, date) => {
    const answer = await search({ query });
    expect(answer).toMatchObject({ kind: 'message', private: false });
    expect(datesOf(answer)[0]).toBe(date);
  });

  it('shows the one record that it finds, in full', async () => {
    const answer = await search({ query: 'cela prosecuter 1963' });
    const [embed] = messageOf(answer).embeds;
    expect(embed?.title).toBe(
      "Conversation from [Mao Zedong's] Audience with the Albanian Prosecutor General and Others",
    );
    expect(embed?.url).toMatch(/^https:\/\/digitalarchive\.wilsoncenter\.org\/search\?/);
    expect(embed?.description).toMatch(
      /^\*Showing results for prosecutor\.\*\n\*\*15 November 1963\*\* · 63 years ago\n\n\S/,
    );
    expect(embed?.fields?.map(({ name }) => name)).toEqual(['People', 'Places', 'Topics']);
    expect(embed?.footer?.text).toMatch(/^Wilson Center Digital Archive · /);
    expect(buttonsOf(answer)).toMatchObject([{ label: 'Find in the archive', url: embed?.url }]);
  });

  it('links to the page of a record where it is known', async () => {
    const answer = await search({ query: 'Hangzhou 7 June 1960' });
    expect(linkOf(answer)).toBe(
      'https://digitalarchive.wilsoncenter.org/document/memorandum-conversation-comrade-mao-zedong-hangzhou-7-june-1960',
    );
    expect(buttonsOf(answer)).toMatchObject([{ label: 'Open in the archive' }]);
  });

  it('lists several, five a page, with their count', async () => {
    const answer = await search({ query: 'hungarian revolution' });
    expect(datesOf(answer)).toHaveLength(5);
    expect(textOf(answer)).toMatch(/1–5 of \d\d/);
    expect(buttonsOf(answer)).toMatchObject([
      { label: '« First', disabled: true },
      { label: '‹ Previous', disabled: true },
      { label: 'Next ›' },
      { label: 'Last »' },
    ]);
    expect(menuOf(answer).options).toHaveLength(5);
  });

  it('marks the words found in the sentence that has them', async () => {
    const answer = await search({ query: 'zhou albania' });
    expect(textOf(answer)).toMatch(/^> .*\*\*Zhou Enlai\*\*/m);
  });

  it('turns pages, back and forth, in the same message', async () => {
    const first = await search({ query: 'hungarian revolution' });
    const second = await docent.discord.press(ada, messageOf(first), buttonId(first, 'Next'));
    expect(second.kind).toBe('update');
    expect(textOf(second)).toMatch(/6–10 of \d\d/);
    const last = await docent.discord.press(ada, messageOf(second), buttonId(second, 'Last'));
    expect(buttonsOf(last).at(-1)).toMatchObject({ label: 'Last »', disabled: true });
    const previous = await docent.discord.press(ada, messageOf(last), buttonId(last, '‹ Previous'));
    const again = await docent.discord.press(ada, messageOf(previous), buttonId(previous, '« First'));
    expect(textOf(again)).toBe(textOf(first));
  });

  it('has first and previous lead to the same page from page 2, by ids of their own', async () => {
    const first = await search({ query: 'hungarian revolution' });
    const second = await docent.discord.press(ada, messageOf(first), buttonId(first, 'Next'));
    const ids = [buttonId(second, '« First'), buttonId(second, '‹ Previous')];
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) {
      expect(textOf(await docent.discord.press(ben, messageOf(second), id))).toMatch(/1–5 of/);
    }
  });

  it('opens a record from the menu, and leads back to the list', async () => {
    const list = await search({ query: 'hungarian revolution' });
    const [option] = menuOf(list).options;
    const record = await docent.discord.choose(
      ada,
      messageOf(list),
      menuOf(list).custom_id,
      option?.value ?? '',
    );
    expect(record.kind).toBe('update');
    expect(messageOf(record).embeds[0]?.title).toContain(option?.label.slice(3, 30));
    const back = await docent.discord.press(ada, messageOf(record), buttonId(record, '‹ Back'));
    expect(textOf(back)).toBe(textOf(list));
  });

  it('narrows by dates, person and place, and sorts', async () => {
    const answer = await search({
      person: 'Mao Tse-tung',
      place: 'Albania',
      from: '1966',
      to: 'june 1967',
      sort: 'newest',
    });
    expect(datesOf(answer)).toEqual([
      '1 May 1967',
      '3 February 1967',
      'June 1966',
      '13 May 1966',
      '5 May 1966',
    ]);
    expect(textOf(answer)).toMatch(
      /Search: Mao Tse-tung · Albania[\s\S]*1–5 of 5 · January 1966 to June 1967 · newest first/,
    );
  });

  it('says which names it looked for too', async () => {
    expect(textOf(await search({ query: 'Chou En-lai' }))).toContain('Also searched for Zhou Enlai.');
    expect(textOf(await search({ query: 'Zhou Enlai' }))).not.toContain('Also searched for');
    expect(textOf(await search({ query: '"Zhou"' }))).not.toContain('Also searched for');
  });

  it('shows the years of the hits, narrows to where they lie, and takes that off again', async () => {
    const list = await search({ query: 'mao' });
    expect(textOf(list)).toMatch(/^19\d\d `[▁▂▃▄▅▆▇█\u2007]+` 19\d\d$/m);
    const total = Number(/1–5 of (\d+)/.exec(textOf(list))?.[1]);
    const narrow = menuOf(list, 'narrow');
    const albania = narrow.options.find(({ label }) => label.startsWith('Albania'));
    const narrowed = await docent.discord.choose(
      ada,
      messageOf(list),
      narrow.custom_id,
      albania?.value ?? '',
    );
    expect(textOf(narrowed)).toContain('Search: mao · Albania');
    expect(textOf(narrowed)).toContain(`1–5 of ${/\d+/.exec(albania?.label ?? '')?.[0]}`);
    const off = menuOf(narrowed, 'narrow').options.find(({ label }) => label === '✕ Albania');
    const wide = await docent.discord.choose(
      ada,
      messageOf(narrowed),
      menuOf(narrowed, 'narrow').custom_id,
      off?.value ?? '',
    );
    expect(textOf(wide)).toContain(`1–5 of ${total}`);
  });

  it('never widens when it narrows, to whatever is offered', async () => {
    for (const options of [
      { query: 'mao', from: '1966-06-15', to: '1967-02-03' },
      { from: '1964-10' },
      { query: 'mao' },
    ]) {
      const list = await search(options);
      const total = countOf(list) ?? 0;
      const narrow = menuOf(list, 'narrow');
      for (const { label, value } of narrow.options.filter((option) => !option.label.startsWith('✕'))) {
        const answer = await docent.discord.choose(ben, messageOf(list), narrow.custom_id, value);
        const left = countOf(answer) ?? 1;
        expect(left, label).toBeLessThan(total);
        if (!('query' in options)) continue; // Nothing would be asked any more.
        expect(
          menuOf(answer, 'narrow').options.some((option) => option.label.startsWith('✕')),
          label,
        ).toBe(true);
      }
    }
  });

  it('says which date it read in the query', async () => {
    expect(textOf(await search({ query: 'mao 1960s' }))).toMatch(/1–5 of \d\d · 1960 to 1969/);
  });

  it('says politely that there is nothing', async () => {
    const answer = await search({ query: 'xyzzy' });
    expect(textOf(answer)).toMatch(/^Nothing found/);
    expect(answer.private).toBe(false);
  });

  it('offers the nearest spelling, and other searches that find something, as buttons', async () => {
    const misspelt = await search({ query: 'prosikuter' });
    expect(textOf(misspelt)).toContain('Did you mean **prosecutor**?');
    const found = await docent.discord.press(ada, messageOf(misspelt), buttonId(misspelt, 'prosecutor'));
    expect(textOf(found)).toContain('Prosecutor General');
    const narrow = await search({ query: 'prosecutor', from: '1970' });
    expect(textOf(narrow)).toContain('Without the filters there');
    const wider = await docent.discord.press(ada, messageOf(narrow), buttonId(narrow, 'Any date'));
    expect(textOf(wider)).toContain('15 November 1963');
  });

  it('says so when the date in the query leaves nothing, and shows what else there is', async () => {
    const text = textOf(await search({ query: 'stalin march 1999' }));
    expect(text).toContain('No matching record is dated March 1999. These have other dates.');
    expect(text).toContain('Stalin');
  });

  it.each([
    [{ from: '1962-1963' }, '1962 to 1963'],
    [{ to: '1962–63' }, '1962 to 1963'],
    [{ from: 'before 1963' }, 'until 1962'],
    [{ to: 'may-june 1966' }, 'May 1966 to June 1966'],
  ])('takes the range %j for both of its ends', async (options, dates) => {
    expect(textOf(await search(options))).toMatch(new RegExp(`of \\d+ · ${dates} ·`));
  });

  it.each([
    [{ from: 'spring 1966' }, 'from March 1966'],
    [{ from: 'the sixties', to: 'mid-1966' }, 'January 1960 to August 1966'],
    [{ from: "nov '63", to: '5.X.1964' }, '1 November 1963 to 5 October 1964'],
    [{ from: '1/1/1964', to: '31.12.1964' }, '1964'],
  ])('takes any date that a person types for an end: %j', async (options, dates) => {
    expect(textOf(await search(options))).toMatch(new RegExp(`1–5 of \\d+ · ${dates} ·`));
  });

  it('says how a date in the query was read', async () => {
    const text = textOf(await search({ query: 'mao late 1964' }));
    expect(text).toContain('“late 1964” was read as September–December 1964 (a part of it).');
  });

  it('says that what cannot be read as a date counts as words', async () => {
    const text = textOf(await search({ query: 'mao 31 february 1963' }));
    expect(text).toContain('“31 february 1963” can’t be read as a date, so its words were searched for.');
  });

  it('keeps the order of day and month of who asked, whoever turns the pages', async () => {
    const american = { ...ada, locale: 'en-US' } as const;
    const british = { ...ben, locale: 'en-GB' } as const;
    const list = await search({ query: 'hungary after 10/11/1956' }, american);
    const next = await docent.discord.press(british, messageOf(list), buttonId(list, 'Next'));
    expect(textOf(list)).toContain('from 12 October 1956');
    expect(textOf(next)).toContain('from 12 October 1956');
  });

  it('shows records that name a person in their text only, as imported ones do', async () => {
    const titles = records(
      { title: 'Talk with Chen Yi' },
      { title: 'Chen, not Yi' },
      { title: 'Other', people: ['Chen Yi'] },
    );
    const plain = await runDocent({ holdings: { collections: [collection], records: titles } });
    const answer = await plain.discord.command(plain.discord.ada, 'doc search', { person: 'chen yi' });
    expect(textOf(answer)).toContain('1–2 of 2');
    await plain.close();
  });

  it('answers the asker alone when asked to, and lets them share it', async () => {
    const answer = await search({ query: 'hungarian revolution', private: true });
    expect(answer.private).toBe(true);
    const second = await docent.discord.press(ada, messageOf(answer), buttonId(answer, 'Next'));
    expect(second).toMatchObject({ kind: 'update', private: true });
    const shared = await docent.discord.press(ada, messageOf(second), buttonId(second, 'Share'));
    expect(shared).toMatchObject({ kind: 'message', private: false });
    expect(textOf(shared)).toMatch(new RegExp(`^Shared by <@${ada.user.id}>`));
    expect(textOf(shared)).toMatch(/6–10 of/);
    expect(messageOf(shared).mentions).toEqual([]);
    expect(buttonsOf(shared).some((button) => 'label' in button && button.label === 'Share')).toBe(false);
  });

  it("answers someone else's press privately, and leaves the message as it is", async () => {
    const list = await search({ query: 'hungarian revolution' });
    const pressed = await docent.discord.press(ben, messageOf(list), buttonId(list, 'Next'));
    expect(pressed).toMatchObject({ kind: 'message', private: true });
    expect(textOf(pressed)).toMatch(/6–10 of/);
    const again = await docent.discord.press(ben, messageOf(pressed), buttonId(pressed, 'Next'));
    expect(again).toMatchObject({ kind: 'update', private: true });
  });

  it('lets the sharer, and nobody else, turn the pages of what they shared', async () => {
    const hidden = await search({ query: 'hungarian revolution', private: true }, ben);
    const shared = await docent.discord.press(ben, messageOf(hidden), buttonId(hidden, 'Share'));
    expect((await docent.discord.press(ada, messageOf(shared), buttonId(shared, 'Next'))).private).toBe(true);
    const turned = await docent.discord.press(ben, messageOf(shared), buttonId(shared, 'Next'));
    expect(turned).toMatchObject({ kind: 'update', private: false });
    expect(textOf(turned)).toMatch(/^Shared by/);
  });

  it('works in direct messages', async () => {
    const channel = docent.discord.world.dm(ada.user);
    const list = await search({ query: 'hungarian revolution' }, { ...ada, channel });
    const next = await docent.discord.press({ ...ada, channel }, messageOf(list), buttonId(list, 'Next'));
    expect(next.kind).toBe('update');
  });

  it.each([
    [{}, /Say what to look for/],
    [{ query: '   ' }, /Say what to look for/],
    [{ query: '"!!!" \u{1F600}' }, /Say what to look for/u],
    [{ person: '!!!' }, /Say what to look for/],
    [
      { query: 'mao', from: '31 February 1963' },
      /I can’t read “31 February 1963” as a date for `from`\. Forms that work: 1964 · October 1964/,
    ],
    [{ query: 'mao', to: 'whenever' }, /I can’t read “whenever” as a date for `to`/],
    [{ query: 'mao', from: 'before 1963', to: '1970' }, /“before 1963” has no first day, which `from` needs/],
    [{ query: 'mao', from: '1970', to: '1960' }, /`from` \(1970\) is later than `to` \(1960\)/],
  ])('answers %j with private advice', async (options, advice) => {
    const answer = await search(options);
    expect(answer).toMatchObject({ kind: 'message', private: true });
    expect(textOf(answer)).toMatch(advice);
  });
});

describe('a button', () => {
  it('works after the bot was stopped and started again', async () => {
    const list = await search({ query: 'hungarian revolution' });
    await docent.restart();
    expect(textOf(await docent.discord.press(ada, messageOf(list), buttonId(list, 'Next')))).toMatch(
      /6–10 of/,
    );
  });

  it('works for a query of 200 Cyrillic letters, also after a restart', async () => {
    const query = 'ж'.repeat(200);
    const twelve = records(...Array.from({ length: 12 }, (_, index) => ({ title: `${query} ${index}` })));
    const cyrillic = await runDocent({ holdings: { collections: [collection], records: twelve } });
    const reader = cyrillic.discord.ada;
    const list = await cyrillic.discord.command(reader, 'doc search', { query });
    expect(textOf(list)).toContain('1–5 of 12');
    const next = buttonId(list, 'Next');
    expect(next.length).toBeLessThanOrEqual(100);
    await cyrillic.restart();
    const second = await cyrillic.discord.press(reader, messageOf(list), next);
    expect(textOf(second)).toContain('6–10 of 12');
    const record = await cyrillic.discord.choose(
      reader,
      messageOf(second),
      menuOf(second).custom_id,
      menuOf(second).options[0]?.value ?? '',
    );
    const back = await cyrillic.discord.press(reader, messageOf(record), buttonId(record, '‹ Back'));
    expect(textOf(back)).toBe(textOf(second));
    await cyrillic.close();
  });

  it('that has expired says so privately', async () => {
    const { message } = await search({ query: 'hungarian revolution' });
    if (!message) throw new Error('no message');
    const forged = (custom_id: string) => ({
      ...message,
      id: `${BigInt(message.id) + 1n}`,
      components: [
        { type: 1 as const, components: [{ type: 2 as const, style: 2 as const, label: 'Old', custom_id }] },
      ],
    });
    for (const id of [
      '@AAAAAAAAAAAAAAAAAAAAAA#next',
      'search?quarry=x#next',
      'reset?all=1',
      '#',
      'share?card=share?card%3Dabout#x',
    ]) {
      const old = forged(id);
      docent.discord.world.post(ada.channel, old);
      const answer = await docent.discord.press(ada, old, id);
      expect(answer).toMatchObject({ private: true });
      expect(textOf(answer)).toMatch(/has expired/);
    }
  });
});

describe('completion', () => {
  const complete = (options: Record<string, string>, focused: string) =>
    docent.discord.complete(ada, 'doc search', options, focused);

  it('of a person takes any spelling and gives the name', async () => {
    expect((await complete({ person: 'chou en' }, 'person'))[0]).toMatchObject({ value: 'Zhou Enlai' });
  });

  it('forgives a typo', async () => {
    expect((await complete({ person: 'kruschev' }, 'person'))[0]).toMatchObject({
      value: 'Nikita Khrushchev',
    });
    expect((await complete({ place: 'albnia' }, 'place'))[0]).toMatchObject({ value: 'Albania' });
  });

  it('before anything is typed is of frequent names, decades, and the records around today', async () => {
    const names = (await complete({ query: '' }, 'query')).map(({ name }) => name);
    expect(names[0]).toMatch(/^Mao Zedong|^Joseph Stalin|^Zhou Enlai/);
    expect(names).toContainEqual(expect.stringMatching(/^19\d0s \(\d+\)$/));
    expect(names).toContainEqual(expect.stringMatching(/^22 November 1980/));
  });

  it('of a place gives the likeliest first', async () => {
    expect((await complete({ place: '' }, 'place'))[0]).toMatchObject({ value: 'China' });
  });

  it('of a query gives names and records, these by their id', async () => {
    const choices = await complete({ query: 'prosecutor' }, 'query');
    const record = choices.find(({ name }) => name.startsWith('15 November 1963'));
    const answer = await search({ query: String(record?.value) });
    expect(textOf(answer)).toContain('Prosecutor General');
  });
});
