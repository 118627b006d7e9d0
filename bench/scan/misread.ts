import type { Decoder, Frame } from '../../renderer/camera/decoder.ts';
import { type Chance, paymentDigits, seededChance } from './chance.ts';
import { develop, drawShot, type Picture, type Size, takeFrame } from './frame-maker.ts';
import { barCells, qrCells } from './symbols.ts';

/** Small frames: a misread is as likely in them, and there are more of them in an hour. */
const SIZE: Size = { width: 320, height: 240 };
const SAY_EVERY = 1000;

type Trap = { readonly frame: Frame; readonly truth: string | null };

type Options = { readonly count: number; readonly seed: number; readonly decoder: Decoder; readonly say: (line: string) => void };

/** Decodes frames most of which hold no payment code and counts the texts that should not have come out. */
export async function countMisreads({ count, seed, decoder, say }: Options): Promise<number> {
  const names = Object.keys(TRAPS);
  let [misreads, read] = [0, 0];
  const started = performance.now();
  for (let n = 0; n < count; n++) {
    const name = names[n % names.length] as string;
    const frameSeed = seed * 10_000_000 + n;
    const trap = TRAPS[name]?.(seededChance(frameSeed), frameSeed);
    if (!trap) continue;
    const found = await decoder.decode(trap.frame);
    if (found && found.text === trap.truth) read++;
    if (found && found.text !== trap.truth) {
      misreads++;
      say(`misread: ${name}, seed ${frameSeed}, as ${found.symbology} of ${found.text.length} characters`);
    }
    if ((n + 1) % SAY_EVERY === 0)
      say(`${n + 1} frames, ${misreads} misread, ${read} rightly read, ${((performance.now() - started) / (n + 1)).toFixed(1)} ms each`);
  }
  say(`${count} frames, ${misreads} misread, ${read} rightly read`);
  return misreads;
}

/** What lies before a camera all day. */
const TRAPS: Readonly<Record<string, (chance: Chance, seed: number) => Trap>> = {
  noise: (chance) => ({ frame: noise(chance), truth: null }),
  stripes: (chance) => ({ frame: stripes(chance), truth: null }),
  'random bars': (chance, seed) => shown(chance, seed, randomBars(chance)),
  'random modules': (chance, seed) => shown(chance, seed, randomModules(chance)),
  'a product': (chance, seed) => shown(chance, seed, flat(barCells('ean13', digits(chance, 12), chance.between(0.3, 0.7)))),
  'a parcel': (chance, seed) => shown(chance, seed, flat(barCells('interleaved2of5', digits(chance, 18), chance.between(0.2, 0.4)))),
  'a longer bar code': (chance, seed) => barCode(chance, seed, digits(chance, 20)),
  'a shorter bar code': (chance, seed) => barCode(chance, seed, digits(chance, 16)),
  'words in bars': (chance, seed) => barCode(chance, seed, words(chance)),
  'half a bar code': (chance, seed) => covered(chance, seed),
  'a damaged bar code': (chance, seed) => damaged(chance, seed),
  'half a QR': (chance, seed) => shown(chance, seed, halfQr(chance)),
  'a payment code, hard to read': (_chance, seed) => {
    const shot = drawShot(seed, 'code128', SIZE);
    return { frame: takeFrame({ ...shot, blur: shot.blur + 0.4 }), truth: shot.text };
  },
};

function shown(chance: Chance, seed: number, picture: Picture): Trap {
  return { frame: develop(drawShot(seed, 'code128', SIZE), picture, chance), truth: null };
}

/** A code of something else. Should it happen to look like another wallet's, it may be said. */
function barCode(chance: Chance, seed: number, text: string): Trap {
  return { ...shown(chance, seed, flat(barCells('code128', text, chance.between(0.2, 0.4)))), truth: text };
}

function flat(cells: Picture['cells']): Picture {
  return { cells, quiet: 0.1, lines: true };
}

function digits(chance: Chance, length: number): string {
  return Array.from({ length }, () => chance.index(10)).join('');
}

