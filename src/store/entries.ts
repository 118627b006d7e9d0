import { fen } from '../money/fen.ts';
import {
  type ChargeId,
  type Intent,
  type OrderNo,
  parseChargeId,
  parseOrderNo,
  parseTransactionId,
  usualSaleOf,
} from '../payment/charge.ts';
import type { KeptState } from '../payment/state.ts';
import type { Entry } from './journal.ts';

/** Stories for the tests of a journal: charge `n` by its number, with names that say so. */
export function chargeId(n: number): ChargeId {
  return parseChargeId(`charge-${n}`) as ChargeId;
}

export function orderNo(n: number): OrderNo {
  return parseOrderNo(`order-${n}`) as OrderNo;
}

export function intent(n: number, changes: Partial<Intent> = {}): Intent {
  const names = { id: chargeId(n), tillReference: null, ...changes };
  return {
    saleId: usualSaleOf(names),
    id: chargeId(n),
    orderNo: orderNo(n),
    origin: 'till',
    method: 'payment_code',
    amountFen: fen(1000 + n),
    currency: 'CNY',
    description: '人民路店',
    tillReference: null,
    idempotencyKey: null,
    fingerprint: null,
    shiftId: null,
    createdAtMs: 1_000_000 + n,
    ...changes,
  };
}

export function created(n: number, changes: Partial<Intent> = {}, state: KeptState = { status: 'awaiting_code', armed: true }): Entry {
  return { kind: 'charge_created', intent: intent(n, changes), state, codeHint: null, atMs: 1_000_000 + n };
}

export function changed(n: number, state: KeptState, codeHint: string | null = '1345••••••••••7712'): Entry {
  return { kind: 'charge_changed', chargeId: chargeId(n), state, codeHint, atMs: 2_000_000 + n };
}

const transactionId = parseTransactionId('4200001234202611220000000001');
if (transactionId === null) throw new Error('not a transaction id');

export const PAID: KeptState = { status: 'paid', transactionId, wallet: 'wechat', paidAtMs: 1_700_000, payer: null };

const pursuit = { armedOnly: false, undo: null, known: true, reversalsOpen: false, reversalRefused: null } as const;

const offer = {
  to: { openId: null, clientIp: null },
  expiresAtMs: 1_900_000,
  shown: { content: 'weixin://wxpay/bizpayurl?pr=Kq7Zt3M', prepayId: null },
  undo: null,
  closeSent: false,
} as const;

/** One state of every status, with and without what is left out on disk. */
export const STATES: readonly KeptState[] = [
  { status: 'awaiting_code', armed: true },
  { status: 'awaiting_code', armed: false },
  { status: 'queued' },
  { status: 'submitting', cancelWanted: false },
  { status: 'submitting', cancelWanted: true },
  { status: 'awaiting_customer', ...pursuit },
  { status: 'unresolved', ...pursuit, armedOnly: true, known: false },
  { status: 'reversing', ...pursuit, undo: 'customer_timeout', reversalsOpen: true, reversalRefused: 'TRADE_STATE_ERROR' },
  { status: 'queued', offer: { ...offer, shown: null } },
  { status: 'submitting', offer: { ...offer, shown: null, to: { openId: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o', clientIp: null } } },
  { status: 'awaiting_customer', offer },
  { status: 'unresolved', offer: { ...offer, shown: { content: null, prepayId: 'wx22110501234567f0e1d2c3b4a5968777' } } },
  { status: 'reversing', offer: { ...offer, undo: 'canceled', closeSent: true } },
  PAID,
  { ...PAID, payer: '0123456789abcdef' },
  { ...PAID, tookMs: 1_840 },
  { status: 'declined', code: 'code_expired', acquirerCode: null, message: null },
  { status: 'declined', code: 'insufficient_funds', acquirerCode: 'NOTENOUGH', message: '余额不足' },
  { status: 'reversed', cause: 'canceled', acquirerCode: null },
  { status: 'reversed', cause: 'acquirer', acquirerCode: 'REVOKED' },
  { status: 'canceled' },
];
