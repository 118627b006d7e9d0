import { beforeEach, describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import type { Charge } from '../contract/charge.ts';
import { fen } from '../money/fen.ts';
import type { ChargeId, TransactionId } from '../payment/charge.ts';
import { PAYMENT } from '../payment/story.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import type { ChargeRequest, FeedEvent } from './terminal.ts';
import { bootTerminal, OTHER_CODE, type TestTerminal } from './test-terminal.ts';

const PAYER = 'aaaaaaaaaaaaaaaa';
const SILENCE = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null } as const;
const NO_FUNDS = { kind: 'no_funds', acquirerCode: 'NOTENOUGH', message: null, other: 'balance' } as const;

let clock: HandClock;
let journal: MemoryJournal;
let gateway: TestTerminal['gateway'];
let terminal: TestTerminal['terminal'];
let begin: TestTerminal['begin'];
let scan: TestTerminal['scan'];
let told: FeedEvent[];
let boots = 0;

function boot(from: MemoryJournal): void {
  journal = from;
  ({ gateway, terminal, begin, scan } = bootTerminal(clock, journal, ++boots));
  told = [];
  terminal.feed(null, (event) => told.push(event));
}

/** The power goes, and comes back. */
function restart(): void {
  boot(memoryJournal(journal.image()));
}

let sales = 0;
beforeEach(() => {
  clock = new HandClock();
  boot(memoryJournal());
});

/** The till sends a charge with its code. */
function send(request: Partial<ChargeRequest> = {}): Charge {
  sales += 1;
  const authCode = new AuthCode(String(130_000_000_000_000_000n + BigInt(sales)));
  return begin({ authCode, idempotencyKey: `key-${sales}`, tillReference: `R${sales}`, ...request });
}

/** The acquirer says that the last charge that was sent is paid. */
async function getPaid(payer: string | null = PAYER, paidAtMs = PAYMENT.paidAtMs): Promise<void> {
  const transactionId = `42${String(sales).padStart(26, '0')}` as string as TransactionId;
  await gateway.charges.at(-1)?.answer({ kind: 'paid', payment: { ...PAYMENT, transactionId, payer, paidAtMs } });
}

async function pay(request: Partial<ChargeRequest> = {}, payer: string | null = PAYER, paidAtMs?: number): Promise<Charge> {
  const charge = send(request);
  await getPaid(payer, paidAtMs);
  return terminal.find(charge.id) as Charge;
}

const open = () => terminal.view().findings;
const paidTwice = async () => [await pay(), await pay()] as const;
const status = (charge: Charge) => terminal.find(charge.id)?.status;

describe('the second scan of a sale that is not known yet', () => {
  const codeOf = (text: string) => new AuthCode(text);
  const request = (): ChargeRequest => {
    const asked = { origin: 'till', amountFen: fen(1280), description: null, tillReference: 'R1', authCode: null } as const;
    return { ...asked, idempotencyKey: 'again', fingerprint: 'f' };
  };

  test('by the till: refused, the charge in the way is named, and nothing is begun or sent', () => {
    const first = send({ tillReference: 'R1' });
    const seq = journal.lastSeq();
    const again = () => terminal.charge({ ...request(), authCode: codeOf(OTHER_CODE) });
    expect(again()).toEqual({ ok: false, error: { code: 'sale_unsettled', chargeId: first.id } });
    expect([journal.lastSeq(), gateway.charges.length]).toEqual([seq, 1]);
  });

  test.each([
    ['the answer was lost', SILENCE],
    ['the customer types the password', { kind: 'customer_paying', acquirerCode: 'USERPAYING' }],
    ['the line is down, and it waits with its code', { kind: 'not_sent' }],
  ] as const)('while %s: refused', async (_, outcome) => {
    const first = send({ tillReference: 'R1' });
    await gateway.charges[0]?.answer({ ...outcome, ...('doubt' in outcome ? { askAtOnce: false } : {}) } as Parameters<
      (typeof gateway.charges)[number]['answer']
    >[0]);
    const again = terminal.charge({ ...request(), authCode: codeOf(OTHER_CODE) });
    expect(again).toMatchObject({ ok: false, error: { chargeId: first.id } });
  });

  test('after a restart too: what was on its way is still in the way', () => {
    const first = send({ tillReference: 'R1' });
    restart();
    expect(terminal.charge({ ...request(), authCode: codeOf(OTHER_CODE) })).toMatchObject({ ok: false, error: { chargeId: first.id } });
  });

  test('by the gun, and by a code that the till hands over: held with a word, not sent', () => {
    const first = send({ tillReference: 'R1' });
    const waiting = begin({ ...request() });
    scan(OTHER_CODE);
    expect(terminal.view().notice).toMatchObject({ notice: { kind: 'held' } });
    expect(terminal.giveCode(waiting.id, codeOf(OTHER_CODE))).toEqual({ ok: false, error: { code: 'sale_unsettled', chargeId: first.id } });
    expect([status(waiting), gateway.charges.length]).toEqual(['awaiting_code', 1]);
  });

  test('once the first is declined the next one goes out', async () => {
    send({ tillReference: 'R1' });
    const waiting = begin({ ...request() });
    const decline = { code: 'code_expired', acquirerCode: 'AUTHCODEEXPIRE', message: null } as const;
    await gateway.charges[0]?.answer({ kind: 'declined', decline, askFirst: false });
    scan(OTHER_CODE);
    expect([status(waiting), gateway.charges.length]).toEqual(['submitting', 2]);
  });

  test('once the first is paid the one that waits for a scan is canceled, and the screen shows the paid one', async () => {
    const first = send({ tillReference: 'R1' });
    terminal.command({ kind: 'next_sale' });
    const waiting = begin({ ...request() });
    await getPaid();
    expect([status(first), status(waiting)]).toEqual(['paid', 'canceled']);
    expect(terminal.view().stage).toMatchObject({ charge: { id: first.id, status: 'paid' } });
    expect(open()).toEqual([]);
  });

  test('another sale is not in the way', () => {
    send({ tillReference: 'R1' });
    expect(send({ tillReference: 'R2' }).status).toBe('submitting');
  });
});

