import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { fen } from '../../src/money/fen.ts';
import type { Difference } from '../../src/reconciliation/discrepancy.ts';
import type { LedgerLine } from '../../src/reconciliation/ledger.ts';
import { DAY, SHIFTS, TERMINAL } from './day.ts';
import { writeLedger } from './ledger-file.ts';

const DAY_SECONDS = 86_400;
/** Nothing is sold around midnight, when a refund may be in the bill before or after. */
const QUIET_SECONDS = 1_800;
/** One charge in so many is planted with a difference. */
const PLANT_EVERY = 1_000;

const HEADER =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const SUMMARY_HEADER = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';
/** Commas and back-quotes are not escaped in a bill. */
const GOODS = ['人民路店', '人民路店 拿铁,大杯', 'latte, large', 'a`b,c', '人民路店,', '美式咖啡'];

type Row = {
  second: number; // of the day
  key: number; // how rows of one second are sorted
  orderNo: string;
  transactionId: string;
  device: string;
  state: 'SUCCESS' | 'REFUND' | 'REVOKED';
  amountFen: number;
  refundNo: string | null;
  refundFen: number;
  refundStatus: string;
  goods: string;
};
type Payment = Extract<LedgerLine, { kind: 'payment' }>;
type Refund = Extract<LedgerLine, { kind: 'refund' }>;

/** One charge on both sides, before something is done to it. */
type Deal = { readonly n: number; readonly charge: Payment; readonly refund: Refund; readonly paid: Row; readonly back: Row };
type Sides = {
  readonly ours: readonly LedgerLine[];
  readonly theirs: readonly Row[];
  readonly found?: readonly [Difference, string, string?];
};

const undone = ({ paid }: Deal): Row => ({
  ...paid,
  second: paid.second + 20,
  state: 'REVOKED',
  refundNo: `U${paid.orderNo}`,
  refundFen: paid.amountFen,
  refundStatus: 'SUCCESS',
});

/** What is planted, in turn. */
const PLANTERS: readonly ((deal: Deal) => Sides)[] = [
  ({ charge }) => ({ ours: [charge], theirs: [], found: ['missing_at_acquirer', charge.orderNo] }),
  ({ paid }) => ({ ours: [], theirs: [paid], found: ['missing_in_ledger', paid.orderNo] }),
  ({ paid }) => ({ ours: [], theirs: [{ ...paid, device: '' }], found: ['missing_in_ledger', paid.orderNo] }),
  ({ charge, paid }) => ({ ours: [charge], theirs: [{ ...paid, amountFen: paid.amountFen + 1 }], found: ['amount_differs', paid.orderNo] }),
  ({ charge, paid }) => ({ ours: [charge], theirs: [{ ...paid, amountFen: paid.amountFen - 1 }], found: ['amount_differs', paid.orderNo] }),
  (deal) => ({ ours: [deal.charge], theirs: [deal.paid, undone(deal)], found: ['status_differs', deal.paid.orderNo] }),
  ({ charge, paid }) => ({ ours: [{ ...charge, status: 'unknown' }], theirs: [paid], found: ['status_differs', paid.orderNo] }),
  ({ charge, paid }) => ({ ours: [{ ...charge, status: 'declined' }], theirs: [paid], found: ['status_differs', paid.orderNo] }),
  ({ charge, paid }) => ({
    ours: [charge],
    theirs: [{ ...paid, transactionId: `9${paid.transactionId.slice(1)}` }],
    found: ['status_differs', paid.orderNo],
  }),
  ({ charge, refund, paid }) => ({ ours: [charge, refund], theirs: [paid], found: ['refund_differs', paid.orderNo, refund.refundNo] }),
  ({ charge, refund, paid, back }) => ({
    ours: [charge, refund],
    theirs: [paid, { ...back, refundFen: back.refundFen + 1 }],
    found: ['refund_differs', paid.orderNo, refund.refundNo],
  }),
  ({ charge, refund, paid, back }) => ({
    ours: [charge, refund],
    theirs: [paid, { ...back, refundStatus: 'FAIL' }],
    found: ['refund_differs', paid.orderNo, refund.refundNo],
  }),
  ({ charge, refund, paid, back }) => ({
    ours: [charge, { ...refund, status: 'failed' }],
    theirs: [paid, back],
    found: ['refund_differs', paid.orderNo, refund.refundNo],
  }),
  ({ charge, paid, back }) => ({ ours: [charge], theirs: [paid, back], found: ['refund_differs', paid.orderNo, back.refundNo ?? ''] }),
];

