import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serialScanner } from '../../drivers/serial/serial-scanner.ts';
import { VirtualSerial } from '../../drivers/testing/virtual-serial.ts';
import { systemClock } from '../../src/app/system.ts';
import { silent } from '../../src/log/log.ts';
import { compare, type Dice, inventText, type Tally } from './dice.ts';

const ENDS = ['\r', '\n', '\r\n', '\t', '\x03'];
/** Scans on the way at a time: a tty holds 4096 bytes. */
const UNDER_WAY = 40;
/** A scan that is not there by then is lost. */
const LOST_AFTER_MS = 15_000;

/** A gun on a real tty, with cables pulled in the middle of codes. */
export async function tortureRealLine(dice: Dice, scans: number, unplugs: number): Promise<Tally> {
  const folder = mkdtempSync(path.join(tmpdir(), 'saoma-torture-'));
  const gun = await VirtualSerial.plug(path.join(folder, 'ttyGUN'));
  const scanner = serialScanner({ kind: 'serial', path: gun.path, baudRate: 9600, suffix: 'auto' }, { clock: systemClock, log: silent });
  const came: string[] = [];
  const sent: string[] = [];
  scanner.start({ scanned: ({ text }) => void came.push(text), changed: () => {} });
  const unplugEach = Math.floor(scans / (unplugs + 1)) || scans;
  let cutByUnplug = 0;
  try {
    await until(() => scanner.state().status === 'ready', 'the port to open');
    for (let number = 1; number <= scans; number += 1) {
      const text = inventText(dice, number);
      if (number % unplugEach === 0 && cutByUnplug < unplugs) {
        await until(() => came.length === sent.length, 'what was sent before the cable is pulled');
        await gun.send(Buffer.from(text.slice(0, dice.int(1, text.length - 1)), 'latin1'));
        await gun.unplug();
        cutByUnplug += 1;
        await until(() => scanner.state().status === 'gone', 'the loss to be seen');
        await gun.replug();
        await until(() => scanner.state().status === 'ready', 'the port to come back');
        continue;
      }
      const end = dice.pick(ENDS);
      const cut = Array.from({ length: dice.int(0, 3) }, () => dice.int(1, text.length)).sort((a, b) => a - b);
      await gun.scan(text, { prefix: end === '\x03' ? '\x02' : '', suffix: end, cut: dice.chance(0.1) ? cut : [], gapMs: dice.int(0, 6) });
      sent.push(text);
      await until(() => sent.length - came.length < UNDER_WAY, 'scans under way');
    }
    await until(() => came.length >= sent.length, 'the last scans');
    await sleep(50); // whatever comes too much comes now
    compare('the real line', came, sent);
    return { scans, cutByUnplug, doubleReads: 0 };
  } finally {
    await scanner.stop();
    await gun.unplug();
    rmSync(folder, { recursive: true });
  }
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  const limitMs = performance.now() + LOST_AFTER_MS;
  while (!isSo()) {
    if (performance.now() > limitMs) throw new Error(`waited in vain for ${what}`);
    await sleep(2);
  }
}
