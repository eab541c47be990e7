import { escaped, type Field, type Fields, type Kind, unescaped } from './field.ts';

/** Views or actions by name, each with its fields. Types and addresses both come from it. */
export type Table = Readonly<Record<string, Fields>>;

type ValueOf<F extends Field<unknown>> = NonNullable<ReturnType<F['parse']>>;

type RequiredOf<F extends Fields> = {
  [K in keyof F]: F[K] extends Field<unknown, true> ? K : never;
}[keyof F];

type Flat<T> = { [K in keyof T]: T[K] };

type Entry<N, F extends Fields> = Flat<
  { readonly name: N } & { readonly [K in RequiredOf<F>]: ValueOf<F[K]> } & {
    readonly [K in Exclude<keyof F, RequiredOf<F>>]?: ValueOf<F[K]>;
  }
>;

/** The values of a table: one type for each name in it. */
export type EntryOf<T extends Table> = { [N in keyof T]: Entry<N, T[N]> }[keyof T];

/** A value of a table as text, written like a link: `search?query=bomb&page=2`. */
export function printEntry<T extends Table>(table: T, value: EntryOf<T>): string {
  const { name, ...values } = value as { readonly name: string } & Readonly<Record<string, unknown>>;
  const pairs = Object.entries(table[name] ?? {}).flatMap(([field, { print }]) =>
    values[field] === undefined ? [] : [`${field}=${print(values[field])}`],
  );
  return pairs.length === 0 ? name : `${name}?${pairs.join('&')}`;
}

/**
 * The value of a table that a text stands for. The text comes from outside: an unknown name, a field that is unknown,
 * repeated, missing, out of order or not valid, or an escape that was not needed gives undefined.
 */
export function parseEntry<T extends Table>(table: T, address: string): EntryOf<T> | undefined {
  const question = address.indexOf('?');
  const name = question < 0 ? address : address.slice(0, question);
  const fields = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!fields) return undefined;
  let rest = question < 0 ? undefined : address.slice(question + 1);
  const values: Record<string, unknown> = { name };
  for (const [field, { parse, isRequired, takesRest = false }] of Object.entries(fields)) {
    if (!rest?.startsWith(`${field}=`)) {
      if (isRequired) return undefined;
      continue;
    }
    const [text, after] = cut(rest.slice(field.length + 1), takesRest);
    const value = parse(text);
    if (value === undefined) return undefined;
    values[field] = value;
    rest = after;
  }
  return rest === undefined ? (values as EntryOf<T>) : undefined;
}

/** A field's text, and what comes after it; undefined when the address ends with it. */
function cut(text: string, takesRest: boolean): [text: string, after: string | undefined] {
  const end = takesRest ? -1 : text.indexOf('&');
  return end < 0 ? [text, undefined] : [text.slice(0, end), text.slice(end + 1)];
}

/**
 * A value of another table, as the last field. It takes the rest of the address and needs no escapes of its own:
 * `show?record=r1&back=search?query=bomb&page=2`. Addresses of version 0.1.0 hold it as an escaped text.
 */
export function nested<T extends Table>(table: T): Kind<EntryOf<T>> {
  return {
    takesRest: true,
    print: (value) => printEntry(table, value),
    parse(text) {
      const value = parseEntry(table, text);
      if (value) return value;
      const plain = unescaped(text);
      return plain !== text && escaped(plain) === text ? parseEntry(table, plain) : undefined;
    },
  };
}
