import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { startLoopback } from '../loopback/loopback.ts';
import { noteRefusal, type Room } from './channel-state.ts';
import { movableClock } from './movable-clock.ts';
import { pageFiles } from './page-files.ts';
import { servePage } from './page-server.ts';

/** What the preview gives to the bot: its Discord, the time, and a folder that is deleted afterwards. */
export interface PreviewPlace {
  apiUrl: string;
  token: string;
  clock: Clock;
  folder: string;
}

/** Options and dependencies of a preview. */
export interface PreviewOptions {
  clock: Clock;
  /** The port of the page. If it is taken, the page listens at the next free one. */
  port: number;
  host: string;
  /** The IANA zone that the page shows and sets the clock in. */
  zone: string;
  /** Searches that the page offers to try first. */
  queries: readonly string[];
  /** Ends the start of the preview when it aborts. */
  signal?: AbortSignal;
  /** Starts the bot. Gives the function that stops it. */
  startBot(place: PreviewPlace): Promise<() => Promise<void>>;
}

/** A running preview. */
export interface Preview {
  /** The address at which to open the page. */
  address: string;
  /** Stops the bot, the page and the loopback Discord, and deletes their data. */
  stop(): Promise<void>;
}

/** Starts the bot on a loopback Discord, with a page for it. If any part cannot start, everything is undone, and it rejects. */
export async function startPreview({
  clock,
  port,
  host,
  zone,
  queries,
  signal,
  startBot,
}: PreviewOptions): Promise<Preview> {
  const undo: (() => Promise<unknown>)[] = [];
  /** Undoes every step, the last one first, even if one fails. */
  const stop = async () => {
    const faults: unknown[] = [];
    for (let step = undo.pop(); step; step = undo.pop()) await step().catch((fault) => faults.push(fault));
    if (faults.length > 0) throw faults[0];
  };
  try {
    const files = pageFiles();
    files.catch(() => undefined);
    undo.push(() => files.catch(() => undefined));
    const folder = await mkdtemp(join(tmpdir(), 'docent-preview-'));
    undo.push(() => rm(folder, { recursive: true, force: true }));
    signal?.throwIfAborted();
    const movable = movableClock(clock);
    const loopback = await startLoopback({
      clock: movable,
      onViolation: (violation) => {
        noteRefusal(room, violation);
        page.refresh();
      },
    });
    undo.push(() => loopback.close());
    const room: Room = { loopback, clock: movable, zone, refused: [], queries };
    const page = await servePage({ room, files, port, host });
    undo.push(() => page.close());
    signal?.throwIfAborted();
    const { apiUrl, token } = loopback;
    undo.push(await startBot({ apiUrl, token, clock: movable, folder }));
    await files;
    page.refresh();
    return { address: page.address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
