import { beforeEach, describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import type { Command } from '../contract/command.ts';
import { PAYMENT, TIMES } from '../payment/story.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import { bootTerminal, CODE, type TestTerminal } from './test-terminal.ts';

const CONTENT = 'weixin://wxpay/bizpayurl?pr=Kq7Zt3M';
const OFFERED = { kind: 'offered', shown: { content: CONTENT, prepayId: null } } as const;
const PAID = { kind: 'paid', payment: PAYMENT } as const;
const NOT_PAID = { kind: 'not_paid' } as const;
const CLOSED = { kind: 'undone', acquirerCode: 'CLOSED' } as const;
const DONE = { ok: true };

let clock: HandClock;
let journal: MemoryJournal;
let t: TestTerminal;
let requests = 0;

beforeEach(() => {
  clock = new HandClock();
  journal = memoryJournal();
  t = bootTerminal(clock, journal);
});

/** A power cut, and the next start. */
function restart(): void {
  journal = memoryJournal(journal.image());
  t = bootTerminal(clock, journal, 7);
}

const say = (command: Command) => t.terminal.command(command);
const requestId = () => `request-${++requests}`;
const ring = (method: 'payment_code' | 'merchant_qr', amount = 4_650) => say({ kind: 'charge', requestId: requestId(), amount, method });
const change = (method: 'payment_code' | 'merchant_qr') =>
  say({ kind: 'change_method', requestId: requestId(), chargeId: staged().id, method });
const staged = () => {
  const { stage } = t.terminal.view();
  if (stage.kind !== 'charge') throw new Error('nothing is on the stage');
  return stage.charge;
};
const status = (id: string) => t.terminal.find(id)?.status;

/** A QR on the stage. */
async function shown(): Promise<string> {
  ring('merchant_qr');
  await t.gateway.offers.at(-1)?.answer(OFFERED);
  return staged().id;
}

/** After so many more writes the disk takes none. */
function dieAfter(count: number): void {
  const { append } = journal;
  let left = count;
  Object.assign(journal, {
    append(entries: Parameters<typeof append>[0]) {
      if (left === 0) throw new Error('the power is gone');
      left -= 1;
      return append(entries);
    },
  });
}

/** Lets time pass, as far as the next thing that is due in it. */
async function pass(ms: number): Promise<void> {
  clock.advance(ms);
  await new Promise(setImmediate);
}

describe('the merchant’s QR at the counter', () => {
  test('is placed under a durable number, shown when what it shows is durable, and paid', async () => {
    ring('merchant_qr');
    expect(staged()).toMatchObject({ method: 'merchant_qr', status: 'submitting', qr: null });
    expect(journal.openCharges().map(({ intent }) => intent.orderNo)).toEqual([t.gateway.offers[0]?.order.orderNo]);
    await t.gateway.offers[0]?.answer(OFFERED);
    expect(staged()).toMatchObject({ status: 'awaiting_customer', qr: { content: CONTENT } });
    await pass(2_000);
    await t.gateway.queries[0]?.answer(PAID);
    expect(staged()).toMatchObject({ status: 'paid', qr: null });
  });

  test('the journal does not take what it would show: it is not shown, until it does', async () => {
    ring('merchant_qr');
    journal.failNext(1);
    await t.gateway.offers[0]?.answer(OFFERED);
    expect(staged().qr).toBe(null);
    await pass(1_000);
    expect(staged().qr).toMatchObject({ content: CONTENT });
  });

  test('over a restart it is shown again, with the time that is left', async () => {
    const id = await shown();
    clock.stall(60_000);
    restart();
    expect(t.terminal.find(id)?.qr).toMatchObject({ content: CONTENT });
    expect(t.gateway.queries).toHaveLength(1);
  });

  test('given up, the next sale goes on at once, and the QR is closed when the acquirer lets it', async () => {
    const id = await shown();
    expect(say({ kind: 'cancel', chargeId: id })).toEqual(DONE);
    expect(status(id)).toBe('reversing');
    expect(ring('payment_code', 100)).toEqual(DONE);
    await t.gateway.queries[0]?.answer(NOT_PAID);
    expect(t.gateway.withdrawals).toHaveLength(0);
    await pass(TIMES.closeDelayMs);
    for (const query of t.gateway.queries) await query.answer(NOT_PAID);
    expect(t.gateway.withdrawals).toHaveLength(1);
    await t.gateway.withdrawals[0]?.answer({ kind: 'closed' });
    await t.gateway.queries.at(-1)?.answer(CLOSED);
    expect(status(id)).toBe('canceled');
  });
});

describe('one sale, taken another way', () => {
  test('a withdrawn QR is put back from where it stands, until it is being closed', async () => {
    const qr = await shown();
    say({ kind: 'cancel', chargeId: qr });
    expect(staged()).toMatchObject({ status: 'reversing', qr: null });
    expect(change('merchant_qr')).toEqual(DONE);
    expect(staged()).toMatchObject({ id: qr, status: 'awaiting_customer', qr: { content: CONTENT } });
    say({ kind: 'cancel', chargeId: qr });
    await t.gateway.queries[0]?.answer(NOT_PAID);
    await pass(TIMES.closeDelayMs);
    for (const query of t.gateway.queries) await query.answer(NOT_PAID);
    expect(t.gateway.withdrawals).toHaveLength(1);
    expect(change('merchant_qr')).toEqual({ ok: false, code: 'not_now' });
    expect(staged()).toMatchObject({ id: qr, status: 'reversing' });
  });

  test('code to QR: what awaited its scan is canceled, nothing of it was sent', async () => {
    ring('payment_code');
    const { id, amount } = staged();
    expect(change('merchant_qr')).toEqual(DONE);
    expect([status(id), staged().amount, staged().method]).toEqual(['canceled', amount, 'merchant_qr']);
  });

  test('QR to code: the code is held back until the QR is closed, and never sent beside it', async () => {
    const qr = await shown();
    expect(change('payment_code')).toEqual(DONE);
    expect(staged()).toMatchObject({ method: 'payment_code', status: 'awaiting_code' });
    expect(t.terminal.view().stage).toMatchObject({ heldMs: TIMES.closeDelayMs });
    t.scan(CODE);
    expect(t.gateway.charges).toHaveLength(0);
    expect(t.terminal.view().notice?.notice).toEqual({ kind: 'held' });
    await t.gateway.queries[0]?.answer(NOT_PAID);
    await pass(TIMES.closeDelayMs);
    for (const query of t.gateway.queries) await query.answer(NOT_PAID);
    await t.gateway.withdrawals[0]?.answer({ kind: 'closed' });
    await t.gateway.queries.at(-1)?.answer(CLOSED);
    expect([status(qr), t.terminal.view().stage]).toMatchObject(['canceled', { heldMs: null }]);
    t.scan(CODE);
    expect(t.gateway.charges).toHaveLength(1);
  });

  test('QR to code and back: the same QR stands again, under the same number', async () => {
    const qr = await shown();
    change('payment_code');
    const code = staged().id;
    expect(change('merchant_qr')).toEqual(DONE);
    expect([staged().id, staged().qr?.content, status(code)]).toEqual([qr, CONTENT, 'canceled']);
    expect(t.gateway.offers).toHaveLength(1);
  });

  test('QR to code, and the QR is being closed: the code is awaited on, nothing is given up', async () => {
    const qr = await shown();
    change('payment_code');
    const code = staged().id;
    await t.gateway.queries[0]?.answer(NOT_PAID);
    await pass(TIMES.closeDelayMs);
    for (const query of t.gateway.queries) await query.answer(NOT_PAID);
    expect(t.gateway.withdrawals).toHaveLength(1);
    expect(change('merchant_qr')).toEqual({ ok: false, code: 'not_now' });
    expect([status(code), status(qr), staged().id]).toEqual(['awaiting_code', 'reversing', code]);
  });

  test('the QR was paid while the code was awaited: paid, and nobody need scan any more', async () => {
    const qr = await shown();
    change('payment_code');
    const code = staged().id;
    await t.gateway.queries[0]?.answer(PAID);
    expect([status(qr), status(code), staged().id]).toEqual(['paid', 'canceled', qr]);
  });

  test('not while the customer types his password', async () => {
    ring('payment_code');
    t.scan(CODE);
    await t.gateway.charges[0]?.answer({ kind: 'customer_paying', acquirerCode: 'USERPAYING' });
    expect(change('merchant_qr')).toEqual({ ok: false, code: 'not_now' });
  });

  test('a second press of the same key changes nothing', async () => {
    ring('payment_code');
    const { id } = staged();
    const asked: Command = { kind: 'change_method', requestId: requestId(), chargeId: id, method: 'merchant_qr' };
    expect([say(asked), say(asked)]).toEqual([DONE, DONE]);
    expect(t.gateway.offers).toHaveLength(1);
  });

  test('a till’s offer waits for a code of the same sale that may still take money', async () => {
    const first = t.begin({ authCode: null, tillReference: 'R7', idempotencyKey: 'a' });
    t.scan(CODE);
    expect(status(first.id)).toBe('submitting');
    const second = t.terminal.charge({ ...REQUESTED, tillReference: 'R7' });
    expect(second).toEqual({ ok: false, error: { code: 'sale_unsettled', chargeId: first.id } });
    expect(t.gateway.offers).toHaveLength(0);
  });
});

const REQUESTED = {
  ...{ origin: 'till', method: 'merchant_qr', amountFen: 1280, description: null, authCode: null, idempotencyKey: 'b', fingerprint: 'f' },
} as Parameters<TestTerminal['terminal']['charge']>[0];

describe('an order that is paid in the shop’s own software', () => {
  const HANDED = { kind: 'offered', shown: { content: null, prepayId: 'wx1' } } as const;
  test('does not cover the counter: the next sale is rung up as if it were not', async () => {
    const { id } = t.begin({ method: 'app', idempotencyKey: 'app-1' });
    await t.gateway.offers[0]?.answer(HANDED);
    expect(status(id)).toBe('awaiting_customer');
    expect(t.terminal.view().stage.kind).toBe('keypad');
    ring('payment_code', 100);
    expect(staged().amount).toBe(100);
  });

  test('has something to hand over while it stands, and a QR has nothing', async () => {
    const { id } = t.begin({ method: 'app', idempotencyKey: 'app-1' });
    expect(await t.terminal.parameters(id)).toEqual({ ok: false, error: 'no_parameters' });
    await t.gateway.offers[0]?.answer(HANDED);
    expect(await t.terminal.parameters(id)).toEqual({ ok: true, value: { prepayid: 'wx1' } });
    expect(t.terminal.cancel(id).ok).toBe(true);
    expect(await t.terminal.parameters(id)).toEqual({ ok: false, error: 'no_parameters' });
    ring('merchant_qr');
    await t.gateway.offers[1]?.answer(OFFERED);
    expect(await t.terminal.parameters(staged().id)).toEqual({ ok: false, error: 'no_parameters' });
    expect(await t.terminal.parameters('nobody')).toEqual({ ok: false, error: 'not_found' });
  });
});

test('a parked sale is collected by QR, in the append that makes it paid', async () => {
  say({ kind: 'park', requestId: requestId(), amount: 8_900 });
  const parkedId = t.terminal.view().parked[0]?.id ?? '';
  expect(say({ kind: 'collect', requestId: requestId(), parkedId, tender: 'merchant_qr' })).toEqual(DONE);
  await t.gateway.offers[0]?.answer(OFFERED);
  expect(t.terminal.view().parked[0]).toMatchObject({ status: 'collecting' });
  await pass(2_000);
  await t.gateway.queries[0]?.answer(PAID);
  restart();
  expect([t.terminal.view().parked, t.terminal.findParked(parkedId)?.status]).toEqual([[], 'collected']);
});

describe('money that comes late', () => {
  async function ended(): Promise<string> {
    const id = await shown();
    await t.gateway.queries.at(-1)?.answer(NOT_PAID);
    await pass(2_000);
    await t.gateway.queries.at(-1)?.answer(CLOSED);
    expect(status(id)).toBe('canceled');
    return id;
  }

  test('is found, taken over and given back whole', async () => {
    const id = await ended();
    await pass(60_000);
    await t.gateway.queries.at(-1)?.answer(PAID);
    expect(status(id)).toBe('paid');
    expect(t.gateway.refunds.map(({ order }) => order.amountFen)).toEqual([4_650]);
  });

  test('by the merchant’s other policy it stays', async () => {
    t = bootTerminal(clock, journal, 3, { times: { ...TIMES, latePayment: 'adopt' } });
    const id = await ended();
    await pass(60_000);
    await t.gateway.queries.at(-1)?.answer(PAID);
    expect([status(id), t.gateway.refunds.length]).toEqual(['paid', 0]);
  });

  test('killed between taking it over and giving it back: given back once, at the next start', async () => {
    const id = await ended();
    await pass(60_000);
    dieAfter(1);
    await t.gateway.queries.at(-1)?.answer(PAID);
    restart();
    await pass(1_000);
    expect([status(id), t.gateway.refunds.length + t.gateway.refundQueries.length]).toEqual(['paid', 1]);
    restart();
    await pass(1_000);
    expect(journal.refundsOf(journal.charges({}, null, 1).items[0]?.intent.id as never)).toHaveLength(1);
  });

  test('the disk does not take the refund: it is begun when it does', async () => {
    await ended();
    await pass(60_000);
    const { append } = journal;
    let writes = 0;
    Object.assign(journal, {
      append(entries: Parameters<typeof append>[0]) {
        writes += 1;
        if (writes === 2) throw new Error('disk full');
        return append(entries);
      },
    });
    await t.gateway.queries.at(-1)?.answer(PAID);
    expect(t.gateway.refunds).toHaveLength(0);
    await pass(10_000);
    expect(t.gateway.refunds).toHaveLength(1);
  });

  test('is looked after over a restart', async () => {
    const id = await ended();
    restart();
    await pass(60_000);
    await t.gateway.queries.at(-1)?.answer(PAID);
    expect(status(id)).toBe('paid');
  });

  test('is not looked for where nothing was sent', async () => {
    ring('payment_code');
    say({ kind: 'cancel', chargeId: staged().id });
    await pass(3_600_000);
    expect(t.gateway.queries).toHaveLength(0);
  });
});
