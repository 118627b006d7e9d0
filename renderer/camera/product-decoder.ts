import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { Decoder, Frame } from './decoder.ts';

const OPTIONS: ReaderOptions = { formats: ['QRCode', 'Code128'], tryHarder: true, maxNumberOfSymbols: 1 };

/** Loads the decoder. Throws when its program cannot be had. */
export async function createProductDecoder(): Promise<Decoder> {
  await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });
  return {
    async decode(frame) {
      const [result] = await readBarcodes(rgbaOf(frame), OPTIONS);
      if (!result?.isValid) return null;
      return { text: result.text, symbology: result.format === 'QRCode' ? 'qr' : 'code128' };
    },
  };
}

/** The library takes four bytes a pixel only. */
function rgbaOf({ width, height, data }: Frame): ImageData {
  if (data.length === width * height * 4) return new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height);
  const rgba = new Uint32Array(width * height);
  for (let at = 0; at < rgba.length; at++) rgba[at] = 0xff000000 | ((data[at] ?? 0) * 0x010101);
  return new ImageData(new Uint8ClampedArray(rgba.buffer), width, height);
}
