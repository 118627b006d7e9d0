import { HandClock } from '../basics/hand-clock.ts';
import type { Charge } from '../contract/charge.ts';
import type { WooshFault } from '../contract/sandbox-wooshpay.ts';
import { ABILITIES } from '../gateway/abilities.ts';
import type { Exchange, Transport } from '../gateway/transport/transport.ts';
import { createWooshPayGateway } from '../gateway/wooshpay/gateway.ts';
import { wooshPayDialect } from '../gateway/wooshpay/wire.ts';
import { silent } from '../log/log.ts';
import { fen } from '../money/fen.ts';
import type { OfferMethod } from '../payment/charge.ts';
import { TIMES as USUAL } from '../payment/story.ts';
import { testRandom } from '../sandbox/test-merchant.ts';
import { exchangeWoosh } from '../sandbox/wooshpay/exchange.ts';
import { openWooshShop } from '../sandbox/wooshpay/test-shop.ts';
import { signWebhook } from '../sandbox/wooshpay/webhooks.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { createTerminal } from '../terminal/create-terminal.ts';

const abilities = ABILITIES.wooshpay;
const TIMES = { ...USUAL, closeDelayMs: abilities.closeDelayMs, confirmAfterMs: abilities.confirmAfterMs, refundSpacingMs: 0 };
const STORE = { name: 'Store 7', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'en' } as const;
export const AMOUNT = 1250;
export const MINUTE = 60_000;

/** The whole terminal before the sandbox's WooshPay, in one process and under one clock. */
export function openShop(late: 'refund' | 'adopt' = 'refund') {
  const clock = new HandClock();
  const woosh = openWooshShop({ clock });
  const { account } = woosh.acquirer;
  const config = {
    ...({
      kind: 'wooshpay',
      endpoints: ['http://127.0.0.1:1'],
      secretKey: account.secretKey,
      webhookSecret: account.webhookSecret,
    } as const),
    ...{ ca: null, returnUrl: 'https://shop.example/pos' },
  };
  const transport = wireTo(woosh, clock, account.secretKey);
  const parts = { clock, log: silent, random: testRandom };
  const gateway = createWooshPayGateway({
    ...parts,
    config,
    requestTimeoutMs: TIMES.requestTimeoutMs,
    terminalId: 'T01',
    clientIp: '203.0.113.10',
    transport,
  });
  const journal = memoryJournal();
  const terminal = createTerminal({
    ...parts,
    gateway,
    abilities,
    journal,
    times: { ...TIMES, latePayment: late },
    store: STORE,
    practice: null,
  });
  gateway.open();
  let keys = 0;

  async function pass(ms: number): Promise<void> {
    const endMs = clock.monotonicMs() + ms;
    for (;;) {
      await settle();
      const due = clock.nextDueMs();
      if (due === null || due > endMs) break;
      clock.crank();
    }
    clock.advance(endMs - clock.monotonicMs());
    await settle();
  }

  function charge(part: { code?: string; method?: OfferMethod }): string {
    const { code, method } = part;
    const to = method === 'mini_program' ? { openId: 'oUpF8uN3vKqY', clientIp: null } : undefined;
    keys += 1;
    const begun = terminal.charge({
      ...{
        origin: 'till',
        amountFen: fen(AMOUNT),
        description: null,
        tillReference: null,
        idempotencyKey: `key-${keys}`,
        fingerprint: 'f',
      },
      ...(method && { method }),
      ...(to && { to }),
      authCode: code === undefined ? null : new AuthCode(code),
    });
    if (!begun.ok) throw new Error(JSON.stringify(begun.error));
    return begun.value.charge.id;
  }

  const find = (id: string): Charge => {
    const found = terminal.find(id);
    if (!found) throw new Error('no such charge');
    return found;
  };

  return {
    ...{ clock, woosh, terminal, gateway, pass, charge, find },
    /** Another process of the same merchant, which knows nothing of this one. */
    strangers: () =>
      createWooshPayGateway({
        ...parts,
        config,
        requestTimeoutMs: TIMES.requestTimeoutMs,
        terminalId: 'T02',
        clientIp: '203.0.113.11',
        transport,
      }),
    /** WooshPay reports each event at once, so many times. */
    report(times: number): number[] {
      const replies: number[] = [];
      woosh.acquirer.onEvent((event) => {
        const body = JSON.stringify(event.body);
        const headers = { 'wooshpay-signature': signWebhook(body, Math.floor(clock.wallMs() / 1_000), account.webhookSecret) };
        for (let n = 0; n < times; n++) replies.push(terminal.notice({ headers, body: Buffer.from(body) })?.status ?? 0);
      });
      return replies;
    },
    /** Places an offer and has it shown. */
    async offer(method: OfferMethod) {
      const id = charge({ method });
      await pass(0);
      return { id, content: find(id).qr?.content ?? '' };
    },
    /** The customer scans and types his password. */
    pay(content: string) {
      const scanned = woosh.phone.scan(content);
      const [payment] = woosh.phone.payments(1);
      return scanned?.ok && payment ? woosh.phone.answer(payment.orderNo, 'pay') : scanned;
    },
    /** Lets time pass until the charge has its end. */
    async end(id: string, mostMs = 10 * MINUTE): Promise<Charge> {
      const endMs = clock.monotonicMs() + mostMs;
      while (!ENDS.has(find(id).status) && clock.monotonicMs() < endMs) await pass(500);
      return find(id);
    },
    refund(id: string, amountFen: number): string {
      keys += 1;
      const keyed = { idempotencyKey: `key-${keys}`, fingerprint: 'r' };
      const begun = terminal.refund({ origin: 'till', chargeId: id, amountFen: fen(amountFen), reason: null, from: 'unsettled', ...keyed });
      if (!begun.ok) throw new Error(JSON.stringify(begun.error));
      return begun.value.refund.id;
    },
    plant: (call: WooshFault['call'], kind: WooshFault['kind'], part: Partial<WooshFault> = {}) => woosh.plant(call, kind, part),
  };
}

export const ENDS: ReadonlySet<string> = new Set(['paid', 'declined', 'reversed', 'canceled']);

/** As the socket would do it, under the hand-cranked clock. */
function wireTo(woosh: ReturnType<typeof openWooshShop>, clock: HandClock, secretKey: string): Transport {
  const dialect = wooshPayDialect(secretKey);
  return {
    prepare: (call) => ({
      discard() {},
      send: (body) =>
        new Promise<Exchange>((resolve) => {
          const sentMs = clock.monotonicMs();
          const sentMsAgo = () => clock.monotonicMs() - sentMs;
          clock.after(call.timeoutMs, () => resolve({ kind: 'no_answer', reason: 'deadline', lineLost: true, sentMsAgo: call.timeoutMs }));
          const [path = '', query = ''] = call.path.split('?', 2);
          const lines = [...dialect.headers[call.method], ...call.headers].map(([name, value]) => [name.toLowerCase(), value]);
          const request = { method: call.method, path, query, headers: Object.fromEntries(lines) as Record<string, string>, body };
          exchangeWoosh({ acquirer: woosh.acquirer, faults: woosh.faults, clock }, request, (delivery) => {
            if (delivery.kind === 'answer' && dialect.answers(delivery.status))
              resolve({ kind: 'answered', status: delivery.status, body: Buffer.from(delivery.body), sentMsAgo: sentMsAgo() });
            else resolve({ kind: 'no_answer', reason: 'broken', lineLost: false, sentMsAgo: sentMsAgo() });
          });
        }),
    }),
    download: async () => ({ kind: 'not_sent', reason: 'no files' }),
    probe: async () => true,
    async close() {},
  };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
