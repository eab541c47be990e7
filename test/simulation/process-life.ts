import type { Timeline } from './timeline.ts';

/** One life of a process, from its start to its end. */
export interface ProcessLife {
  /** `p1`… */
  readonly name: string;
  isOver(): boolean;
  /**
   * Gives the process what it waits for: now, or when it is thawed, or never when its life is over. A process is dead
   * when nothing reaches it any more, so it can die at any await.
   */
  deliver(settle: () => void): void;
  /** Stops it, as a debugger or a full machine does, for so many milliseconds. */
  freeze(milliseconds: number): void;
  end(): void;
}

/** A life that has just begun. */
export function beginLife(timeline: Timeline, name: string): ProcessLife {
  let isOver = false;
  let frozenUntil = 0;
  const deliver = (settle: () => void): void => {
    if (isOver) return;
    if (timeline.now() >= frozenUntil) settle();
    else timeline.at(frozenUntil, () => deliver(settle));
  };
  return {
    name,
    isOver: () => isOver,
    deliver,
    freeze(milliseconds) {
      frozenUntil = Math.max(frozenUntil, timeline.now() + milliseconds);
    },
    end() {
      isOver = true;
    },
  };
}
