import { assertNever } from '../../src/basics/assert.ts';

/** Why there is no picture. Each has its own words and its own remedy. */
export type CameraFault =
  | 'refused' // the browser, the system or a person said no
  | 'none' // no camera is plugged in
  | 'busy' // another program holds it
  | 'lost' // it was unplugged, or stopped giving pictures
  | 'broken'; // this window cannot use cameras, or the decoder did not load

/** The camera in use. `width` and `height` in pixels. */
export type CameraFacts = {
  readonly label: string;
  readonly isUserFacing: boolean; // also when the camera does not say: on a till it nearly always is
  readonly hasTorch: boolean;
  readonly isMirrored: boolean;
  readonly cameraCount: number;
  readonly width: number;
  readonly height: number;
};

/** Where the camera stands. Its light is on in `running` only. */
export type CameraState =
  | { readonly kind: 'off' }
  | { readonly kind: 'asking' }
  | ({ readonly kind: 'running'; readonly isSeeing: boolean; readonly isTorchOn: boolean } & CameraFacts)
  | { readonly kind: 'stopped'; readonly why: StopReason }
  | { readonly kind: CameraFault };

/** It stopped by itself: nobody looks at the window, or nothing was shown to it for minutes. */
export type StopReason = 'hidden' | 'idle';

export type CameraEvent =
  | { readonly kind: 'switched_on' }
  | { readonly kind: 'switched_off' } // by hand, or because nothing is left to scan
  | { readonly kind: 'another_wished' } // another camera
  | { readonly kind: 'opened'; readonly facts: CameraFacts }
  | { readonly kind: 'seeing' } // the first picture is there
  | { readonly kind: 'failed'; readonly fault: CameraFault }
  | { readonly kind: 'devices_changed' } // something was plugged in or out
  | { readonly kind: 'stopped'; readonly why: StopReason }
  | { readonly kind: 'torch'; readonly isOn: boolean }
  | { readonly kind: 'mirror'; readonly isOn: boolean }
  | { readonly kind: 'resized'; readonly width: number; readonly height: number };

/** What is to be done to the real camera. `reopen` closes first: many systems give a camera to one holder only. */
export type CameraEffect = 'open' | 'close' | 'reopen';
export type CameraStep = { readonly state: CameraState; readonly effect: CameraEffect | null };

export const CAMERA_OFF: CameraState = { kind: 'off' };

/** One step in the life of the camera. Pure; an event that has no meaning in a state changes nothing. */
export function step(state: CameraState, event: CameraEvent): CameraStep {
  const holds = state.kind === 'asking' || state.kind === 'running';
  switch (event.kind) {
    case 'switched_on':
      return holds ? same(state) : { state: { kind: 'asking' }, effect: 'open' };
    case 'switched_off':
      return { state: CAMERA_OFF, effect: holds ? 'close' : null };
    case 'another_wished':
      return state.kind === 'running' ? { state: { kind: 'asking' }, effect: 'reopen' } : same(state);
    case 'opened':
      if (state.kind !== 'asking') return same(state);
      return { state: { kind: 'running', isSeeing: false, isTorchOn: false, ...event.facts }, effect: null };
    case 'failed':
      return holds ? { state: { kind: event.fault }, effect: 'close' } : same(state);
    case 'stopped':
      return holds ? { state: { kind: 'stopped', why: event.why }, effect: 'close' } : same(state);
    case 'devices_changed': // the camera that was missing may be there now
      return state.kind === 'none' || state.kind === 'lost' ? { state: { kind: 'asking' }, effect: 'open' } : same(state);
    case 'seeing':
      return running(state, { isSeeing: true });
    case 'torch':
      return running(state, { isTorchOn: event.isOn });
    case 'mirror':
      return running(state, { isMirrored: event.isOn });
    case 'resized':
      return running(state, { width: event.width, height: event.height });
    default:
      return assertNever(event);
  }
}

type Running = Extract<CameraState, { kind: 'running' }>;

function running(state: CameraState, change: Partial<Omit<Running, 'kind'>>): CameraStep {
  return same(state.kind === 'running' ? { ...state, ...change } : state);
}

function same(state: CameraState): CameraStep {
  return { state, effect: null };
}
