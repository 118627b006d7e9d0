import type { Frame } from '../../renderer/camera/decoder.ts';
import { type Chance, paymentDigits, seededChance } from './chance.ts';
import { defocus, type Light, shake } from './lens.ts';
import { type Plane, type Pose, seenAs } from './plane.ts';
import { barCells, type Cells, qrCells } from './symbols.ts';

export type Size = { readonly width: number; readonly height: number };

/** What a frame shows and how badly. */
export type Shot = {
  readonly seed: number;
  readonly text: string;
  readonly symbology: 'qr' | 'code128';
  readonly size: Size;
  readonly pose: Pose;
  readonly blur: number; // sigma, pixels
  readonly shake: number; // pixels
  readonly noise: number; // deviation, grey values
  readonly light: number; // share of full light that reaches the sensor
  readonly glare: number; // grey values that a reflection adds at its middle
};

/** What lies flat on the plane: the symbol in the middle, the screen around it. */
export type Picture = { readonly cells: Cells; readonly quiet: number; readonly lines: boolean };

/** Samples along each side of a pixel where the symbol is: a sensor's pixel is an area. */
const SAMPLES = 3;

/** One frame's shot, from easy to hard: how hard is drawn first and bounds everything else. */
export function drawShot(seed: number, symbology: 'qr' | 'code128', size: Size): Shot {
  const chance = seededChance(seed);
  const hardness = chance.next() ** 1.3;
  const width = chance.between(90, Math.min(400, size.height * (symbology === 'qr' ? 0.7 : 0.9)));
  const turned = chance.next();
  const widest = turned < 0.7 ? 10 : turned < 0.9 ? 35 : 180;
  const room = (width * (symbology === 'qr' ? 1.45 : 1.1)) / 2;
  return {
    seed,
    text: paymentDigits(chance),
    symbology,
    size,
    pose: {
      x: middle(chance, size.width, room),
      y: middle(chance, size.height, room),
      width,
      turn: (chance.between(-widest, widest) * Math.PI) / 180,
      tilt: (chance.between(0, 35 * hardness) * Math.PI) / 180,
      tiltAlong: chance.between(0, Math.PI * 2),
      distance: chance.between(2, 5),
    },
    blur: 0.3 + chance.between(0, 1.0 * hardness),
    shake: chance.next() < 0.4 ? chance.between(0, 3.5 * hardness) : 0,
    noise: 1 + chance.between(0, 18 * hardness),
    light: chance.next() < 0.3 ? chance.between(1 - 0.88 * hardness, 1) : 1,
    glare: chance.next() < 0.3 ? chance.between(0, 170 * hardness) : 0,
  };
}

/** The symbol stays in the picture, whole, wherever there is room for it. */
function middle(chance: Chance, length: number, room: number): number {
  return room * 2 >= length ? length / 2 : chance.between(room, length - room);
}

/** Takes the shot. The same shot gives the same bytes. */
export function takeFrame(shot: Shot): Frame {
  const chance = seededChance(shot.seed ^ 0x517e);
  return develop(shot, phoneWith(shot, chance), chance);
}

/** A phone that shows the shot's text. */
export function phoneWith({ symbology, text }: Pick<Shot, 'symbology' | 'text'>, chance: Chance): Picture {
  const isSquare = symbology === 'qr';
  const cells = isSquare ? qrCells(text) : barCells('code128', text, chance.between(0.2, 0.35));
  const quiet = isSquare ? chance.between(0.08, 0.2) : chance.between(0.06, 0.12);
  return { cells, quiet, lines: chance.next() < 0.7 };
}

/** From what is before the lens to the bytes of a frame. */
export function develop(shot: Omit<Shot, 'text' | 'symbology'>, picture: Picture, chance: Chance): Frame {
  const { width, height } = shot.size;
  const { values } = lightOf(shot, picture, chance);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let place = 0; place < width * height; place++) {
    // Shot noise: bright pixels are noisier, and a dark picture is amplified together with its noise.
    const value = (values[place] ?? 0) * shot.light;
    const grain = chance.normal() * shot.noise * (0.6 + (0.4 * value) / 255);
    const grey = Math.min(255, value) + grain;
    data[place * 4] = data[place * 4 + 1] = data[place * 4 + 2] = grey;
    data[place * 4 + 3] = 255;
  }
  return { width, height, data };
}

/** What falls on the sensor. */
export function lightOf(shot: Omit<Shot, 'text' | 'symbology'>, picture: Picture, chance: Chance): Light {
  const light = expose(shot.size, seenAs(shot.pose), picture, chance);
  reflect(light, shot, chance);
  return shake(defocus(light, shot.blur), shot.shake, chance.between(0, Math.PI));
}

