import type { ReaderOptions } from 'zxing-wasm/reader';
import type { Decoder, Found, Frame } from '../decoder.ts';
import { createGreyMaker } from './grey.ts';
import { pictureOf } from './picture.ts';
import { loadZxing, type WasmSource } from './zxing-reader.ts';

const GLANCE: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: false,
  tryRotate: false,
  tryInvert: false,
  tryDownscale: false,
  maxNumberOfSymbols: 1,
};
const TRIES: ReaderOptions = { formats: ['QRCode'], tryDenoise: true, maxNumberOfSymbols: 1 };

/**
 * Finds a QR in a picture, whatever its text says: for whom a merchant shows one to, not for a till, which wants payment codes alone.
 * Rejects if the WebAssembly cannot be had.
 */
export async function createQrDecoder({ wasm }: { readonly wasm: WasmSource }): Promise<Decoder> {
  const read = await loadZxing(wasm);
  const greys = createGreyMaker();
  return {
    async decode(frame: Frame): Promise<Found | null> {
      const picture = pictureOf(frame, greys);
      const seen = read(picture.green(), GLANCE);
      // More is tried only where there might be one: most pictures show a hand, a wall, a counter.
      const [found] = seen.length === 0 && picture.squares().length > 0 ? read(picture.grey(), TRIES) : seen;
      return found?.text ? { text: found.text, symbology: 'qr' } : null;
    },
  };
}
