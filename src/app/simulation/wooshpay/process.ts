import type { Clock } from '../../../basics/clock.ts';
import type { HandClock } from '../../../basics/hand-clock.ts';
import type { LatePayment, WooshPayConfig } from '../../../config/config.ts';
import type { Charge } from '../../../contract/charge.ts';
import { ABILITIES } from '../../../gateway/abilities.ts';
import { createWooshPayGateway } from '../../../gateway/wooshpay/gateway.ts';
import { wooshPayDialect } from '../../../gateway/wooshpay/wire.ts';
import { silent } from '../../../log/log.ts';
import type { Journal } from '../../../store/journal.ts';
import { createTerminal } from '../../../terminal/create-terminal.ts';
import type { Terminal } from '../../../terminal/terminal.ts';
import type { Chance } from '../chance.ts';
import type { Disk } from '../disk.ts';
import { noteTold, TIMES as USUAL } from '../process.ts';
import type { Recorder } from '../recorder.ts';
import { createWire, type WireParts } from './wire.ts';

const { closeDelayMs, confirmAfterMs } = ABILITIES.wooshpay;
export const TIMES = { ...USUAL, closeDelayMs, confirmAfterMs, refundSpacingMs: 0 };

export type ProcessParts = Omit<WireParts, 'clock' | 'isAlive' | 'dialect' | 'sent'> & {
  readonly number: number;
  readonly worldClock: HandClock;
  readonly chance: Chance;
  readonly disk: Disk;
  readonly recorder: Recorder;
  readonly policy: LatePayment;
  /** A request leaves. @returns false when the process dies of it */
  readonly leaves: (...sent: Parameters<WireParts['sent']>) => boolean;
};

/** One run of the terminal, from start to death. */
export type WooshProcess = {
  readonly number: number;
  readonly terminal: Terminal;
  readonly journal: Journal;
  isAlive(): boolean;
  kill(): void;
};

class Death extends Error {}

/** Starts the whole terminal with its real gateway to WooshPay. It may die at any write and any sending. */
export function startProcess(parts: ProcessParts): WooshProcess {
  const { worldClock: clock, chance, disk, recorder, acquirer, number } = parts;
  let alive = true;

  function kill(): void {
    if (alive) recorder.note({ kind: 'process', number, change: 'dies' });
    alive = false;
  }

  const mortal: Clock = {
    wallMs: () => clock.wallMs(),
    monotonicMs: () => clock.monotonicMs(),
    after: (delayMs, callback) => clock.after(delayMs, () => alive && callback()),
  };
  const journal = disk.open({
    isAlive: () => alive,
    die() {
      kill();
      throw new Death('the process died');
    },
  });
  const { secretKey, webhookSecret } = acquirer.account;
  const config: WooshPayConfig = {
    ...{ kind: 'wooshpay', endpoints: ['http://127.0.0.1:1'], secretKey, webhookSecret, ca: null, returnUrl: 'https://shop.example/pos' },
  };
  const transport = createWire({
    ...parts,
    clock: mortal,
    dialect: wooshPayDialect(secretKey),
    isAlive: () => alive,
    sent(...sent) {
      if (alive && !parts.leaves(...sent)) kill();
      return alive;
    },
  });
  const shared = { clock: mortal, log: silent };
  const { requestTimeoutMs } = TIMES;
  const gateway = createWooshPayGateway({ ...shared, config, requestTimeoutMs, terminalId: 'T01', clientIp: '203.0.113.10', transport });
  recorder.note({ kind: 'process', number, change: 'starts' });
  gateway.open();
  const terminal = createTerminal({
    ...{ ...shared, gateway, journal, abilities: ABILITIES.wooshpay, practice: null },
    random: chance.of('names', number),
    times: { ...TIMES, latePayment: parts.policy },
    store: { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' },
  });
  terminal.feed(null, ({ type, data }) => {
    if (alive && type === 'charge.updated') noteTold(recorder, journal, data as Charge);
  });
  return { number, terminal, journal, isAlive: () => alive, kill };
}
