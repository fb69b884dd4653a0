import type { Inline } from '../types.ts';

/** How bold is written: around each run, and again on every line that a run goes over where `perLine`. */
export interface BoldMarks {
  readonly open: string;
  readonly close: string;
  readonly perLine: boolean;
  /** Columns that a mark takes; 0 for escape codes. */
  readonly width: number;
}

export const ANSI_BOLD: BoldMarks = { open: '\u001b[1m', close: '\u001b[22m', perLine: true, width: 0 };
export const STAR_BOLD: BoldMarks = { open: '**', close: '**', perLine: false, width: 2 };

interface Character {
  readonly text: string;
  readonly bold: boolean;
  readonly width: number;
}

/**
 * Breaks runs into lines of at most `width` columns, at white space; a word that is longer is cut.
 * White space in a row becomes one space. No line has white space at its edges.
 */
export function wrapRuns(runs: readonly Inline[], width: number, marks: BoldMarks): readonly string[] {
  const lines: Character[][] = [];
  let line: Character[] = [];
  let used = 0;
  const flush = (): void => {
    if (line.length > 0) lines.push(line);
    line = [];
    used = 0;
  };
  for (const { word, glue } of words(runs, marks)) {
    const size = word.reduce((sum, character) => sum + character.width, 0);
    if (line.length > 0 && used + 1 + size > width) flush();
    if (line.length > 0) {
      line.push({ text: ' ', bold: glue, width: 1 });
      used += 1;
    }
    for (const character of word) {
      if (used + character.width > width) flush();
      line.push(character);
      used += character.width;
    }
  }
  flush();
  return marked(lines, marks);
}

/** Words as characters; `glue` tells whether the space before a word is bold. Marks that take room are counted in. */
function words(runs: readonly Inline[], marks: BoldMarks): readonly { word: Character[]; glue: boolean }[] {
  const found: { word: Character[]; glue: boolean }[] = [];
  let word: Character[] = [];
  let glue = false;
  const end = (nextGlue: boolean): void => {
    if (word.length > 0) found.push({ word, glue });
    if (word.length > 0) glue = nextGlue;
    word = [];
  };
  for (const { text, bold = false } of runs) {
    const lead = text.length - text.trimStart().length;
    const tail = text.trimEnd().length;
    let at = 0;
    for (const character of text) {
      if (/\s/u.test(character)) end(bold && at >= lead && at < tail);
      else {
        const edge = bold && marks.width > 0 && (at === lead || at + character.length === tail);
        word.push({ text: character, bold, width: columns(character) + (edge ? marks.width : 0) });
      }
      at += character.length;
    }
  }
  end(false);
  return found;
}

function marked(lines: readonly (readonly Character[])[], marks: BoldMarks): readonly string[] {
  let open = false;
  return lines.map((line, i) => {
    let out = '';
    for (const { text, bold } of line) {
      if (bold !== open) out += bold ? marks.open : marks.close;
      open = bold;
      out += text;
    }
    const goesOn = lines[i + 1]?.[0]?.bold === true;
    if (open && (marks.perLine || !goesOn)) {
      out += marks.close;
      open = false;
    }
    return out;
  });
}

/** Columns a character takes in a terminal: 0 for combining marks, 2 for East Asian wide ones and emoji. */
function columns(character: string): number {
  if (/[\p{M}\u200B-\u200D\u2060\uFEFF\u00AD]/u.test(character)) return 0;
  return /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}|[\u{20000}-\u{3FFFD}]/u.test(
    character,
  )
    ? 2
    : 1;
}
