import type { Camera } from '../camera/camera.ts';
import { CAMERA_OFF, type CameraState } from '../camera/session.ts';
import { squareSymbol } from '../phone/bar-code.ts';

/** Well formed, and nobody's. */
const NOBODYS_CODE = '130000000000000000';

/** A camera that stands in one state. Its picture is drawn: a phone, held a little askew over a counter. */
export function storyCamera(state: CameraState = CAMERA_OFF): Camera {
  return {
    state: () => state,
    onChange: () => () => undefined,
    prepare: () => undefined,
    switchOn: () => undefined,
    switchOff: () => undefined,
    nextCamera: () => undefined,
    setTorch: () => undefined,
    setMirror: () => undefined,
    mount: (host) => host.replaceChildren(drawPhone()),
  };
}

function drawPhone(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = 1280;
  canvas.height = 720;
  const brush = canvas.getContext('2d');
  if (!brush) return canvas;
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
  return canvas;
}
