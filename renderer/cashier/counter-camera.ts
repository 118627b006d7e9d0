import type { Camera } from '../camera/camera.ts';
import type { CameraState } from '../camera/session.ts';
import { storyCamera } from '../camera/story-camera.ts';
import { squareSymbol } from '../phone/bar-code.ts';

/** Well formed, and nobody's. */
const NOBODYS_CODE = '130000000000000000';

/** The counter’s camera, a phone held a little askew before it. */
export function counterCamera(state?: CameraState): Camera {
  return storyCamera({ width: 1280, height: 720, paint: paintPhone }, state);
}

function paintPhone(brush: CanvasRenderingContext2D): void {
  brush.fillStyle = '#b9a88f';
  brush.fillRect(0, 0, 1280, 720);
  brush.fillStyle = '#8d7a61';
  brush.fillRect(0, 520, 1280, 200);
  brush.translate(640, 380);
  brush.rotate(-0.07);
  brush.fillStyle = '#1a1a1c';
  brush.beginPath();
  brush.roundRect(-200, -330, 400, 760, 46);
  brush.fill();
  brush.fillStyle = '#2aae67';
  brush.fillRect(-184, -296, 368, 700);
  brush.fillStyle = '#ffffff';
  brush.beginPath();
  brush.roundRect(-164, -180, 328, 410, 14);
  brush.fill();
  brush.fillStyle = '#111111';
  const { path, width } = squareSymbol(NOBODYS_CODE);
  const scale = 250 / width;
  brush.translate(-125, -70);
  brush.scale(scale, scale);
  brush.fill(new Path2D(path));
}
