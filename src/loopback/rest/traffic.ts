/** Counts of the requests that a loopback Discord is serving, so that a test can wait until there are none. */
export class Traffic {
  readonly #watchers = new Set<() => void>();
  #served = 0;
  #held = 0;
  #begun = 0;

  /** Requests that have arrived and are not answered or cut yet, including those that a fault holds. */
  get served(): number {
    return this.#served;
  }

  /** Requests that a fault holds. They go on when a test lets them, or when the clock moves. */
  get held(): number {
    return this.#held;
  }

  /** How many requests have arrived so far. */
  get begun(): number {
    return this.#begun;
  }

  /** Calls the function whenever one of the counts changes, until the returned function is called. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  /** Settles when no request is being served. */
  rest(): Promise<void> {
    return new Promise((resolve) => {
      const unwatch = this.watch(() => check());
      const check = () => {
        if (this.#served > 0) return;
        unwatch();
        resolve();
      };
      check();
    });
  }

  /** Settles when the next request arrives. */
  arrival(): Promise<void> {
    const before = this.#begun;
    return new Promise((resolve) => {
      const unwatch = this.watch(() => {
        if (this.#begun === before) return;
        unwatch();
        resolve();
      });
    });
  }

  /** Counts a request while it is served. */
  async serve(work: () => Promise<void>): Promise<void> {
    this.#served += 1;
    this.#begun += 1;
    this.#tell();
    try {
      await work();
    } finally {
      this.#served -= 1;
      this.#tell();
    }
  }

  /** Counts a request while it is held. */
  async hold(wait: Promise<void>): Promise<void> {
    this.#held += 1;
    this.#tell();
    try {
      await wait;
    } finally {
      this.#held -= 1;
      this.#tell();
    }
  }

  #tell(): void {
    for (const changed of this.#watchers) changed();
  }
}