function words(chance: Chance): string {
  return Array.from({ length: 8 }, () => String.fromCharCode(65 + chance.index(26))).join('');
}

/** Bars of 1 to 4 modules, as many modules as a payment code has. */
function randomBars(chance: Chance): Picture {
  const widths: number[] = [];
  while (widths.reduce((sum, width) => sum + width, 0) < 134) widths.push(1 + chance.index(4));
  const cells = widths.flatMap((width, place) => new Array<number>(width).fill(1 - (place % 2)));
  return flat({ width: cells.length, height: 1, cells: Uint8Array.from(cells), high: chance.between(0.2, 0.4) });
}

function randomModules(chance: Chance): Picture {
  const cells = Uint8Array.from({ length: 441 }, () => chance.index(2));
  const qr = qrCells(paymentDigits(chance));
  // With a real one's corners, so that the readers take it for a QR and try.
  const isCorner = (x: number, y: number) => (x < 9 && (y < 9 || y > 12)) || (x > 12 && y < 9);
  return flat({ ...qr, cells: cells.map((cell, n) => (isCorner(n % 21, Math.floor(n / 21)) ? (qr.cells[n] ?? 0) : cell)) });
}

function halfQr(chance: Chance): Picture {
  const qr = qrCells(paymentDigits(chance));
  return flat({ ...qr, cells: qr.cells.map((cell, n) => (n % qr.width > 11 ? 0 : cell)) });
}

/** A finger over more than a third of the code: nobody can know what was there. */
function covered(chance: Chance, seed: number): Trap {
  const code = barCells('code128', paymentDigits(chance), chance.between(0.2, 0.4));
  const from = chance.index(code.width * 0.6);
  return shown(chance, seed, flat({ ...code, cells: code.cells.map((cell, n) => (n >= from && n < from + code.width * 0.4 ? 0 : cell)) }));
}

/** Two symbols are replaced by others: the check symbol is wrong but in one of a hundred, which is then a true code. */
function damaged(chance: Chance, seed: number): Trap {
  const [text, other] = [paymentDigits(chance), paymentDigits(chance)];
  const mixed = text.slice(0, 6) + other.slice(6, 10) + text.slice(10);
  const [code, donor] = [barCells('code128', text, 0.3), barCells('code128', other, 0.3)];
  const cells = code.cells.map((cell, n) => (n >= 11 * 4 && n < 11 * 6 ? (donor.cells[n] ?? 0) : cell));
  const isTrue = barCells('code128', mixed, 0.3).cells.every((cell, n) => cell === cells[n]);
  return { ...shown(chance, seed, flat({ ...code, cells })), truth: isTrue ? mixed : null };
}

function noise(chance: Chance): Frame {
  const { width, height } = SIZE;
  const [grain, spread] = [1 + chance.index(6), chance.between(10, 120)];
  const across = Math.ceil(width / grain);
  const values = Array.from({ length: across * Math.ceil(height / grain) }, () => 128 + chance.normal() * spread);
  return greyFrame((x, y) => values[Math.floor(y / grain) * across + Math.floor(x / grain)] ?? 0);
}

function stripes(chance: Chance): Frame {
  const [pitch, angle, soft, wobble] = [chance.between(1, 8), chance.between(0, Math.PI), chance.between(0, 1), chance.between(0, 0.3)];
  const [cos, sin] = [Math.cos(angle) / pitch, Math.sin(angle) / pitch];
  return greyFrame((x, y) => {
    const wave = Math.sin(x * cos + y * sin + wobble * Math.sin((x * sin + x * cos) / 3));
    return 128 + 100 * (soft * wave + (1 - soft) * Math.sign(wave)) + chance.normal() * 6;
  });
}

function greyFrame(value: (x: number, y: number) => number): Frame {
  const { width, height } = SIZE;
  const data = Uint8ClampedArray.from({ length: width * height }, (_, n) => value(n % width, Math.floor(n / width)));
  return { width, height, data };
}
