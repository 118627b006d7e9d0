import { type Browser, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../src/app/window/find-browser.ts';

/** Which camera the browser has, and what it says when a page asks for it. */
export type FakeCamera = { readonly film: string } | 'none' | 'refused';

/** A browser of its own: its camera is chosen when it starts. */
export async function openWithCamera(camera: FakeCamera): Promise<{ readonly page: Page; readonly browser: Browser }> {
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [...argumentsFor(camera), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.addInitScript(watchLights);
  return { page, browser };
}

/** Whether any camera's light is on in this page. */
export function isLightOn(page: Page): Promise<boolean> {
  return page.evaluate(() => (globalThis as Lights).tracks?.some(({ readyState }) => readyState === 'live') ?? false);
}

/** How many cameras the page has opened so far. */
export function opened(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as Lights).tracks?.length ?? 0);
}

/** Milliseconds from the first picture that the page could use to the scan that it sent. */
export function firstCodeMs(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { firstPictureMs = Number.NaN, firstScanMs = Number.NaN } = globalThis as Lights;
    return firstScanMs - firstPictureMs;
  });
}

type Lights = { tracks?: MediaStreamTrack[]; firstPictureMs?: number; firstScanMs?: number };

function argumentsFor(camera: FakeCamera): readonly string[] {
  if (camera === 'none') return ['--use-fake-device-for-media-stream=device-count=0', '--use-fake-ui-for-media-stream'];
  if (camera === 'refused') return ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny'];
  return ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${camera.film}`];
}

/** Runs in the page before its own scripts: remembers every camera that is opened, and when the first picture and the first scan came. */
function watchLights(): void {
  const lights = globalThis as Lights;
  lights.tracks = [];
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    lights.tracks?.push(...stream.getTracks());
    return stream;
  };
  const onPicture = HTMLVideoElement.prototype.requestVideoFrameCallback;
  HTMLVideoElement.prototype.requestVideoFrameCallback = function (callback) {
    return onPicture.call(this, (nowMs, facts) => {
      lights.firstPictureMs ??= performance.now();
      callback(nowMs, facts);
    });
  };
  const send = globalThis.fetch;
  globalThis.fetch = (address, init) => {
    if (typeof init?.body === 'string' && init.body.includes('"scan"')) lights.firstScanMs ??= performance.now();
    return send(address, init);
  };
}
