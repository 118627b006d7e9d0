import { assert } from '../basics/assert.ts';
import type { BillRows, RowNames } from '../gateway/bill.ts';
import type { LedgerRows } from './ledger.ts';
import { KERNEL_CODE } from './waiting-code.ts';

/** As ROWS and NAME_BYTES in assembly/rows.ts. */
const MOST_ROWS = 512;
const NAME_BYTES = 256 * 1024;

/** Our lines that the bill has not told yet. */
export type Waiting = {
  /** Lets rows of ours wait, but for those of NOBODY. */
  put(rows: LedgerRows, from: number, to: number, owners: Int32Array): void;
  /** Takes out what tells the same as rows of the bill; `owners` hears whose it was, NOBODY for nothing. */
  take(rows: BillRows, owners: Int32Array): void;
  places(): number[];
};

/** What assembly/index.ts exports. Columns are addresses in its memory. */
type Exports = {
  readonly memory: WebAssembly.Memory;
  putAll(base: number, count: number): void;
  takeAll(base: number, count: number): void;
  nextWaiting(from: number): number;
  placeIn(slot: number): number;
} & Readonly<Record<'moved' | 'movedFen' | NameColumn | 'places' | 'owners' | 'names', { readonly value: number }>>;

const NAME_COLUMNS = ['orderFrom', 'orderTo', 'numberFrom', 'numberTo'] as const;
type NameColumn = (typeof NAME_COLUMNS)[number];

type Rows = Pick<LedgerRows, 'moved' | 'movedFen' | 'names'>;
/** Some rows, and the bytes from the first name of theirs to the last. */
type Part = { readonly from: number; readonly to: number; readonly firstByte: number; readonly lastByte: number };

/** Makes room for lines that wait, in a kernel's memory: 16 bytes a slot, whatever their names are. A JavaScript map of a million is ten times the size. */
export function createWaiting(): Waiting {
  const module = new WebAssembly.Module(Uint8Array.from(atob(KERNEL_CODE), (letter) => letter.charCodeAt(0)));
  const kernel = new WebAssembly.Instance(module, {}).exports as unknown as Exports;
  let columns = columnsIn(kernel);

  /** Lays rows where the kernel reads. @returns what the columns of their names count from */
  function lay({ moved, movedFen, names }: Rows, { from, to, firstByte, lastByte }: Part): number {
    if (columns.memory !== kernel.memory.buffer) columns = columnsIn(kernel); // it grew
    columns.moved.set(moved.subarray(from, to));
    columns.movedFen.set(movedFen.subarray(from, to));
    for (const column of NAME_COLUMNS) columns[column].set(names[column].subarray(from, to));
    columns.names.set(new Uint8Array(names.bytes.buffer, names.bytes.byteOffset + firstByte, lastByte - firstByte));
    return kernel.names.value - firstByte;
  }

  return {
    put(rows, from, to, owners) {
      for (const part of partsOf(rows.names, from, to)) {
        const base = lay(rows, part);
        columns.places.set(rows.place.subarray(part.from, part.to));
        columns.owners.set(owners.subarray(part.from, part.to));
        kernel.putAll(base, part.to - part.from);
      }
    },
    take(rows, owners) {
      for (const part of partsOf(rows.names, 0, rows.count)) {
        kernel.takeAll(lay(rows, part), part.to - part.from);
        if (columns.memory !== kernel.memory.buffer) columns = columnsIn(kernel);
        owners.set(columns.owners.subarray(0, part.to - part.from), part.from);
      }
    },
    places() {
      const found: number[] = [];
      for (let slot = kernel.nextWaiting(0); slot >= 0; slot = kernel.nextWaiting(slot + 1)) found.push(kernel.placeIn(slot) >>> 0);
      return found.sort((a, b) => a - b);
    },
  };
}

/** As many rows at once as there is room for, with all the bytes between their names. */
function partsOf(names: RowNames, from: number, to: number): readonly Part[] {
  if (from === to) return [];
  const part = partOf(names, from, to);
  if (to - from <= MOST_ROWS && part.lastByte - part.firstByte <= NAME_BYTES) return [part];
  assert(to - from > 1, 'the names of a line are too long');
  const middle = from + ((to - from) >>> 1);
  return [...partsOf(names, from, middle), ...partsOf(names, middle, to)];
}

function partOf({ orderFrom, orderTo, numberFrom, numberTo }: RowNames, from: number, to: number): Part {
  let firstByte = Number.POSITIVE_INFINITY;
  let lastByte = 0;
  for (let row = from; row < to; row++) {
    firstByte = Math.min(firstByte, orderFrom[row] as number, numberFrom[row] as number);
    lastByte = Math.max(lastByte, orderTo[row] as number, numberTo[row] as number);
  }
  return { from, to, firstByte, lastByte };
}

function columnsIn(kernel: Exports) {
  const memory = kernel.memory.buffer;
  const numbers = (column: NameColumn | 'owners') => new Int32Array(memory, kernel[column].value, MOST_ROWS);
  return {
    memory,
    moved: new Uint8Array(memory, kernel.moved.value, MOST_ROWS),
    movedFen: new Float64Array(memory, kernel.movedFen.value, MOST_ROWS),
    orderFrom: numbers('orderFrom'),
    orderTo: numbers('orderTo'),
    numberFrom: numbers('numberFrom'),
    numberTo: numbers('numberTo'),
    places: new Uint32Array(memory, kernel.places.value, MOST_ROWS),
    owners: numbers('owners'),
    names: new Uint8Array(memory, kernel.names.value, NAME_BYTES),
  };
}
