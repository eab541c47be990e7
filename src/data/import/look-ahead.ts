/** The first of a sequence, which may be nothing, and the sequence with it still in front. */
export async function peeked<T>(
  sequence: AsyncIterable<T>,
): Promise<{ readonly first: T | undefined; readonly all: AsyncIterable<T> }> {
  const iterator = sequence[Symbol.asyncIterator]();
  const { value, done } = await iterator.next();
  if (done) return { first: undefined, all: (async function* none() {})() };
  return { first: value, all: resumed(value, iterator) };
}

async function* resumed<T>(first: T, rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
