/** An affine map as PDF writes it: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** A piece of text as it is drawn at once. Lengths in points, y down from the top of the page to the baseline. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Height of the type. */
  readonly size: number;
  /** Direction of writing in quarter turns; 0 is from left to right. */
  readonly turn: number;
}

export interface Page {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
}

/** Type smaller than this, in points, is not meant to be read. */
const MIN_SIZE = 1;
/** How far from a quarter turn, in radians, text may lean; a watermark across the page leans more. */
const MAX_LEAN = 0.1;

/** A drawn string as a run on the page as it is shown; undefined where it is blank, askew or too small to be read. */
export function toRun(str: string, own: Matrix, width: number, page: Matrix): Run | undefined {
  const text = normalise(str);
  if (text.trim() === '') return undefined;
  const [a, b, c, d, e, f] = multiply(page, own);
  const size = Math.hypot(c, d);
  if (!(size >= MIN_SIZE) || !Number.isFinite(e + f + width + size)) return undefined;
  const quarters = Math.atan2(b, a) / (Math.PI / 2);
  if (Math.abs(quarters - Math.round(quarters)) > MAX_LEAN) return undefined;
  return { text, x: e, y: f, width, size, turn: (Math.round(quarters) + 4) % 4 };
}

/** The page turned so that most of its text runs from left to right; the rest (stamps along the edge) is left out. */
export function upright(page: Page): Page {
  const weight = [0, 0, 0, 0];
  for (const { turn, text } of page.runs) weight[turn] = weight[turn]! + text.length;
  const turn = weight.indexOf(Math.max(...weight));
  const runs = page.runs.filter((run) => run.turn === turn);
  if (turn === 0) return { ...page, runs };
  const { width, height } = page;
  const turned = (run: Run): Run =>
    turn === 1
      ? { ...run, x: run.y, y: width - run.x, turn: 0 }
      : turn === 2
        ? { ...run, x: width - run.x, y: height - run.y, turn: 0 }
        : { ...run, x: height - run.y, y: run.x, turn: 0 };
  return { width: turn === 2 ? width : height, height: turn === 2 ? height : width, runs: runs.map(turned) };
}

const LIGATURES: Readonly<Record<string, string>> = {
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  ﬅ: 'st',
  ﬆ: 'st',
};

/** Ligatures as letters, any white space as a blank, no control characters. Soft hyphens stay: line ends need them. */
function normalise(text: string): string {
  return (
    text
      .replace(/[\ufb00-\ufb06]/g, (sign) => LIGATURES[sign] ?? sign)
      .replace(/\s+/g, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: fonts without a key give them.
      .replace(/[\u0000-\u001f\u007f-\u009f\u200b\u2060\ufeff]/g, '')
  );
}

function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}
