import { expect, test } from 'vitest';
import { explainHidError, nodeHidSystem } from './hid-system.ts';

test.each([
  ["cannot open device with path /dev/hidraw0: Failed to open a device with path '/dev/hidraw0': Permission denied", { kind: 'forbidden' }],
  [
    "cannot open device with path /dev/hidraw0: Failed to open a device with path '/dev/hidraw0': No such file or directory",
    { kind: 'missing' },
  ],
  ['libusb-1.0.so.0: cannot open shared object file: No such file or directory', { kind: 'no_library' }],
  ['cannot open device with path x', { kind: 'broken', detail: 'cannot open device with path x' }],
])('%s', (message, failure) => {
  expect(explainHidError(new Error(message))).toEqual(failure);
  expect(explainHidError(message)).toEqual(failure);
});

test('what is no Error is an answer too', () => {
  expect(explainHidError(undefined)).toEqual({ kind: 'broken', detail: 'undefined' });
  expect(explainHidError(Object.assign(new Error('x'), { code: 'ERR_DLOPEN_FAILED' }))).toEqual({ kind: 'no_library' });
});

test('the machine`s devices are listed, and a path that is none is an answer and not a crash', async () => {
  expect(await nodeHidSystem.devices()).toMatchObject({ ok: true });
  const nobody = { report() {}, lost() {} };
  expect(await nodeHidSystem.open('/dev/hidraw-nowhere', nobody)).toEqual({ ok: false, error: { kind: 'missing' } });
  expect(await nodeHidSystem.open('/dev/null', nobody)).toMatchObject({ ok: false, error: { kind: 'broken' } });
});
