/** What happens around the calls of an object. */
export interface Watcher {
  before?(call: string): void;
  after?(call: string): void;
}

/** The same object, with something done before and after each of its calls. */
export function watched<T extends object>(object: T, { before, after }: Watcher): T {
  return new Proxy(object, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...given: unknown[]) => {
        before?.(String(name));
        try {
          return await method.apply(target, given);
        } finally {
          after?.(String(name));
        }
      };
    },
  });
}
