import type { ReaderOptions } from 'zxing-wasm/reader';
import type { Decoder, Found, Frame } from '../decoder.ts';
import { createGreyMaker } from './grey.ts';
import { pictureOf } from './picture.ts';
import type { Step } from './step.ts';
import { createTurns } from './step-turns.ts';
import { loadZxing, type WasmSource, type ZxingReader } from './zxing-reader.ts';
import { enlargeStep } from './zxing-steps.ts';

export type QrDecoderOptions = {
  readonly wasm: WasmSource;
  /** A picture gets no further step that would take it beyond so long. */
  readonly budgetMs?: number;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
};

/** As the pace of the camera has it: fewer than eight looks a second feel slow. */
const BUDGET_MS = 125;

const GLANCE: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: false,
  tryRotate: false,
  tryInvert: false,
  tryDownscale: false,
  maxNumberOfSymbols: 1,
};
const TRIES: ReaderOptions = { formats: ['QRCode'], tryDenoise: true, maxNumberOfSymbols: 1 };

/** Finds a QR in a picture, whatever its text says: for whom a merchant shows one to, not for a till, which wants payment codes alone. */
export async function createQrDecoder({ wasm, budgetMs = BUDGET_MS, now = () => performance.now() }: QrDecoderOptions): Promise<Decoder> {
  const read = await loadZxing(wasm);
  const greys = createGreyMaker();
  const turns = createTurns([glance(read), allTries(read), enlargeStep({ read, blurs: [] })], { budgetMs, now });
  return {
    async decode(frame: Frame): Promise<Found | null> {
      const picture = pictureOf(frame, greys);
      for (const step of turns()) {
        const found = (await step(picture)).find(({ text }) => text !== '');
        if (found) return { text: found.text, symbology: 'qr' };
      }
      return null;
    },
  };
}

function glance(read: ZxingReader): Step {
  return (picture) => read(picture.green(), GLANCE);
}

/** Only where there might be a QR: most pictures show a hand, a wall, a counter. */
function allTries(read: ZxingReader): Step {
  return (picture) => (picture.squares().length > 0 ? read(picture.grey(), TRIES) : []);
}
