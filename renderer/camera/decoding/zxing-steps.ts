import type { ReaderOptions } from 'zxing-wasm/reader';
import type { Frame } from '../decoder.ts';
import { enlarged } from './enlarged.ts';
import { colouredFrame } from './grey.ts';
import type { Profile } from './profile.ts';
import type { Step } from './step.ts';
import type { ZxingReader } from './zxing-reader.ts';

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
const ALL_TRIES: ReaderOptions = { formats: [...BOTH], tryDenoise: true, maxNumberOfSymbols: 8 };

const QR_TRIES: ReaderOptions = { ...ALL_TRIES, formats: ['QRCode'] };

const ROW: ReaderOptions = { ...FAST, formats: ['Code128'], tryHarder: true };

export function fastStep(read: ZxingReader): Step {
  return ({ frame }) => read(frame, FAST);
}

export function allTriesStep(read: ZxingReader): Step {
  return ({ frame }) => read(frame, ALL_TRIES);
}

/** The finder patterns of a small symbol need more pixels than they have. */
export function enlargeStep(read: ZxingReader): Step {
  return (picture) => read(colouredFrame(enlarged(picture.grey())), QR_TRIES);
}

/**
 * Codes turned by more than 10° or small, of any length: their bars averaged and drawn upright and larger. An average repeats itself in
 * each of its rows, so the reader's own comparison of rows means nothing here; both halves must say the same instead.
 */
export function uprightStep(read: ZxingReader): Step {
  return async (picture) => {
    for (const { halves } of picture.profiles()) {
      const [upper, lower] = [await read(drawn(halves[0]), ROW), await read(drawn(halves[1]), ROW)];
      const same = upper.filter(({ text }) => lower.some((other) => other.text === text));
      if (same.length > 0) return same;
    }
    return [];
  };
}

const ROWS = 12;

/** Pixels a sample: the reader wants at least 2 a module, and a sample may be half of one. */
const WIDER = 2;

function drawn(half: Profile['mean']): Frame {
  const width = half.length * WIDER;
  const row = Uint8ClampedArray.from({ length: width }, (_, x) => {
    const place = Math.max(0, (x + 0.5) / WIDER - 0.5);
    const left = Math.floor(place);
    return (half[left] ?? 0) * (1 - place + left) + (half[left + 1] ?? half[left] ?? 0) * (place - left);
  });
  const values = new Uint8ClampedArray(width * ROWS);
  for (let y = 0; y < ROWS; y++) values.set(row, y * width);
  return colouredFrame({ width, height: ROWS, values });
}
