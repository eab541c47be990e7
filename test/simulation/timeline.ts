/** Something that is going to happen. */
export interface Planned {
  readonly at: number;
  cancel(): void;
}

/** Virtual time: Discord's own, and the only one that moves. Instants are milliseconds since 1970. */
export interface Timeline {
  now(): number;
  /** Plans an event at a whole millisecond. Events of one instant happen in the order in which they were planned. */
  at(instant: number, event: () => void): Planned;
  after(milliseconds: number, event: () => void): Planned;
  /**
   * Lets events happen, one at a time, until an instant. The next one waits until every promise that the last one
   * settled has been followed as far as it goes. It ends early when `isOver` says so.
   */
  runUntil(instant: number, isOver?: () => boolean): Promise<void>;
}

interface Entry extends Planned {
  readonly order: number;
  event: (() => void) | undefined;
}

/** So many events may go by before the event loop has its turn, which frees native memory and serves timers. */
const EVENTS_A_TURN = 2000;

/** Time that begins at an instant and moves only from event to event. */
export function createTimeline(start: number): Timeline {
  const heap: Entry[] = [];
  let now = start;
  let planned = 0;

  const at = (instant: number, event: () => void): Planned => {
    const entry: Entry = {
      at: Math.max(Math.ceil(instant), now),
      order: planned++,
      event,
      cancel() {
        entry.event = undefined;
      },
    };
    push(heap, entry);
    return entry;
  };

  return {
    now: () => now,
    at,
    after: (milliseconds, event) => at(now + milliseconds, event),
    runUntil: (instant, isOver = () => false) =>
      new Promise((resolve, reject) => {
        let happened = 0;
        const step = () => {
          try {
            for (;;) {
              if (isOver()) return resolve();
              const next = heap[0];
              if (!next || next.at > instant) {
                now = Math.max(now, instant);
                return resolve();
              }
              pop(heap);
              if (!next.event) continue;
              now = next.at;
              next.event();
              break;
            }
          } catch (error) {
            return reject(error);
          }
          happened += 1;
          if (happened % EVENTS_A_TURN === 0) setImmediate(step);
          // A tick that a microtask asks for comes when no microtask is left: much cheaper than a turn of the loop.
          else queueMicrotask(() => process.nextTick(step));
        };
        step();
      }),
  };
}

const isBefore = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.order < b.order);

function push(heap: Entry[], entry: Entry): void {
  let index = heap.length;
  heap.push(entry);
  while (index > 0) {
    const above = (index - 1) >> 1;
    const parent = heap[above];
    if (!parent || !isBefore(entry, parent)) break;
    heap[index] = parent;
    index = above;
  }
  heap[index] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let index = 0;
  for (;;) {
    let below = 2 * index + 1;
    let child = heap[below];
    const right = heap[below + 1];
    if (child && right && isBefore(right, child)) {
      child = right;
      below += 1;
    }
    if (!child || !isBefore(child, last)) break;
    heap[index] = child;
    index = below;
  }
  heap[index] = last;
}
