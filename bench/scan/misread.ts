import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Decoder, Frame } from '../../renderer/camera/decoder.ts';
import { isPaymentCode } from '../../renderer/camera/decoding/plausible.ts';
import { createCounter } from './counter-scenes.ts';

const SAY_EVERY = 10_000;

type Options = {
  readonly count: number;
  readonly seed: number; // the number of the first frame
  readonly decoder: Decoder;
  readonly keep: string; // a folder for the frames that were misread
  readonly say: (line: string) => void;
};

/**
 * Decodes what a till's camera sees all day, most of it without a code, and counts the texts that should not have come out. A later run goes on
 * with the frame at which this one ended.
 */
export async function countMisreads({ count, seed, decoder, keep, say }: Options): Promise<number> {
  const frameOf = createCounter();
  let [misreads, read, codes] = [0, 0, 0];
  const started = process.cpuUsage();
  const total = (frames: number) => {
    const { user, system } = process.cpuUsage(started);
    const each = ((user + system) / 1_000 / frames).toFixed(1);
    return `${frames} frames, ${misreads} misread, ${read} rightly read, ${codes} hold a payment code, ${each} ms each; next: --seed ${seed + frames}`;
  };
  for (let n = 0; n < count; n++) {
    const { frame, name, truth } = frameOf(seed + n);
    const found = await decoder.decode(frame);
    if (truth !== null && isPaymentCode(truth)) codes++;
    if (found && found.text === truth) read++;
    if (found && found.text !== truth) {
      misreads++;
      say(`misread: ${name}, frame ${seed + n}, as ${found.symbology} of ${found.text.length} characters; ${save(frame, keep, seed + n)}`);
    }
    if ((n + 1) % SAY_EVERY === 0) say(total(n + 1));
  }
  if (count % SAY_EVERY !== 0) say(total(count));
  return misreads;
}

/** As a portable grey map, which every viewer opens. @returns its path */
function save({ width, height, data }: Frame, folder: string, number: number): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `misread-${number}.pgm`);
  writeFileSync(file, Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), Buffer.from(data)]));
  return file;
}
