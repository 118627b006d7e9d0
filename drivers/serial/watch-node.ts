import { stat } from 'node:fs/promises';
import type { Cancel } from '../../src/basics/clock.ts';

/** A pulled cable is noticed within this, and a shop's machine does not feel it. */
const LOOK_EVERY_MS = 500;

/**
 * Tells when the node of an opened device is gone, or is another device's already. The binding does not always: a line that is pulled
 * while it is being read may answer with nothing for ever, which serialport 13 takes for a pause and reads on at full speed.
 *
 * @param path of the node; a name that is no file, like COM3, is not watched
 */
export async function watchNode(path: string, gone: () => void): Promise<Cancel> {
  if (!path.startsWith('/')) return () => {};
  const opened = await identityOf(path);
  if (opened === 'unknown') return () => {};
  let isLooking = false;
  const timer = setInterval(async () => {
    if (isLooking) return;
    isLooking = true;
    const now = await identityOf(path);
    isLooking = false;
    if (now === opened || now === 'unknown') return;
    clearInterval(timer);
    gone();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Which device the path leads to. Another error than that there is none proves nothing. */
async function identityOf(path: string): Promise<string> {
  try {
    const { dev, ino, rdev, birthtimeNs } = await stat(path, { bigint: true });
    return [dev, ino, rdev, birthtimeNs].join();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : 'unknown';
  }
}
