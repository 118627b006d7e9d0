import type { Clock } from '../../basics/clock.ts';
import type { HandClock } from '../../basics/hand-clock.ts';
import { createWechatV2Gateway } from '../../gateway/wechat-v2/gateway.ts';
import type { Call } from '../../gateway/wechat-v2/transport.ts';
import { silent } from '../../log/log.ts';
import type { PaymentTimes } from '../../payment/event.ts';
import type { Acquirer } from '../../sandbox/acquirer.ts';
import { type JournalImage, type MemoryJournal, memoryJournal } from '../../store/memory-journal.ts';
import { createTerminal } from '../../terminal/create-terminal.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { Chance } from './chance.ts';
import { createSimulatedLine } from './line.ts';

/** The merchant's times as the configuration has them by default. */
export const TIMES: PaymentTimes = {
  requestTimeoutMs: 10_000,
  pollIntervalMs: 5_000,
  customerTimeoutMs: 45_000,
  reverseDelayMs: 15_000,
  codeValidityMs: 60_000,
  retryIntervalMs: 5_000,
};

export type ProcessParts = {
  readonly clock: HandClock;
  readonly chance: Chance;
  readonly acquirer: Acquirer;
  readonly image: JournalImage; // what an earlier process left on the disk
  readonly trouble: () => number; // share of exchanges that something befalls
  readonly danger: () => number; // share of moments at which the process dies
  readonly isDown: () => boolean; // whether the line is cut
  readonly isFull: () => boolean; // whether the disk takes nothing
  readonly sent: (path: Call['path'], body: string) => void;
};

/** One run of the terminal, from start to death. */
export type TerminalProcess = {
  readonly terminal: Terminal & { scanned(scan: { scannerId: string; text: string }): void };
  readonly journal: MemoryJournal;
  lastCode: string | null; // the one a till handed over last; used codes are known to one process only
  isAlive(): boolean;
  stop(): Promise<void>;
};

/** Thrown where the process dies; whatever catches it can do no more harm. */
class Death extends Error {}

/** Starts the whole terminal on a simulated disk, clock and line. It may die before or after any write and any sending. */
export function startProcess({ clock, chance, acquirer, image, trouble, danger, isDown, isFull, sent }: ProcessParts): TerminalProcess {
  let alive = true;
  const isAlive = () => alive;

  function maybeDie(): void {
    if (alive && chance.happens(danger())) alive = false;
    if (!alive) throw new Death('the process died');
  }

  const mortalClock: Clock = {
    wallMs: () => clock.wallMs(),
    monotonicMs: () => clock.monotonicMs(),
    after: (delayMs, callback) => clock.after(delayMs, () => alive && callback()),
  };
  const disk = memoryJournal(image);
  const journal: MemoryJournal = {
    ...disk,
    append(entries) {
      maybeDie();
      if (isFull() || chance.happens(danger())) throw new Error('database or disk is full');
      const seq = disk.append(entries);
      maybeDie();
      return seq;
    },
  };
  const gateway = createWechatV2Gateway({
    config: {
      kind: 'wechat-v2',
      endpoints: ['http://127.0.0.1:1'],
      ...acquirer.merchant,
      subAppId: null,
      subMchId: null,
      signType: 'HMAC-SHA256',
      clientCert: null,
      ca: null,
      notifyUrl: null,
    },
    requestTimeoutMs: TIMES.requestTimeoutMs,
    terminalId: 'T01',
    spbillCreateIp: '127.0.0.1',
    clock: mortalClock,
    random: chance,
    log: silent,
    transport: createSimulatedLine({ clock: mortalClock, worldClock: clock, chance, acquirer, trouble, isDown, isAlive, sent, maybeDie }),
  });
  gateway.open();
  const terminal = createTerminal({
    gateway,
    journal,
    clock: mortalClock,
    random: chance,
    log: silent,
    times: TIMES,
    store: { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' },
    practice: null,
  });
  return {
    terminal,
    journal,
    lastCode: null,
    isAlive,
    async stop() {
      await terminal.stop();
      alive = false;
    },
  };
}
