import type { OpenPort, PortListener } from '../../drivers/serial/open-port.ts';
import { serialScanner } from '../../drivers/serial/serial-scanner.ts';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { err, ok } from '../../src/basics/result.ts';
import type { SerialSuffix } from '../../src/config/config.ts';
import { silent } from '../../src/log/log.ts';
import { compare, type Dice, inventText, type Tally } from './dice.ts';

/** Guns at one counter at the same time. */
const GUNS = 4;
/** Scans of one gun that are planned at once; more would only fill memory. */
const ROUND = 500;
/** The longest pause between two attempts to open a port, and a little. */
const REOPENED_MS = 1_500;
/** After this silence nothing of a scan before it is waited for any more. */
const SILENCE_MS = 600;

/** How guns end their codes, and what the configuration says about it. */
const STYLES: readonly { readonly prefix: string; readonly end: string; readonly suffixes: readonly SerialSuffix[] }[] = [
  { prefix: '', end: '\r', suffixes: ['cr', 'auto', 'lf'] },
  { prefix: '', end: '\n', suffixes: ['lf', 'auto'] },
  { prefix: '', end: '\r\n', suffixes: ['crlf', 'auto', 'cr'] },
  { prefix: '', end: '\t', suffixes: ['tab', 'auto'] },
  { prefix: '\x02', end: '\x03', suffixes: ['etx', 'auto'] },
  { prefix: '\x02', end: '\x03\r\n', suffixes: ['etx', 'auto'] },
  { prefix: '', end: '', suffixes: ['none', 'auto'] },
];

type Deed = { readonly atMs: number; readonly do: () => void | Promise<void> };
type Gun = ReturnType<typeof plugIn>;

/** Guns on serial lines without a machine, all at once under one hand clock: framings, pieces, noise, double reads, pulled cables. */
export async function tortureSerial(dice: Dice, scans: number): Promise<Tally> {
  const clock = new HandClock();
  const tally = { scans: 0, cutByUnplug: 0, doubleReads: 0 };
  let number = 0;
  while (tally.scans < scans) {
    const guns = Array.from({ length: GUNS }, (_, index) => plugIn(dice, clock, index));
    await settle();
    const each = Math.min(ROUND, Math.ceil((scans - tally.scans) / GUNS));
    const deeds = guns.flatMap((gun) => {
      let atMs = clock.monotonicMs() + dice.int(0, 300);
      const planned: Deed[] = [];
      for (let count = 0; count < each; count += 1) {
        number += 1;
        atMs = planScan(dice, gun, inventText(dice, number), atMs, planned, tally);
      }
      return planned;
    });
    for (const deed of deeds.sort((a, b) => a.atMs - b.atMs)) {
      clock.advance(deed.atMs - clock.monotonicMs());
      await deed.do();
    }
    clock.advance(SILENCE_MS);
    for (const gun of guns) {
      compare(gun.name, gun.came, gun.sent);
      await gun.scanner.stop();
    }
    tally.scans += each * GUNS;
  }
  return tally;
}

/** @returns when the gun is idle again */
function planScan(
  dice: Dice,
  gun: Gun,
  text: string,
  beginMs: number,
  planned: Deed[],
  tally: { cutByUnplug: number; doubleReads: number },
): number {
  const { prefix, end } = gun.style;
  const aim = dice.chance(0.1) ? dice.pick([']C1', ']Q3', ']E0']) : '';
  const wire = Buffer.from(`${prefix}${aim}${text}${end}`, 'latin1');
  const isCut = dice.chance(0.01);
  const length = isCut ? dice.int(1, prefix.length + aim.length + text.length - 1) : wire.length;
  let atMs = planPieces(dice, gun, wire.subarray(0, length), beginMs, planned);
  if (isCut) {
    tally.cutByUnplug += 1;
    planned.push({ atMs, do: gun.unplug });
    planned.push({ atMs: atMs + dice.int(1, 3_000), do: gun.replug });
    // The port is tried at intervals; each answer comes a turn of the event loop later.
    const backMs = atMs + 3_000 + REOPENED_MS;
    for (let tryMs = atMs + 100; tryMs <= backMs; tryMs += 100) planned.push({ atMs: tryMs, do: settle });
    return backMs + dice.int(1, 200);
  }
  planned.push({ atMs, do: () => void gun.sent.push(aim + text) });
  if (dice.chance(0.05)) {
    tally.doubleReads += 1;
    atMs = planPieces(dice, gun, wire, atMs + dice.int(60, 800), planned);
  }
  // Control characters disturb at any time between two codes; what looks like text needs a silence behind it.
  if (dice.chance(0.05)) {
    const noise = Uint8Array.of(0x00, 0x1b, 0x7f).subarray(0, dice.int(1, 3));
    atMs += dice.int(0, 100);
    planned.push({ atMs, do: () => gun.send(noise) });
  }
  if (dice.chance(0.03)) {
    const noise = Uint8Array.from({ length: dice.int(1, 40) }, () => dice.int(0x80, 0xff));
    atMs += SILENCE_MS;
    planned.push({ atMs, do: () => gun.sendNoise(noise) });
    return atMs + SILENCE_MS;
  }
  // Guns with an end fire as fast as one likes; one without is known by its pause.
  return atMs + (end === '' ? dice.int(SILENCE_MS, 900) : dice.int(0, 400));
}

function planPieces(dice: Dice, gun: Gun, wire: Uint8Array, beginMs: number, planned: Deed[]): number {
  let atMs = beginMs;
  for (let from = 0; from < wire.length; ) {
    const piece = wire.subarray(from, from + dice.int(1, 30));
    from += piece.length;
    planned.push({ atMs, do: () => gun.send(piece) });
    atMs += dice.int(0, 12);
  }
  return atMs;
}

function plugIn(dice: Dice, clock: HandClock, index: number) {
  const style = dice.pick(STYLES);
  const suffix = dice.pick(style.suffixes);
  const came: string[] = [];
  const sent: string[] = [];
  let port: PortListener | null = null;
  let isThere = true;
  const openPort: OpenPort = async (_address, listener) => {
    if (!isThere) return err({ kind: 'missing' });
    port = listener;
    return ok({ close: async () => {} });
  };
  const config = { kind: 'serial', path: `/dev/ttyGUN${index}`, baudRate: 9600, suffix } as const;
  const scanner = serialScanner(config, { clock, log: silent, openPort });
  scanner.start({ scanned: ({ text }) => void came.push(text), changed: () => {} });
  return {
    name: `gun ${index}, ${JSON.stringify(style.prefix + style.end)} configured as ${suffix}`,
    style,
    scanner,
    came,
    sent,
    send: (bytes: Uint8Array) => port?.data(bytes),
    sendNoise(bytes: Uint8Array) {
      sent.push(Buffer.from(bytes).toString('latin1')); // told as a scan, and refused as none
      port?.data(bytes);
    },
    unplug() {
      isThere = false;
      port?.lost();
      port = null;
    },
    replug() {
      isThere = true;
    },
  };
}

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
