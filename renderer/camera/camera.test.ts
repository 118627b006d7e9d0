import { expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { err, ok, type Result } from '../../src/basics/result.ts';
import { createCamera } from './camera.ts';
import { type CameraDevices, type OpenCamera, openCamera } from './open-camera.ts';
import { createPreferences } from './preferences.ts';
import type { CameraFault } from './session.ts';
import type { ViewerListener } from './viewer.ts';

const CODE = '130000000000000001';

/** A counter with two cameras whose lights can be seen. */
function desk() {
  const clock = new HandClock();
  const stored = new Map<string, string>();
  const lit = new Set<string>();
  const told: string[] = [];
  const answers: ((answer: Result<OpenCamera, CameraFault>) => void)[] = [];
  let listener: ViewerListener | null = null;
  let isWarm = false;
  let ended = (): void => undefined;
  let hide = (): void => undefined;
  let plug = (): void => undefined;
  const wished: (string | null)[] = [];

  const camera = createCamera({
    open: (deviceId) =>
      new Promise((resolve) => {
        wished.push(deviceId);
        answers.push(resolve);
      }),
    viewer: {
      warmUp() {
        isWarm = true;
      },
      watch(_stream, watching) {
        listener = watching;
      },
      stop() {
        isWarm = false;
        listener = null;
      },
    },
    picture: {} as HTMLElement,
    preferences: createPreferences({
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
    }),
    clock,
    onDevicesChanged(callback) {
      plug = callback;
    },
    onHidden(callback) {
      hide = callback;
    },
  });

  async function answer(result: Result<OpenCamera, CameraFault>): Promise<void> {
    answers.shift()?.(result);
    await Promise.resolve();
    await Promise.resolve();
  }
  return {
    ...{ camera, clock, lit, told, wished, answer },
    on: () => camera.switchOn((text) => told.push(text)),
    async gives(deviceId = 'front', others: readonly string[] = ['back']): Promise<void> {
      lit.add(deviceId);
      await answer(
        ok({
          stream: {} as MediaStream,
          deviceId,
          facts: { label: deviceId, isUserFacing: true, hasTorch: true, cameraCount: 2, width: 1280, height: 720 },
          others,
          setTorch: async (isOn) => isOn,
          setResolution: async () => true,
          onEnded(callback) {
            ended = callback;
            return () => undefined;
          },
          close: () => void lit.delete(deviceId),
        }),
      );
    },
    shows: (text: string, symbology: 'qr' | 'code128' = 'qr') => listener?.onFound({ text, symbology }),
    viewer: () => listener,
    isWarm: () => isWarm,
    unplug: () => ended(),
    plug: () => plug(),
    hide: () => hide(),
    kind: () => camera.state().kind,
  };
}

test('a code held before the camera is told once, however many pictures show it', async () => {
  const { on, gives, shows, told, clock } = desk();
  on();
  await gives();
  for (let picture = 0; picture < 100; picture++) {
    shows(CODE);
    clock.advance(33);
  }
  expect(told).toEqual([CODE]);
  clock.advance(2_000);
  shows(CODE);
  expect(told).toEqual([CODE, CODE]);
});

test('bars are told when a second picture says the same, and not across two openings', async () => {
  const { on, gives, shows, told, camera } = desk();
  on();
  await gives();
  shows(CODE, 'code128');
  camera.switchOff();
  on();
  await gives();
  shows(CODE, 'code128');
  expect(told).toEqual([]);
  shows(CODE, 'code128');
  expect(told).toEqual([CODE]);
});

test('another code is told at once', async () => {
  const { on, gives, shows, told } = desk();
  on();
  await gives();
  shows('281234567890123456');
  shows(CODE);
  expect(told).toEqual(['281234567890123456', CODE]);
});

test('switched off: the light is off and nothing is told', async () => {
  const { on, gives, shows, told, lit, camera, kind } = desk();
  on();
  await gives();
  expect([...lit]).toEqual(['front']);
  camera.switchOff();
  shows(CODE);
  expect([[...lit], told, kind()]).toEqual([[], [], 'off']);
});

test('a camera that is allowed after it was given up is closed at once', async () => {
  const { on, gives, lit, camera, kind } = desk();
  on();
  camera.switchOff();
  await gives();
  expect([[...lit], kind()]).toEqual([[], 'off']);
});

test('given up and wished again while the browser still asks: one camera, the later one', async () => {
  const { on, gives, lit, camera, kind, viewer } = desk();
  on();
  camera.switchOff();
  on();
  await gives('first');
  expect([[...lit], kind(), viewer()]).toEqual([[], 'asking', null]);
  await gives('second');
  expect([[...lit], kind()]).toEqual([['second'], 'running']);
});

test.each<CameraFault>(['refused', 'none', 'busy', 'broken'])('%s: told, and the key tries again', async (fault) => {
  const { on, answer, gives, kind } = desk();
  on();
  await answer(err(fault));
  expect(kind()).toBe(fault);
  on();
  await gives();
  expect(kind()).toBe('running');
});

test('unplugged and plugged in again: it comes back by itself', async () => {
  const { on, gives, unplug, plug, kind, lit } = desk();
  on();
  await gives();
  unplug();
  expect([kind(), [...lit]]).toEqual(['lost', []]);
  plug();
  await gives();
  expect(kind()).toBe('running');
});

test('the decoder is loaded beforehand where the camera was used before, and only while a code is awaited', async () => {
  const { camera, on, gives, isWarm, lit } = desk();
  camera.prepare();
  expect(isWarm()).toBe(false);
  on();
  await gives();
  camera.switchOff();
  expect(isWarm()).toBe(false);
  camera.prepare();
  expect([isWarm(), [...lit]]).toEqual([true, []]);
  camera.switchOff();
  expect(isWarm()).toBe(false);
});

test('hidden or idle for minutes: the light goes off', async () => {
  const { on, gives, hide, clock, camera, lit } = desk();
  on();
  await gives();
  hide();
  expect([camera.state(), [...lit]]).toEqual([{ kind: 'stopped', why: 'hidden' }, []]);
  on();
  await gives();
  clock.advance(180_000);
  expect([camera.state(), [...lit]]).toEqual([{ kind: 'stopped', why: 'idle' }, []]);
});

test('a stream without pictures is held by another program; one that dries up is lost', async () => {
  const { on, gives, viewer, kind } = desk();
  on();
  await gives();
  viewer()?.onSilent(false);
  expect(kind()).toBe('busy');
  on();
  await gives();
  viewer()?.onSilent(true);
  expect(kind()).toBe('lost');
});

test('the other camera is remembered, and faces as it says', async () => {
  const { on, gives, camera, wished, lit } = desk();
  on();
  await gives();
  camera.setMirror(false);
  expect(camera.state()).toMatchObject({ isMirrored: false });
  camera.nextCamera();
  await gives('back', ['front']);
  expect(camera.state()).toMatchObject({ isMirrored: true, label: 'back' });
  expect([[...lit], wished]).toEqual([['back'], [null, 'back']]);
});

test('the torch is shown as on only when the camera obeyed', async () => {
  const { on, gives, camera } = desk();
  on();
  await gives();
  camera.setTorch(true);
  await Promise.resolve();
  await Promise.resolve();
  expect(camera.state()).toMatchObject({ isTorchOn: true });
});

test.each([
  ['NotAllowedError', 'refused'],
  ['NotFoundError', 'none'],
  ['NotReadableError', 'busy'],
  ['AbortError', 'busy'],
  ['TypeError', 'broken'],
] as const)('the browser says %s: %s', async (name, fault) => {
  const devices = { getUserMedia: () => Promise.reject(Object.assign(new Error('no'), { name })), enumerateDevices: async () => [] };
  expect(await openCamera(devices, null)).toEqual(err(fault));
});

test('a window that may not use cameras at all', async () => {
  expect(await openCamera(null, null)).toEqual(err('broken'));
});

test('asked for: pictures only, the remembered camera, never sound', async () => {
  const asked: (MediaStreamConstraints | undefined)[] = [];
  const devices: CameraDevices = {
    getUserMedia(constraints) {
      asked.push(constraints);
      return Promise.reject(new Error('enough'));
    },
    enumerateDevices: async () => [],
  };
  await openCamera(devices, 'front');
  expect(asked).toMatchObject([{ audio: false, video: { deviceId: { ideal: 'front' }, width: { ideal: 1280 } } }]);
});

test('choices that were spoilt in the storage count as none', () => {
  for (const spoilt of ['{', '7', '{"deviceId":7,"isMirrored":"yes","isUsed":1}', null]) {
    const preferences = createPreferences({ getItem: () => spoilt, setItem: () => undefined });
    expect(preferences.read()).toEqual({ deviceId: null, isMirrored: null, isUsed: false });
  }
  const forbidden = createPreferences({
    getItem: () => {
      throw new Error('forbidden');
    },
    setItem: () => {
      throw new Error('forbidden');
    },
  });
  forbidden.write({ deviceId: 'x', isMirrored: true, isUsed: true });
  expect(forbidden.read().deviceId).toBeNull();
});
