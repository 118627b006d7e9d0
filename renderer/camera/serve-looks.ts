import { areaOf } from './area.ts';
import type { Decoder } from './decoder.ts';
import { createPictureReader } from './grey-picture.ts';
import type { LookAnswer, LookRequest } from './worker-talk.ts';

/** The decoder's thread: pictures come in, at most one at a time, and what they held goes out. @param wanted rejects when it cannot be had */
export function serveLooks(wanted: Promise<Decoder>): void {
  const read = createPictureReader();
  const loading: Promise<Decoder | null> = wanted.catch(() => null);

  async function look({ picture, region }: LookRequest): Promise<LookAnswer> {
    try {
      const decoder = await loading;
      if (!decoder) return { kind: 'broken' };
      const beganMs = performance.now();
      const found = await decoder.decode(await read(picture, areaOf(region, { width: picture.codedWidth, height: picture.codedHeight })));
      return { kind: 'looked', found, ms: performance.now() - beganMs };
    } catch {
      return { kind: 'unreadable' }; // the next picture is a thirtieth of a second away; the screen counts
    } finally {
      picture.close();
    }
  }

  addEventListener('message', ({ data }: MessageEvent<LookRequest>) => void look(data).then((answer) => postMessage(answer)));
}