describe('a payment that looks like one too many', () => {
  test('same customer, same amount, minutes apart: found, told, and shown with both', async () => {
    const first = await pay();
    const second = await pay({}, PAYER, PAYMENT.paidAtMs + 120_000);
    expect(open()).toMatchObject([
      { evidence: 'same_payer', later: { id: second.id }, earlier: { id: first.id }, amount: 1280, status: 'open', givingBack: 'no' },
    ]);
    expect(told.at(-1)).toMatchObject({ type: 'finding.updated', data: { chargeId: second.id, otherChargeId: first.id } });
    expect(terminal.findings(true, null, 50)).toMatchObject({ ok: true, value: { items: [{ chargeId: second.id }], nextCursor: null } });
  });

  test('the payer is in the journal, and nowhere else', async () => {
    await paidTwice();
    expect(JSON.stringify(journal.image())).toContain(PAYER);
    const seen = JSON.stringify([terminal.view(), told, terminal.list({}, null, 50), terminal.findings(false, null, 50)]);
    expect(seen).not.toContain(PAYER);
  });

  test.each([
    ['another customer', 'bbbbbbbbbbbbbbbb', 0],
    ['nobody knows the customer', null, 0],
    ['six minutes later', PAYER, 360_000],
  ])('%s: nothing', async (_, payer, laterMs) => {
    await pay({}, payer === null ? null : PAYER);
    await pay({}, payer, PAYMENT.paidAtMs + laterMs);
    expect(open()).toEqual([]);
  });

  test('the same reference paid again by somebody else: found', async () => {
    await pay({ tillReference: 'R1' });
    await pay({ tillReference: 'R1', amountFen: fen(500) }, 'bbbbbbbbbbbbbbbb');
    expect(open()).toMatchObject([{ evidence: 'same_sale', amount: 500 }]);
  });

  test('the lost success: its answer lost, rung up again and paid again; then the first turns out paid', async () => {
    const first = send();
    await gateway.charges[0]?.answer({ ...SILENCE, askAtOnce: false });
    const second = await pay({}, PAYER, PAYMENT.paidAtMs + 60_000);
    expect(open()).toEqual([]);
    clock.advance(5_000);
    await gateway.queries[0]?.answer({ kind: 'paid', payment: { ...PAYMENT, payer: PAYER } });
    expect(open()).toMatchObject([{ evidence: 'same_payer', earlier: { id: first.id }, later: { id: second.id } }]);
  });

  test('the first was before a restart: found all the same', async () => {
    const first = await pay();
    restart();
    await pay();
    expect(open()).toMatchObject([{ earlier: { id: first.id } }]);
  });

  test('the first was before a restart, and the start is long over', async () => {
    await pay();
    restart();
    clock.advance(10_000);
    await pay();
    expect(open()).toHaveLength(1);
  });

  test('in one append with the payment: the disk takes both or none', async () => {
    await pay();
    const second = send();
    const seq = journal.lastSeq();
    journal.failNext(1);
    await getPaid();
    expect([status(second), journal.lastSeq(), open()]).toEqual(['submitting', seq, []]);
    clock.advance(1_000);
    expect([status(second), journal.lastSeq(), open().length]).toEqual(['paid', seq + 2, 1]);
  });

  test('told, listed and read from the disk it is the same', async () => {
    await paidTwice();
    const said = told.at(-1)?.data;
    const listed = terminal.findings(false, null, 50);
    const open = terminal.findings(true, null, 50);
    restart();
    const again = terminal.findings(true, null, 50);
    for (const page of [listed, open, again]) expect(page.ok && page.value.items).toEqual([said]);
  });

  test('a restart loses none, and a listener that comes back is told of it', async () => {
    await paidTwice();
    const before = told.at(-3)?.id ?? null;
    restart();
    expect(open()).toHaveLength(1);
    const again: FeedEvent[] = [];
    terminal.feed(before, (event) => again.push(event));
    expect(again.map(({ type }) => type)).toContain('finding.updated');
  });

  test('whoever breaks off between "paid" and the finding is told both again', async () => {
    await paidTwice();
    const paid = told.findLast(({ type }) => type === 'charge.updated');
    const again: FeedEvent[] = [];
    restart();
    terminal.feed(paid?.id ?? null, (event) => again.push(event));
    expect(again.map(({ type }) => type)).toEqual(['charge.updated', 'finding.updated']);
  });

  test('a sale settled in cash, and paid: found, after a restart too', async () => {
    clock.advance(10_000); // the journal has been looked through
    const park = { origin: 'till', amountFen: fen(1280), description: null, tillReference: 'R1', note: null } as const;
    const parked = terminal.park({ ...park, idempotencyKey: 'park-1', fingerprint: 'f' });
    if (!parked.ok) throw new Error(parked.error);
    const cash = { kind: 'collect', requestId: 'request-1', parkedId: parked.value.sale.id, tender: 'cash' } as const;
    expect(terminal.command(cash)).toEqual({ ok: true });
    const charge = await pay({ tillReference: 'R1' });
    expect(open()).toMatchObject([{ evidence: 'cash_and_wallet', later: { id: charge.id }, earlier: null }]);
    restart();
    const another = await pay({ tillReference: 'R1' }, 'bbbbbbbbbbbbbbbb');
    expect(open().at(-1)).toMatchObject({ evidence: 'cash_and_wallet', later: { id: another.id } });
  });

  test('what was given back before is no earlier payment', async () => {
    const first = await pay();
    giveBack(first, 1280);
    await pay();
    expect(open()).toEqual([]);
  });

  test('refunds that cannot be read hold up no payment: better a finding too many', async () => {
    await pay();
    const refundsOf = journal.refundsOf;
    journal.refundsOf = () => {
      throw new Error('a page of it is gone');
    };
    const second = await pay();
    journal.refundsOf = refundsOf;
    expect([status(second), open().length]).toEqual(['paid', 1]);
  });

  test('an unknown, unreadable past is told in the log and holds up no payment', async () => {
    const first = await pay();
    restart();
    const charges = journal.charges;
    journal.charges = () => {
      throw new Error('a page of it is gone');
    };
    const second = await pay();
    journal.charges = charges;
    expect([status(first), status(second), open()]).toEqual(['paid', 'paid', []]);
  });
});

