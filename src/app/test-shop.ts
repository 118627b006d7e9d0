import { randomBytes } from 'node:crypto';
import type { Clock } from '../basics/clock.ts';
import type { WechatV2Config } from '../config/config.ts';
import type { Charge } from '../contract/charge.ts';
import type { Refund } from '../contract/refund.ts';
import type { BillDifference, Fault, PhoneAction } from '../contract/sandbox.ts';
import type { Shift as ShiftDocument } from '../contract/shift.ts';
import { createWechatV2Gateway } from '../gateway/wechat-v2/gateway.ts';
import { type Log, silent } from '../log/log.ts';
import { fen } from '../money/fen.ts';
import { createOffice } from '../office/create-office.ts';
import { COUNTER, type Office } from '../office/office.ts';
import { shiftDocument } from '../office/shift-view.ts';
import { isFinal } from '../payment/state.ts';
import { memoryPins } from '../people/memory-pins.ts';
import { realClock, startTestSandbox } from '../sandbox/test-sandbox.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { createOpenShift } from '../shift/open-shift.ts';
import type { Shift } from '../shift/shift.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import { createTerminal } from '../terminal/create-terminal.ts';

type OnEnd = (cleanUp: () => void | Promise<void>) => void;

const STORE = { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const;
const TIMES = {
  ...{ requestTimeoutMs: 5_000, pollIntervalMs: 50, customerTimeoutMs: 60_000, reverseDelayMs: 0, codeValidityMs: 60_000 },
  ...{ retryIntervalMs: 50, refundSpacingMs: 0, qrValidityMs: 300_000, closeDelayMs: 300_000, confirmAfterMs: [] },
};

/** A day in Beijing. */
export const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

type Refusal = { readonly ok: false; readonly error: unknown };

/** For tests: a whole shop in this process, its terminal and office on the real wire before the real sandbox, whose bills come at once. */
export async function testShop(onEnd: OnEnd) {
  const sandbox = await startTestSandbox(onEnd, { timeFactor: 0.01 });
  const { wechat, faultsUrl, phoneUrl } = sandbox.address();
  const random = { bytes: (count: number) => randomBytes(count) };
  const log: Log = silent;
  let keys = 0;

  const config: WechatV2Config = {
    ...({ kind: 'wechat-v2', endpoints: [wechat.endpoint], appId: wechat.appId, mchId: wechat.mchId, apiKey: wechat.apiKey } as const),
    ...({ subAppId: null, subMchId: null, signType: 'HMAC-SHA256', clientCert: null, ca: null, notifyUrl: null } as const),
  };
  const gatewayOf = (terminalId: string, clock: Clock) =>
    createWechatV2Gateway({ config, requestTimeoutMs: TIMES.requestTimeoutMs, terminalId, clock, random, log });

  function boot(journal: MemoryJournal) {
    let isAlive = true;
    const clock: Clock = { ...realClock, after: (ms, callback) => realClock.after(ms, () => isAlive && callback()) };
    const gateway = gatewayOf('T01', clock);
    const openShift = createOpenShift(journal);
    const shifts = { shiftId: openShift.id, shiftDocument: (shift: Shift) => shiftDocument(journal, shift, 'CNY') };
    const terminal = createTerminal({ gateway, journal, clock, random, log, times: TIMES, store: STORE, practice: null, ...shifts });
    const inHand = { journal, terminal, gateway, openShift, clock, random, log };
    const office: Office = createOffice({
      config: { office: { refundLimitFen: 1_000_000 }, store: STORE },
      ...inHand,
      times: TIMES,
      pins: memoryPins(),
    });
    gateway.open();
    return {
      ...inHand,
      office,
      async die() {
        isAlive = false;
        await gateway.close();
      },
    };
  }

  let running = boot(memoryJournal());
  onEnd(async () => {
    await running.office.stop();
    await running.terminal.stop();
  });

  async function post(url: string, body: object): Promise<void> {
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  }
  await post(`${faultsUrl}api/bills/ready`, { ready: 'at_once' });

  function value<T>(result: { readonly ok: true; readonly value: T } | Refusal): T {
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return result.value;
  }

  function begin(amountFen: number): Charge {
    keys += 1;
    const authCode = new AuthCode(sandbox.issueCode().authCode);
    const asked = { origin: 'till', amountFen: fen(amountFen), description: null, tillReference: `R${keys}`, authCode } as const;
    return value(running.terminal.charge({ ...asked, idempotencyKey: `key-${keys}`, fingerprint: 'f' })).charge;
  }

  /** Waits for a state, looking each time something may have changed. */
  async function until<T>(look: () => T | null | undefined | false): Promise<T> {
    for (const endMs = performance.now() + 20_000; performance.now() < endMs; ) {
      const found = look();
      if (found) return found;
      await new Promise((next) => setTimeout(next, 5));
    }
    throw new Error('it did not come');
  }

  const chargeOf = (id: string) => running.terminal.find(id) as Charge;
  const settled = (id: string) => until(() => isFinal(chargeOf(id).status) && chargeOf(id));

  return {
    sandbox,
    until,
    begin,
    settled,
    chargeOf,
    gatewayOf,
    value,
    now: () => running,
    pay: async (amountFen: number) => settled(begin(amountFen).id),
    async refund(chargeId: string, amountFen: number): Promise<Refund> {
      keys += 1;
      const asked = { origin: 'till', chargeId, amountFen: fen(amountFen), reason: null, from: 'unsettled' } as const;
      const { refund } = value(running.terminal.refund({ ...asked, idempotencyKey: `back-${keys}`, fingerprint: null }));
      return until(() => {
        const found = running.terminal.findRefund(refund.id);
        return found && found.status !== 'pending' && found.status !== 'unresolved' && found;
      });
    },
    open: (): ShiftDocument =>
      value(running.office.shifts.open({ cashier: '林', openingFloatFen: fen(0), idempotencyKey: null, tillName: 'till' })).shift,
    close: async (id: string) => value(await running.office.shifts.close(id, null, 'till')),
    reconcile: async (id: string) => value(await running.office.shifts.reconcile(id)),
    shift: (id: string) => value(running.office.shifts.find(id)),
    view: () => running.office.view(COUNTER),
    send: (command: Parameters<Office['command']>[1]) => running.office.command(COUNTER, command),
    read: async <T>(name: string, query: Record<string, string> = {}): Promise<T> => {
      const answer = await running.office.read(COUNTER, name, query);
      if (!('ok' in answer) || !answer.ok) throw new Error(JSON.stringify(answer));
      return answer.value as T;
    },
    strike: (fault: Partial<Fault>) => post(`${faultsUrl}api`, fault),
    calm: () => fetch(`${faultsUrl}api`, { method: 'DELETE' }),
    plant: (difference: BillDifference) => post(`${faultsUrl}api/bills`, difference),
    honest: async () => {
      await fetch(`${faultsUrl}api/bills`, { method: 'DELETE' });
      await post(`${faultsUrl}api/bills/ready`, { ready: 'at_once' });
    },
    line: (line: 'up' | 'down') => post(`${faultsUrl}api/line`, { line }),
    phone: (action: PhoneAction) => post(`${phoneUrl}api/actions`, action),
    /** The power goes, and comes back. */
    async restart() {
      const image = running.journal.image();
      await running.die();
      running = boot(memoryJournal(image));
    },
  };
}

export type TestShop = Awaited<ReturnType<typeof testShop>>;
