import type { Cancel } from '../../src/basics/clock.ts';
import type { Result } from '../../src/basics/result.ts';
import { createAgreement } from './agreement.ts';
import type { OpenCamera } from './open-camera.ts';
import type { PreferenceStore } from './preferences.ts';
import { CAMERA_OFF, type CameraEffect, type CameraEvent, type CameraFault, type CameraState, step } from './session.ts';
import type { Viewer } from './viewer.ts';

/** Nobody searches for a code this long: the light goes off, the key brings it back. */
const IDLE_MS = 180_000;
/** The same code is told again only after it was out of sight so long: a refused one must not be refused thirty times a second. */
const OUT_OF_SIGHT_MS = 2_000;

/** The camera as the cashier's screen sees it. */
export type Camera = {
  state(): CameraState;
  onChange(listener: () => void): Cancel;
  /** A code is awaited. Where the camera was used before, its decoder is loaded; its light stays off. */
  prepare(): void;
  /** @param onFound gets what was read. May be a payment code: never keep, show or log it */
  switchOn(onFound: (text: string) => void): void;
  switchOff(): void;
  nextCamera(): void;
  setTorch(isOn: boolean): void;
  setMirror(isOn: boolean): void;
  /** Puts the picture into the screen; the element is the same for the life of the window. */
  mount(host: HTMLElement): void;
};

export type CameraParts = {
  readonly open: (deviceId: string | null) => Promise<Result<OpenCamera, CameraFault>>;
  readonly viewer: Viewer;
  readonly picture: HTMLElement;
  readonly preferences: PreferenceStore;
  readonly clock: { monotonicMs(): number; after(delayMs: number, callback: () => void): Cancel };
  readonly onDevicesChanged: (callback: () => void) => void;
  readonly onHidden: (callback: () => void) => void;
};

/** Does what the session says to the real camera, and tells the session what came of it. */
export function createCamera({ open, viewer, picture, preferences, clock, onDevicesChanged, onHidden }: CameraParts): Camera {
  const listeners = new Set<() => void>();
  let state: CameraState = CAMERA_OFF;
  let found: (text: string) => void = () => undefined;
  let camera: OpenCamera | null = null;
  let stopHearing: Cancel[] = [];
  let turn = 0; // a camera that comes after its wish was given up is closed at once
  let seen = { text: '', atMs: 0 };
  let agreement = createAgreement(clock);

  function tell(event: CameraEvent): void {
    const next = step(state, event);
    if (next.state === state) return;
    state = next.state;
    if (next.effect) EFFECTS[next.effect]();
    for (const listener of listeners) listener();
  }

  function openNow(): void {
    viewer.warmUp();
    turn += 1;
    void opened(turn, preferences.read().deviceId);
  }

  async function opened(ofTurn: number, deviceId: string | null): Promise<void> {
    const answer = await open(deviceId);
    if (ofTurn !== turn) {
      if (answer.ok) answer.value.close();
      return;
    }
    if (!answer.ok) return tell({ kind: 'failed', fault: answer.error });
    camera = answer.value;
    const { facts, stream } = camera;
    stopHearing = [
      camera.onEnded(() => tell({ kind: 'failed', fault: 'lost' })),
      clock.after(IDLE_MS, () => tell({ kind: 'stopped', why: 'idle' })),
    ];
    viewer.watch(stream, {
      onSize(width, height) {
        tell({ kind: 'resized', width, height });
        tell({ kind: 'seeing' });
      },
      onFound: (found) => agreement.counts(found) && looked(found.text),
      onSlow: (lower) => void camera?.setResolution(lower),
      onSilent: (hasSeen) => tell({ kind: 'failed', fault: hasSeen ? 'lost' : 'busy' }),
      onBroken: () => tell({ kind: 'failed', fault: 'broken' }),
    });
    tell({ kind: 'opened', facts: { ...facts, isMirrored: preferences.read().isMirrored ?? facts.isUserFacing } });
  }

  function looked(text: string): void {
    const nowMs = clock.monotonicMs();
    const isStillThere = text === seen.text && nowMs - seen.atMs < OUT_OF_SIGHT_MS;
    seen = { text, atMs: nowMs };
    if (!isStillThere) found(text);
  }

  function close(): void {
    turn += 1;
    for (const stop of stopHearing) stop();
    stopHearing = [];
    viewer.stop();
    camera?.close();
    camera = null;
    seen = { text: '', atMs: 0 };
    agreement = createAgreement(clock);
  }

  const EFFECTS: Readonly<Record<CameraEffect, () => void>> = {
    open: openNow,
    close,
    reopen() {
      close();
      openNow();
    },
  };

  onDevicesChanged(() => tell({ kind: 'devices_changed' }));
  onHidden(() => tell({ kind: 'stopped', why: 'hidden' }));

  return {
    state: () => state,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    prepare() {
      if (preferences.read().isUsed) viewer.warmUp();
    },
    switchOn(onFound) {
      found = onFound;
      if (!preferences.read().isUsed) preferences.write({ ...preferences.read(), isUsed: true });
      tell({ kind: 'switched_on' });
    },
    switchOff() {
      tell({ kind: 'switched_off' });
      viewer.stop(); // also one that was only prepared
    },
    nextCamera() {
      const [deviceId] = camera?.others ?? [];
      if (deviceId === undefined) return;
      preferences.write({ ...preferences.read(), deviceId, isMirrored: null }); // how the other one faces, it says itself
      tell({ kind: 'another_wished' });
    },
    setTorch(isOn) {
      const ofTurn = turn;
      void camera?.setTorch(isOn).then((obeyed) => obeyed && ofTurn === turn && tell({ kind: 'torch', isOn }));
    },
    setMirror(isOn) {
      preferences.write({ ...preferences.read(), isMirrored: isOn });
      tell({ kind: 'mirror', isOn });
    },
    mount: (host) => host.append(picture),
  };
}
