import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { readScan } from '../../src/scanner/read-scan.ts';
import { replayScanner } from './replay-scanner.ts';
import { parseTrace } from './trace.ts';

const folder = new URL('traces/', import.meta.url);
const CODE = '134567890123456789';
const OTHER = '101234567890123456';

/** What the terminal makes of each recording: the code, or why it is none. */
const recordings: Readonly<Record<string, readonly string[]>> = {
  'cr.trace': [CODE, OTHER],
  'crlf-aim.trace': [CODE, OTHER],
  'stx-etx.trace': [CODE, OTHER],
  'no-suffix.trace': [CODE, OTHER],
  'baud-9600.trace': [CODE],
  'double-read.trace': [CODE, CODE],
  'noise.trace': ['not_a_code', 'not_a_code', CODE, OTHER, 'not_a_code', 'not_a_code'],
  'unplugged.trace': ['not_a_code', OTHER],
  'goods.trace': ['product_code', 'product_code'],
  'other-codes.trace': ['alipay', 'unionpay', 'link', 'wrong_length'],
};

test('every recording has its expectation', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(recordings).sort());
});

test.each(Object.entries(recordings))('%s', (name, expected) => {
  expect(play(readFileSync(new URL(name, folder), 'latin1'))).toEqual(expected);
});

test('the pulled cable is told, and the end of the trace leaves nothing planned', () => {
  const clock = new HandClock();
  const statuses: string[] = [];
  const scanner = replayScanner(parseTrace('+10ms unplugged\n+20ms plugged in'), clock);
  scanner.start({ scanned() {}, changed: ({ status }) => statuses.push(status) });
  while (clock.crank());
  expect(statuses).toEqual(['ready', 'gone', 'ready']);
});

test('stopped: nothing more is played', async () => {
  const clock = new HandClock();
  const scanner = replayScanner(parseTrace('+10ms "1\\r"'), clock);
  let scans = 0;
  scanner.start({
    scanned() {
      scans += 1;
    },
    changed() {},
  });
  await scanner.stop();
  expect(clock.nextDueMs()).toBeNull();
  expect(scans).toBe(0);
});

function play(text: string): readonly string[] {
  const clock = new HandClock();
  const heard: string[] = [];
  replayScanner(parseTrace(text), clock).start({ scanned: ({ text: scan }) => heard.push(meaning(scan)), changed() {} });
  while (clock.crank());
  return heard;
}

function meaning(scan: string): string {
  const read = readScan(scan);
  if (read.ok) return read.value.reveal();
  return read.error.kind === 'foreign_wallet' ? read.error.wallet : read.error.kind;
}
