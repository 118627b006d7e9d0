import { displayWidth } from './display-width.ts';
import { pairText } from './lines.ts';
import { type Align, COLUMNS, type Paper, type Part } from './paper.ts';

/** A paper as plain text, as wide as the paper: for a till that prints itself, and to look at. */
export function paperText(paper: Paper): string {
  const columns = COLUMNS[paper.width];
  return paper.parts
    .map((part) => lineOf(part, columns))
    .filter((line) => line !== null)
    .join('\n')
    .concat('\n');
}

function lineOf(part: Part, columns: number): string | null {
  switch (part.kind) {
    case 'line':
      return placed(part.text, part.align, columns, part.size);
    case 'pair':
      return pairText(part, columns);
    case 'rule':
      return '-'.repeat(columns);
    case 'qr':
      return placed(`[QR ${part.content}]`, 'center', columns, 1);
    case 'bars':
      return placed(`[| ${part.content} |]`, 'center', columns, 1);
    case 'picture':
    case 'cut':
    case 'drawer':
      return null;
  }
}

/** A line of double size takes twice the room, which plain text cannot show; it is placed as if it did not. */
function placed(text: string, align: Align, columns: number, size: number): string {
  const room = Math.max(0, columns - displayWidth(text) * (align === 'left' ? size : 1));
  const share: Readonly<Record<Align, number>> = { left: 0, center: Math.floor(room / 2), right: room };
  return ' '.repeat(share[align]) + text;
}