function expose({ width, height }: Size, plane: Plane, picture: Picture, chance: Chance): Light {
  const values = new Float32Array(width * height);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = plane;
  const room = shop(width, height, chance);
  const ink = inkOf(picture, chance);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const depth = g * (x + 0.5) + h * (y + 0.5) + i;
      const u = (a * (x + 0.5) + b * (y + 0.5) + c) / depth;
      const v = (d * (x + 0.5) + e * (y + 0.5) + f) / depth;
      if (depth <= 0 || Math.abs(u) > 0.8 || Math.abs(v) > 1.2) {
        values[y * width + x] = room(x, y);
        continue;
      }
      let total = 0;
      for (let n = 0; n < SAMPLES * SAMPLES; n++) {
        const px = x + ((n % SAMPLES) + 0.5) / SAMPLES;
        const py = y + (Math.floor(n / SAMPLES) + 0.5) / SAMPLES;
        const deep = g * px + h * py + i;
        total += ink((a * px + b * py + c) / deep, (d * px + e * py + f) / deep) ?? room(x, y);
      }
      values[y * width + x] = total / (SAMPLES * SAMPLES);
    }
  }
  return { width, height, values };
}

/** The phone: symbol, white card, lines of writing, a dark edge. Undefined where there is no phone. */
function inkOf({ cells, quiet, lines }: Picture, chance: Chance): (u: number, v: number) => number | undefined {
  const [black, white, card] = [chance.between(8, 40), chance.between(205, 245), 0.5 + quiet];
  const cardHigh = cells.high / 2 + Math.max(quiet, 0.1);
  const writing = Array.from({ length: 6 }, () => chance.next());
  return (u, v) => {
    const x = Math.floor((u + 0.5) * cells.width);
    const y = Math.floor((v / cells.high + 0.5) * cells.height);
    if (x >= 0 && x < cells.width && y >= 0 && y < cells.height) return cells.cells[y * cells.width + x] ? black : white;
    if (Math.abs(u) > card + 0.06 || Math.abs(v) > cardHigh + 0.35) return undefined;
    if (Math.abs(u) > card) return black + 20; // the phone's own edge
    if (Math.abs(v) <= cardHigh || !lines) return white;
    const line = Math.floor((Math.abs(v) - cardHigh) * 18);
    const isText = line % 2 === 1 && Math.abs(u) < 0.15 + 0.25 * (writing[line] ?? 0) && Math.sin(u * 190 + line * 7) > -0.2;
    return isText ? black + 40 : white;
  };
}

/** A counter with things on it: slopes of light, boxes light and dark, a striped shelf. */
function shop(width: number, height: number, chance: Chance): (x: number, y: number) => number {
  const [base, slopeX, slopeY] = [chance.between(50, 170), chance.between(-50, 50), chance.between(-50, 50)];
  const boxes = Array.from({ length: 8 }, () => ({
    x: chance.between(-0.1, 1) * width,
    y: chance.between(-0.1, 1) * height,
    wide: chance.between(0.03, 0.35) * width,
    high: chance.between(0.03, 0.35) * height,
    grey: chance.between(-70, 70),
    stripe: chance.next() < 0.25 ? chance.between(0.2, 1.2) : 0,
  }));
  return (x, y) => {
    let grey = base + (slopeX * x) / width + (slopeY * y) / height;
    for (const box of boxes) {
      if (x < box.x || y < box.y || x > box.x + box.wide || y > box.y + box.high) continue;
      grey += box.stripe ? box.grey * Math.sign(Math.sin(x * box.stripe)) : box.grey;
    }
    return Math.max(5, Math.min(235, grey));
  };
}

/** A lamp mirrored in the glass: light on top, round and soft, and a part of the symbol drowns where it is strong. */
function reflect({ width, height, values }: Light, { glare, pose }: Pick<Shot, 'glare' | 'pose'>, chance: Chance): void {
  if (glare === 0) return;
  const radius = pose.width * chance.between(0.1, 0.35);
  const [x0, y0] = [pose.x + chance.between(-0.4, 0.4) * pose.width, pose.y + chance.between(-0.4, 0.4) * pose.width];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const away = ((x - x0) ** 2 + (y - y0) ** 2) / (2 * radius * radius);
      if (away < 8) values[y * width + x] = Math.min(255, (values[y * width + x] ?? 0) + glare * Math.exp(-away));
    }
  }
}
