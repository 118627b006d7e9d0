import type { Fault } from '../contract/sandbox.ts';
import { type Answer, textOf } from './answer.ts';
import { fromBeijingTime } from './beijing-time.ts';
import type { BillPlan } from './bill-plan.ts';
import { billRows } from './bill-rows.ts';
import { type BillMerchant, type BillType, billText } from './bill-text.ts';
import { CONDUCTS } from './conduct.ts';
import type { OrderBook } from './order-book.ts';
import type { RefundBook } from './refund-book.ts';
import type { Fields } from './sign.ts';

/** A bill, or why there is none: the platform's words and number, unsigned both. */
export type BillAnswer =
  | { readonly kind: 'bill'; readonly text: string; readonly isPacked: boolean }
  | { readonly kind: 'failure'; readonly message: string; readonly code: string };

export const NO_BILL: BillAnswer = { kind: 'failure', message: 'No Bill Exist', code: '20002' };
const NOT_YET: BillAnswer = { kind: 'failure', message: 'Bill Creating', code: '20007' };
const NO_DAY: BillAnswer = { kind: 'failure', message: 'data format error', code: '20001' };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** From this time of the next morning. Source: download bill. */
const READY_AFTER_MS = 10 * HOUR_MS;
/** "At most three months back". */
const OLDEST_MS = 92 * DAY_MS;

export type BillDesk = {
  readonly book: OrderBook;
  readonly refunds: RefundBook;
  readonly plan: BillPlan;
  readonly merchant: BillMerchant;
};

/** Writes the bill of a day. Source: WeChat Pay v2, download bill. @param nowMs wall clock */
export function downloadBill({ book, refunds, plan, merchant }: BillDesk, fields: Fields, nowMs: number): BillAnswer {
  const day = fields.get('bill_date') ?? '';
  const beganMs = fromBeijingTime(`${day}000000`);
  if (beganMs === null) return NO_DAY;
  const sinceMs = nowMs - beganMs;
  if (sinceMs < (plan.view().ready === 'at_once' ? 0 : DAY_MS + READY_AFTER_MS)) return NOT_YET;
  if (sinceMs > OLDEST_MS) return NO_BILL;
  const type = (fields.get('bill_type') || 'ALL') as BillType;
  const rows = plan
    .lines(billRows(book, refunds))
    .filter(({ atMs }) => atMs >= beganMs && atMs < beganMs + DAY_MS)
    .filter(({ state }) => WANTED[type].includes(state))
    .toSorted((one, other) => one.atMs - other.atMs);
  if (rows.length === 0) return NO_BILL;
  const text = billText(rows, type, { merchant, correct: plan.sums() });
  return { kind: 'bill', text, isPacked: fields.get('tar_type') === 'GZIP' };
}

/** What a planted fault says instead of the bill; null when it lets the truth be told. A bill has no signature that could be wrong. */
export function billFault({ kind, errCode }: Fault): BillAnswer | null {
  switch (CONDUCTS[kind].tells) {
    case 'planted_error':
      return { kind: 'failure', message: errCode ?? 'SYSTEMERROR', code: '' };
    case 'return_fail':
    case 'recall':
      return { kind: 'failure', message: 'SYSTEMERROR', code: '' };
    case 'not_exist':
      return NO_BILL;
    default:
      return null;
  }
}

/** A refusal of a bad request in the words of this call. Source: download bill, error codes. */
export function billRefusal({ errCode, errCodeDes }: Extract<Answer, { readonly result: 'FAIL' }>): BillAnswer {
  if (errCode === 'LACK_PARAMS') return { kind: 'failure', message: 'missing parameter', code: '20001' };
  if (errCode === 'PARAM_ERROR') {
    return { kind: 'failure', message: errCodeDes.includes('bill_type') ? 'invalid bill_type' : 'data format error', code: '20001' };
  }
  return { kind: 'failure', message: textOf(errCode), code: '' };
}

const WANTED: Readonly<Record<BillType, readonly string[]>> = {
  ALL: ['SUCCESS', 'REFUND', 'REVOKED'],
  SUCCESS: ['SUCCESS'],
  REFUND: ['REFUND', 'REVOKED'],
  RECHARGE_REFUND: [],
};
