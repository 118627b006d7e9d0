import { assert } from '../../src/basics/assert.ts';
import { fen } from '../../src/money/fen.ts';
import { type OrderNo, parseChargeId, parseOrderNo, parseTransactionId, usualSaleOf } from '../../src/payment/charge.ts';
import type { Entry } from '../../src/store/journal.ts';
import { STORE } from './merchant.ts';

const BEGUN_MS = Date.UTC(2026, 10, 22, 2);

/** The order number of charge `n`, as long as real ones. */
export function orderNoOf(n: number): OrderNo {
  const orderNo = parseOrderNo(`T01261122100000${n.toString(36).toUpperCase().padStart(8, '0')}`);
  assert(orderNo, 'order number');
  return orderNo;
}

type Story = { readonly shiftId?: string; readonly isDeclined?: boolean };

/** What the journal gets of charge `n`: begun with its code, then paid, unless the story says otherwise. */
export function chargeEntries(n: number, { shiftId, isDeclined = false }: Story = {}): readonly Entry[] {
  const id = parseChargeId(`ch_${n.toString(36).toUpperCase().padStart(20, '0')}`);
  const transactionId = parseTransactionId(`42000027192026112${String(n).padStart(11, '0')}`);
  assert(id && transactionId, 'names');
  const atMs = BEGUN_MS + n * 7_000;
  const codeHint = '1345••••••••••7712';
  return [
    {
      kind: 'charge_created',
      intent: {
        id,
        orderNo: orderNoOf(n),
        saleId: usualSaleOf({ id, tillReference: null }),
        origin: 'cashier',
        method: 'payment_code',
        amountFen: fen(2350),
        currency: 'CNY',
        description: STORE.name,
        tillReference: null,
        idempotencyKey: null,
        fingerprint: null,
        shiftId: shiftId ?? null,
        createdAtMs: atMs,
      },
      state: { status: 'submitting', cancelWanted: false },
      codeHint,
      atMs,
    },
    {
      kind: 'charge_changed',
      chargeId: id,
      state: isDeclined
        ? { status: 'declined', code: 'insufficient_funds', acquirerCode: 'NOTENOUGH', message: null }
        : { status: 'paid', transactionId, wallet: 'wechat', paidAtMs: atMs + 800, payer: '0123456789abcdef' },
      codeHint,
      atMs: atMs + 1_000,
    },
  ];
}
