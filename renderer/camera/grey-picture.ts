import type { Area } from './area.ts';
import type { Frame } from './decoder.ts';

/** Formats whose first plane is brightness, one byte a pixel: just what decoders want. Source: W3C WebCodecs, VideoPixelFormat. */
const BRIGHTNESS_FIRST: ReadonlySet<string> = new Set(['I420', 'I420A', 'I422', 'I422A', 'I444', 'I444A', 'NV12', 'NV12A']);

/** Reads a part of a camera's picture. */
export type PictureReader = (picture: VideoFrame, area: Area) => Promise<Frame>;

/** Keeps one buffer, so that thirty pictures a second leave no garbage. The frame is good until the next one is read. */
export function createPictureReader(): PictureReader {
  let buffer = new Uint8ClampedArray(0);
  const canvas = new OffscreenCanvas(1, 1);
  const brush = canvas.getContext('2d', { willReadFrequently: true, alpha: false });

  async function readBrightness(picture: VideoFrame, area: Area): Promise<Frame> {
    const size = picture.allocationSize({ rect: area });
    if (buffer.length < size) buffer = new Uint8ClampedArray(size);
    await picture.copyTo(buffer, { rect: area }); // planes one after the other, brightness first, without gaps
    return { width: area.width, height: area.height, data: buffer.subarray(0, area.width * area.height) };
  }

  /** For cameras that give something else, or pictures that only the graphics card can read. */
  function readByDrawing(picture: VideoFrame, { x, y, width, height }: Area): Frame {
    if (!brush) throw new Error('no canvas to read pictures with');
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    brush.drawImage(picture, x, y, width, height, 0, 0, width, height);
    return { width, height, data: brush.getImageData(0, 0, width, height).data };
  }

  return async (picture, area) =>
    picture.format !== null && BRIGHTNESS_FIRST.has(picture.format) ? readBrightness(picture, area) : readByDrawing(picture, area);
}
