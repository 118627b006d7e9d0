import { expect, test } from 'vitest';
import { explainOpenError, openSerialPort } from './open-port.ts';

test.each([
  ['Error: No such file or directory, cannot open /dev/ttyUSB0', 'missing'],
  ['Error: No such device or address, cannot open /dev/ttyUSB0', 'missing'],
  ['Opening COM3: File not found', 'missing'],
  ['Error Resource temporarily unavailable Cannot lock port', 'in_use'],
  ['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'in_use'],
  ['Opening COM3: Access denied', 'in_use'],
  ['Error: Permission denied, cannot open /dev/ttyUSB0', 'forbidden'],
])('%s: %s', (message, kind) => {
  expect(explainOpenError(message)).toEqual({ kind });
});

test("anything else is told in the system's own words", () => {
  expect(explainOpenError('Error: Input/output error, cannot open /dev/ttyS3')).toEqual({
    kind: 'broken',
    detail: 'Error: Input/output error, cannot open /dev/ttyS3',
  });
});

const nobody = { data() {}, lost() {}, warned() {} };

test('what is no serial port, or no path, is an answer and not a crash', async () => {
  expect(await openSerialPort({ path: '/dev/null', baudRate: 9600 }, nobody)).toMatchObject({ ok: false, error: { kind: 'broken' } });
  expect(await openSerialPort({ path: '', baudRate: 9600 }, nobody)).toMatchObject({ ok: false, error: { kind: 'broken' } });
  expect(await openSerialPort({ path: '/nowhere/tty', baudRate: 9600 }, nobody)).toEqual({ ok: false, error: { kind: 'missing' } });
});
