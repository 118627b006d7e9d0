/** Beyond so many slips of the finger it is another word. */
const MAX_SLIPS = 3;

/** The known word that was most likely meant, or null when none comes near. Letter case counts for nothing. */
export function nearest(word: string, known: readonly string[]): string | null {
  const ranked = known
    .map((candidate) => ({ candidate, slips: distance(word.toLowerCase().slice(0, 40), candidate.toLowerCase()) }))
    .sort((a, b) => a.slips - b.slips);
  const best = ranked[0];
  return best && best.slips <= Math.min(MAX_SLIPS, best.candidate.length / 2) ? best.candidate : null;
}

/** Letters to insert, remove or replace to make one word of the other (Levenshtein), row by row. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