/** What is no difference, by how many charges of a hundred thousand it is done to. */
const USUAL: readonly (readonly [share: number, make: (deal: Deal) => Sides])[] = [
  [3_000, ({ charge, refund, paid, back }) => ({ ours: [charge, refund], theirs: [paid, back] })],
  [2_000, ({ paid }) => ({ ours: [], theirs: [{ ...paid, device: 'T02' }] })],
  [500, (deal) => ({ ours: [{ ...deal.charge, status: 'reversed' }], theirs: [deal.paid, undone(deal)] })],
  [2_000, ({ charge }) => ({ ours: [{ ...charge, status: 'declined' }], theirs: [] })],
  [92_500, ({ charge, paid }) => ({ ours: [charge], theirs: [paid] })],
];

/** What was made: the files, and what must be found in them: `kind order refund`, sorted. */
export type Day = {
  readonly sorted: string;
  readonly shuffled: string;
  readonly ledger: string;
  readonly ledgerCsv: string;
  readonly planted: readonly string[];
  readonly lines: number;
};

/** Writes a day of so many lines: the bill as the acquirer sends it and shuffled, our ledger as our own file and as CSV. */
export function makeDay(dir: string, lines: number): Day {
  const chance = mulberry32(20261121);
  const ours: LedgerLine[] = [];
  const theirs: Row[] = [];
  const planted: string[] = [];
  for (let n = 0; theirs.length < lines; n++) {
    const made = makeDeal(n, QUIET_SECONDS + Math.floor((n / lines) * (DAY_SECONDS - 2 * QUIET_SECONDS)), chance);
    const plant = PLANTERS[Math.floor(n / PLANT_EVERY) % PLANTERS.length] as (deal: Deal) => Sides;
    const sides = (n % PLANT_EVERY === PLANT_EVERY / 2 ? plant : usual(chance()))(made);
    ours.push(...sides.ours);
    theirs.push(...sides.theirs);
    if (sides.found) planted.push([...sides.found, ''].slice(0, 3).join(' '));
  }
  const files = {
    sorted: path.join(dir, 'bill.csv'),
    shuffled: path.join(dir, 'shuffled.csv'),
    ledger: path.join(dir, 'ledger.bin'),
    ledgerCsv: path.join(dir, 'ledger.csv'),
  };
  writeBill(
    files.sorted,
    theirs.sort((a, b) => a.second - b.second || a.key - b.key),
  );
  for (let at = theirs.length - 1; at > 0; at--) {
    const other = Math.floor(chance() * (at + 1));
    [theirs[at], theirs[other]] = [theirs[other] as Row, theirs[at] as Row];
  }
  writeBill(files.shuffled, theirs);
  ours.sort((a, b) => a.atMs - b.atMs);
  writeLedger(files.ledger, ours);
  writeFileSync(files.ledgerCsv, ['kind,order_no,refund_no,transaction_id,amount_fen,refund_fen,status', ...ours.map(csvLine)].join('\n'));
  return { ...files, planted: planted.sort(), lines: theirs.length };
}

function usual(share: number): (deal: Deal) => Sides {
  let left = share * 100_000;
  for (const [weight, make] of USUAL) {
    left -= weight;
    if (left < 0) return make;
  }
  return (USUAL.at(-1) as (typeof USUAL)[number])[1];
}

