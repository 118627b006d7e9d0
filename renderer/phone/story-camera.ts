import type { Camera } from '../camera/camera.ts';
import { CAMERA_OFF, type CameraState } from '../camera/session.ts';
import { squareSymbol } from './bar-code.ts';

/** A camera that stands in one state, once it is switched on, and may read a text at once. Its picture is drawn: a shop's display. */
export function storyCamera(state: CameraState = CAMERA_OFF, found?: string): Camera {
  return {
    state: () => state,
    onChange: () => () => undefined,
    prepare: () => undefined,
    switchOn: (onFound) => void (found !== undefined && onFound(found)),
    switchOff: () => undefined,
    nextCamera: () => undefined,
    setTorch: () => undefined,
    setMirror: () => undefined,
    mount: (host) => host.replaceChildren(drawDisplay()),
  };
}

/** Nobody's. */
const NOBODYS_LINK = 'weixin://wxpay/bizpayurl?pr=0000000';

function drawDisplay(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = 780;
  canvas.height = 1280;
  const brush = canvas.getContext('2d');
  if (!brush) return canvas;
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
  return canvas;
}
