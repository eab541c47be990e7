import type { Clock } from '../clock.ts';
import type { Answerer, Deferral } from './answering.ts';
import type { Incoming, IncomingCommand } from './incoming.ts';

/** An interaction that waits so long, in milliseconds, is deferred before it is worked on: Discord waits 3 seconds. */
const DEFER_WAITING_AFTER = 1500;

/**
 * One that would have to wait so long, in milliseconds, by the pace at which the others go, is deferred at once: what
 * is expected is less sure than what is measured, and a crowd is late before it arrives here.
 */
const DEFER_EXPECTED_AFTER = 1000;

/** A completion that waits so long, in milliseconds, is for a text that has been typed on. */
const COMPLETION_FRESH = 1000;

/** After so long, in milliseconds, Discord takes no first answer any more. */
const ANSWER_WITHIN = 3000;

/** How many interactions may be worked on and sent at a time: more would only wait for each other. */
const MOST_AT_ONCE = 64;

/** One that takes longer, in milliseconds, waits for a store or a network, and holds nobody up any more. */
const SLOW = 250;

/** How often, in milliseconds, those that wait are looked through. */
const LOOK_EVERY = 50;

/** What an answer takes, in milliseconds, before any was measured. */
const FIRST_PACE = 2;

/** How much the latest answer counts in the measured pace. */
const PACE_GAIN = 0.1;

/** An interaction that was taken. */
interface Job {
  readonly interaction: Incoming;
  /** When it came, on the stopwatch. */
  readonly since: number;
  /** What told its asker to wait, if that was needed. */
  readonly deferral?: Deferral;
}

/** The interactions that were taken and not answered yet. */
export interface InteractionQueue {
  /** Takes an interaction. With nothing before it, it is worked on at once. */
  take(interaction: Incoming): void;
  /** Settles when everything that was taken is answered. Completions that wait are not worked on any more. */
  finished(): Promise<void>;
}

/** What the queue needs. */
export interface QueueDependencies {
  readonly answerer: Answerer;
  readonly clock: Clock;
  /** Calls back when timers and sockets have had their turn. */
  readonly afterTurn?: (next: () => void) => void;
}

/**
 * Works on interactions one a turn of the event loop, so that all the others are seen, timed and deferred meanwhile.
 * Deferrals come first, then commands and presses in the order in which they came, then empty answers to completions
 * that nobody needs any more, then what was deferred, whose askers have been told to wait, then completions, the newest
 * first. Of one person's completions of one option only the newest is worked on.
 */
export function createInteractionQueue({
  answerer,
  clock,
  afterTurn = setImmediate,
}: QueueDependencies): InteractionQueue {
  const toDefer: Job[] = [];
  const calls: Job[] = [];
  const deferred: Job[] = [];
  /** By person and option, in the order in which they came. */
  const completions = new Map<string, Job>();
  const toDismiss: Job[] = [];
  const atWork = atWorkWithin(clock);
  const whenFinished: (() => void)[] = [];
  let isTurnTaken = false;
  let isLooking = false;

  const waiting = () => toDefer.length + calls.length + deferred.length + completions.size + toDismiss.length;

  /** The next piece of work, the most urgent first. */
  function next(): (() => Promise<void>) | undefined {
    const late = toDefer.shift();
    if (late) return () => defer(late);
    const call = calls.shift();
    if (call) return () => answer(call);
    const dismissed = toDismiss.shift();
    if (dismissed) return () => dismiss(dismissed);
    const patient = deferred.shift() ?? newestCompletion();
    return patient && (() => answer(patient));
  }

  function newestCompletion(): Job | undefined {
    const newest = [...completions.keys()].at(-1);
    const job = newest === undefined ? undefined : completions.get(newest);
    if (newest !== undefined) completions.delete(newest);
    return job;
  }

  const answer = ({ interaction, since, deferral }: Job) => answerer.answer(interaction, since, deferral);

  async function defer(job: Job): Promise<void> {
    const deferral = await answerer.defer(job.interaction);
    if (deferral) deferred.push({ ...job, deferral });
  }

  /** Nothing is said to one that Discord has given up. */
  async function dismiss({ interaction, since }: Job): Promise<void> {
    if (clock.elapsed() - since < ANSWER_WITHIN) await answerer.dismiss(interaction);
  }

  /** Begins one piece of work, unless this turn has had its own or enough is at work. */
  function workOn(): void {
    const begin = !isTurnTaken && atWork.hasRoom() ? next() : undefined;
    if (begin) {
      isTurnTaken = true;
      afterTurn(() => {
        isTurnTaken = false;
        workOn();
      });
      void atWork.run(begin).then(workOn);
    }
    if (waiting() > 0) look();
    else if (atWork.isIdle()) for (const settle of whenFinished.splice(0)) settle();
  }

  /** Looks through those that wait, again and again while there are any. */
  function look(): void {
    if (isLooking) return;
    isLooking = true;
    void clock.wait(LOOK_EVERY).then(() => {
      isLooking = false;
      sortOut();
      workOn();
    });
  }

  /** Picks out the calls that would be answered too late, and the completions that nobody needs any more. */
  function sortOut(): void {
    const now = clock.elapsed();
    const pace = atWork.pace();
    const inTime = calls.splice(0).filter((job, place) => {
      const waited = now - job.since;
      const isInTime = waited < DEFER_WAITING_AFTER && place * pace < DEFER_EXPECTED_AFTER;
      if (isInTime) return true;
      toDefer.push(job);
      return false;
    });
    calls.push(...inTime);
    for (const [key, job] of completions) {
      if (now - job.since < COMPLETION_FRESH) continue;
      completions.delete(key);
      toDismiss.push(job);
    }
  }

  return {
    take(interaction) {
      const job = { interaction, since: clock.elapsed() };
      if (interaction.kind === 'completion') {
        const key = completedBy(interaction);
        const older = completions.get(key);
        if (older) toDismiss.push(older);
        completions.delete(key);
        completions.set(key, job);
      } else calls.push(job);
      workOn();
    },
    finished() {
      toDismiss.push(...completions.values());
      completions.clear();
      const finished = new Promise<void>((resolve) => whenFinished.push(resolve));
      workOn();
      return finished;
    },
  };
}

/** Who completes what: the newest takes the place of those before it. */
function completedBy({ userId, name, subcommand, focused = '' }: IncomingCommand): string {
  return [userId, name, subcommand, focused].join(' ');
}

/** What is at work, how much more may be, and how fast it goes. */
function atWorkWithin(clock: Clock) {
  /** When each began, the oldest first; those that turned out slow are in the other set. */
  const quick = new Map<symbol, number>();
  const slow = new Set<symbol>();
  let lastEnd: number | undefined;
  let pace = FIRST_PACE;
  return {
    isIdle: () => quick.size + slow.size === 0,
    /** Whether more may begin now. */
    hasRoom(): boolean {
      const now = clock.elapsed();
      for (const [work, began] of quick) {
        if (now - began < SLOW) break;
        quick.delete(work);
        slow.add(work);
      }
      return quick.size < MOST_AT_ONCE;
    },
    /** Milliseconds from one end to the next while there was always something to do. */
    pace: () => pace,
    async run(begin: () => Promise<void>): Promise<void> {
      const work = Symbol();
      const began = clock.elapsed();
      if (quick.size + slow.size === 0) lastEnd = undefined;
      quick.set(work, began);
      await begin();
      const now = clock.elapsed();
      if (lastEnd !== undefined) pace += PACE_GAIN * (now - lastEnd - pace);
      lastEnd = now;
      quick.delete(work);
      slow.delete(work);
    },
  };
}
