import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import type { Arrival } from '../../src/scanner/scanner.ts';
import { posReports } from '../testing/hid-reports.ts';
import { LOST_REST_MS, posReader } from './pos-reader.ts';
import { MICROSCAN_LAYOUT, NEWLAND_LAYOUT, type PosLayout, readPosReport, USUAL_LAYOUT } from './pos-report.ts';

const CODE = '134567890123456789';
const LONG = `https://example.com/${'a'.repeat(100)}`;
const layouts: readonly (readonly [string, PosLayout])[] = [
  ['the usual', USUAL_LAYOUT],
  ['Newland', NEWLAND_LAYOUT],
  ['Microscan', MICROSCAN_LAYOUT],
];
const anyLayout = fc.constantFrom(...layouts.map(([, layout]) => layout));
const latin1 = (most: number) =>
  fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)), minLength: 1, maxLength: most });

test.each(layouts)('%s layout: a code is a scan', (_name, layout) => {
  expect(read(posReports(CODE, { layout }), layout)).toEqual([CODE]);
});

test('the bytes as they stand in the table', () => {
  const report = new Uint8Array(64);
  report.set([2, 4, ...Buffer.from(']Q11234junk')]);
  report.set([0x73, 0, 0xfe], 61);
  expect(readPosReport(report, USUAL_LAYOUT)).toEqual({ ok: true, value: { text: '1234', symbology: ']Q1', continues: false } });
  report[63] = 0x01;
  expect(readPosReport(report, USUAL_LAYOUT)).toMatchObject({ value: { continues: true } });
  expect(readPosReport(report.subarray(0, 63), USUAL_LAYOUT)).toMatchObject({ value: { continues: false } });
});

test.each([
  ['another id', [3, 4], 64, 'other_report'],
  ['nothing', [], 0, 'other_report'],
  ['an id alone', [2], 1, 'bad_report'],
  ['more bytes than fit', [2, 57], 64, 'bad_report'],
  ['more bytes than came', [2, 18], 20, 'bad_report'],
])('no data: %s', (_what, head, length, kind) => {
  const report = new Uint8Array(length);
  report.set(head);
  expect(readPosReport(report, USUAL_LAYOUT)).toEqual({ ok: false, error: { kind } });
});

test('a code is its count of bytes, whatever it holds and whatever pads it', () => {
  fc.assert(
    fc.property(latin1(56), fc.integer({ min: 0, max: 255 }), (text, padding) => {
      expect(read(posReports(text, { padding }))).toEqual([text]);
    }),
  );
});

test('over several reports it is joined, up to what any reader looks at', () => {
  fc.assert(
    fc.property(latin1(400), (text) => {
      for (const layout of [USUAL_LAYOUT, NEWLAND_LAYOUT]) expect(read(posReports(text, { layout }), layout)).toEqual([text.slice(0, 129)]);
    }),
  );
});

test('how it came in: the symbology before the text, and the time of each report', () => {
  const clock = new HandClock();
  const arrivals: { bytes: readonly number[]; atMs: readonly number[] }[] = [];
  const long = reader(USUAL_LAYOUT, clock, (arrival) => arrivals.push(arrival));
  for (const report of posReports('7'.repeat(60), { symbology: ']Q3' })) {
    clock.advance(8);
    long.reader.push(report);
  }
  expect(Buffer.from(arrivals[0]?.bytes ?? []).toString()).toBe(`]Q3${'7'.repeat(60)}`);
  expect(arrivals[0]?.atMs).toEqual([...Array(59).fill(0), ...Array(4).fill(8)]);
});

test('a lost report spoils one scan at most, and then all is well again', () => {
  fc.assert(
    fc.property(fc.array(latin1(130), { minLength: 1, maxLength: 5 }), fc.nat(), (texts, drop) => {
      const reports = texts.flatMap((text) => posReports(text));
      const whole = texts.map((text) => text.slice(0, 129));
      const scans = read(reports.filter((_report, index) => index !== drop % reports.length));
      expect(scans.filter((scan) => !whole.includes(scan)).length).toBeLessThanOrEqual(1);
      expect(scans.length).toBeGreaterThanOrEqual(whole.length - 1);
    }),
  );
});

test('any bytes at all: no crash, no scan longer than the limit, none empty', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 20 }), anyLayout, (reports, layout) => {
      const scans = read(
        reports.map((report) => Uint8Array.of(layout.reportId, ...report)),
        layout,
      );
      expect(scans.every(({ length }) => length > 0 && length <= 129)).toBe(true);
    }),
  );
});

test('the rest of a code that never comes is forgotten in time for the next', () => {
  const desk = reader();
  for (const report of posReports(LONG).slice(0, 1)) desk.reader.push(report);
  desk.clock.advance(LOST_REST_MS - 1);
  expect(desk.clock.nextDueMs()).not.toBeNull();
  desk.clock.advance(1);
  for (const report of posReports(CODE)) desk.reader.push(report);
  expect(desk.scans).toEqual([CODE]);
  expect(desk.clock.nextDueMs()).toBeNull();
});

test('a status of the gun in the middle of a code disturbs nothing; a broken report ends what was begun', () => {
  const [first, ...rest] = posReports(LONG);
  if (!first) throw new Error('no report');
  expect(read([first, Uint8Array.of(9, 1, 2), ...rest])).toEqual([LONG]);
  expect(read([first, Uint8Array.of(2, 99), ...posReports(CODE)])).toEqual([CODE]);
});

function reader(layout = USUAL_LAYOUT, clock = new HandClock(), onArrival: (arrival: Arrival) => void = () => {}) {
  const scans: string[] = [];
  const each = posReader(layout, clock, (text, arrival) => {
    scans.push(text);
    onArrival(arrival);
  });
  return { clock, scans, reader: each };
}

function read(reports: readonly Uint8Array[], layout = USUAL_LAYOUT): readonly string[] {
  const desk = reader(layout);
  for (const report of reports) desk.reader.push(report);
  return desk.scans;
}
