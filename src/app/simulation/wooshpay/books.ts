import type { WooshAcquirer } from '../../../sandbox/wooshpay/acquirer.ts';
import { orderNoOf } from '../../../sandbox/wooshpay/order-no.ts';
import type { Disk } from '../disk.ts';
import type { RefundLine } from '../history.ts';
import { keyOf } from '../recorder.ts';

/** What the acquirer's own books say of one order number, in hundredths of its currency. */
export type Account = {
  readonly orderNo: string;
  readonly orders: number; // intents under that number
  readonly captures: number;
  readonly currency: string;
  readonly takenFen: number;
  readonly keptFen: number; // what was taken and has not gone back
};

/** Every order number at the acquirer. */
export function accountsOf(acquirer: WooshAcquirer): ReadonlyMap<string, Account> {
  const accounts = new Map<string, Account>();
  for (const { orderNo, amount, currency, captured, refunded } of acquirer.intents()) {
    const before = accounts.get(orderNo) ?? { orderNo, orders: 0, captures: 0, currency, takenFen: 0, keptFen: 0 };
    const taken = amount * captured;
    accounts.set(orderNo, {
      ...before,
      orders: before.orders + 1,
      captures: before.captures + captured,
      takenFen: before.takenFen + taken,
      keptFen: before.keptFen + taken - refunded,
    });
  }
  return accounts;
}

/** What became of each refund, here and at the acquirer; there it may have happened more than once. */
export function refundLines(disk: Disk, acquirer: WooshAcquirer): readonly RefundLine[] {
  const lines = new Map<string, RefundLine>();
  for (const change of disk.image()) {
    if (!('refund' in change) || !change.refund) continue;
    const { intent, state } = change.refund;
    const { refundNo, orderNo, amountFen, idempotencyKey } = intent;
    const key = idempotencyKey === null ? refundNo : keyOf(idempotencyKey);
    lines.set(refundNo, { refundNo, orderNo, key, kept: { amountFen, status: state.status }, truth: null });
  }
  for (const { id, intentId, amount, status, metadata } of acquirer.refunds()) {
    if (status !== 'succeeded') continue;
    const refundNo = String(metadata?.refund_no ?? id);
    const intent = acquirer.desk.intents.find(intentId);
    const orderNo = intent ? orderNoOf(acquirer.desk, intent) : '';
    const line = lines.get(refundNo) ?? { refundNo, orderNo, key: refundNo, kept: null, truth: null };
    lines.set(refundNo, { ...line, truth: { amountFen: (line.truth?.amountFen ?? 0) + amount, isGivenBack: true } });
  }
  return [...lines.values()];
}
