import { beforeEach, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { TEST_MODE_MS, TEST_TEXT } from '../contract/doctor.ts';
import { type ScriptedGateway, scriptedGateway } from '../gateway/scripted-gateway.ts';
import { silent } from '../log/log.ts';
import { fen } from '../money/fen.ts';
import { TIMES } from '../payment/story.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { createTerminal } from './create-terminal.ts';

const CODE = '134567890123456789';
const GUN = { id: 'gun', kind: 'serial', name: '/dev/ttyUSB0', status: 'ready', problem: null } as const;

let clock: HandClock;
let gateway: ScriptedGateway;
let terminal: ReturnType<typeof createTerminal>;

beforeEach(() => {
  clock = new HandClock();
  gateway = scriptedGateway();
  let seed = 1;
  const random = { bytes: (length: number) => Uint8Array.from({ length }, () => seed++ % 256) };
  const store = { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const;
  terminal = createTerminal({ gateway, journal: memoryJournal(), clock, random, log: silent, times: TIMES, store, practice: null });
  terminal.changed(GUN);
});

function begin(): void {
  const request = { origin: 'cashier', amountFen: fen(1280), description: null, tillReference: null, authCode: null } as const;
  expect(terminal.charge({ ...request, idempotencyKey: null, fingerprint: null }).ok).toBe(true);
}

function scan(text: string, scannerId = 'gun'): void {
  terminal.scanned({ scannerId, text });
}

function outcomes(): readonly string[] {
  return terminal.doctor().reports.map(({ outcome }) => outcome.kind);
}

test('each scan is told with what was made of it, the newest first', () => {
  for (const text of ['6901234567892', CODE, '281234567890123456', '13456789012345678', 'https://x.example', '??']) scan(text);
  begin();
  scan(CODE);
  scan(CODE, 'second gun');
  expect(outcomes()).toEqual([
    ...['echo', 'charged', 'not_a_code', 'link', 'wrong_length', 'foreign_wallet', 'nothing_to_pay', 'product_code'],
  ]);
  const [echo, charged] = terminal.doctor().reports;
  expect(charged).toMatchObject({ kind: 'serial', name: '/dev/ttyUSB0', outcome: { orderNo: expect.stringMatching(/\w/) } });
  expect(echo).toMatchObject({ scannerId: 'second gun', kind: 'wedge', name: '' });
});

test('no code of any wallet can be read from it', () => {
  begin();
  for (const text of [CODE, '281234567890123456', `${CODE}${CODE}`, '134567890\x00123456789']) scan(text);
  expect(/\d{5}/.test(JSON.stringify(terminal.doctor().reports.map(({ cells }) => cells.join(''))))).toBe(false);
});

test('the newest fifty are kept', () => {
  for (let count = 0; count < 60; count += 1) scan(`x${count}`);
  expect(terminal.doctor().reports).toHaveLength(50);
  expect(terminal.doctor().reports[0]?.cells.join('')).toBe('x5•');
});

test('the test code is known in any case, in any frame, and is told whole', () => {
  for (const text of [TEST_TEXT, TEST_TEXT.toLowerCase(), `]C1${TEST_TEXT}`, ` ${TEST_TEXT}\r`]) scan(text);
  expect(new Set(outcomes())).toEqual(new Set(['test_code']));
  expect(terminal.doctor().reports.at(-1)?.cells.join('')).toBe(TEST_TEXT);
});

test('in the test a right code is looked at, not charged, and the cashier hears nothing', () => {
  expect(terminal.command({ kind: 'doctor', on: true }).ok).toBe(true);
  for (const text of [CODE, '6901234567892', CODE]) scan(text);
  expect(outcomes()).toEqual(['payment_code', 'product_code', 'payment_code']);
  expect(terminal.view().notice).toBeNull();
  terminal.command({ kind: 'doctor', on: false });
  begin();
  scan(CODE);
  expect(gateway.charges).toHaveLength(1); // looked at is not used
});

test('the test ends by itself after two minutes', () => {
  terminal.command({ kind: 'doctor', on: true });
  clock.advance(TEST_MODE_MS - 1);
  expect(terminal.doctor().test).toEqual({ endsInMs: 1 });
  clock.advance(1);
  expect(terminal.doctor().test).toBeNull();
});

test('a charge that awaits its code ends the test, and none begins while one does', () => {
  terminal.command({ kind: 'doctor', on: true });
  begin();
  expect(terminal.doctor().test).toBeNull();
  expect(terminal.command({ kind: 'doctor', on: true })).toEqual({ ok: false, code: 'not_now' });
  scan(CODE);
  expect(gateway.charges).toHaveLength(1);
});

test('keys of a screen are told with their times and the key that closed them', () => {
  const atMs = Array.from({ length: CODE.length + 1 }, (_, index) => index * 4);
  terminal.command({ kind: 'scan', text: CODE, atMs, end: 'enter' });
  expect(terminal.doctor().reports[0]).toMatchObject({
    scannerId: 'keyboard',
    kind: 'wedge',
    end: 'cr',
    timing: { totalMs: 72, medianGapMs: 4, longestGapMs: 4 },
  });
});

test('who listens hears of scans and devices, once per turn', async () => {
  let heard = 0;
  const stop = terminal.onDoctor(() => {
    heard += 1;
  });
  scan('x');
  scan('y');
  terminal.changed({ ...GUN, status: 'gone', fault: 'missing' });
  await Promise.resolve();
  expect(heard).toBe(1);
  expect(terminal.doctor().devices).toEqual([
    { ...GUN, status: 'gone', fault: 'missing', remedy: null, presents: null, line: null, canSearch: false },
  ]);
  terminal.noticed?.([{ id: 'a', name: 'Voyager', fault: 'types_only', problem: 'types', remedy: null }]);
  await Promise.resolve();
  expect([heard, terminal.doctor().noticed.map(({ name }) => name)]).toEqual([2, ['Voyager']]);
  expect([terminal.view().scanners.length, terminal.health().scanners.length]).toEqual([1, 1]); // nothing of the terminal's
  stop();
  scan('z');
  await Promise.resolve();
  expect(heard).toBe(2);
});
