/** Where progress is drawn. Anything but a terminal gets nothing. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A line of a terminal that shows how far some work is. */
export interface Progress {
  /** `total` is undefined if it is not known. */
  show(label: string, done: number, total: number | undefined): void;
  /** Removes the line. */
  end(): void;
}

/** Work that takes less time than this needs no line, in ms. */
const SOON = 500;

/** How often the line changes at most, in ms. */
const OFTEN = 100;

/** The length of the bar, in characters. */
const WIDTH = 24;

/** Draws progress on a terminal, once the work takes longer than half a second. */
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

/** `[############            ] 50 % read`, or `1200 read` if the total is not known. */
export function progressLine(label: string, done: number, total: number | undefined): string {
  if (total === undefined || total <= 0) return `${done} ${label}`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * WIDTH);
  return `[${'#'.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${Math.floor(share * 100)} % ${label}`;
}
