import { pictureOf } from '../../renderer/camera/decoding/picture.ts';
import { contenders } from './contenders.ts';
import { type Shot, takeFrame } from './frame-maker.ts';

type Options = { readonly count: number; readonly shotOf: (n: number) => Shot; readonly say: (line: string) => void };

/**
 * Counts the frames with a code that the product's decoder would look at only once, because nothing in them looks like its bars or modules, and asks every contender
 * whether it reads them: then the product would lose them.
 */
export async function countShutOut({ count, shotOf, say }: Options): Promise<void> {
  const readers = await contenders();
  let [shut, lost] = [0, 0];
  for (let n = 0; n < count; n++) {
    const shot = shotOf(n);
    const frame = takeFrame(shot);
    const picture = pictureOf(frame);
    const places = shot.symbology === 'qr' ? picture.squares() : picture.bars();
    if (places.length > 0) continue;
    shut++;
    const readBy: string[] = [];
    for (const { name, read } of readers) if ((await read(frame)) === shot.text) readBy.push(name);
    if (readBy.length === 0) continue;
    lost++;
    say(`seed ${shot.seed} ${shot.symbology}, ${shot.pose.width.toFixed(0)} px: nothing seen, read by ${readBy.join(', ')}`);
  }
  say(`${count} frames with a code: in ${shut} no place for one was seen, ${lost} of these are read by a contender`);
}
