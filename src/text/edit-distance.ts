/** Optimal string alignment distance (Damerau 1964), in UTF-16 code units: insert, delete, replace and swap of neighbours cost 1 each. */
export function editDistance(a: string, b: string): number {
  const width = b.length + 1;
  // Rows of the table, the last three of them: this one, the last one, and the one before for swaps.
  let before = new Uint32Array(width);
  let last = Uint32Array.from({ length: width }, (_, j) => j);
  let row = new Uint32Array(width);
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    const letter = a.charCodeAt(i - 1);
    for (let j = 1; j < width; j++) {
      const cost = letter === b.charCodeAt(j - 1) ? 0 : 1;
      let best = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + cost);
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1))
        best = Math.min(best, (before[j - 2] as number) + 1);
      row[j] = best;
    }
    [before, last, row] = [last, row, before];
  }
  return last[b.length] as number;
}
