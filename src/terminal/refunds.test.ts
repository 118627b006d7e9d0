import { beforeEach, describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import type { Charge } from '../contract/charge.ts';
import type { Refund } from '../contract/refund.ts';
import type { RefundOutcome, RefundQueryOutcome } from '../gateway/gateway.ts';
import { fen } from '../money/fen.ts';
import type { ChargeId } from '../payment/charge.ts';
import { PAYMENT } from '../payment/story.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import type { FeedEvent, RefundRequest, Refusal } from './terminal.ts';
import { bootTerminal, CODE, type TestTerminal } from './test-terminal.ts';

const SILENCE = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null } as const;
const NO_FUNDS: RefundOutcome = { kind: 'no_funds', acquirerCode: 'NOTENOUGH', message: '余额不足', other: 'balance' };
const SUCCEEDED: RefundQueryOutcome = { kind: 'succeeded', succeededAtMs: 7 };
const ABSENT: RefundQueryOutcome = { kind: 'absent' };
const SPACING_MS = 60_000;

let clock: HandClock;
let journal: MemoryJournal;
let gateway: TestTerminal['gateway'];
let terminal: TestTerminal['terminal'];
let begin: TestTerminal['begin'];
let told: FeedEvent[];
let chargeId: string;

function boot(from: MemoryJournal): void {
  journal = from;
  ({ gateway, terminal, begin } = bootTerminal(clock, journal));
  told = [];
  terminal.feed(null, (event) => told.push(event));
}

/** The power goes, and comes back. */
function restart(): void {
  boot(memoryJournal(journal.image()));
}

beforeEach(async () => {
  clock = new HandClock();
  boot(memoryJournal());
  ({ id: chargeId } = begin({ authCode: new AuthCode(CODE) })); // 12.80 yuan
  await gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
});

function ask(amount: number, more: Partial<RefundRequest> = {}) {
  const usual = {
    origin: 'till',
    chargeId,
    amountFen: fen(amount),
    reason: null,
    from: 'unsettled',
    idempotencyKey: null,
    fingerprint: null,
  } as const;
  return terminal.refund({ ...usual, ...more });
}

function refund(amount: number, more: Partial<RefundRequest> = {}): Refund {
  const answer = ask(amount, more);
  if (!answer.ok) throw new Error(answer.error);
  return answer.value.refund;
}

function refusalOf(answer: ReturnType<typeof ask>): Refusal | null {
  return answer.ok ? null : answer.error;
}

/** Answers the newest request. */
const sent = () => gateway.refunds.at(-1);
const asked = () => gateway.refundQueries.at(-1);

async function succeed(): Promise<void> {
  await sent()?.answer({ kind: 'accepted' });
  clock.advance(5_000);
  await asked()?.answer(SUCCEEDED);
}

