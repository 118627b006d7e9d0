import { hidScanners } from '../../drivers/hid/hid-scanners.ts';
import type { HidDevice } from '../../drivers/hid/hid-system.ts';
import { MICROSCAN_LAYOUT, NEWLAND_LAYOUT, type PosLayout, USUAL_LAYOUT } from '../../drivers/hid/pos-report.ts';
import { aGun, FakeHid } from '../../drivers/testing/fake-hid.ts';
import { keyboardReports, posReports, rollingReports } from '../../drivers/testing/hid-reports.ts';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { silent } from '../../src/log/log.ts';
import { compare, type Dice, inventText, type Tally } from './dice.ts';

/** Guns at one counter at the same time. */
const GUNS = 4;
/** Scans of one gun that are planned at once; more would only fill memory. */
const ROUND = 500;
/** A gun reads this soon after it was plugged in. */
const SOON_MS = 2_000;
/** After this silence nothing of a scan before it is waited for any more. */
const SILENCE_MS = 600;
/** With its Enter a typed code is whole: both keys down, Enter alone, all up. */
const REPORTS_OF_ENTER = 3;
/** The longest text that every layer keeps whole. */
const LONGEST_TEXT = 128;

/** What a gun is, and the reports that it sends for a text. */
type Style = {
  readonly name: string;
  readonly model: Partial<HidDevice>;
  readonly longest: number; // characters
  /** Whether it is heard as a keyboard: a half code is then told as it is unless the unplugging ends it. */
  readonly types: boolean;
  reports(text: string, dice: Dice): readonly Uint8Array[];
};

const KEYBOARD = { usagePage: 1, usage: 6 } as const;
const STYLES: readonly Style[] = [
  pos('usual', USUAL_LAYOUT, {}, LONGEST_TEXT),
  pos('Newland', NEWLAND_LAYOUT, { vendorId: 0x1eab }, LONGEST_TEXT),
  pos('Microscan', MICROSCAN_LAYOUT, { vendorId: 0x1777, usagePage: 0xff00, usage: 1 }, MICROSCAN_LAYOUT.dataMax),
  typing('keyboard', (text, dice) => keyboardReports(text + dice.pick(['\r', '\t']))),
  typing('keyboard with a report id', (text) => keyboardReports(`${text}\r`).map((report) => Uint8Array.of(1, ...report))),
  typing('rolling keyboard', (text) => (/^\d+$/.test(text) ? rollingReports : keyboardReports)(`${text}\r`)),
];

type Deed = { readonly atMs: number; readonly do: () => void | Promise<void> };
type Counts = { scans: number; cutByUnplug: number; doubleReads: number };
type Gun = ReturnType<typeof plugIn>;

/**
 * USB guns in sockets of the test's hand, all at once under one hand clock, so that the reports of one come between those of another:
 * layouts, codes over several reports, dirty padding, reports of other kinds, double reads, lost rests, cables pulled between two reports.
 */
export async function tortureHid(dice: Dice, scans: number): Promise<Tally> {
  const tally: Counts = { scans: 0, cutByUnplug: 0, doubleReads: 0 };
  let number = 0;
  while (tally.scans < scans) {
    const clock = new HandClock();
    const usb = new FakeHid();
    const guns = Array.from({ length: GUNS }, (_, index) => plugIn(dice, usb, index));
    const places = new Map<string, string>();
    const scanners = hidScanners([{ kind: 'hid', auto: true }], { clock, log: silent, system: usb, platform: 'linux' });
    scanners.start({
      scanned: ({ scannerId, text }) => guns.find(({ name }) => name === places.get(scannerId))?.came.push(text),
      changed: ({ id, name }) => void places.set(id, name),
    });
    await settle();
    const each = Math.min(ROUND, Math.ceil((scans - tally.scans) / GUNS));
    const deeds = guns.flatMap((gun) => {
      let atMs = dice.int(0, 300);
      const planned: Deed[] = [];
      for (let count = 0; count < each; count += 1) {
        number += 1;
        atMs = planScan(dice, gun, inventGunText(dice, number, gun.style), atMs, planned, tally);
      }
      return planned;
    });
    for (const deed of deeds.sort((a, b) => a.atMs - b.atMs)) {
      clock.advance(deed.atMs - clock.monotonicMs());
      await deed.do();
    }
    clock.advance(SILENCE_MS);
    for (const gun of guns) compare(gun.name, gun.came, gun.sent);
    await scanners.stop();
    tally.scans += each * GUNS;
  }
  return tally;
}

