import type { ReaderOptions } from 'zxing-wasm/reader';
import { isBorneOut, rowOf } from './borne-out.ts';
import { enlarged } from './enlarged.ts';
import { cut, type Grey } from './grey.ts';
import type { Profile } from './profile.ts';
import type { Step, StepParts } from './step.ts';
import type { Seen } from './zxing-reader.ts';

const BOTH = ['QRCode', 'Code128'] as const;

/** One look at the frame as it is. */
const FAST: ReaderOptions = {
  formats: [...BOTH],
  tryHarder: false,
  tryRotate: false,
  tryInvert: false,
  tryDownscale: false,
  maxNumberOfSymbols: 1,
};

/** Everything that the reader has to offer. More than one symbol: a poster in the background must not hide the payment code. */
const TRIES: ReaderOptions = { formats: [...BOTH], tryDenoise: true, maxNumberOfSymbols: 8 };
const QR_TRIES: ReaderOptions = { ...TRIES, formats: ['QRCode'] };
const BAR_TRIES: ReaderOptions = { ...TRIES, formats: ['Code128'] };

/** By what there might be: bars, squares. */
const ALL_TRIES: Readonly<Record<`${boolean}-${boolean}`, ReaderOptions | null>> = {
  'true-true': TRIES,
  'true-false': BAR_TRIES,
  'false-true': QR_TRIES,
  'false-false': null,
};

const ROW: ReaderOptions = { ...FAST, formats: ['Code128'], tryHarder: true };

/** At the green alone: what it does not see there, the others look for in all colours. */
export function fastStep({ read, blurs }: StepParts): Step {
  return (picture) => believed(read(picture.green(), FAST), picture.green(), blurs);
}

/** Only for what there might be: a picture without anything like bars is not turned to look for some. */
export function allTriesStep({ read, blurs }: StepParts): Step {
  return (picture) => {
    const how = ALL_TRIES[`${picture.bars().length > 0}-${picture.squares().length > 0}`];
    return how ? believed(read(picture.grey(), how), picture.grey(), blurs) : [];
  };
}

/** A QR's error correction vouches for itself; bars must be borne out by one of the rows that were read. */
function believed(seen: readonly Seen[], grey: Grey, blurs: StepParts['blurs']): readonly Seen[] {
  return seen.filter(
    ({ text, symbology, rows }) => symbology === 'qr' || rows.some(({ from, to }) => isBorneOut(rowOf(grey, from, to), text, blurs)),
  );
}

/** The finder patterns of a small symbol need more pixels than they have. */
export function enlargeStep({ read }: StepParts): Step {
  return (picture) => picture.squares().flatMap((area) => read(enlarged(cut(picture.grey(), area)), QR_TRIES));
}

/**
 * Codes turned by more than 10° or small, of any length: their bars averaged and drawn upright and larger. An average repeats itself in
 * each of its rows, so the reader's own comparison of rows means nothing here; both halves must say the same instead.
 */
export function uprightStep({ read, blurs }: StepParts): Step {
  return (picture) => {
    for (const { mean, halves } of picture.profiles()) {
      const [upper, lower] = [read(drawn(halves[0]), ROW), read(drawn(halves[1]), ROW)];
      const same = upper.filter(({ text, rows: [row] }) => {
        if (!lower.some((other) => other.text === text)) return false;
        return isBorneOut({ values: mean, from: row.from.x / WIDER, to: row.to.x / WIDER }, text, blurs);
      });
      if (same.length > 0) return same;
    }
    return [];
  };
}

const ROWS = 12;

/** Pixels a sample: the reader wants at least 2 a module, and a sample may be half of one. */
const WIDER = 2;

function drawn(half: Profile['mean']): Grey {
  const width = half.length * WIDER;
  const row = Uint8ClampedArray.from({ length: width }, (_, x) => {
    const place = Math.max(0, (x + 0.5) / WIDER - 0.5);
    const left = Math.floor(place);
    return (half[left] ?? 0) * (1 - place + left) + (half[left + 1] ?? half[left] ?? 0) * (place - left);
  });
  const values = new Uint8ClampedArray(width * ROWS);
  for (let y = 0; y < ROWS; y++) values.set(row, y * width);
  return { width, height: ROWS, values };
}