describe('a refund', () => {
  test('is durable before it is sent, pending when accepted, succeeded when the acquirer says so', async () => {
    const before = journal.lastSeq();
    const { id, status, refundNo } = refund(800, { reason: '破损' });
    expect([status, journal.lastSeq() - before]).toEqual(['pending', 1]);
    expect(journal.openRefunds().map(({ intent }) => intent.refundNo)).toEqual([refundNo]);
    expect(sent()?.order).toEqual({
      refundNo,
      orderNo: terminal.find(chargeId)?.orderNo,
      chargeFen: 1280,
      amountFen: 800,
      currency: 'CNY',
      reason: '破损',
      from: 'unsettled',
      transactionId: terminal.find(chargeId)?.transactionId,
    });
    await sent()?.answer({ kind: 'accepted' });
    expect([terminal.findRefund(id)?.status, terminal.find(chargeId)?.refundedAmount]).toEqual(['pending', 0]);
    clock.advance(5_000);
    await asked()?.answer({ kind: 'processing' });
    clock.advance(10_000);
    await asked()?.answer(SUCCEEDED);
    expect(terminal.findRefund(id)).toMatchObject({ status: 'succeeded', succeededAt: '1970-01-01T00:00:00.007Z' });
    expect(terminal.find(chargeId)).toMatchObject({ status: 'paid', refundedAmount: 800 });
    expect(journal.lastSeq() - before).toBe(2); // what the answers in between said is not worth a write
  });

  test('nothing is sent that the disk did not take', () => {
    journal.failNext(1);
    expect(refusalOf(ask(800))).toBe('journal_failed');
    expect([gateway.refunds, journal.openRefunds()]).toEqual([[], []]);
  });

  test('an end that the disk does not take is told when it does', async () => {
    const { id } = refund(800);
    await sent()?.answer({ kind: 'accepted' });
    clock.advance(5_000);
    journal.failNext(1);
    await asked()?.answer(SUCCEEDED);
    expect([terminal.findRefund(id)?.status, terminal.find(chargeId)?.refundedAmount]).toEqual(['pending', 0]);
    clock.advance(1_000);
    expect([terminal.findRefund(id)?.status, terminal.find(chargeId)?.refundedAmount]).toEqual(['succeeded', 800]);
  });

  test('without an answer: the same number again, and never failed', async () => {
    const { id, refundNo } = refund(800);
    await sent()?.answer(SILENCE);
    expect(terminal.findRefund(id)?.status).toBe('unresolved');
    clock.advance(5_000);
    await asked()?.answer(ABSENT);
    expect(gateway.refunds.map(({ order }) => order.refundNo)).toEqual([refundNo, refundNo]);
    await succeed();
    clock.advance(60_000);
    await asked()?.answer(SUCCEEDED);
    expect([terminal.findRefund(id)?.status, journal.refundsOf(chargeId as ChargeId).length]).toEqual(['succeeded', 1]);
  });

  test('a gateway that throws is no answer', async () => {
    gateway.refund = () => Promise.reject(new Error('a bug'));
    const { id } = refund(800);
    await new Promise(setImmediate);
    expect(terminal.findRefund(id)?.status).toBe('unresolved');
  });

  test('however often the line comes back, refunds are worked off once each, oldest first, one at a time', async () => {
    const other = begin({ authCode: new AuthCode('130000000000000001'), idempotencyKey: 'key-2' });
    await gateway.charges[1]?.answer({ kind: 'paid', payment: PAYMENT });
    const first = refund(800);
    const second = refund(700, { chargeId: other.id });
    await gateway.refunds[0]?.answer({ kind: 'not_sent' });
    await gateway.refunds[1]?.answer({ kind: 'not_sent' });
    gateway.setLine('offline');
    for (let flaps = 0; flaps < 3; flaps++) {
      gateway.setLine('online');
      gateway.setLine('offline');
    }
    await new Promise(setImmediate);
    expect(gateway.refunds.slice(2).map(({ order }) => order.refundNo)).toEqual([first.refundNo]);
    await gateway.refunds[2]?.answer({ kind: 'accepted' });
    expect(gateway.refunds.slice(3).map(({ order }) => order.refundNo)).toEqual([second.refundNo]);
  });
});

