import { pageClock } from '../client/page-clock.ts';
import { type Camera, createCamera } from './camera.ts';
import { openCamera } from './open-camera.ts';
import { createPreferences } from './preferences.ts';
import { createViewer } from './viewer.ts';

/** What a window looks for. Its decoder runs in a thread of its own. */
const EYES = {
  payment_code: () => new Worker(new URL('./decode-worker.ts', import.meta.url), { type: 'module' }),
  qr: () => new Worker(new URL('./qr-worker.ts', import.meta.url), { type: 'module' }),
} as const;

/** The camera of this window. Nothing is asked for, opened or loaded before it is switched on. */
export function createPageCamera(window: Window, document: Document, seeks: keyof typeof EYES = 'payment_code'): Camera {
  // Not there where the page is neither https nor on this machine.
  const devices: MediaDevices | undefined = window.navigator.mediaDevices;
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.disablePictureInPicture = true;
  const takePicture = () => (video.readyState >= video.HAVE_CURRENT_DATA ? new VideoFrame(video) : null);
  return createCamera({
    open: (deviceId) => openCamera(devices ?? null, deviceId),
    viewer: createViewer({ video, takePicture, startWorker: EYES[seeks], after: pageClock.after }),
    picture: video,
    preferences: createPreferences(window.localStorage),
    clock: pageClock,
    onDevicesChanged: (callback) => devices?.addEventListener('devicechange', callback),
    onHidden: (callback) => document.addEventListener('visibilitychange', () => document.hidden && callback()),
  });
}
