import { Framer } from '../../../drivers/framing/framer.ts';
import { keyboardReader } from '../../../drivers/hid/keyboard-reader.ts';
import { posReader } from '../../../drivers/hid/pos-reader.ts';
import { MICROSCAN_LAYOUT, NEWLAND_LAYOUT, USUAL_LAYOUT } from '../../../drivers/hid/pos-report.ts';
import type { ReportReader } from '../../../drivers/hid/report-reader.ts';
import { keyboardReports, posReports, rollingReports } from '../../../drivers/testing/hid-reports.ts';
import { HandClock } from '../../../src/basics/hand-clock.ts';
import { MAX_SCAN_LENGTH, readScan } from '../../../src/scanner/read-scan.ts';
import { lookAtScan } from '../../../src/scanner/scan-report.ts';
import { type Arrival, MAX_ARRIVAL } from '../../../src/scanner/scanner.ts';
import { bytesOf, type Door, holds, PLANTED_CODE, type Tried } from '../door.ts';

type Heard = { readonly text: string; readonly arrival: Arrival };
/** @param pieceBytes as the line delivers it; @param pauseMs between two pieces */
type Gun = (input: Uint8Array, how: { readonly pieceBytes: number; readonly pauseMs: number }) => readonly Heard[];

const SUFFIXES = ['auto', 'cr', 'lf', 'crlf', 'tab', 'etx', 'none'] as const;

const REPORT_GUNS: readonly ((clock: HandClock, heard: Heard[]) => ReportReader)[] = [
  (clock, heard) => keyboardReader(clock, (text, arrival) => heard.push({ text, arrival })),
  ...[USUAL_LAYOUT, NEWLAND_LAYOUT, MICROSCAN_LAYOUT].map(
    (layout) => (clock: HandClock, heard: Heard[]) => posReader(layout, clock, (text, arrival) => heard.push({ text, arrival })),
  ),
];

const GUNS: readonly Gun[] = [
  ...SUFFIXES.map(
    (suffix): Gun =>
      (input, how) =>
        overSerial(suffix, input, how),
  ),
  ...REPORT_GUNS.map(
    (make): Gun =>
      (input, how) =>
        overReports(make, input, how),
  ),
];
const KEYBOARD = SUFFIXES.length;

/** How large the pieces are, by the input's second byte. Reports of guns have 8, 9 and 64 bytes. */
const PIECES = [8, 64, 9, 1, 2, 3, 7, 18, 62, 63, 65, 256, 70_000];
const PAUSES_MS = [0, 0, 1, 20, 45, 600];

const SCANS = [
  `${PLANTED_CODE}\r`,
  `${PLANTED_CODE}\r\n`,
  `\u0002]C1${PLANTED_CODE}\u0003`,
  `${PLANTED_CODE}\t130000000000000001\t`,
  '6901234567892\r',
  'https://example.com/pay?x=1\r',
  '281234567890123456\n',
  '1345 6789 0123 4567 89\r',
  'wxp://f2f0abc\r',
  '134567890123\r',
];

/** A first byte that chooses the gun, a second for the pieces, a third for the pauses; then what the gun sends. */
function sends(gun: number, piece: number, bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([gun, piece, 0, ...bytes]);
}

const joined = (reports: readonly Uint8Array[]) => Buffer.concat(reports);

/** What guns send: over a serial line, as a keyboard, as HID-POS; then read as a payment code or not. */
export const scannerDoor: Door = {
  name: 'scanner',
  guards: 'guns of every kind',
  share: 30,
  longest: 2_048, // a gun that runs wild until somebody unplugs it
  seeds: [
    ...SCANS.flatMap((scan) => SUFFIXES.map((_, gun) => sends(gun, gun, bytesOf(scan)))),
    ...[`${PLANTED_CODE}\r`, 'https://example.com\r'].map((scan) => sends(KEYBOARD, 0, joined(keyboardReports(scan)))),
    sends(KEYBOARD, 0, joined(rollingReports('6901234567892\r'))),
    ...[USUAL_LAYOUT, NEWLAND_LAYOUT, MICROSCAN_LAYOUT].map((layout, at) =>
      sends(KEYBOARD + 1 + at, 1, joined(posReports(PLANTED_CODE, { layout }))),
    ),
    sends(KEYBOARD + 1, 1, joined(posReports(`https://example.com/${'x'.repeat(90)}`))),
  ],
  words: [
    '\r',
    '\n',
    '\r\n',
    '\t',
    '\u0003',
    '\u0002',
    ']C1',
    ']Q3',
    ' ',
    PLANTED_CODE,
    '130000000000000001',
    '62',
    '28',
    '01',
    '91',
    '\u0001',
    '\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000',
  ],
  secrets: [PLANTED_CODE],
  open: () => ({ take }),
};