describe('what may be given back', () => {
  test('no more than was paid, all but failed refunds counted', async () => {
    refund(800);
    expect(refusalOf(ask(481))).toBe('refund_exceeds_charge');
    await sent()?.answer({ kind: 'refused', failure: { code: 'too_old', acquirerCode: 'TRADE_OVERDUE', message: null } });
    await asked()?.answer(ABSENT);
    expect(refusalOf(ask(1281))).toBe('refund_exceeds_charge');
    refund(1280);
    await sent()?.answer(SILENCE);
    expect(refusalOf(ask(1))).toBe('refund_exceeds_charge'); // unresolved counts
  });

  test('of a paid charge only, and of one that is there', () => {
    const { id } = begin({ idempotencyKey: 'key-2' });
    expect(refusalOf(ask(1, { chargeId: id }))).toBe('not_paid');
    expect(refusalOf(ask(1, { chargeId: 'ch_NOBODY' }))).toBe('not_found');
    expect(refusalOf(ask(1, { chargeId: '../etc' }))).toBe('not_found');
  });

  test('at most fifty times', () => {
    for (let n = 0; n < 50; n++) refund(1);
    expect(refusalOf(ask(1))).toBe('too_many_refunds');
  });

  test('once for one key, whatever comes of it; tills and screens have keys of their own', async () => {
    const { id } = refund(800, { idempotencyKey: 'key', fingerprint: 'f' });
    expect(ask(800, { idempotencyKey: 'key', fingerprint: 'f' })).toMatchObject({ ok: true, value: { created: false, refund: { id } } });
    expect(refusalOf(ask(800, { idempotencyKey: 'key', fingerprint: 'g' }))).toBe('idempotency_key_reused');
    await succeed();
    expect(ask(800, { idempotencyKey: 'key', fingerprint: 'f' })).toMatchObject({ value: { refund: { id, status: 'succeeded' } } });
    expect(refund(1, { idempotencyKey: 'key', fingerprint: 'f', origin: 'cashier' }).id).not.toBe(id);
  });

  test('nothing more once the terminal stops, or the journal is damaged', async () => {
    journal.spoil({ entry: 1, message: 'entry 1 is not what was written' });
    expect(refusalOf(ask(1))).toBe('journal_damaged');
    await terminal.stop();
    expect(refusalOf(ask(1))).toBe('stopping');
  });
});

describe('two refunds of one charge', () => {
  test('are sent a minute apart, in their order', async () => {
    refund(100);
    const second = refund(200);
    await gateway.refunds[0]?.answer({ kind: 'accepted' });
    expect([gateway.refunds.length, terminal.findRefund(second.id)?.status]).toEqual([1, 'pending']);
    clock.advance(SPACING_MS - 1);
    expect(gateway.refunds.length).toBe(1);
    clock.advance(1);
    await new Promise(setImmediate);
    expect(gateway.refunds.at(-1)?.order.refundNo).toBe(second.refundNo);
  });

  test('a repeat of one is no second refund', async () => {
    const { refundNo } = refund(100);
    await sent()?.answer(SILENCE);
    clock.advance(5_000);
    await asked()?.answer(ABSENT);
    expect(gateway.refunds.map(({ order }) => order.refundNo)).toEqual([refundNo, refundNo]);
  });

  test('after a restart the minute begins anew: when the first was sent is not known', async () => {
    refund(100);
    await succeed();
    restart();
    refund(200);
    await new Promise(setImmediate);
    expect(gateway.refunds).toEqual([]);
    clock.advance(SPACING_MS);
    await new Promise(setImmediate);
    expect(gateway.refunds.length).toBe(1);
  });

  test('of different charges they wait for nobody', async () => {
    const other = begin({ authCode: new AuthCode('130000000000000001'), idempotencyKey: 'key-2' });
    await gateway.charges[1]?.answer({ kind: 'paid', payment: PAYMENT });
    refund(100);
    refund(200, { chargeId: other.id });
    await gateway.refunds[0]?.answer({ kind: 'accepted' });
    expect(gateway.refunds.length).toBe(2);
  });
});

describe('for want of funds', () => {
  async function short(): Promise<Refund> {
    const asking = refund(800);
    await sent()?.answer(NO_FUNDS);
    await asked()?.answer(ABSENT);
    return asking;
  }

  test('it fails, and is sent again under its number from the other account', async () => {
    const { id, refundNo } = await short();
    expect(terminal.findRefund(id)).toMatchObject({ status: 'failed', failureCode: 'insufficient_balance', acquirerCode: 'NOTENOUGH' });
    expect(terminal.command({ kind: 'refund_again', refundId: id, fundingAccount: 'balance' })).toEqual({ ok: true });
    await new Promise(setImmediate);
    expect(sent()?.order).toMatchObject({ refundNo, from: 'balance' });
    await succeed();
    expect(terminal.findRefund(id)).toMatchObject({ status: 'succeeded', fundingAccount: 'balance' });
  });

  test('not when it would be too much meanwhile, was not short of funds, or cannot be written', async () => {
    const { id } = await short();
    const again = () => terminal.command({ kind: 'refund_again', refundId: id, fundingAccount: 'balance' });
    journal.failNext(1);
    expect(again()).toEqual({ ok: false, code: 'journal_failed' });
    clock.advance(5_000);
    expect([gateway.refunds.length, terminal.findRefund(id)?.status]).toEqual([1, 'failed']);
    refund(900);
    expect(again()).toEqual({ ok: false, code: 'refund_exceeds_charge' });
    expect(terminal.command({ kind: 'refund_again', refundId: 'rf_NOBODY', fundingAccount: 'balance' })).toEqual({
      ok: false,
      code: 'not_found',
    });
  });
});