function giveBack({ id }: Charge, amount: number) {
  const request = { origin: 'till', chargeId: id, amountFen: fen(amount), reason: null, from: 'unsettled' } as const;
  return terminal.refund({ ...request, idempotencyKey: null, fingerprint: null });
}

describe('the two remedies', () => {
  const theRefund = () => gateway.refunds.at(-1);

  test('given back: the whole of the later one, and settled when the money is back', async () => {
    const [first, second] = await paidTwice();
    const findingId = open()[0]?.id ?? '';
    expect(terminal.command({ kind: 'refund_finding', findingId })).toEqual({ ok: true });
    expect(theRefund()?.order).toMatchObject({ orderNo: second.orderNo, amountFen: 1280 });
    expect(open()).toMatchObject([{ givingBack: 'underway', status: 'open' }]);
    expect(terminal.command({ kind: 'refund_finding', findingId })).toEqual({ ok: true }); // asked twice
    expect(terminal.command({ kind: 'dismiss_finding', findingId, reason: 'two_sales' })).toEqual({ ok: false, code: 'not_now' });
    await theRefund()?.answer({ kind: 'accepted' });
    clock.advance(60_000);
    await gateway.refundQueries[0]?.answer({ kind: 'succeeded', succeededAtMs: 7 });
    expect(open()).toEqual([]);
    expect(gateway.refunds).toHaveLength(1);
    const [refund] = journal.refundsOf(second.id as ChargeId);
    expect(told.at(-1)).toMatchObject({ data: { status: 'settled', remedy: 'refund', refundId: refund?.intent.id } });
    expect(journal.refundsOf(first.id as ChargeId)).toEqual([]);
    expect(terminal.command({ kind: 'refund_finding', findingId })).toEqual({ ok: false, code: 'already_final' });
  });

  test('dismissed: both stay, with the reason, and after a restart it stays so', async () => {
    await paidTwice();
    const findingId = open()[0]?.id ?? '';
    expect(terminal.command({ kind: 'dismiss_finding', findingId, reason: 'for_another' })).toEqual({ ok: true });
    expect(told.at(-1)).toMatchObject({ type: 'finding.updated', data: { status: 'settled', remedy: 'dismissed', reason: 'for_another' } });
    restart();
    expect(open()).toEqual([]);
    const page = terminal.findings(false, null, 50);
    expect(page.ok && page.value.items).toMatchObject([{ id: findingId, reason: 'for_another' }]);
    expect(terminal.command({ kind: 'dismiss_finding', findingId, reason: 'two_sales' })).toEqual({ ok: false, code: 'already_final' });
    expect(terminal.command({ kind: 'refund_finding', findingId: 'none' })).toEqual({ ok: false, code: 'not_found' });
  });

  test('given back by the till, even the earlier one: settled by that', async () => {
    const [first] = await paidTwice();
    giveBack(first, 1280);
    await theRefund()?.answer({ kind: 'accepted' });
    clock.advance(60_000);
    await gateway.refundQueries[0]?.answer({ kind: 'succeeded', succeededAtMs: 7 });
    expect(open()).toEqual([]);
  });

  test('a part was given back before: the rest goes', async () => {
    const [, second] = await paidTwice();
    giveBack(second, 280);
    await theRefund()?.answer({ kind: 'accepted' });
    terminal.command({ kind: 'refund_finding', findingId: open()[0]?.id ?? '' });
    clock.advance(60_000);
    await gateway.refundQueries[0]?.answer({ kind: 'succeeded', succeededAtMs: 7 });
    clock.advance(60_000);
    expect(gateway.refunds.map(({ order }) => order.amountFen)).toEqual([280, 1000]);
  });

  test('no funds: it says so, and the next hold takes the other account under the same number', async () => {
    await paidTwice();
    const findingId = open()[0]?.id ?? '';
    terminal.command({ kind: 'refund_finding', findingId });
    await theRefund()?.answer(NO_FUNDS);
    for (let asked = 0; open()[0]?.givingBack === 'underway' && asked < 10; asked++) {
      clock.advance(60_000);
      await gateway.refundQueries.at(-1)?.answer({ kind: 'absent' });
    }
    expect(open()).toMatchObject([{ givingBack: 'failed', status: 'open' }]);
    expect(terminal.command({ kind: 'refund_finding', findingId })).toEqual({ ok: true });
    clock.advance(60_000);
    expect(new Set(gateway.refunds.map(({ order }) => order.refundNo)).size).toBe(1);
    expect(theRefund()?.order.from).toBe('balance');
  });

  test('the power went between the refund and the word that it settles the finding: settled at the next start', async () => {
    await paidTwice();
    terminal.command({ kind: 'refund_finding', findingId: open()[0]?.id ?? '' });
    await theRefund()?.answer({ kind: 'accepted' });
    clock.advance(60_000);
    const append = journal.append;
    journal.append = (entries) => {
      if (entries.some(({ kind }) => kind === 'slip_written')) throw new Error('no room');
      return append(entries);
    };
    await gateway.refundQueries[0]?.answer({ kind: 'succeeded', succeededAtMs: 7 });
    expect(open()).toHaveLength(1);
    restart();
    expect(open()).toEqual([]);
  });

  test('a full disk: nothing is settled, and the word comes later by itself', async () => {
    await paidTwice();
    journal.failNext(1);
    const findingId = open()[0]?.id ?? '';
    expect(terminal.command({ kind: 'dismiss_finding', findingId, reason: 'two_sales' })).toEqual({ ok: false, code: 'journal_failed' });
    expect(open()).toHaveLength(1);
  });
});

test('a screen is shown fifty at most; the page of all goes on', async () => {
  for (let number = 0; number < 53; number++) await pay();
  expect(open()).toHaveLength(50);
  const page = terminal.findings(true, null, 40);
  expect(page.ok && page.value.items.length).toBe(40);
  const rest = terminal.findings(true, page.ok ? page.value.nextCursor : null, 40);
  expect(rest.ok && [rest.value.items.length, rest.value.nextCursor]).toEqual([12, null]);
  expect(terminal.findings(true, 'x', 40)).toEqual({ ok: false, error: 'bad_cursor' });
});

test('an ordinary payment reads nothing from the journal', async () => {
  await pay();
  clock.advance(10_000);
  const read: string[] = [];
  for (const name of ['charge', 'charges', 'slip', 'slips', 'openSlips', 'refundsOf'] as const) {
    const call = journal[name] as (...given: unknown[]) => unknown;
    Object.assign(journal, {
      [name](...given: unknown[]) {
        read.push(name);
        return call(...given);
      },
    });
  }
  const charge = send();
  read.length = 0;
  await getPaid('bbbbbbbbbbbbbbbb');
  expect([status(charge), read.filter((name) => name !== 'charge')]).toEqual(['paid', []]);
});
