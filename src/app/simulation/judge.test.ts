import { describe, expect, test } from 'vitest';
import type { AttachedLine, Fact, FindingLine, History, LedgerLine, PaymentLine, RefundLine, Truth } from './history.ts';
import { type InvariantName, judge } from './judge.ts';

const ORDER = 'T01D261122020110N00000001';
const TIMES = { reverseDelayMs: 15_000, codeValidityMs: 60_000, closeDelayMs: 300_000 };

const scanned = (code: number, atMs: number): Fact => ({ atMs, kind: 'scanned', code });
const sent = (path: Extract<Fact, { kind: 'sent' }>['path'], atMs: number, rest: Partial<Extract<Fact, { kind: 'sent' }>> = {}): Fact => ({
  atMs,
  kind: 'sent',
  path,
  host: 'https://host-a.example',
  orderNo: ORDER,
  amountFen: 100,
  code: path === '/pay/micropay' ? 1 : null,
  isDurable: true,
  ...rest,
});
const money = (moved: 'captured' | 'returned', orderNo = ORDER): Fact => ({ atMs: 120, kind: 'money', orderNo, amountFen: 100, moved });
const heard = (says: string, amountFen = 100): Fact => ({
  atMs: 130,
  kind: 'heard',
  path: '/pay/micropay',
  orderNo: ORDER,
  says,
  amountFen,
});
const kept = (seq: number, status: LedgerLine['status'], text = `entry ${seq}`): Fact => ({
  atMs: 140,
  kind: 'kept',
  seq,
  orderNo: ORDER,
  status,
  text,
});
const told = (status: LedgerLine['status'], keptAs: LedgerLine['status'] | null): Fact => ({
  atMs: 150,
  kind: 'told',
  chargeId: 'ch_1',
  orderNo: ORDER,
  status,
  kept: keptAs,
});
const line = (part: Partial<LedgerLine> = {}): LedgerLine => ({
  orderNo: ORDER,
  sale: 's1',
  saleId: 'ch_1',
  key: 's1.1',
  amountFen: 100,
  status: 'paid',
  ...part,
});
const truth = (part: Partial<Truth> = {}): Truth => ({ orderNo: ORDER, amountFen: 100, captured: 1, returned: 0, ...part });

const refund = (part: Partial<RefundLine> = {}): RefundLine => ({
  refundNo: 'R1',
  orderNo: ORDER,
  key: 's1.1',
  kept: { amountFen: 40, status: 'succeeded' },
  truth: { amountFen: 40, isGivenBack: true },
  ...part,
});

const payment = (part: Partial<PaymentLine> = {}): PaymentLine => ({
  chargeId: 'ch_1',
  orderNo: ORDER,
  saleId: 'ch_1',
  amountFen: 100,
  payer: 'p1',
  paidAtMs: 1_000_000,
  knownSeq: 2,
  goesBackSeq: null,
  ...part,
});
const second = (part: Partial<PaymentLine> = {}) => payment({ chargeId: 'ch_2', orderNo: 'O2', knownSeq: 4, paidAtMs: 1_060_000, ...part });
const finding = (part: Partial<FindingLine> = {}): FindingLine =>
  ({
    id: 'ch_1+ch_2',
    evidence: 'same_sale',
    earlier: 'ch_1',
    later: 'ch_2',
    status: 'open',
    remedy: null,
    ...part,
  }) as FindingLine;
const attachedLine = (part: Partial<AttachedLine> = {}): AttachedLine => ({
  transactionId: '4200001',
  saleId: 'ch_9',
  amountFen: 100,
  takenFen: 100,
  ...part,
});

/** A sale as it should be: scanned, sent, taken, answered, written, told. */
const INNOCENT: History = {
  facts: [
    kept(1, 'submitting'),
    scanned(1, 90),
    sent('/pay/micropay', 100),
    money('captured'),
    heard('SUCCESS'),
    kept(2, 'paid'),
    told('paid', 'paid'),
    { atMs: 160, kind: 'listed', open: [], shown: [] },
    { atMs: 160, kind: 'stands', orderNo: ORDER, status: 'submitting', sinceMs: 15_000 },
  ],
  ledger: [line()],
  truths: [truth()],
  refunds: [],
  cash: [],
  payments: [],
  findings: [],
  attached: [],
  image: ['entry 1', 'entry 2'],
  times: TIMES,
};

const without = (kind: Fact['kind']) => INNOCENT.facts.filter((fact) => fact.kind !== kind);
const answeredBy = (answer: Fact): History => ({
  ...INNOCENT,
  facts: INNOCENT.facts.map((fact) => (fact.kind === 'heard' ? answer : fact)),
});
const also = (...facts: readonly Fact[]): History => ({ ...INNOCENT, facts: [...INNOCENT.facts, ...facts] });

