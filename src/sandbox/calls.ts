import type { Answer } from './answer.ts';
import { authcodetoopenid } from './authcodetoopenid.ts';
import type { Call } from './check-fields.ts';
import { closeorder } from './closeorder.ts';
import type { CallRequest, Desk } from './desk.ts';
import { micropay } from './micropay.ts';
import { orderquery } from './orderquery.ts';
import { refund } from './refund.ts';
import { refundquery } from './refundquery.ts';
import { reverse } from './reverse.ts';
import { unifiedorder } from './unifiedorder.ts';

const CALLS: ReadonlyMap<string, Call> = new Map([
  ['/pay/micropay', 'micropay'],
  ['/pay/orderquery', 'orderquery'],
  ['/secapi/pay/reverse', 'reverse'],
  ['/secapi/pay/refund', 'refund'],
  ['/pay/refundquery', 'refundquery'],
  ['/pay/downloadbill', 'downloadbill'],
  ['/pay/unifiedorder', 'unifiedorder'],
  ['/pay/closeorder', 'closeorder'],
  ['/tools/authcodetoopenid', 'authcodetoopenid'],
]);

/** Calls that are answered by a signed message: all but the bill. */
export type MessageCall = Exclude<Call, 'downloadbill'>;

export const HANDLERS: Readonly<Record<MessageCall, (desk: Desk, request: CallRequest) => Answer>> = {
  micropay,
  orderquery,
  reverse,
  refund,
  refundquery,
  unifiedorder,
  closeorder,
  authcodetoopenid,
};

/** The call behind a path, or null. */
export function callAt(path: string): Call | null {
  return CALLS.get(path) ?? null;
}
