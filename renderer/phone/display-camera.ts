import type { Camera } from '../camera/camera.ts';
import type { CameraState } from '../camera/session.ts';
import { storyCamera } from '../camera/story-camera.ts';
import { squareSymbol } from './bar-code.ts';

/** Nobody's. */
const NOBODYS_LINK = 'weixin://wxpay/bizpayurl?pr=0000000';

/** A phone’s camera before a shop’s display. */
export function displayCamera(state?: CameraState, found?: string): Camera {
  return storyCamera({ width: 780, height: 1280, paint: paintDisplay }, state, found);
}

function paintDisplay(brush: CanvasRenderingContext2D): void {
  brush.fillStyle = '#c2b196';
  brush.fillRect(0, 0, 780, 1280);
  brush.fillStyle = '#8d7a61';
  brush.fillRect(0, 930, 780, 350);
  brush.translate(390, 560);
  brush.rotate(0.05);
  brush.fillStyle = '#55514a';
  brush.fillRect(-60, 260, 120, 330);
  brush.fillStyle = '#1a1a1c';
  brush.beginPath();
  brush.roundRect(-280, -280, 560, 560, 34);
  brush.fill();
  brush.fillStyle = '#ffffff';
  brush.fillRect(-252, -252, 504, 504);
  brush.fillStyle = '#111111';
  const { path, width } = squareSymbol(NOBODYS_LINK);
  const scale = 320 / width;
  brush.translate(-160, -160);
  brush.scale(scale, scale);
  brush.fill(new Path2D(path));
}
