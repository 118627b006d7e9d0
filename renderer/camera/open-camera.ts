import type { Cancel } from '../../src/basics/clock.ts';
import { err, ok, type Result } from '../../src/basics/result.ts';
import { RESOLUTIONS, type Resolution } from './pace.ts';
import type { CameraFacts, CameraFault } from './session.ts';

/** More pictures a second only heat the machine. */
const FRAMES_A_SECOND = 30;

/** An open camera: its light is on until `close`. */
export type OpenCamera = {
  readonly stream: MediaStream;
  readonly deviceId: string;
  readonly facts: Omit<CameraFacts, 'isMirrored'>;
  /** The other cameras' ids, in the browser's order, beginning after this one. */
  readonly others: readonly string[];
  /** Settles as false when the camera did not obey. */
  setTorch(isOn: boolean): Promise<boolean>;
  setResolution(size: Resolution): Promise<boolean>;
  onEnded(callback: () => void): Cancel;
  close(): void;
};

export type CameraDevices = Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'>;

/** Chromium's capabilities go further than the standard's types. Source: W3C MediaStream Image Capture, `torch`. */
type Capabilities = MediaTrackCapabilities & { readonly torch?: boolean };

/** What the browser's errors mean at a counter. Source: W3C Media Capture and Streams, getUserMedia. */
const FAULTS: Readonly<Record<string, CameraFault>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/**
 * Opens a camera, best resolution first. No sound is asked for.
 * @param devices null where the window may not use cameras at all: a page that is neither https nor on this machine
 * @param deviceId the camera wished for; when it is not there, any other
 */
export async function openCamera(devices: CameraDevices | null, deviceId: string | null): Promise<Result<OpenCamera, CameraFault>> {
  if (!devices) return err('broken');
  try {
    const { width, height } = RESOLUTIONS[0];
    const stream = await devices.getUserMedia({
      audio: false,
      video: {
        ...(deviceId === null ? { facingMode: { ideal: 'environment' } } : { deviceId: { ideal: deviceId } }),
        width: { ideal: width },
        height: { ideal: height },
        frameRate: { ideal: FRAMES_A_SECOND, max: FRAMES_A_SECOND },
      },
    });
    const [track] = stream.getVideoTracks();
    return track ? ok(describe(stream, track, await camerasOf(devices))) : err('none');
  } catch (cause) {
    const name = cause instanceof Error || cause instanceof DOMException ? cause.name : '';
    return err(FAULTS[name] ?? 'broken');
  }
}

function describe(stream: MediaStream, track: MediaStreamTrack, cameras: readonly string[]): OpenCamera {
  const settings = track.getSettings();
  const capabilities: Capabilities = track.getCapabilities?.() ?? {};
  const deviceId = settings.deviceId ?? '';
  const at = cameras.indexOf(deviceId);
  const obeys = (constraints: MediaTrackConstraints) =>
    track.applyConstraints(constraints).then(
      () => true,
      () => false,
    );
  return {
    stream,
    deviceId,
    facts: {
      label: track.label,
      isUserFacing: settings.facingMode !== 'environment',
      hasTorch: capabilities.torch === true,
      cameraCount: cameras.length,
      width: settings.width ?? RESOLUTIONS[0].width,
      height: settings.height ?? RESOLUTIONS[0].height,
    },
    others: [...cameras.slice(at + 1), ...cameras.slice(0, Math.max(at, 0))],
    setTorch: (isOn) => obeys({ advanced: [{ torch: isOn } as MediaTrackConstraintSet] }),
    setResolution: ({ width, height }) => obeys({ width: { ideal: width }, height: { ideal: height } }),
    onEnded(callback) {
      track.addEventListener('ended', callback);
      return () => track.removeEventListener('ended', callback);
    },
    close() {
      for (const one of stream.getTracks()) one.stop();
    },
  };
}

/** Ids of all cameras; the list is a comfort, and the camera works without it. */
async function camerasOf(devices: CameraDevices): Promise<readonly string[]> {
  try {
    return (await devices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput').map(({ deviceId }) => deviceId);
  } catch {
    return [];
  }
}
