// npm run bench:scan [-- --frames 600] [--seed 1] [--runs 12] [-- --misread 1000000 [--keep FOLDER]] [-- --gate 3000]
import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Frame } from '../../renderer/camera/decoder.ts';
import { createProductDecoder, STEP_NAMES, type StepName } from '../../renderer/camera/decoding/product-decoder.ts';
import { median, quantile, ratio } from '../parts/figures.ts';
import { show, type Table } from '../parts/report.ts';
import { seededChance } from './chance.ts';
import { type Contender, contenders } from './contenders.ts';
import { drawShot, type Shot, takeFrame } from './frame-maker.ts';
import { countShutOut } from './gate.ts';
import { countMisreads } from './misread.ts';
import { wasmOf } from './wasm.ts';

const SIZES = [
  { width: 640, height: 480 },
  { width: 1280, height: 720 },
] as const;
const SYMBOLOGIES = ['qr', 'code128'] as const;

/** A reading shorter than this is taken three times. */
const SHORT_MS = 20;

type Try = {
  readonly shot: Shot;
  readonly isRight: boolean;
  readonly isWrong: boolean;
  readonly ms: number;
  readonly step: StepName | null;
};

const { values: flags } = parseArgs({
  options: {
    frames: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
    misread: { type: 'string' },
    keep: { type: 'string' },
    gate: { type: 'string' },
    runs: { type: 'string', default: '12' },
  },
});
const [frames, seed] = [Number(flags.frames), Number(flags.seed)];
const wasm = wasmOf('zxing-wasm/reader/zxing_reader.wasm');
process.stdout.write(
  `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'CPU'}, load ${loadavg()[0]?.toFixed(1)}\n\n`,
);
if (flags.misread) {
  // Without a budget: a slow moment must not hide a misread.
  const decoder = await createProductDecoder({ wasm, budgetMs: Number.POSITIVE_INFINITY });
  await countMisreads({ count: Number(flags.misread), seed, decoder, keep: flags.keep ?? 'test-results/misread', say });
} else if (flags.gate) {
  await countShutOut({ count: Number(flags.gate), shotOf, say });
} else {
  if (frames > 0) await compare();
  firstCodes();
}

