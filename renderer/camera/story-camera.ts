import type { Camera } from './camera.ts';
import { CAMERA_OFF, type CameraState } from './session.ts';

type Picture = {
  readonly width: number; // px
  readonly height: number;
  readonly paint: (brush: CanvasRenderingContext2D) => void;
};

/** A camera that stands in one state, once it is switched on, and may read a text at once. Its picture is drawn. */
export function storyCamera(picture: Picture, state: CameraState = CAMERA_OFF, found?: string): Camera {
  return {
    state: () => state,
    onChange: () => () => undefined,
    prepare: () => undefined,
    switchOn: (onFound) => void (found !== undefined && onFound(found)),
    switchOff: () => undefined,
    nextCamera: () => undefined,
    setTorch: () => undefined,
    setMirror: () => undefined,
    mount: (host) => host.replaceChildren(drawn(picture)),
  };
}

function drawn({ width, height, paint }: Picture): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const brush = canvas.getContext('2d');
  if (brush) paint(brush);
  return canvas;
}
