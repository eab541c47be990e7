/** The requests that a loopback Discord works on now, so that a test can wait for it to come to rest. */
export class Traffic {
  readonly #watchers = new Set<() => void>();
  #served = 0;
  #held = 0;
  #begun = 0;

  /** Requests that have arrived and are not answered or cut yet, those that a fault holds among them. */
  get served(): number {
    return this.#served;
  }

  /** Requests that a fault holds: they go on only when a test lets them, or when the clock moves. */
  get held(): number {
    return this.#held;
  }

  /** How many requests have arrived so far. */
  get begun(): number {
    return this.#begun;
  }

  /** Calls the function whenever one of the numbers changes, until the function that this gives is called. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  /** Settles when no request is served. */
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

  /** Counts a request for as long as it is served. */
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

  /** Counts a request for as long as it is held. */
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
