import { expect, test } from 'vitest';
import { CAMERA_OFF, type CameraEffect, type CameraEvent, type CameraFacts, type CameraState, step } from './session.ts';

const FACTS: CameraFacts = {
  label: 'HD Webcam',
  isUserFacing: true,
  hasTorch: false,
  isMirrored: true,
  cameraCount: 1,
  width: 1280,
  height: 720,
};
const ASKING: CameraState = { kind: 'asking' };
const RUNNING: CameraState = { kind: 'running', isSeeing: true, isTorchOn: false, ...FACTS };
const ON: CameraEvent = { kind: 'switched_on' };
const OFF: CameraEvent = { kind: 'switched_off' };
const PLUGGED: CameraEvent = { kind: 'devices_changed' };
const HIDDEN: CameraEvent = { kind: 'stopped', why: 'hidden' };
const LOST: CameraEvent = { kind: 'failed', fault: 'lost' };

test.each<[string, CameraState, CameraEvent, CameraState['kind'], CameraEffect | null]>([
  ['switched on', CAMERA_OFF, ON, 'asking', 'open'],
  ['on twice: one camera', ASKING, ON, 'asking', null],
  ['on while it runs', RUNNING, ON, 'running', null],
  ['the camera is there', ASKING, { kind: 'opened', facts: FACTS }, 'running', null],
  ['it comes after it was given up', CAMERA_OFF, { kind: 'opened', facts: FACTS }, 'off', null],
  ['refused', ASKING, { kind: 'failed', fault: 'refused' }, 'refused', 'close'],
  ['asked again after a refusal', { kind: 'refused' }, ON, 'asking', 'open'],
  ['no camera', ASKING, { kind: 'failed', fault: 'none' }, 'none', 'close'],
  ['one is plugged in', { kind: 'none' }, PLUGGED, 'asking', 'open'],
  ['unplugged while it runs', RUNNING, LOST, 'lost', 'close'],
  ['plugged in again', { kind: 'lost' }, PLUGGED, 'asking', 'open'],
  ['another device is plugged in meanwhile', RUNNING, PLUGGED, 'running', null],
  ['nothing opens a refused camera by itself', { kind: 'refused' }, PLUGGED, 'refused', null],
  ['held by another program', ASKING, { kind: 'failed', fault: 'busy' }, 'busy', 'close'],
  ['a late failure of a camera that is off', CAMERA_OFF, LOST, 'off', null],
  ['the window is hidden', RUNNING, HIDDEN, 'stopped', 'close'],
  ['hidden while it asks', ASKING, HIDDEN, 'stopped', 'close'],
  ['hidden while off', CAMERA_OFF, HIDDEN, 'off', null],
  ['on again after it stopped', { kind: 'stopped', why: 'idle' }, ON, 'asking', 'open'],
  ['the charge has its code', RUNNING, OFF, 'off', 'close'],
  ['given up while it asks', ASKING, OFF, 'off', 'close'],
  ['off after a fault', { kind: 'none' }, OFF, 'off', null],
  ['another camera', RUNNING, { kind: 'another_wished' }, 'asking', 'reopen'],
  ['another camera while off', CAMERA_OFF, { kind: 'another_wished' }, 'off', null],
])('%s', (_story, state, event, kind, effect) => {
  const next = step(state, event);
  expect([next.state.kind, next.effect]).toEqual([kind, effect]);
});

test('torch, mirror, size and the first picture belong to the camera that runs', () => {
  const events: readonly CameraEvent[] = [
    { kind: 'torch', isOn: true },
    { kind: 'mirror', isOn: false },
    { kind: 'resized', width: 640, height: 360 },
    { kind: 'seeing' },
  ];
  const blind: CameraState = { ...RUNNING, isSeeing: false };
  const after = events.reduce<CameraState>((state, event) => step(state, event).state, blind);
  expect(after).toEqual({ ...RUNNING, isTorchOn: true, isMirrored: false, width: 640, height: 360 });
  for (const event of events) expect(step(ASKING, event)).toEqual({ state: ASKING, effect: null });
});
