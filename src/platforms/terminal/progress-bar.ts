import { safeForTerminal } from '../../render/safe-text.ts';

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What is being worked on, e.g. a file name. */
  readonly current: string;
}

export interface ProgressBar {
  readonly show: (progress: Progress) => void;
  /** Takes the bar off the screen, so that other lines can be written. */
  readonly clear: () => void;
}

/** A terminal, as far as a bar needs one. */
export interface BarStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
}

/** Shortest time between two drawings, in milliseconds: faster than that nobody reads. */
const EVERY_MS = 80;
const BAR_WIDTH = 24;
/** For a terminal that does not know its width, or says 0. */
const DEFAULT_COLUMNS = 80;
const CLEAR_LINE = '\r\u001b[K';

/**
 * A bar on one line of a terminal, drawn over and over. Where the stream is no terminal, the terminal is `dumb`, or
 * `NO_COLOR` is set (who wants no escape codes wants none of these either), nothing is ever written. One file needs no bar.
 * @param now the clock, in milliseconds.
 */
export function createProgressBar(
  stream: BarStream,
  env: Readonly<Record<string, string | undefined>>,
  now: () => number = () => performance.now(),
): ProgressBar {
  const { NO_COLOR: no, TERM: term } = env;
  const off = stream.isTTY !== true || term === 'dumb' || (no !== undefined && no !== '');
  let drawn = Number.NEGATIVE_INFINITY;
  let visible = false;
  return {
    show(progress) {
      const last = progress.done === progress.total;
      if (off || progress.total < 2 || (!last && now() - drawn < EVERY_MS)) return;
      drawn = now();
      visible = true;
      stream.write(`${CLEAR_LINE}${progressLine(progress, stream.columns || DEFAULT_COLUMNS)}`);
    },
    clear() {
      if (visible) stream.write(CLEAR_LINE);
      visible = false;
    },
  };
}

/** `████████░░░░  412/1,000  herald.html`, at most one column less than the terminal has, so that it never wraps. */
export function progressLine({ done, total, current }: Progress, columns: number): string {
  const full = total === 0 ? BAR_WIDTH : Math.floor((done / total) * BAR_WIDTH);
  const bar = '█'.repeat(full) + '░'.repeat(BAR_WIDTH - full);
  const all = total.toLocaleString('en-US');
  const counts = `${done.toLocaleString('en-US').padStart(all.length)}/${all}`;
  const name = [...safeForTerminal(current).replaceAll('\n', ' ')];
  // Wide characters take two columns; counting each as two where any is there keeps it on the line.
  const wide = name.some((character) => (character.codePointAt(0) ?? 0) >= 0x1100) ? 2 : 1;
  const room = Math.max(0, columns - 1 - BAR_WIDTH - counts.length - 4);
  const most = Math.floor(room / wide);
  const shown = name.length <= most ? name.join('') : most < 2 ? '' : `…${name.slice(1 - most).join('')}`;
  return [...`${bar}  ${counts}  ${shown}`.trimEnd()].slice(0, Math.max(0, columns - 1)).join('');
}
