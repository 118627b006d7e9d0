import { expect, test } from 'vitest';
import { seededChance } from '../../../bench/scan/chance.ts';
import { develop, drawShot, type Shot } from '../../../bench/scan/frame-maker.ts';
import { barCells, qrCells } from '../../../bench/scan/symbols.ts';
import { wasmOf } from '../../../bench/scan/wasm.ts';
import type { Frame } from '../decoder.ts';
import { createQrDecoder } from './qr-decoder.ts';

const wasm = wasmOf('zxing-wasm/reader/zxing_reader.wasm');

/** Symbols before a camera of 640 × 480, as wide and as sharp as the shot says. */
function shown(cells: ReturnType<typeof qrCells>, changes: Partial<Omit<Shot, 'pose'>> & { width?: number; turn?: number } = {}): Frame {
  const { width = 320, turn = 0, ...rest } = changes;
  const shot = drawShot(1, 'qr', { width: 640, height: 480 });
  const clear = { ...shot, blur: 0.4, shake: 0, noise: 2, light: 1, glare: 0, ...rest };
  return develop(
    { ...clear, pose: { ...shot.pose, x: 320, y: 240, width, turn, tilt: 0 } },
    { cells, quiet: 0.12, lines: false },
    seededChance(1),
  );
}

function decoder() {
  return createQrDecoder({ wasm });
}

test.each(['weixin://wxpay/bizpayurl?pr=p8Nf2Kzzz', `https://pay.example.com/${'a'.repeat(180)}`, 'a table number', '会员 0042'])(
  'a QR says whatever it says: %s',
  async (text) => {
    expect(await (await decoder()).decode(shown(qrCells(text)))).toEqual({ text, symbology: 'qr' });
  },
);

const MERCHANTS = qrCells('weixin://wxpay/bizpayurl?pr=p8Nf2Kzzz');

test.each([
  ['turned', { turn: 0.6 }],
  ['small', { width: 60 }],
  ['noisy and blurred', { noise: 30, blur: 2 }],
  ['in the dark', { light: 0.15, noise: 10 }],
  ['filling the picture', { width: 430 }],
] as const)('a QR that is %s is read', async (_how, changes) => {
  expect((await (await decoder()).decode(shown(MERCHANTS, changes)))?.text).toBe('weixin://wxpay/bizpayurl?pr=p8Nf2Kzzz');
});

test('bars are not what the customer looks for', async () => {
  expect(await (await decoder()).decode(shown(barCells('code128', '134512345678907712', 0.3)))).toBeNull();
});

test.each([
  ['a blank wall', () => 128],
  ['noise', (n: number) => (Math.imul(n + 1, 0x9e3779b1) >>> 24) & 0xff],
] as const)('%s holds nothing', async (_what, value) => {
  const data = Uint8ClampedArray.from({ length: 320 * 240 }, (_, n) => value(n));
  expect(await (await decoder()).decode({ width: 320, height: 240, data })).toBeNull();
});
