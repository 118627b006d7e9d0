import { readChargeRow } from '../../../src/store/charge-row.ts';
import { readKeptState, writeKeptState } from '../../../src/store/kept-state-row.ts';
import { type RefundCells, readRefunds } from '../../../src/store/refund-row.ts';
import { onlySlip, readSlip } from '../../../src/store/slip-row.ts';
import { bytesOf, type Door, holds, refused, TAKEN, type Tried } from '../door.ts';

const INTENT = {
  ...{ place: 1, id: 'T01-1', order_no: 'T01202611220001', origin: 'till', method: 'payment_code', amount_fen: 2350, currency: 'CNY' },
  ...{
    description: '人民路店',
    till_reference: 'R1',
    idempotency_key: 'key-1',
    fingerprint: 'f',
    shift_id: null,
    created_at_ms: 1_795_312_800_000,
  },
  ...{ sale_id: null, seq: 2, at_ms: 1_795_312_801_000, code_hint: '1345••••••••••6789' },
};
const PAID = { transactionId: '4200002719202611225550142387', wallet: 'wechat', paidAtMs: 1_795_312_801_000, payer: '83a3840757b90a7e' };
const ASKED = {
  id: 'R-1',
  refundNo: 'T0120261122R001',
  amountFen: 800,
  origin: 'till',
  reason: '退',
  idempotencyKey: 'r1',
  fingerprint: 'f',
  shiftId: null,
  createdAtMs: 1_795_312_900_000,
};
const SUCCEEDED = { status: 'succeeded', from: 'unsettled', succeededAtMs: 1_795_313_000_000 };
const PENDING = { status: 'pending', from: 'unsettled' };

const STATES = {
  awaiting_code: { armed: true },
  queued: {},
  submitting: { cancelWanted: true },
  awaiting_customer: { known: true },
  unresolved: { undo: 'customer_timeout', known: true, reversalsOpen: true },
  reversing: { undo: 'canceled', reversalRefused: 'SYSTEMERROR' },
  paid: PAID,
  declined: { code: 'insufficient_funds', acquirerCode: 'NOTENOUGH', message: '余额不足' },
  reversed: { cause: 'customer_timeout' },
  canceled: {},
};

const SLIPS = [
  {
    ...{ kind: 'parked_sale', id: 'till:R1', amountFen: 100, description: null, tillReference: 'R1', note: '二号桌', idempotencyKey: 'p1' },
    ...{ fingerprint: 'f', parkedAtMs: 1, by: 'till', status: 'parked', tender: null, chargeId: null },
  },
  {
    kind: 'finding',
    id: 'F-1',
    evidence: 'same_payer',
    earlier: 'T01-1',
    later: 'T01-2',
    raisedAtMs: 1,
    status: 'open',
    remedy: null,
    refundId: null,
    reason: null,
  },
  { kind: 'attached_payment', id: PAID.transactionId, saleId: 'till:R1', chargeId: 'T01-1', amountFen: 2350, attachedAtMs: 1 },
];

/** What a table can hold in a cell; JSON has more. */
type Cell = string | number | null;

type Reader = (text: string) => string;

const READERS: readonly Reader[] = [readState, readCharge, readRefundRows, readSlipRow];

/** A first byte that chooses the reader, then its row as JSON. */
function row(reader: number, value: unknown): Uint8Array {
  return Uint8Array.from([reader, ...bytesOf(JSON.stringify(value))]);
}

/** The journal's rows, as a file may hold them that decayed or was edited. Their errors name the charge; no code is ever in a row. */
export const journalDoor: Door = {
  name: 'journal',
  guards: "the journal's rows",
  share: 22,
  seeds: [
    ...Object.entries(STATES).flatMap(([status, state]) => [
      row(0, { status, json: JSON.stringify(state) }),
      row(1, { ...INTENT, status, state: JSON.stringify(state) }),
    ]),
    row(1, { ...INTENT, status: 'paid', state: JSON.stringify({ ...PAID, refund: { asked: ASKED, state: SUCCEEDED, refundedFen: 800 } }) }),
    row(2, [
      { seq: 3, at_ms: 1, state: JSON.stringify({ ...PAID, refund: { asked: ASKED, state: PENDING, refundedFen: 0 } }) },
      { seq: 4, at_ms: 2, state: JSON.stringify({ ...PAID, refund: { of: 3, state: SUCCEEDED, refundedFen: 800 } }) },
    ]),
    ...SLIPS.map((slip) => row(3, slip)),
  ],
  words: [
    'null',
    'true',
    '{}',
    '[]',
    '"',
    '\\"',
    '"refund":',
    '"of":3',
    '"asked":',
    'paid',
    'reversing',
    'unresolved',
    'customer_timeout',
    '-1',
    '1e3',
    ',',
    '[[[[',
    '"kind":"finding"',
  ],
  secrets: [],
  open: () => ({ take }),
};

function take(input: Uint8Array): Tried {
  const read = READERS[(input[0] ?? 0) % READERS.length] as Reader;
  try {
    const why = read(Buffer.from(input.subarray(1)).toString('utf8'));
    return why === '' ? TAKEN : refused(why);
  } catch (cause) {
    if (!(cause instanceof Error) || !/^the journal is damaged at entry /.test(cause.message)) throw cause;
    return refused('damaged', cause.message);
  }
}

function readState(text: string): string {
  const cells = rowOf(text);
  if (cells === null) return 'no row';
  const state = readKeptState({ status: String(cells.status), json: String(cells.json) });
  if (state === null) return 'no state';
  const again = readKeptState(writeKeptState(state));
  holds(JSON.stringify(again) === JSON.stringify(state), 'a state that is written and read becomes another');
  return '';
}

function readCharge(text: string): string {
  const cells = rowOf(text);
  if (cells === null) return 'no row';
  const { record } = readChargeRow(cells);
  holds(record.refundedFen >= 0 && record.intent.amountFen >= 1, 'an amount that is none');
  return '';
}

function readRefundRows(text: string): string {
  const cells = parse(text);
  if (!Array.isArray(cells)) return 'no rows';
  const rows = cells.filter(
    (cell): cell is RefundCells => typeof cell?.seq === 'number' && typeof cell.at_ms === 'number' && typeof cell.state === 'string',
  );
  const { intent } = readChargeRow({ ...INTENT, status: 'paid', state: JSON.stringify(PAID) }).record;
  for (const { intent: refund } of readRefunds(intent, rows).values()) holds(refund.chargeId === intent.id, "another charge's refund");
  return '';
}

function readSlipRow(text: string): string {
  const slip = readSlip(text, 7);
  const again = readSlip(JSON.stringify(onlySlip(slip)), 7);
  holds(JSON.stringify(again) === JSON.stringify(onlySlip(slip)), 'a slip that is written and read becomes another');
  return '';
}

/** What SQLite could have returned; null for what could be no row. */
function rowOf(text: string): Record<string, Cell> | null {
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const cells = Object.entries(value).map(([name, cell]): [string, Cell] => [
    name,
    typeof cell === 'string' || typeof cell === 'number' ? cell : null,
  ]);
  return Object.fromEntries(cells);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
