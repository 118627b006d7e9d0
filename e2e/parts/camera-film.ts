import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

/** What cameras give; the picture is looked at as it would come from one. */
const SIZE = { width: 1280, height: 720 };
const FRAMES = 4;

/**
 * Makes the film of a camera before which something is held, for Chromium's `--use-file-for-fake-video-capture`, which plays it over
 * and over. Format: YUV4MPEG2, 4:2:0, brightness 16 to 235, without colour.
 *
 * @param page any open page: its browser reads the picture
 * @param held a PNG of what is held there, put in the middle of a dark room
 * @param share how much of the picture's height it takes up at most, 0 to 1; its width likewise
 */
export async function filmOf(page: Page, held: Buffer, { file, share = 0.6 }: { file: string; share?: number }): Promise<void> {
  const brightness = Buffer.from(await page.evaluate(drawBrightness, { png: held.toString('base64'), share, ...SIZE }), 'base64');
  const colour = Buffer.alloc(brightness.length / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), brightness, colour]);
  const head = Buffer.from(`YUV4MPEG2 W${SIZE.width} H${SIZE.height} F30:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([head, ...Array<Buffer>(FRAMES).fill(frame)]));
}

type Drawing = { readonly png: string; readonly share: number; readonly width: number; readonly height: number };

/** Runs in the browser. @returns one byte a pixel, as base64 */
async function drawBrightness({ png, share, width, height }: Drawing): Promise<string> {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const brush = new OffscreenCanvas(width, height).getContext('2d');
  if (!brush) throw new Error('no canvas');
  brush.fillStyle = '#3b3833';
  brush.fillRect(0, 0, width, height);
  const scale = Math.min((width * share) / picture.width, (height * share) / picture.height);
  const [wide, high] = [picture.width * scale, picture.height * scale];
  brush.drawImage(picture, (width - wide) / 2, (height - high) / 2, wide, high);
  const { data } = brush.getImageData(0, 0, width, height);
  let brightness = '';
  for (let at = 0; at < data.length; at += 4) {
    const grey = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    brightness += String.fromCharCode(16 + Math.round((grey * 219) / 255));
  }
  return btoa(brightness);
}
