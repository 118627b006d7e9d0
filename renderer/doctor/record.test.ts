import { expect, test } from 'vitest';
import type { DoctorView } from '../../src/contract/doctor.ts';
import { doctorRecord } from './record.ts';
import { DOCTOR_STORIES } from './stories.ts';

const SURROUNDINGS = { at: '2026-11-22T15:31:07+08:00', browser: 'Chromium', cameras: 1 };

test('what was seen, as JSON that a person can read: a line for each scan, the test code whole', () => {
  const story = DOCTOR_STORIES['doctor-works'] as DoctorView;
  const text = doctorRecord(story, SURROUNDINGS);
  const record = JSON.parse(text);
  expect(record).toMatchObject({ program: 'Saoma', at: SURROUNDINGS.at, cameras: 1 });
  expect(record.devices).toMatchObject([{ kind: 'serial', name: '/dev/ttyUSB0', status: 'ready', line: { baudRate: 9600 } }]);
  expect(record.scansNewestFirst.map(({ madeOfIt }: { madeOfIt: string }) => madeOfIt)).toEqual(
    story.reports.map(({ outcome }) => outcome.kind),
  );
  expect(record.scansNewestFirst[0]).toMatchObject({ bytes: 'S A O M A   T E S T   1 2 3 4 CR', end: 'cr', longestGapMs: 8.3 });
  expect(text.split('\n').filter((line) => line.includes('"madeOfIt"'))).toHaveLength(story.reports.length);
});

test('no sale can be told from it, and no more of a code than its hint', () => {
  for (const story of Object.values(DOCTOR_STORIES)) {
    const text = doctorRecord(story, SURROUNDINGS);
    expect(text).not.toMatch(/orderNo|S26112/);
    for (const { bytes } of JSON.parse(text).scansNewestFirst) expect(bytes.replaceAll(' ', '')).not.toMatch(/\d{6}/);
  }
});

test('a key that was scanned by mistake and is short enough to be shown on the page is masked in the file', () => {
  const [report] = DOCTOR_STORIES['doctor-garbled']?.reports ?? [];
  const story = {
    ...DOCTOR_STORIES['doctor-garbled'],
    reports: [{ ...report, cells: [...'Kq7Zp2Xw9Rt4', 'CR', ...'pay/abc'] }],
  } as unknown as DoctorView;
  expect(JSON.parse(doctorRecord(story, SURROUNDINGS)).scansNewestFirst[0].bytes).toBe('K q • • • • • • • • t 4 CR p a y / a b c');
});

test('a gun that is seen and not opened is in it with its remedy', () => {
  const record = JSON.parse(doctorRecord(DOCTOR_STORIES['doctor-no-right'] as DoctorView, SURROUNDINGS));
  expect(record.devices).toContainEqual(
    expect.objectContaining({ name: 'Voyager 1400g', fault: 'forbidden', remedy: expect.stringContaining('sudo') }),
  );
});
