/** Where progress is drawn: a terminal, or something else that then gets nothing. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A line of a terminal that says how far some work is. */
export interface Progress {
  /** `total` is absent where nobody knows it. */
  show(label: string, done: number, total: number | undefined): void;
  /** Takes the line away again. */
  end(): void;
}

/** Work that is done sooner (in ms) needs no line, and nobody reads it changing more often than this. */
const SOON = 500;
const OFTEN = 100;
const WIDTH = 24;

/** Draws progress on a terminal, once the work turns out to be long. */
export function createProgress(terminal: Terminal, now: () => Date): Progress {
  let next = now().getTime() + SOON;
  let isDrawn = false;
  return {
    show(label, done, total) {
      const time = now().getTime();
      if (!terminal.isTTY || time < next) return;
      next = time + OFTEN;
      isDrawn = true;
      terminal.write(`\r\x1b[2K${progressLine(label, done, total)}`);
    },
    end() {
      if (isDrawn) terminal.write('\r\x1b[2K');
      isDrawn = false;
    },
  };
}

/** `[############            ] 50 % read`, or `1200 read` of an unknown total. */
export function progressLine(label: string, done: number, total: number | undefined): string {
  if (total === undefined || total <= 0) return `${done} ${label}`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * WIDTH);
  return `[${'#'.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${Math.floor(share * 100)} % ${label}`;
}
