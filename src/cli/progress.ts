/** Where progress is drawn. What is not a terminal gets nothing. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A line in a terminal that shows the progress of some work. */
export interface Progress {
  /** `total` is undefined when it is not known. */
  show(label: string, done: number, total: number | undefined): void;
  /** Removes the line. */
  end(): void;
}

/** Work that ends within this time, in milliseconds, gets no line. */
const SOON = 500;

/** How often the line changes at most, in milliseconds. */
const OFTEN = 100;

/** The width of the bar, in characters. */
const WIDTH = 24;

/** Draws progress on a terminal once the work has taken half a second. */
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

/** `[############            ] 50 % read`, or `1200 read` when the total is not known. */
export function progressLine(label: string, done: number, total: number | undefined): string {
  if (total === undefined || total <= 0) return `${done} ${label}`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * WIDTH);
  return `[${'#'.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${Math.floor(share * 100)} % ${label}`;
}
