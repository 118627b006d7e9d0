import {
  BinaryBitmap,
  type BitArray,
  Code128Reader,
  DecodeHintType,
  GlobalHistogramBinarizer,
  HybridBinarizer,
  QRCodeReader,
  type Reader,
  type Result,
  RGBLuminanceSource,
} from '@zxing/library';
import { START_PAIRS, SYMBOL_MODULES, widthsOf } from './code128-table.ts';
import type { Grey } from './grey.ts';
import type { Point } from './zxing-reader.ts';

/** Reads one symbology in a part of a picture. */
export type LibraryReader = {
  readQr(part: Grey): string | null;
  /** Where its text begins and ends is told too, so that it can be borne out. */
  readBars(part: Grey): { readonly text: string; readonly from: Point; readonly to: Point } | null;
};

/**
 * The second opinion. Its readers are asked one by one: the one that asks them all writes a stack trace to the console for every picture
 * without a code. Phone screens are lit evenly, so the binarizer that takes one threshold for all comes first.
 */
export function createLibraryReader(): LibraryReader {
  const hints = new Map<DecodeHintType, unknown>([[DecodeHintType.TRY_HARDER, true]]);
  const [squareReader, barReader] = [new QRCodeReader(), new ForgivingCode128Reader()];
  const read = (reader: Reader, part: Grey) => {
    for (const binarizer of BINARIZERS) {
      const result = resultOf(() => reader.decode(new BinaryBitmap(new binarizer(sourceOf(part))), hints));
      if (result) return result;
    }
    return null;
  };
  return {
    readQr: (part) => read(squareReader, part)?.getText() ?? null,
    readBars(part) {
      const result = read(barReader, part);
      return result && { text: result.getText(), ...endsOf(result) };
    },
  };
}

const BINARIZERS = [GlobalHistogramBinarizer, HybridBinarizer];

/** The library says where the middles of the start and the stop symbol are: 5.5 and 6.5 modules from the ends of a code of pairs. */
function endsOf(result: Result): { readonly from: Point; readonly to: Point } {
  const [start, stop] = result.getResultPoints().map((point) => ({ x: point.getX(), y: point.getY() })) as [Point, Point];
  const modules = (result.getText().length / 2 + 2) * SYMBOL_MODULES + STOP_MODULES;
  const apart = modules - (SYMBOL_MODULES + STOP_MODULES) / 2;
  const [dx, dy] = [(stop.x - start.x) / apart, (stop.y - start.y) / apart];
  return {
    from: { x: start.x - (SYMBOL_MODULES / 2) * dx, y: start.y - (SYMBOL_MODULES / 2) * dy },
    to: { x: stop.x + (STOP_MODULES / 2) * dx, y: stop.y + (STOP_MODULES / 2) * dy },
  };
}

const STOP_MODULES = SYMBOL_MODULES + 2;

function sourceOf({ width, height, values }: Grey): RGBLuminanceSource {
  return new RGBLuminanceSource(values, width, height);
}

/** The library throws for "nothing found", and for a few of its own faults; both mean that it has nothing to say. */
function resultOf(read: () => Result): Result | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** So many rows must agree. */
const AGREEING_ROWS = 3;

/**
 * The library gives up on a row once it has met anything dark left of the code: it shortens its list of widths while it looks for the start.
 * So the start is looked for here, and what lies left of it is blanked.
 *
 * It also believes the first row whose check symbol is right, and of hundreds of blurred rows one in a hundred is right by chance: a last pair was
 * misread so. Here several rows must say the same, and none may say anything else.
 */
class ForgivingCode128Reader extends Code128Reader {
  readonly #rows = new Map<string, { readonly result: Result; readonly rows: number }>();

  override decode(image: BinaryBitmap, hints?: Map<DecodeHintType, unknown>): Result {
    this.#rows.clear();
    try {
      super.decode(image, hints);
    } catch {
      // Each row was refused, to see them all.
    }
    const [first, second] = [...this.#rows.values()];
    if (!first || second || first.rows < AGREEING_ROWS) throw new Error('rows disagree');
    return first.result;
  }

  override decodeRow(rowNumber: number, row: BitArray, hints?: Map<DecodeHintType, unknown>): Result {
    if (this.#rows.size > 1) throw REFUSED;
    const runs = runsOf(row);
    for (let bar = 0; bar + 6 < runs.length; bar += 2) {
      if (!isStart(runs, bar)) continue;
      const cleared = row.clone();
      cleared.clear();
      for (let x = runs[bar] as number; x < row.getSize(); x++) if (row.get(x)) cleared.set(x);
      try {
        const result = super.decodeRow(rowNumber, cleared, hints);
        const text = result.getText();
        this.#rows.set(text, { result, rows: (this.#rows.get(text)?.rows ?? 0) + 1 });
      } catch {
        // Nothing begins here.
      }
    }
    throw REFUSED;
  }
}

/** One for all rows: an error's trace takes longer than a row. */
const REFUSED = new Error('a row is never enough');

/** Where bars and spaces begin, a bar first. */
function runsOf(row: BitArray): readonly number[] {
  const runs: number[] = [];
  const size = row.getSize();
  let x = row.getNextSet(0);
  while (x < size) {
    runs.push(x);
    x = runs.length % 2 === 1 ? row.getNextUnset(x) : row.getNextSet(x);
  }
  return [...runs, size];
}

/** Payment codes begin with the start symbol of digit pairs. A width may be off by this many modules. */
const TOLERANCE = 0.7;

const START_WIDTHS = widthsOf(START_PAIRS);

function isStart(runs: readonly number[], bar: number): boolean {
  const module = ((runs[bar + START_WIDTHS.length] as number) - (runs[bar] as number)) / SYMBOL_MODULES;
  for (let n = 0; n < START_WIDTHS.length; n++) {
    const width = (runs[bar + n + 1] as number) - (runs[bar + n] as number);
    if (Math.abs(width - (START_WIDTHS[n] as number) * module) >= TOLERANCE * module) return false;
  }
  return true;
}
