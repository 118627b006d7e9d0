import { type Chance, paymentDigits } from './chance.ts';
import { lightOf, type Picture, phoneWith, type Shot, type Size } from './frame-maker.ts';
import type { Light } from './lens.ts';
import { barCells, qrCells } from './symbols.ts';

/** What falls on the sensor, and what may be read in it, if anything. */
export type Trap = { readonly light: Light; readonly truth: string | null };

/** What is held before a camera, or lies there, and is no payment code; and payment codes. */
export const TRAPS: Readonly<Record<string, (shot: Shot, chance: Chance) => Trap>> = {
  noise: ({ size }, chance) => ({ light: noise(size, chance), truth: null }),
  stripes: ({ size }, chance) => ({ light: stripes(size, chance), truth: null }),
  'random bars': (shot, chance) => shown(shot, chance, randomBars(chance)),
  'random modules': (shot, chance) => shown(shot, chance, randomModules(chance)),
  'a product': (shot, chance) => shown(shot, chance, flat(barCells('ean13', digits(chance, 12), chance.between(0.3, 0.7)))),
  'a parcel': (shot, chance) => shown(shot, chance, flat(barCells('interleaved2of5', digits(chance, 18), chance.between(0.2, 0.4)))),
  'a longer bar code': (shot, chance) => barCode(shot, chance, digits(chance, 20)),
  'a shorter bar code': (shot, chance) => barCode(shot, chance, digits(chance, 16)),
  'words in bars': (shot, chance) => barCode(shot, chance, words(chance)),
  'half a bar code': (shot, chance) => covered(shot, chance),
  'a damaged bar code': (shot, chance) => damaged(shot, chance),
  'half a QR': (shot, chance) => shown(shot, chance, halfQr(chance)),
  'a payment code in bars': (shot, chance) => {
    const text = paymentDigits(chance);
    return { ...shown(shot, chance, phoneWith({ symbology: 'code128', text }, chance)), truth: text };
  },
  'a payment code in bars, out of focus': (shot, chance) => {
    const text = paymentDigits(chance);
    return { ...shown({ ...shot, blur: shot.blur + 0.4 }, chance, phoneWith({ symbology: 'code128', text }, chance)), truth: text };
  },
  'a payment code as QR': (shot, chance) => {
    const text = paymentDigits(chance);
    return { ...shown(shot, chance, phoneWith({ symbology: 'qr', text }, chance)), truth: text };
  },
};

function shown(shot: Shot, chance: Chance, picture: Picture): Trap {
  return { light: lightOf(shot, picture, chance), truth: null };
}

/** A code of something else. Should it happen to look like another wallet's, it may be said. */
function barCode(shot: Shot, chance: Chance, text: string): Trap {
  return { ...shown(shot, chance, flat(barCells('code128', text, chance.between(0.2, 0.4)))), truth: text };
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
function covered(shot: Shot, chance: Chance): Trap {
  const code = barCells('code128', paymentDigits(chance), chance.between(0.2, 0.4));
  const from = chance.index(code.width * 0.6);
  return shown(shot, chance, flat({ ...code, cells: code.cells.map((cell, n) => (n >= from && n < from + code.width * 0.4 ? 0 : cell)) }));
}

/** Two symbols are replaced by what stands there in another code: the check symbol is wrong but in one of a hundred, which is then a true code. */
function damaged(shot: Shot, chance: Chance): Trap {
  const [text, other] = [paymentDigits(chance), paymentDigits(chance)];
  const mixed = text.slice(0, 6) + other.slice(6, 10) + text.slice(10);
  const [code, donor] = [barCells('code128', text, 0.3), barCells('code128', other, 0.3)];
  const cells = code.cells.map((cell, n) => (n >= 11 * 4 && n < 11 * 6 ? (donor.cells[n] ?? 0) : cell));
  const isTrue = barCells('code128', mixed, 0.3).cells.every((cell, n) => cell === cells[n]);
  return { ...shown(shot, chance, flat({ ...code, cells })), truth: isTrue ? mixed : null };
}

function noise({ width, height }: Size, chance: Chance): Light {
  const [grain, spread] = [1 + chance.index(6), chance.between(10, 120)];
  const across = Math.ceil(width / grain);
  const values = Array.from({ length: across * Math.ceil(height / grain) }, () => 128 + chance.normal() * spread);
  return lightFrom({ width, height }, (x, y) => values[Math.floor(y / grain) * across + Math.floor(x / grain)] ?? 0);
}

function stripes({ width, height }: Size, chance: Chance): Light {
  const [pitch, angle, soft, wobble] = [chance.between(1, 8), chance.between(0, Math.PI), chance.between(0, 1), chance.between(0, 0.3)];
  const [cos, sin] = [Math.cos(angle) / pitch, Math.sin(angle) / pitch];
  return lightFrom({ width, height }, (x, y) => {
    const wave = Math.sin(x * cos + y * sin + wobble * Math.sin((x * sin + x * cos) / 3));
    return 128 + 100 * (soft * wave + (1 - soft) * Math.sign(wave)) + chance.normal() * 6;
  });
}

function lightFrom({ width, height }: Size, value: (x: number, y: number) => number): Light {
  return { width, height, values: Float32Array.from({ length: width * height }, (_, n) => value(n % width, Math.floor(n / width))) };
}