/** For each promise the ways in which it can be broken. */
const FORGERIES: Readonly<Record<InvariantName, readonly (readonly [story: string, history: History])[]>> = {
  atMostOneCapturePerSale: [
    [
      'a second charge of the sale is taken while the first is held',
      {
        ...also(money('captured', 'O2')),
        ledger: [line(), line({ orderNo: 'O2', key: 's1.2' })],
        truths: [truth(), truth({ orderNo: 'O2' })],
      },
    ],
    ['one order is taken twice', { ...INNOCENT, truths: [truth({ captured: 2, returned: 1 })] }],
  ],
  cashOrWallet: [['both', { ...INNOCENT, cash: ['s1'] }]],
  ledgerEqualsAcquirer: [
    ['paid, and given back', { ...INNOCENT, truths: [truth({ returned: 1 })] }],
    ['paid, and the acquirer never heard of it', { ...INNOCENT, truths: [] }],
    ['paid, and another amount was taken', { ...INNOCENT, truths: [truth({ amountFen: 1 })] }],
    ['declined, and the money was taken', { ...INNOCENT, ledger: [line({ status: 'declined' })] }],
    ['taken, and the ledger does not know it', { ...INNOCENT, truths: [truth(), truth({ orderNo: 'O2' })] }],
  ],
  paidOnlyWhenVerified: [
    ['no answer was heard', { ...INNOCENT, facts: without('heard') }],
    ['the answer was about another amount', answeredBy(heard('SUCCESS', 1))],
    ['the answer did not say so', answeredBy(heard('USERPAYING'))],
  ],
  everyChargeEnds: [['unresolved for ever', { ...INNOCENT, ledger: [line({ status: 'unresolved' })] }]],
  openChargesAreListed: [['open, and not on the screen', also({ atMs: 170, kind: 'listed', open: ['ch_1', 'ch_2'], shown: ['ch_2'] })]],
  nothingStandsStill: [
    ['submitting for four minutes', also({ atMs: 300_000, kind: 'stands', orderNo: ORDER, status: 'submitting', sinceMs: 240_000 })],
  ],
  toldEndsAreDurable: [
    ['told before it is written', also(told('paid', 'submitting'))],
    ['told, and never written', also(told('canceled', null))],
  ],
  endsAreFinal: [['paid, and then reversed', { ...also(kept(3, 'reversed', 'entry 3')), image: ['entry 1', 'entry 2', 'entry 3'] }]],
  nothingThrows: [['a bug', also({ atMs: 170, kind: 'threw', message: 'a charge is submitted without a code' })]],
  nothingUndoneTooSoon: [
    ['14 s after it was sent', also(sent('/secapi/pay/reverse', 14_100))],
    ['a millisecond too soon', also(sent('/secapi/pay/reverse', 15_099))],
  ],
  submittedOnce: [
    ['again, to the other host', also(sent('/pay/micropay', 3_100, { host: 'https://host-b.example' }))],
    ['again, to the same host', also(sent('/pay/micropay', 3_100))],
  ],
  codeUnderOneNumber: [['the code of one order for another', also(sent('/pay/micropay', 200, { orderNo: 'O2' }))]],
  codeStillValid: [['61 s after it was scanned', also(scanned(2, 200), sent('/pay/micropay', 60_201, { orderNo: 'O2', code: 2 }))]],
  durableBeforeSent: [['sent before it was written', also(sent('/pay/orderquery', 200, { isDurable: false }))]],
  journalOnlyGrows: [
    ['an entry is another one now', { ...INNOCENT, image: ['entry 1', 'entry 2, mended'] }],
    ['an entry is gone', { ...INNOCENT, image: ['entry 1'] }],
    ['an entry is there that nobody wrote', { ...INNOCENT, image: ['entry 1', 'entry 2', 'entry 3'] }],
    ['two entries changed places', { ...INNOCENT, image: ['entry 2', 'entry 1'] }],
  ],
  oneChargePerKey: [['one key, two charges', { ...INNOCENT, ledger: [line(), line({ orderNo: 'O2', status: 'declined' })] }]],
  refundsEqualAcquirer: [
    ['succeeded, and nothing went back', { ...INNOCENT, refunds: [refund({ truth: { amountFen: 40, isGivenBack: false } })] }],
    ['succeeded, and the acquirer knows nothing of it', { ...INNOCENT, refunds: [refund({ truth: null })] }],
    ['failed, and the money went back', { ...INNOCENT, refunds: [refund({ kept: { amountFen: 40, status: 'failed' } })] }],
    ['another amount went back', { ...INNOCENT, refunds: [refund({ truth: { amountFen: 41, isGivenBack: true } })] }],
    ['the journal does not know it', { ...INNOCENT, refunds: [refund({ kept: null })] }],
    ['more went back than was taken', { ...INNOCENT, refunds: ['R1', 'R2', 'R3'].map((refundNo) => refund({ refundNo, key: refundNo })) }],
  ],
  everyRefundEnds: [['pending for ever', { ...INNOCENT, refunds: [refund({ kept: { amountFen: 40, status: 'pending' } })] }]],
  oneRefundPerKey: [['one key, two refunds', { ...INNOCENT, refunds: [refund(), refund({ refundNo: 'R2' })] }]],
  paidTwiceIsFound: [
    ['two payments of one sale, and nobody is told', { ...INNOCENT, payments: [payment(), second({ payer: null })] }],
    ['the same customer pays the same twice within a minute', { ...INNOCENT, payments: [payment(), second({ saleId: 'ch_2' })] }],
    [
      'the first went back only when the second was known',
      { ...INNOCENT, payments: [payment({ goesBackSeq: 5 }), second({ payer: null })] },
    ],
  ],
  findingsAreTrue: [
    ['one of the two was never paid', { ...INNOCENT, payments: [payment()], findings: [finding()] }],
    [
      'settled by a refund that failed',
      {
        ...INNOCENT,
        payments: [payment(), second()],
        findings: [finding({ status: 'settled', remedy: 'refund' })],
        refunds: [refund({ kept: { amountFen: 100, status: 'failed' }, truth: null })],
      },
    ],
    [
      'settled by a refund of a part',
      { ...INNOCENT, payments: [payment(), second()], findings: [finding({ status: 'settled', remedy: 'refund' })], refunds: [refund()] },
    ],
  ],
  attachedSettlesOneSale: [
    ['one payment for two sales', { ...INNOCENT, attached: [attachedLine(), attachedLine({ saleId: 'ch_8' })] }],
    ['two payments for one sale', { ...INNOCENT, attached: [attachedLine(), attachedLine({ transactionId: '4200002' })] }],
    ['a payment of another amount', { ...INNOCENT, attached: [attachedLine({ takenFen: 99 })] }],
    ['a payment that nobody took', { ...INNOCENT, attached: [attachedLine({ takenFen: null })] }],
    ['the sale is paid as well', { ...INNOCENT, attached: [attachedLine({ saleId: 'ch_1' })] }],
  ],
  noCodeOnDisk: [
    [
      'a code in an entry',
      { ...also(kept(3, 'paid', '{"codeHint":"134567890123456789"}')), image: ['entry 1', 'entry 2', '{"codeHint":"134567890123456789"}'] },
    ],
  ],
};

