import { areaOf, regionOf } from '../../renderer/camera/area.ts';
import type { Frame } from '../../renderer/camera/decoder.ts';
import { RESOLUTIONS } from '../../renderer/camera/pace.ts';
import { type Chance, seededChance } from './chance.ts';
import { drawShot, type Size } from './frame-maker.ts';
import { TRAPS } from './traps.ts';

/** Frames of one scene: what a camera sees in about a second, while hand and light are never quite still. */
const FRAMES = 25;

/** The view wanders so many pixels about a scene. */
const WANDER = 48;

/** Scenes in which something is held before the camera, or lies there, that is a trap or a code. In all others there is the counter alone. */
const HELD = 0.1;

/** An idle till looks at so many things at most. */
const MOST_THINGS = 8;

/** Sizes of the patch that what is held fills, with what is around it. */
const PATCHES: readonly Size[] = [
  { width: 320, height: 240 },
  { width: 320, height: 240 },
  { width: 480, height: 360 },
];

export type CounterFrame = { readonly frame: Frame; readonly name: string; readonly truth: string | null };

type Scene = {
  readonly name: string;
  readonly truth: string | null;
  readonly camera: Size;
  readonly width: number;
  readonly values: Uint8ClampedArray;
  readonly noise: number; // deviation, grey values
  readonly light: number; // share of full light that reaches the sensor
};

/**
 * What a till's camera gives all day, in the sizes in which the decoder gets it. The same number gives the same frame, alone or in a row. A scene is
 * drawn once for many frames, which differ in where they look, in brightness and in every pixel's noise.
 */
export function createCounter(): (number: number) => CounterFrame {
  const grain = grains();
  let current: { readonly number: number; readonly scene: Scene } | null = null;
  return (number) => {
    const sceneNumber = Math.floor(number / FRAMES);
    if (current?.number !== sceneNumber) current = { number: sceneNumber, scene: drawScene(sceneNumber) };
    const { scene } = current;
    return { frame: take(scene, number, grain), name: scene.name, truth: scene.truth };
  };
}

function drawScene(number: number): Scene {
  const chance = seededChance(number);
  const camera = RESOLUTIONS[chance.index(RESOLUTIONS.length)] ?? RESOLUTIONS[0];
  const [width, height] = [camera.width + WANDER, camera.height + WANDER];
  const values = counter({ width, height }, chance);
  const names = Object.keys(TRAPS);
  const name = chance.next() < HELD ? (names[chance.index(names.length)] as string) : 'the counter';
  const patch = PATCHES[chance.index(PATCHES.length)] as Size;
  const shot = drawShot(number, 'code128', patch);
  const trap = TRAPS[name]?.(shot, chance);
  if (trap) {
    // Somewhere in the middle, so that either region holds it whole.
    const x = Math.round((width - patch.width) / 2 + chance.between(-0.1, 0.1) * Math.max(0, camera.width * 0.7 - patch.width));
    const y = Math.round((height - patch.height) / 2);
    for (let row = 0; row < patch.height; row++) {
      values.set(trap.light.values.subarray(row * patch.width, (row + 1) * patch.width), (y + row) * width + x);
    }
  }
  return { name, truth: trap?.truth ?? null, camera, width, values, noise: shot.noise, light: shot.light };
}

/** Slopes of light, and boxes light and dark; now and then a striped one. */
function counter({ width, height }: Size, chance: Chance): Uint8ClampedArray {
  const [base, slopeX, slopeY] = [chance.between(50, 170), chance.between(-50, 50), chance.between(-50, 50)];
  const values = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) values[y * width + x] = base + (slopeX * x) / width + (slopeY * y) / height;
  }
  const things = chance.index(MOST_THINGS + 1);
  for (let n = 0; n < things; n++) {
    const [left, top] = [Math.floor(chance.between(0, 0.95) * width), Math.floor(chance.between(0, 0.95) * height)];
    const right = Math.min(width, Math.floor(left + chance.between(0.03, 0.35) * width));
    const bottom = Math.min(height, Math.floor(top + chance.between(0.03, 0.35) * height));
    const grey = chance.between(-70, 70);
    const stripe = chance.next() < 0.1 ? chance.between(0.2, 1.2) : 0;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const at = y * width + x;
        values[at] = (values[at] as number) + (stripe ? grey * Math.sign(Math.sin(x * stripe)) : grey);
      }
    }
  }
  return values;
}

/** Normally distributed, as many as a power of two. */
function grains(): Float32Array {
  const chance = seededChance(0);
  return Float32Array.from({ length: 2 ** 18 }, () => chance.normal());
}

function take({ camera, width, values, noise, light }: Scene, number: number, grain: Float32Array): Frame {
  const chance = seededChance(number ^ 0x2e1f);
  const area = areaOf(regionOf(number), camera);
  const [left, top] = [area.x + chance.index(WANDER), area.y + chance.index(WANDER)];
  const gain = light * chance.between(0.9, 1.1);
  const data = new Uint8ClampedArray(area.width * area.height);
  for (let y = 0; y < area.height; y++) {
    const from = (top + y) * width + left;
    let at = chance.index(grain.length); // each row has noise from elsewhere, so that no pattern comes out
    for (let x = 0; x < area.width; x++) {
      const value = (values[from + x] as number) * gain;
      at = (at + 1) & (grain.length - 1);
      data[y * area.width + x] = value + (grain[at] as number) * noise * (0.6 + 0.0016 * value);
    }
  }
  return { width: area.width, height: area.height, data };
}
