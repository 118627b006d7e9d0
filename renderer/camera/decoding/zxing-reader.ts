import {
  binarizers,
  defaultReaderOptions,
  encodeFormats,
  prepareZXingModule,
  type ReaderOptions,
  textModes,
  type ZXingReaderModule,
  type ZXingReadResult,
} from 'zxing-wasm/reader';
import type { Found } from '../decoder.ts';
import type { Grey } from './grey.ts';

/** A point of the picture, in pixels from its top left. */
export type Point = { readonly x: number; readonly y: number };

/** What the reader saw and where: for bars the first and the last row that it read, from where their text begins to where it ends. */
export type Seen = Found & { readonly rows: readonly [Ends, Ends] };
type Ends = { readonly from: Point; readonly to: Point };

/** Reads what it sees in a picture, or an empty list. */
export type ZxingReader = (grey: Grey, options: ReaderOptions) => readonly Seen[];

/** Where zxing-wasm's WebAssembly comes from: an address of our own in a browser, its bytes in Node. Never a foreign server. */
export type WasmSource = string | ArrayBuffer;

const SYMBOLOGIES: Readonly<Record<string, Found['symbology']>> = { QRCode: 'qr', Code128: 'code128' };

/** What every module of Emscripten has; the package leaves it to types that it does not bring along. */
type Memory = { readonly HEAPU8: Uint8Array; _malloc(size: number): number; _free(at: number): void };

type ReaderModule = ZXingReaderModule & Memory;
type Encoded = Parameters<ReaderModule['readBarcodesFromPixmap']>[3];

async function load(wasm: WasmSource): Promise<ReaderModule> {
  const overrides = typeof wasm === 'string' ? { locateFile: () => wasm } : { wasmBinary: wasm };
  return (await prepareZXingModule({ overrides, fireImmediately: true })) as ReaderModule;
}

/**
 * Loads the reader. Rejects if the WebAssembly cannot be had.
 *
 * Its module is called directly: the package's own `readBarcodes` wants four bytes a pixel, which it averages into one again, at each of the looks
 * at one picture, and never gives back the list of results. Here a picture is copied once, into memory that is kept.
 */
export async function loadZxing(wasm: WasmSource): Promise<ZxingReader> {
  const module = await load(wasm);
  const encoded = new Map<ReaderOptions, Encoded>();
  let memory = { at: 0, size: 0 };
  let last: Grey | null = null;

  function place(grey: Grey): number {
    const size = grey.width * grey.height;
    if (size > memory.size) {
      if (memory.at) module._free(memory.at);
      memory = { at: module._malloc(size), size };
      if (!memory.at) throw new Error(`no memory for ${size} pixels`);
      last = null;
    }
    if (grey !== last) module.HEAPU8.set(grey.values, memory.at);
    last = grey;
    return memory.at;
  }

  return (grey, options) => {
    const how = encoded.get(options) ?? encode(options);
    encoded.set(options, how);
    const results = module.readBarcodesFromPixmap(place(grey), grey.width, grey.height, how) as Results;
    const seen = Array.from({ length: results.size() }, (_, n) => results.get(n)).flatMap((result) => (result ? seenIn(result) : []));
    results.delete();
    return seen;
  };
}

/** Embind's vectors live in the module's memory until they are deleted. The package's types do not say so. */
type Results = ReturnType<ReaderModule['readBarcodesFromPixmap']> & { delete(): void };

function seenIn({ format, text, isValid, position: { topLeft, topRight, bottomLeft, bottomRight } }: ZXingReadResult): readonly Seen[] {
  const symbology = SYMBOLOGIES[format];
  if (!symbology || !isValid) return [];
  const rows = [
    { from: topLeft, to: topRight },
    { from: bottomLeft, to: bottomRight },
  ] as const;
  return [{ text, symbology, rows }];
}

/** Options as the module takes them: names have become places in its lists. Of two lists the first is meant, which is the default. */
function encode(options: ReaderOptions): Encoded {
  const all = { ...defaultReaderOptions, ...options };
  return {
    ...all,
    formats: encodeFormats(all.formats),
    binarizer: binarizers.indexOf(all.binarizer),
    eanAddOnSymbol: 0,
    textMode: textModes.indexOf(all.textMode),
    characterSet: 0,
  };
}
