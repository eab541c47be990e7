/**
 * When the world was last unfair, to one server or to all. What a server may expect is measured from there on: a post
 * may be missing for a reason, and this is the list of reasons.
 */
export interface Blame {
  /** Something went wrong at this instant. Without a server it concerns all of them. */
  note(server?: string): void;
  /** Something goes wrong from now on, until what this gives is called. */
  begin(server?: string): () => void;
  /** Since when nothing has gone wrong for a server; infinite while something does. */
  fairSince(server: string): number;
  /** How many things went wrong for a server so far. */
  count(server: string): number;
}

interface Account {
  last: number;
  underWay: number;
  count: number;
}

/** No blame yet. */
export function createBlame(now: () => number): Blame {
  const all: Account = { last: 0, underWay: 0, count: 0 };
  const accounts = new Map<string, Account>();
  const accountOf = (server?: string): Account => {
    if (server === undefined) return all;
    const account = accounts.get(server) ?? { last: 0, underWay: 0, count: 0 };
    accounts.set(server, account);
    return account;
  };
  const note = (server?: string) => {
    const account = accountOf(server);
    account.last = now();
    account.count += 1;
  };
  return {
    note,
    begin(server) {
      const account = accountOf(server);
      note(server);
      account.underWay += 1;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        account.underWay -= 1;
        account.last = now();
      };
    },
    fairSince(server) {
      const own = accountOf(server);
      if (all.underWay + own.underWay > 0) return Number.POSITIVE_INFINITY;
      return Math.max(all.last, own.last);
    },
    count: (server) => all.count + accountOf(server).count,
  };
}
