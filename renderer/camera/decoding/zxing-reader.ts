import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import type { Found, Frame } from '../decoder.ts';
import { colouredFrame, greyOf } from './grey.ts';

/** Reads what it sees in a frame, or an empty list. */
export type ZxingReader = (frame: Frame, options: ReaderOptions) => Promise<readonly Found[]>;

/** Where zxing-wasm's WebAssembly comes from: an address of our own in a browser, its bytes in Node. Never a foreign server. */
export type WasmSource = string | ArrayBuffer;

const SYMBOLOGIES: Readonly<Record<string, Found['symbology']>> = { QRCode: 'qr', Code128: 'code128' };

/** Loads the reader. Rejects if the WebAssembly cannot be had. */
export async function loadZxing(wasm: WasmSource): Promise<ZxingReader> {
  const overrides = typeof wasm === 'string' ? { locateFile: () => wasm } : { wasmBinary: wasm };
  await prepareZXingModule({ overrides, fireImmediately: true });
  return async (frame, options) => {
    const seen = await readBarcodes(imageOf(frame), options);
    return seen.flatMap(({ format, text, isValid }) => {
      const symbology = SYMBOLOGIES[format];
      return symbology && isValid ? [{ text, symbology }] : [];
    });
  };
}

/** What the reader calls ImageData is told by its three fields; Node has no such class. */
function imageOf(frame: Frame): Parameters<typeof readBarcodes>[0] {
  const isColoured = frame.data.length === frame.width * frame.height * 4;
  return { ...(isColoured ? frame : colouredFrame(greyOf(frame))), colorSpace: 'srgb' } as Parameters<typeof readBarcodes>[0];
}