test('a screen gives back with one command; pressed twice it is one refund', () => {
  const command = { kind: 'refund', requestId: 'press-0001', chargeId, amount: 1280 } as const;
  expect([terminal.command(command), terminal.command(command)]).toEqual([{ ok: true }, { ok: true }]);
  expect(journal.openRefunds().length).toBe(1);
  expect(terminal.command({ ...command, requestId: 'press-0002' })).toEqual({ ok: false, code: 'refund_exceeds_charge' });
});

describe('over a restart', () => {
  test('an open refund is asked about before anything is sent, then sent under its number', async () => {
    const { id, refundNo } = refund(800);
    restart();
    expect([gateway.refunds.length, asked()?.order.refundNo, terminal.findRefund(id)?.status]).toEqual([0, refundNo, 'pending']);
    await asked()?.answer(ABSENT);
    expect(sent()?.order.refundNo).toBe(refundNo);
    await succeed();
    restart();
    expect([terminal.findRefund(id)?.status, terminal.find(chargeId)?.refundedAmount]).toEqual(['succeeded', 800]);
    expect(gateway.refundQueries).toEqual([]);
  });

  test('a listener that comes back is told the refund and the charge, though it left between the two', async () => {
    refund(800);
    await succeed();
    const seen = told.map(({ type, data }) => [type, (data as Charge | Refund).status]);
    expect(seen.slice(-3)).toEqual([
      ['refund.updated', 'pending'],
      ['charge.updated', 'paid'],
      ['refund.updated', 'succeeded'],
    ]);
    const ids = told.map(({ id }) => id);
    for (const [left, tells] of [
      [ids.at(-3), 2],
      [ids.at(-2), 1],
      [ids.at(-1), 0],
    ] as const) {
      const again: FeedEvent[] = [];
      terminal.feed(left ?? null, (event) => again.push(event));
      expect(again.length).toBe(tells);
    }
    restart();
    for (const left of ids.slice(-3, -1)) {
      const again: FeedEvent[] = [];
      terminal.feed(left ?? null, (event) => again.push(event));
      expect(again.slice(-2)).toMatchObject([
        { type: 'charge.updated', data: { id: chargeId, refundedAmount: 800 } },
        { type: 'refund.updated', data: { status: 'succeeded', amount: 800 } },
      ]);
    }
  });
});

describe('the screens', () => {
  test('follow a refund until its end, are told how long it is held back, and what is not known counts as unsettled', async () => {
    refund(300);
    const { id } = refund(200);
    await succeed();
    expect(terminal.view().refunds).toMatchObject([{ id, status: 'pending', leavesInMs: SPACING_MS - 5_000, chargeAmount: 1280 }]);
    clock.advance(SPACING_MS);
    expect(terminal.view().refunds).toMatchObject([{ id, leavesInMs: null }]);
    expect(terminal.health().unsettled).toBe(0);
    await sent()?.answer(SILENCE);
    expect([terminal.view().refunds[0]?.status, terminal.health().unsettled]).toEqual(['unresolved', 1]);
    clock.advance(5_000);
    await asked()?.answer(SUCCEEDED);
    expect([terminal.view().refunds, terminal.health().unsettled]).toEqual([[], 0]);
  });
});
