// What someone writes who takes zxing-wasm as its documents say: each picture through a canvas, on the screen's own thread.
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

type Times = { firstPictureMs?: number; firstCodeMs?: number };

const times = globalThis as Times;
void prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });
const video = document.createElement('video');
const canvas = document.createElement('canvas');
const brush = canvas.getContext('2d', { willReadFrequently: true });
video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 720 } } });
video.requestVideoFrameCallback(look);
await video.play();

async function look(): Promise<void> {
  times.firstPictureMs ??= performance.now();
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  brush?.drawImage(video, 0, 0);
  const picture = brush?.getImageData(0, 0, canvas.width, canvas.height);
  const found = picture ? await readBarcodes(picture, { formats: ['QRCode', 'Code128'], maxNumberOfSymbols: 1 }) : [];
  if (found.length > 0) times.firstCodeMs = performance.now();
  else video.requestVideoFrameCallback(look);
}