/** @returns when the gun is idle again */
function planScan(dice: Dice, gun: Gun, text: string, beginMs: number, planned: Deed[], tally: Counts): number {
  const reports = gun.style.reports(text, dice);
  if (dice.chance(0.01)) return planUnplug(dice, gun, reports, beginMs, planned, tally);
  // A rest that never comes must not meet the next code.
  if (!gun.style.types && reports.length > 1 && dice.chance(0.05)) {
    return planReports(dice, gun, reports.slice(0, -1), beginMs, planned) + dice.int(SILENCE_MS, 900);
  }
  let atMs = planReports(dice, gun, reports, beginMs, planned);
  planned.push({ atMs, do: () => void gun.sent.push(text) });
  if (dice.chance(0.05)) {
    tally.doubleReads += 1;
    atMs = planReports(dice, gun, reports, atMs + dice.int(60, 800), planned);
  }
  // Between two codes a gun may say something about itself.
  if (!gun.style.types && dice.chance(0.05)) planned.push({ atMs, do: () => gun.send(Uint8Array.of(9, ...Buffer.from(text))) });
  return atMs + dice.int(0, 400);
}

/** The cable is pulled between two reports; the gun comes back in this socket or another. */
function planUnplug(dice: Dice, gun: Gun, reports: readonly Uint8Array[], beginMs: number, planned: Deed[], tally: Counts): number {
  tally.cutByUnplug += 1;
  const whole = reports.length - (gun.style.types ? REPORTS_OF_ENTER : 1);
  const outMs = planReports(dice, gun, reports.slice(0, dice.int(0, whole)), beginMs, planned);
  // An unplugging that the system does not tell is seen at the next look; what was typed by then is a scan of its own.
  const isTold = gun.style.types || dice.chance(0.7);
  planned.push({ atMs: outMs, do: () => gun.unplug(isTold) });
  const backMs = outMs + (isTold ? dice.int(1, 3_000) : dice.int(1_100, 3_000));
  planned.push({ atMs: backMs, do: gun.replug });
  // Each look and each opening answers a turn of the event loop later.
  for (let lookMs = outMs; lookMs < backMs + SOON_MS; lookMs += 100) planned.push({ atMs: lookMs, do: settle });
  planned.push({ atMs: backMs + SOON_MS, do: gun.mustRead });
  return backMs + SOON_MS + dice.int(1, 200);
}

function planReports(dice: Dice, gun: Gun, reports: readonly Uint8Array[], beginMs: number, planned: Deed[]): number {
  let atMs = beginMs;
  for (const report of reports) {
    planned.push({ atMs, do: () => gun.send(report) });
    atMs += dice.int(0, 8);
  }
  return atMs;
}

function plugIn(dice: Dice, usb: FakeHid, index: number) {
  const style = dice.pick(STYLES);
  const name = `gun ${index}, ${style.name}`;
  const came: string[] = [];
  const sent: string[] = [];
  let socket = 0;
  const path = () => `/dev/hidraw${index}-${socket}`;
  const plug = () => usb.plug(aGun(path(), { product: name, serialNumber: `S${index}`, ...style.model }));
  plug();
  return {
    name,
    style,
    came,
    sent,
    send: (report: Uint8Array) => usb.send(path(), [report]),
    unplug: (isTold: boolean) => usb.unplug(path(), isTold),
    replug() {
      socket += dice.int(0, 1);
      plug();
    },
    mustRead() {
      if (!usb.read().includes(path())) throw new Error(`${name}: not read ${SOON_MS} ms after it was plugged in`);
    },
  };
}

/** A tenth of what a gun with room for it reads is long: over several reports. */
function inventGunText(dice: Dice, number: number, { longest, types }: Style): string {
  if (types || !dice.chance(0.1)) return inventText(dice, number);
  const begin = `https://example.com/${number}/`;
  return begin.padEnd(dice.int(begin.length, longest), '0123456789abcdef');
}

function pos(name: string, layout: PosLayout, model: Partial<HidDevice>, longest: number): Style {
  const reports = (text: string, dice: Dice) =>
    posReports(text, { layout, symbology: dice.pick([']C1', ']Q1', ']E0', '\0\0\0']), padding: dice.pick([0, 0x31, 0xff]) });
  return { name, model, longest, types: false, reports };
}

function typing(name: string, reports: Style['reports']): Style {
  return { name, model: KEYBOARD, longest: LONGEST_TEXT, types: true, reports };
}

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
