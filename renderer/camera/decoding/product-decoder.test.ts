import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { seededChance } from '../../../bench/scan/chance.ts';
import { develop, drawShot, type Shot, takeFrame } from '../../../bench/scan/frame-maker.ts';
import { barCells, qrCells } from '../../../bench/scan/symbols.ts';
import { wasmOf } from '../../../bench/scan/wasm.ts';
import type { Frame } from '../decoder.ts';
import { createProductDecoder, type ProductDecoderOptions, STEP_NAMES, type StepName } from './product-decoder.ts';

const SIZE = { width: 640, height: 480 } as const;
const CLEAR = { blur: 0.4, shake: 0, noise: 2, light: 1, glare: 0 } as const;

const wasm = wasmOf('zxing-wasm/reader/zxing_reader.wasm');
const words: unknown[] = [];

beforeEach(() => {
  words.length = 0;
  for (const channel of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, channel).mockImplementation((...said) => void words.push(said));
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(words).toEqual([]); // whatever the libraries think of a picture, the console stays silent
});

function decoder(options: Partial<ProductDecoderOptions> = {}) {
  return createProductDecoder({ wasm, budgetMs: Number.POSITIVE_INFINITY, ...options });
}

function clear(seed: number, symbology: Shot['symbology']): Shot {
  const shot = drawShot(seed, symbology, SIZE);
  return { ...shot, ...CLEAR, pose: { ...shot.pose, x: 320, y: 240, width: 320, turn: 0, tilt: 0 } };
}

/** Any cells before the camera, clear and large. */
function shown(cells: ReturnType<typeof qrCells>): Frame {
  return develop(clear(1, 'qr'), { cells, quiet: 0.12, lines: false }, seededChance(1));
}

test.each(['qr', 'code128'] as const)('an easy %s costs one step', async (symbology) => {
  const steps: StepName[] = [];
  const shot = clear(3, symbology);
  const found = await (await decoder({ onFound: (step) => steps.push(step) })).decode(takeFrame(shot));
  expect(found?.symbology).toBe(symbology);
  expect(found?.text === shot.text).toBe(true);
  expect(steps).toEqual(['fast']);
});

test('a grey frame is read as a coloured one is', async () => {
  const { width, height, data } = takeFrame(clear(3, 'qr'));
  const grey = data.filter((_, n) => n % 4 === 0);
  expect(await (await decoder()).decode({ width, height, data: grey })).toMatchObject({ symbology: 'qr' });
});

test.each(['qr', 'code128'] as const)('a %s whose colours have the same green in them is read by a later step', async (symbology) => {
  const steps: StepName[] = [];
  const shot = clear(3, symbology);
  const { width, height, data } = takeFrame(shot);
  const coloured = data.map((value, n) => (n % 4 === 1 ? 120 : value));
  const found = await (await decoder({ onFound: (step) => steps.push(step) })).decode({ width, height, data: coloured });
  expect(found?.text === shot.text).toBe(true);
  expect(steps).toEqual(['allTries']);
});

const hard: readonly (readonly [StepName, string, Shot])[] = [
  ['allTries', 'a bar code turned by a right angle', { ...clear(5, 'code128'), pose: { ...clear(5, 'code128').pose, turn: Math.PI / 2 } }],
  [
    'fit',
    'a small bar code, turned and blurred',
    { ...clear(5, 'code128'), blur: 0.9, noise: 8, pose: { ...clear(5, 'code128').pose, width: 180, turn: 0.5 } },
  ],
  ['upright', 'a bar code turned by 29°', { ...clear(5, 'code128'), pose: { ...clear(5, 'code128').pose, turn: 0.5 } }],
];

test.each(hard)('%s alone reads %s, at which one look fails', async (step, _what, shot) => {
  const frame = takeFrame(shot);
  expect(await (await decoder({ steps: ['fast'] })).decode(frame)).toBeNull();
  const found = await (await decoder({ steps: [step] })).decode(frame);
  expect(found?.text === shot.text).toBe(true);
});

test.each(['qr', 'code128'] as const)('the second opinion reads a %s with dark things around it', async (symbology) => {
  const shot = clear(9, symbology);
  const found = await (await decoder({ steps: ['library'] })).decode(takeFrame(shot));
  expect(found?.text === shot.text).toBe(true);
});

const empty: readonly (readonly [string, (n: number) => number])[] = [
  ['a blank wall', () => 128],
  ['darkness', () => 0],
  ['noise', (n) => (Math.imul(n + 1, 0x9e3779b1) >>> 24) & 0xff],
  ['stripes', (n) => (Math.floor((n % 320) / 3) % 2) * 255],
];

test.each(empty)('%s holds nothing', async (_what, value) => {
  const data = Uint8ClampedArray.from({ length: 320 * 240 }, (_, n) => value(n));
  expect(await (await decoder()).decode({ width: 320, height: 240, data })).toBeNull();
});

test('a picture of a single pixel holds nothing', async () => {
  expect(await (await decoder()).decode({ width: 1, height: 1, data: new Uint8ClampedArray(4) })).toBeNull();
});

const others: readonly (readonly [string, ReturnType<typeof qrCells>, string | null])[] = [
  ['words in a QR', qrCells('a table number'), null],
  ['words in bars', barCells('code128', 'SHELF 12', 0.3), null],
  ['a bar code that is too short', barCells('code128', '1345678901234567', 0.3), null],
  ['another wallet’s bar code', barCells('code128', '281234567890123456', 0.3), '281234567890123456'],
  ['a poster’s address', qrCells('wxp://f2f0invented'), 'wxp://f2f0invented'],
];

test.each(others)('%s: only what the cashier gets a word about comes out', async (_what, cells, text) => {
  expect((await (await decoder()).decode(shown(cells)))?.text ?? null).toBe(text);
});

test('a payment code beside a poster is the one that counts', async () => {
  const [poster, code] = [shown(qrCells('https://example.com')), takeFrame(clear(3, 'qr'))];
  const data = new Uint8ClampedArray(SIZE.width * 2 * SIZE.height);
  for (let n = 0; n < data.length; n++) {
    const [x, y] = [n % (SIZE.width * 2), Math.floor(n / (SIZE.width * 2))];
    data[n] = (x < SIZE.width ? poster : code).data[(y * SIZE.width + (x % SIZE.width)) * 4] ?? 0;
  }
  const found = await (await decoder()).decode({ width: SIZE.width * 2, height: SIZE.height, data });
  expect(found?.text === clear(3, 'qr').text).toBe(true);
});

test('when the time is up no further step is begun, and the one that had none comes next', async () => {
  let ms = 0;
  const steps: StepName[] = [];
  const slow = await decoder({
    steps: ['fast', 'upright', 'fit'],
    budgetMs: 150,
    now: () => {
      ms += 100;
      return ms;
    },
    onFound: (step) => steps.push(step),
  });
  const [, , shot] = hard[1] as (typeof hard)[number];
  const frame = takeFrame(shot);
  expect(await slow.decode(frame)).toBeNull();
  expect((await slow.decode(frame))?.text === shot.text).toBe(true);
  expect(steps).toEqual(['fit']);
  expect(STEP_NAMES[0]).toBe('fast');
});