test('nothing is said of a sale as it should be', () => {
  expect(judge(INNOCENT)).toEqual([]);
});

test('nothing is said of a refund as it should be, nor of one that failed', () => {
  const failed = refund({
    refundNo: 'R2',
    key: 's1.2',
    kept: { amountFen: 70, status: 'failed' },
    truth: { amountFen: 70, isGivenBack: false },
  });
  expect(judge({ ...INNOCENT, refunds: [refund(), failed] })).toEqual([]);
});

/** A second charge of a sale, begun when the first was known to be paid. @param first, later the sale of each, as the terminal calls it */
function paidAgain(first: string, later: string): History {
  const history = also(kept(3, 'submitting', 'entry 3'), kept(4, 'paid', 'entry 4'));
  const facts = history.facts.map((fact) => (fact.kind === 'kept' && fact.seq > 2 ? { ...fact, orderNo: 'O2' } : fact));
  return {
    ...INNOCENT,
    facts: [...facts.slice(0, -1), money('captured', 'O2'), { ...heard('SUCCESS'), orderNo: 'O2' } as Fact, ...facts.slice(-1)],
    ledger: [line({ saleId: first }), line({ orderNo: 'O2', key: 's1.2', saleId: later })],
    truths: [truth(), truth({ orderNo: 'O2' })],
    payments: [payment({ saleId: first }), second({ saleId: later })],
    findings: [finding()],
    image: ['entry 1', 'entry 2', 'entry 3', 'entry 4'],
  };
}

test.each([
  ['by the till, under its name', 'till:s1', 'till:s1'],
  ['by the cashier, as a sale of its own', 'ch_1', 'ch_2'],
])('nothing is said of a sale that was rung up again when it was known to be paid, %s, and is found', (_how, first, later) => {
  const again = paidAgain(first, later);
  expect(judge(again)).toEqual([]);
  expect(judge({ ...again, findings: [] }).map(({ invariant }) => invariant)).toContain('paidTwiceIsFound');
});

test('the terminal itself goes on with a sale that is paid: its money is held twice', () => {
  expect(judge(paidAgain('ch_1', 'ch_1')).map(({ invariant }) => invariant)).toEqual(['atMostOneCapturePerSale']);
});

test('nothing is said of two payments that are hours apart, of another amount, or of which one was about to go back', () => {
  const apart = second({ saleId: 'ch_2', paidAtMs: 1_300_001 });
  const other = second({ saleId: 'ch_2', amountFen: 101 });
  for (const pair of [
    [payment(), apart],
    [payment(), other],
    [payment({ goesBackSeq: 3 }), second()],
  ])
    expect(judge({ ...INNOCENT, payments: pair })).toEqual([]);
});

test('nothing is said of a first charge that was given back before the second was taken', () => {
  const history = also(money('returned'), money('captured', 'O2'));
  const ledger = [line({ status: 'reversed' }), line({ orderNo: 'O2', key: 's1.2' })];
  const found = judge({ ...history, ledger, truths: [truth({ returned: 1 }), truth({ orderNo: 'O2' })] });
  expect(found).toEqual([]);
});

describe.each(Object.entries(FORGERIES))('%s', (name, forgeries) => {
  test.each(forgeries)('%s', (_, history) => {
    expect(new Set(judge(history).map(({ invariant }) => invariant))).toEqual(new Set([name]));
  });
});
