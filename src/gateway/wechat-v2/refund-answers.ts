import type { FundingAccount } from '../../payment/refund.ts';
import type { RefundOrder, RefundOutcome, RefundQueryOutcome } from '../gateway.ts';
import { plainSentence, readCode } from '../words.ts';
import { errorCode, type Reading } from './answers.ts';
import { parseBeijingTime } from './beijing-time.ts';
import { refundStanding, refundVerdict } from './refund-codes.ts';
import type { Fields } from './sign.ts';

/** What a refund's answers are read against. */
export type RefundReading = Reading & { readonly refund: RefundOrder };

/** The account that may do where this one holds too little. */
const OTHER: Readonly<Record<FundingAccount, FundingAccount>> = { unsettled: 'balance', balance: 'unsettled' };

/** Puts an answer of `refund` into our words. Accepted is not given back, and is believed of this very refund only. */
export function refundOutcome(fields: Fields, reading: RefundReading): RefundOutcome {
  const result = fields.get('result_code');
  const { refund } = reading;
  if (result === 'SUCCESS') {
    const why =
      orderMismatch(fields, reading) ??
      mismatch(fields, [
        ['out_refund_no', refund.refundNo],
        ['refund_fee', String(refund.amountFen)],
      ]);
    if (why === null && /^[0-9A-Za-z]{1,32}$/.test(fields.get('refund_id') ?? '')) return { kind: 'accepted' };
    reading.alarm({ doubt: 'untrusted', why: why ?? 'refund_id' });
    return { kind: 'unknown', doubt: 'untrusted', acquirerCode: null };
  }
  const acquirerCode = errorCode(fields);
  if (result !== 'FAIL' || acquirerCode === null) return { kind: 'unknown', doubt: 'unsure', acquirerCode };
  const message = plainSentence(fields.get('err_code_des') ?? '') || null;
  const verdict = refundVerdict(acquirerCode);
  switch (verdict.kind) {
    case 'refused':
      return { kind: 'refused', failure: { code: verdict.code, acquirerCode, message } };
    case 'no_funds':
      return { kind: 'no_funds', acquirerCode, message, other: OTHER[refund.from] };
    case 'limited':
      return { kind: 'limited', acquirerCode, waitMs: verdict.waitMs };
    case 'unsure':
      return { kind: 'unknown', doubt: 'unsure', acquirerCode };
  }
}

/** One page of an answer of `refundquery`: what it says of our refund, or where to go on looking. */
export type RefundPage = { readonly outcome: RefundQueryOutcome } | { readonly nextOffset: number };

/**
 * Puts an answer of `refundquery` into our words. It may list other refunds of the order beside ours, ten at a time.
 *
 * @param offset of this page
 */
export function refundPage(fields: Fields, reading: RefundReading, offset: number): RefundPage {
  const result = fields.get('result_code');
  const untrusted = (why: string): RefundPage => {
    reading.alarm({ doubt: 'untrusted', why });
    return { outcome: { kind: 'unknown', doubt: 'untrusted', acquirerCode: null } };
  };
  if (result !== 'SUCCESS') {
    const acquirerCode = errorCode(fields);
    // Beyond the first page it says that the list is shorter than it was said to be, and nothing of our refund.
    if (result === 'FAIL' && acquirerCode === 'REFUNDNOTEXIST' && offset === 0) return { outcome: { kind: 'absent' } };
    return { outcome: { kind: 'unknown', doubt: 'unsure', acquirerCode } };
  }
  const wrong = orderMismatch(fields, reading);
  if (wrong) return untrusted(wrong);
  const count = readCount(fields.get('refund_count'));
  if (count === null) return untrusted('refund_count');
  const at = Array.from({ length: count }, (_, index) => index).find(
    (index) => fields.get(`out_refund_no_${index}`) === reading.refund.refundNo,
  );
  if (at !== undefined) return record(fields, reading, at);
  const total = readCount(fields.get('total_refund_count')) ?? count;
  if (count > 0 && offset + count < total) return { nextOffset: offset + count };
  return untrusted('out_refund_no'); // asked about one refund, it speaks of others
}

function record(fields: Fields, reading: RefundReading, index: number): RefundPage {
  if (fields.get(`refund_fee_${index}`) !== String(reading.refund.amountFen)) {
    reading.alarm({ doubt: 'untrusted', why: `refund_fee_${index}` });
    return { outcome: { kind: 'unknown', doubt: 'untrusted', acquirerCode: null } };
  }
  const status = fields.get(`refund_status_${index}`) ?? '';
  const standing = refundStanding(status);
  switch (standing) {
    case 'succeeded':
      return { outcome: { kind: standing, succeededAtMs: readTime(fields.get(`refund_success_time_${index}`)) } };
    case 'processing':
      return { outcome: { kind: standing } };
    case 'closed':
    case 'abnormal':
      return { outcome: { kind: standing, acquirerCode: status } };
    case null:
      return { outcome: { kind: 'unknown', doubt: 'unsure', acquirerCode: readCode(status) } };
  }
}

/** What every answer about a refund says of its order. @returns the field that is another's, or null */
function orderMismatch(fields: Fields, { identity, order }: RefundReading): string | null {
  const expected: [string, string][] = [
    ['out_trade_no', order.orderNo],
    ['total_fee', String(order.amountFen)],
  ];
  if (fields.get('fee_type')) expected.push(['fee_type', order.currency]); // left out where it is the usual one
  if (identity.subMchId !== null) expected.push(['sub_mch_id', identity.subMchId]);
  return mismatch(fields, expected);
}

function mismatch(fields: Fields, expected: readonly (readonly [string, string])[]): string | null {
  return expected.find(([name, value]) => fields.get(name) !== value)?.[0] ?? null;
}

/** An order has at most 50 refunds. Source: refund, rules. */
function readCount(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,2}$/.test(text) && Number(text) <= 50 ? Number(text) : null;
}

/** `yyyy-MM-dd HH:mm:ss`, which this call alone writes. Told for people; a refund that names no time has succeeded all the same. */
function readTime(text: string | undefined): number | null {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text ?? '') ? parseBeijingTime((text ?? '').replace(/\D/g, '')) : null;
}
