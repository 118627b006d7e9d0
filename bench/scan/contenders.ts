import { getDefaultScanner, getInstance, scanRGBABuffer, ZBarConfigType, ZBarSymbolType } from '@undecaf/zbar-wasm';
import { BarcodeFormat, BinaryBitmap, DecodeHintType, HybridBinarizer, MultiFormatReader, RGBLuminanceSource } from '@zxing/library';
import jsqr from 'jsqr'; // its types speak of a default export that the file does not have
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import type { Frame } from '../../renderer/camera/decoder.ts';
import { wasmOf } from './wasm.ts';

/** Reads a frame's text, or nothing. What a contender invents is counted too: its texts are compared with the truth. */
export type Contender = { readonly name: string; read(frame: Frame): Promise<string | null> };

const SYMBOLOGIES = ['QRCode', 'Code128'] as const satisfies ReaderOptions['formats'];

/** One look at the frame as it is. */
const FAST: ReaderOptions = {
  formats: [...SYMBOLOGIES],
  tryHarder: false,
  tryRotate: false,
  tryInvert: false,
  tryDownscale: false,
  maxNumberOfSymbols: 1,
};

const ALL_TRIES: ReaderOptions = { formats: [...SYMBOLOGIES], tryDenoise: true, maxNumberOfSymbols: 1 };

/** The libraries that someone would take instead, each set up as its own documents say. */
export async function contenders(): Promise<readonly Contender[]> {
  const wasmBinary = wasmOf('zxing-wasm/reader/zxing_reader.wasm');
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return [
    { name: 'zxing-wasm, fast', read: (frame) => zxing(frame, FAST) },
    { name: 'zxing-wasm, all tries', read: (frame) => zxing(frame, ALL_TRIES) },
    { name: '@zxing/library', read: library() },
    {
      name: 'jsqr',
      read: async ({ data, width, height }) =>
        (jsqr as unknown as typeof jsqr.default)(data, width, height, { inversionAttempts: 'dontInvert' })?.data || null,
    },
    { name: 'zbar', read: await zbar() },
  ];
}

async function zxing(frame: Frame, options: ReaderOptions): Promise<string | null> {
  const [found] = await readBarcodes({ ...frame, colorSpace: 'srgb' } as Parameters<typeof readBarcodes>[0], options);
  return found?.text ?? null;
}

function library(): Contender['read'] {
  const reader = new MultiFormatReader();
  const hints = new Map<DecodeHintType, unknown>([
    [DecodeHintType.POSSIBLE_FORMATS, [BarcodeFormat.QR_CODE, BarcodeFormat.CODE_128]],
    [DecodeHintType.TRY_HARDER, true],
  ]);
  reader.setHints(hints);
  return async ({ data, width, height }) => {
    const grey = new Uint8ClampedArray(width * height);
    for (let place = 0; place < grey.length; place++) grey[place] = data[place * 4] ?? 0;
    const warn = console.warn; // it tells of every frame without a code
    console.warn = () => undefined;
    try {
      return reader.decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(grey, width, height)))).getText();
    } catch {
      return null;
    } finally {
      console.warn = warn;
    }
  };
}

async function zbar(): Promise<Contender['read']> {
  await getInstance();
  const scanner = await getDefaultScanner();
  scanner.setConfig(ZBarSymbolType.ZBAR_NONE, ZBarConfigType.ZBAR_CFG_ENABLE, 0);
  for (const symbology of [ZBarSymbolType.ZBAR_QRCODE, ZBarSymbolType.ZBAR_CODE128]) {
    scanner.setConfig(symbology, ZBarConfigType.ZBAR_CFG_ENABLE, 1);
  }
  return async ({ data, width, height }) => {
    const [found] = await scanRGBABuffer(data.buffer as ArrayBuffer, width, height, scanner);
    return found?.decode() ?? null;
  };
}
