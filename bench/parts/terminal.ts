import path from 'node:path';
import { systemClock as clock, systemRandom as random } from '../../src/app/system.ts';
import type { WechatV2Config } from '../../src/config/config.ts';
import type { Gateway } from '../../src/gateway/gateway.ts';
import { createWechatV2Gateway } from '../../src/gateway/wechat-v2/gateway.ts';
import { silent } from '../../src/log/log.ts';
import { fen } from '../../src/money/fen.ts';
import { AuthCode } from '../../src/scanner/auth-code.ts';
import { openJournal } from '../../src/store/sqlite-journal.ts';
import { createTerminal } from '../../src/terminal/create-terminal.ts';
import { freshCode, STORE, TIMES } from './merchant.ts';

const REQUEST = {
  origin: 'till',
  amountFen: fen(2350),
  description: null,
  tillReference: null,
  idempotencyKey: null,
  fingerprint: null,
} as const;

/** The whole terminal, as the composition root has it, without host and windows. */
export type BenchTerminal = {
  readonly gateway: Gateway;
  /** Begins a charge that waits for a scan. @returns the scan, which ends when the charge is paid, and durably so */
  arm(): () => Promise<void>;
  /** Begins a charge with its code, and waits until it is paid. */
  chargeWithCode(code: string): Promise<void>;
  online(): Promise<void>;
  stop(): Promise<void>;
};

export function openTerminal(config: WechatV2Config, dataDir: string): BenchTerminal {
  const journal = openJournal(path.join(dataDir, 'journal.db'), { clock, log: silent });
  if (!journal.ok) throw new Error(journal.error.message);
  const parts = { config, requestTimeoutMs: TIMES.requestTimeoutMs, terminalId: STORE.terminalId, clock, random, log: silent };
  const gateway = createWechatV2Gateway(parts);
  gateway.open();
  const terminal = createTerminal({
    gateway,
    journal: journal.value,
    clock,
    random,
    log: silent,
    times: TIMES,
    store: STORE,
    practice: null,
  });
  let ended: (status: string) => void = () => {};
  terminal.feed(null, ({ type, data }) => {
    if (type === 'charge.updated' && 'orderNo' in data && data.status !== 'submitting') ended(data.status);
  });

  function begin(authCode: AuthCode | null): void {
    const begun = terminal.charge({ ...REQUEST, authCode });
    if (!begun.ok) throw new Error(JSON.stringify(begun.error));
  }

  function untilPaid(deed: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      ended = (status) => (status === 'paid' ? resolve() : reject(new Error(`the charge is ${status}`)));
      deed();
    });
  }

  return {
    gateway,
    arm() {
      ended = () => {};
      begin(null);
      const text = freshCode();
      return () => untilPaid(() => terminal.scanned({ scannerId: 'bench', text }));
    },
    chargeWithCode: (code) => untilPaid(() => begin(new AuthCode(code))),
    online: () =>
      new Promise((resolve) => {
        if (gateway.line() === 'online') resolve();
        else gateway.onLine((status) => status === 'online' && resolve());
      }),
    async stop() {
      await terminal.stop();
      journal.value.close();
    },
  };
}