/** In a browser, by a program of its own. */
function firstCodes(): void {
  const program = path.join(import.meta.dirname, 'browser/run.ts');
  if (flags.runs !== '0') spawnSync(process.execPath, [program, flags.runs], { stdio: 'inherit' });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The shots in turn: both symbologies at both sizes. */
function shotOf(n: number): Shot {
  const size = SIZES[Math.floor(n / 2) % 2] ?? SIZES[0];
  return drawShot(seed * 100_000 + n, SYMBOLOGIES[n % 2] ?? 'qr', size);
}

async function compare(): Promise<void> {
  // Without a budget: what is read must not depend on what else the machine does.
  const budgetMs = Number.POSITIVE_INFINITY;
  await firstDecode();
  let found: StepName | null = null;
  const product = await createProductDecoder({ wasm, budgetMs, onFound: (step) => { found = step; } }); // biome-ignore format: one thought
  const all: readonly Contender[] = [
    { name: 'product', read: async (frame) => (await product.decode(frame))?.text ?? null },
    ...(await contenders()),
  ];
  const tries: Record<string, Try[]> = Object.fromEntries(all.map(({ name }) => [name, []]));
  for (let n = 0; n < frames; n++) {
    const shot = shotOf(n);
    const frame = takeFrame(shot);
    for (const { name, read } of shuffled(all, n)) {
      found = null;
      const { text, ms } = await timed(() => read(frame));
      const isRight = text === shot.text;
      // A text is wrong only where it would be taken for a payment code.
      const isWrong = !isRight && /^1[0-5]\d{16}$/.test(text ?? '');
      tries[name]?.push({ shot, isRight, isWrong, ms, step: name === 'product' ? found : null });
    }
  }
  for (const size of SIZES) say(show(tableOf(tries, size)));
  await eachStepAlone(tries.product ?? []);
  missed(tries);
}

/** Of a short reading's times the least counts: what interrupted the others was not its doing. */
async function timed(read: () => Promise<string | null>): Promise<{ readonly text: string | null; readonly ms: number }> {
  let [text, ms]: [string | null, number] = [null, Number.POSITIVE_INFINITY];
  for (let n = 0; n < 3; n++) {
    const started = performance.now();
    text = await read();
    const took = performance.now() - started;
    ms = Math.min(ms, took);
    if (took > SHORT_MS) break;
  }
  return { text, ms };
}

/** Whoever comes first pays for a cold cache, and the next one profits: so nobody always follows the same one. */
function shuffled(list: readonly Contender[], n: number): readonly Contender[] {
  const chance = seededChance(seed * 7_919 + n);
  return list
    .map((contender) => ({ contender, place: chance.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ contender }) => contender);
}

/** From nothing to the text of the first frame: loading, compiling and one easy frame. */
async function firstDecode(): Promise<void> {
  const frame = takeFrame({ ...drawShot(1, 'qr', SIZES[0]), blur: 0, shake: 0, noise: 1, light: 1, glare: 0 });
  const started = performance.now();
  const decoder = await createProductDecoder({ wasm });
  const loaded = performance.now();
  await decoder.decode(frame);
  const ms = (from: number, to: number) => `${(to - from).toFixed(0)} ms`;
  say(`first decode: loading ${ms(started, loaded)}, first frame ${ms(loaded, performance.now())}\n`);
}

function tableOf(tries: Readonly<Record<string, readonly Try[]>>, size: Frame | (typeof SIZES)[number]): Table {
  const here = (name: string) => (tries[name] ?? []).filter(({ shot }) => shot.size.width === size.width);
  const rate = (list: readonly Try[]) => (100 * list.filter(({ isRight }) => isRight).length) / list.length;
  const of = (list: readonly Try[], symbology: string) => list.filter(({ shot }) => shot.symbology === symbology);
  const times = (name: string) => here(name).map(({ ms }) => ms);
  const product = here('product');
  const isLarge = size.width > 640;
  return {
    title: `frames read, ${size.width} × ${size.height}, ${product.length} frames`,
    columns: ['all %', 'QR %', 'Code 128 %', 'wrong', 'median ms', 'mean ms', 'p95 ms'],
    lines: Object.keys(tries).map((name) => {
      const list = here(name);
      const mean = times(name).reduce((sum, ms) => sum + ms, 0) / list.length;
      const figures = [rate(list), rate(of(list, 'qr')), rate(of(list, 'code128')), list.filter(({ isWrong }) => isWrong).length];
      return { name, figures: [...figures, median(times(name)), mean, quantile(times(name), 0.95)] };
    }),
    goals: [
      { what: 'all', reached: rate(product), wanted: { atLeast: isLarge ? 95 : 93 }, unit: ' %' },
      { what: 'QR', reached: rate(of(product, 'qr')), wanted: { atLeast: 100 }, unit: ' %' },
      { what: 'Code 128', reached: rate(of(product, 'code128')), wanted: { atLeast: 85 }, unit: ' %' },
      {
        what: "median of the time in parts of zxing-wasm's fast setting, frame by frame",
        reached: ratio(times('product'), times('zxing-wasm, fast')),
        wanted: { atMost: 1.1 },
        unit: '×',
      },
    ],
  };
}

/** What each step adds: the frames that it was the first to read, and those that no other step reads. */
async function eachStepAlone(product: readonly Try[]): Promise<void> {
  say('step         first to read   alone');
  const hard = product.filter(({ step }) => step !== 'fast').map(({ shot }) => shot);
  const readers: Record<string, Set<StepName>> = {};
  const decoders = await Promise.all(STEP_NAMES.map(async (name) => ({ name, only: await createProductDecoder({ wasm, steps: [name] }) })));
  for (const shot of hard) {
    const frame = takeFrame(shot);
    const steps = new Set<StepName>();
    for (const { name, only } of decoders) if ((await only.decode(frame))?.text === shot.text) steps.add(name);
    readers[shot.seed] = steps;
  }
  const alone = (name: StepName) => Object.values(readers).filter((steps) => steps.size === 1 && steps.has(name)).length;
  for (const name of STEP_NAMES) {
    const first = product.filter(({ step, isRight }) => isRight && step === name).length;
    say(`${name.padEnd(12)} ${String(first).padStart(13)} ${String(name === 'fast' ? '' : alone(name)).padStart(7)}`);
  }
  say('');
}

/** Frames that somebody reads and the product does not: there should be none. */
function missed(tries: Readonly<Record<string, readonly Try[]>>): void {
  const product = tries.product ?? [];
  let count = 0;
  for (const [n, { shot, isRight }] of product.entries()) {
    const by = Object.keys(tries).filter((name) => tries[name]?.[n]?.isRight);
    if (isRight || by.length === 0) continue;
    count++;
    say(
      `missed: seed ${shot.seed} ${shot.symbology} ${shot.size.width} wide, symbol ${shot.pose.width.toFixed(0)} px, read by ${by.join(', ')}`,
    );
  }
  say(`${count} frames that a contender reads and the product does not`);
  say(`${product.filter(({ isRight }) => !isRight).length} frames that the product does not read`);
}
