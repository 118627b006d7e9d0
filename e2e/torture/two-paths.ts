import { hidScanners } from '../../drivers/hid/hid-scanners.ts';
import { aGun, FakeHid } from '../../drivers/testing/fake-hid.ts';
import { keyboardReports, posReports } from '../../drivers/testing/hid-reports.ts';
import { createWedge } from '../../renderer/wedge/wedge.ts';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { scriptedGateway } from '../../src/gateway/scripted-gateway.ts';
import { silent } from '../../src/log/log.ts';
import { PAYMENT, TIMES } from '../../src/payment/story.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { createTerminal } from '../../src/terminal/create-terminal.ts';
import { type Dice, inventCode, type Tally } from './dice.ts';

const PATH = '/dev/hidraw0';
const STORE = { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const;
/** Sales of one terminal; then another begins, so that no list grows for ever. */
const SALES = 250;

/**
 * One gun that reaches a whole terminal twice: as a USB device, and by its keys in the window in front. Each sale is paid by one
 * code, once; nothing but what the cashier typed is in her amount; and she hears no complaint about the second coming.
 */
export async function tortureTwoPaths(dice: Dice, scans: number): Promise<Tally> {
  let number = 0;
  while (number < scans) {
    const counter = await openCounter(dice, Math.min(SALES, scans - number));
    for (let sale = 1; sale <= counter.sales; sale += 1) {
      number += 1;
      await counter.sell(sale, inventCode(dice, number));
    }
    await counter.close();
  }
  return { scans: number, cutByUnplug: 0, doubleReads: number };
}

async function openCounter(dice: Dice, sales: number) {
  const clock = new HandClock();
  const usb = new FakeHid();
  const gateway = scriptedGateway();
  const random = { bytes: (length: number) => Uint8Array.from({ length }, () => dice.int(0, 255)) };
  const parts = { gateway, journal: memoryJournal(), clock, random, log: silent, times: TIMES, store: STORE, practice: null };
  const terminal = createTerminal(parts);
  const scanners = hidScanners([{ kind: 'hid', auto: true }], { clock, log: silent, system: usb, platform: 'linux' });
  const isPos = dice.chance(0.5);
  usb.plug(aGun(PATH, isPos ? {} : { usagePage: 1, usage: 6 }));
  scanners.start(terminal);
  await settle();
  let typed = '';
  const wedge = createWedge(
    {
      onScan: (text) => void terminal.command({ kind: 'scan', text }),
      onTyped: ({ code }) => {
        typed += code.slice(-1);
      },
      onRetract: (count) => {
        typed = typed.slice(0, -count);
      },
    },
    (delayMs, callback) => clock.after(delayMs, callback),
  );

  function press(code: string): void {
    wedge.press({ code, timeStampMs: clock.monotonicMs(), shift: false });
  }

  function cashierTypes(amount: string): void {
    for (const digit of amount) {
      press(`Digit${digit}`);
      clock.advance(dice.int(90, 200));
    }
    clock.advance(300);
    if (typed !== amount) throw new Error(`two paths: ${JSON.stringify(typed)} is in the amount, ${amount} was typed`);
    typed = '';
  }

  /** Both paths at once, in steps of a key; the USB path may begin before the keys, or the keys before it. */
  async function bothPaths(code: string): Promise<void> {
    const reports = isPos ? posReports(code) : keyboardReports(`${code}\r`);
    const keys = [...[...code].map((digit) => `Digit${digit}`), 'Enter'];
    const usbEvery = Math.ceil(reports.length / keys.length);
    const usbFrom = dice.int(-10, 30);
    const from = Math.min(0, usbFrom);
    for (let step = from; step < keys.length + reports.length + 30; step += 1) {
      const at = (step - usbFrom) * usbEvery;
      if (at >= 0) usb.send(PATH, reports.slice(at, at + usbEvery));
      const key = keys[step];
      if (key) press(key);
      clock.advance(dice.int(0, 8));
    }
    clock.advance(300);
    await settle();
  }

  return {
    sales,
    async sell(sale: number, code: string) {
      terminal.command({ kind: 'next_sale' });
      const amount = String(dice.int(1, 99_999));
      cashierTypes(amount);
      const begun = terminal.command({ kind: 'charge', requestId: `sale-${sale}`, amount: Number(amount) });
      if (!begun.ok) throw new Error(`two paths: sale ${sale} did not begin: ${begun.code}`);
      await bothPaths(code);
      const { notice } = terminal.view();
      if (gateway.charges.length !== sale) throw new Error(`two paths: ${gateway.charges.length} submissions in ${sale} sales`);
      if (notice) throw new Error(`two paths: the cashier was told ${notice.notice.kind}`);
      if (typed !== '') throw new Error(`two paths: ${typed.length} keys of a scan were typed`);
      await gateway.charges
        .at(-1)
        ?.answer({ kind: 'paid', payment: { ...PAYMENT, transactionId: `42000000${sale}` as typeof PAYMENT.transactionId } });
      clock.advance(dice.int(500, 4_000));
    },
    async close() {
      await scanners.stop();
      await terminal.stop();
    },
  };
}

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
