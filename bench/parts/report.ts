/** One contender's figures, in the order of the table's columns. */
export type Line = { readonly name: string; readonly figures: readonly number[] };

/** One thing that was wanted, and whether it was reached. `limit` is the most it may be, or the least. */
export type Goal = {
  readonly what: string;
  readonly reached: number;
  readonly wanted: { readonly atMost: number } | { readonly atLeast: number };
  readonly unit: string;
};

export type Table = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly lines: readonly Line[];
  readonly goals: readonly Goal[];
  readonly notes?: readonly string[];
};

/** Writes a table for a person. */
export function show({ title, columns, lines, goals, notes = [] }: Table): string {
  const width = Math.max(24, ...lines.map(({ name }) => name.length)) + 2;
  const head = ''.padEnd(width) + columns.map((column) => column.padStart(12)).join('');
  const rows = lines.map(({ name, figures }) => name.padEnd(width) + figures.map((figure) => number(figure).padStart(12)).join(''));
  const wishes = goals.map(
    (goal) => `  ${isReached(goal) ? 'yes' : 'NO '}  ${goal.what}: ${number(goal.reached)}${goal.unit} (goal ${wanted(goal)})`,
  );
  return [title, head, ...rows, ...wishes, ...notes.map((note) => `  ${note}`), ''].join('\n');
}

export function isReached({ reached, wanted }: Goal): boolean {
  return 'atMost' in wanted ? reached <= wanted.atMost : reached >= wanted.atLeast;
}

function wanted({ wanted, unit }: Goal): string {
  return 'atMost' in wanted ? `≤ ${number(wanted.atMost)}${unit}` : `≥ ${number(wanted.atLeast)}${unit}`;
}

/** Three digits are as many as such a measurement has. */
function number(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}
