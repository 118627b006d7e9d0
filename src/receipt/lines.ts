import { displayWidth, printable, wrap } from './display-width.ts';
import type { Align, Part } from './paper.ts';

/** A text as lines of the paper, broken where it is too long. */
export function lines(
  text: string,
  columns: number,
  { align = 'left', size = 1, bold = false }: { readonly align?: Align; readonly size?: 1 | 2; readonly bold?: boolean } = {},
): readonly Part[] {
  return wrap(text, Math.floor(columns / size)).map((line) => ({ kind: 'line', text: line, align, size, bold }));
}

/** A label on the left and its value on the right; the value begins a line of its own where both do not fit. */
export function pair(label: string, value: string, columns: number, { bold = false }: { readonly bold?: boolean } = {}): readonly Part[] {
  const [left, right] = [printable(label), printable(value)];
  if (displayWidth(left) + 1 + displayWidth(right) <= columns) return [{ kind: 'pair', left, right, bold }];
  return [...lines(label, columns, { bold }), ...lines(value, columns, { align: 'right', bold })];
}

/** A pair as the one line that it is on paper. */
export function pairText({ left, right }: Extract<Part, { kind: 'pair' }>, columns: number): string {
  return `${left}${' '.repeat(columns - displayWidth(left) - displayWidth(right))}${right}`;
}