function makeDeal(n: number, second: number, chance: () => number): Deal {
  const orderNo = `T01261121${String(second).padStart(6, '0')}${n.toString(36).toUpperCase().padStart(8, '0')}`;
  const transactionId = `42000027192026112${String(n).padStart(11, '0')}`;
  const amountFen = 100 + Math.floor(chance() ** 3 * 50_000);
  const refundNo = `R${orderNo}`;
  const refundFen = Math.ceil(amountFen / 3);
  const atMs = DAY.fromMs + second * 1_000;
  const shiftId = SHIFTS.find((shift) => atMs < shift.toMs)?.id ?? null;
  const common = { place: 0, chargeId: orderNo, shiftId, orderNo, transactionId, amountFen: fen(amountFen) };
  const refundedMs = atMs + 45_000 + Math.floor(chance() * 60_000); // our clock, which is not the acquirer's
  const key = chance();
  const goods = GOODS[Math.floor(chance() * GOODS.length)] as string;
  const paid: Row = {
    second,
    key,
    orderNo,
    transactionId,
    device: TERMINAL,
    state: 'SUCCESS',
    amountFen,
    refundNo: null,
    refundFen: 0,
    refundStatus: '',
    goods,
  };
  return {
    n,
    charge: { ...common, kind: 'payment', status: 'paid', atMs, settledAtMs: atMs },
    refund: {
      ...common,
      kind: 'refund',
      status: 'succeeded',
      refundId: refundNo,
      refundNo,
      refundFen: fen(refundFen),
      atMs: refundedMs,
      settledAtMs: refundedMs,
    },
    paid,
    back: { ...paid, second: second + 60, state: 'REFUND', refundNo, refundFen, refundStatus: 'SUCCESS' },
  };
}

function csvLine(line: LedgerLine): string {
  const [refundNo, refundFen] = line.kind === 'refund' ? [line.refundNo, line.refundFen] : ['', 0];
  return [line.kind, line.orderNo, refundNo, line.transactionId, line.amountFen, refundFen, line.status].join();
}

function writeBill(file: string, rows: readonly Row[]): void {
  const handle = openSync(file, 'w');
  let text = `\ufeff${HEADER}\r\n`;
  const sums = { order: 0, refund: 0, fee: 0 };
  for (const row of rows) {
    const isPayment = row.state === 'SUCCESS';
    const feeMicro = (isPayment ? row.amountFen : -row.refundFen) * 60;
    if (isPayment) sums.order += row.amountFen;
    sums.refund += row.refundFen;
    sums.fee += feeMicro;
    text += billLine(row, isPayment, feeMicro);
    if (text.length > 1 << 20) {
      writeSync(handle, text);
      text = '';
    }
  }
  const total = [
    `${rows.length}.0`,
    yuan(sums.order),
    yuan(sums.refund),
    '0.00',
    (sums.fee / 1e6).toFixed(5),
    yuan(sums.order),
    yuan(sums.refund),
  ];
  writeSync(handle, `${text}${SUMMARY_HEADER}\r\n${total.map((value) => `\`${value}`).join()}\r\n`);
  closeSync(handle);
}

function billLine(row: Row, isPayment: boolean, feeMicro: number): string {
  const at = new Date(DAY.fromMs + row.second * 1_000 + 28_800_000).toISOString();
  const [amount, refund] = [yuan(row.amountFen), yuan(row.refundFen)];
  const cells = [
    `${at.slice(0, 10)} ${at.slice(11, 19)}`,
    'wx2421b1c4370ec43b',
    '1900000109',
    '0',
    row.device,
    row.transactionId,
    row.orderNo,
    'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
    'MICROPAY',
    row.state,
    'OTHERS',
    'CNY',
    isPayment ? amount : '0.00',
    '0.00',
    isPayment ? '0' : `50000${row.transactionId}`,
    row.refundNo ?? '0',
    refund,
    '0.00',
    isPayment ? '' : 'ORIGINAL',
    row.refundStatus,
    row.goods,
    '',
    (feeMicro / 1e6).toFixed(5),
    '0.60%',
    isPayment ? amount : '0.00',
    refund,
    '',
  ];
  return `${cells.map((cell) => `\`${cell}`).join()}\r\n`;
}

function yuan(amountFen: number): string {
  return `${Math.floor(amountFen / 100)}.${String(amountFen % 100).padStart(2, '0')}`;
}

/** The same day at every run. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