function take(input: Uint8Array): Tried {
  const [gun = 0, piece = 0, pause = 0] = input;
  const sent = input.subarray(3);
  const chosen = GUNS[gun % GUNS.length] as Gun;
  const how = { pieceBytes: PIECES[piece % PIECES.length] ?? 1, pauseMs: PAUSES_MS[pause % PAUSES_MS.length] ?? 0 };
  const heard = chosen(sent, how);
  const outcomes = heard.map((scan) => judge(scan));
  const isSerial = gun % GUNS.length < KEYBOARD;
  if (isSerial && how.pauseMs === 0) {
    const whole = chosen(sent, { pieceBytes: Math.max(1, sent.length), pauseMs: 0 });
    holds(texts(whole) === texts(heard), 'another scan when the line delivers it in other pieces');
  }
  if (isSerial) comesFromTheWire(outcomes, sent);
  const kinds = new Set(outcomes.map(({ kind }) => kind));
  const outcome = kinds.has('code') ? 'taken' : `refused: ${[...kinds].sort().join('+') || 'no frame'}`;
  return { outcome, told: outcomes.map(({ told }) => told).join('\n') || 'no frame' };
}

const texts = (heard: readonly Heard[]) => JSON.stringify(heard.map(({ text }) => text));

type Judged = { readonly kind: string; readonly told: string; readonly digits: string | null };

function judge(scan: Heard): Judged {
  const { text, arrival } = scan;
  holds(text.length > 0 && text.length <= MAX_SCAN_LENGTH + 1, `a frame of ${text.length} characters`);
  holds(arrival.bytes.length <= MAX_ARRIVAL && arrival.bytes.length === arrival.atMs.length, 'an arrival that does not fit its frame');
  holds(
    arrival.atMs.every((ms, at) => ms >= (arrival.atMs[at - 1] ?? 0)),
    'time goes back within a frame',
  );
  const look = lookAtScan(scan, false);
  const read = readScan(text);
  const shown = `${look.cells.join('')}\n${JSON.stringify(look)}\n${JSON.stringify(read)}`;
  return { kind: read.ok ? 'code' : read.error.kind, told: shown, digits: read.ok ? read.value.reveal() : null };
}

/** Whatever was disturbed on the way: a code is charged only if its digits came in one piece. */
function comesFromTheWire(outcomes: readonly Judged[], sent: Uint8Array): void {
  const codes = outcomes.flatMap(({ digits }) => digits ?? []);
  if (codes.length === 0) return;
  const wire = Buffer.from(sent).toString('latin1').replaceAll(' ', '');
  for (const digits of codes) holds(wire.includes(digits), 'a code that nobody sent');
}

function overSerial(suffix: (typeof SUFFIXES)[number], input: Uint8Array, how: Parameters<Gun>[1]): readonly Heard[] {
  const clock = new HandClock();
  const heard: Heard[] = [];
  const framer = new Framer(suffix, clock, (text, arrival) => heard.push({ text, arrival }));
  inPieces(input, how, clock, (piece) => framer.push(piece));
  clock.advance(1_000);
  framer.reset();
  return heard;
}

function overReports(
  make: (clock: HandClock, heard: Heard[]) => ReportReader,
  input: Uint8Array,
  how: Parameters<Gun>[1],
): readonly Heard[] {
  const clock = new HandClock();
  const heard: Heard[] = [];
  const reader = make(clock, heard);
  inPieces(input, how, clock, (piece) => reader.push(piece));
  clock.advance(1_000);
  reader.reset();
  return heard;
}

function inPieces(
  input: Uint8Array,
  { pieceBytes, pauseMs }: Parameters<Gun>[1],
  clock: HandClock,
  push: (piece: Uint8Array) => void,
): void {
  for (let from = 0; from < input.length; from += pieceBytes) {
    push(input.subarray(from, from + pieceBytes));
    if (pauseMs > 0) clock.advance(pauseMs);
  }
}
