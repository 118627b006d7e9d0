import type { Acquirer } from '../../sandbox/acquirer.ts';
import type { Disk } from './disk.ts';
import type { AttachedLine, FindingLine, LedgerLine, PaymentLine, RefundLine } from './history.ts';
import { keyOf, saleOf } from './recorder.ts';

/** What became of each refund, here and at the acquirer. */
export function refundsOf(disk: Disk, acquirer: Acquirer): readonly RefundLine[] {
  const lines = new Map<string, RefundLine>();
  for (const change of disk.image()) {
    if (!('refund' in change) || !change.refund) continue;
    const { intent, state } = change.refund;
    const { refundNo, orderNo, amountFen } = intent;
    lines.set(refundNo, {
      refundNo,
      orderNo,
      key: keyOfRefund(intent.idempotencyKey, refundNo, orderNo, state.status),
      kept: { amountFen, status: state.status },
      truth: null,
    });
  }
  for (const { refundNo, orderNo, amountFen, state } of acquirer.refunds()) {
    const line = lines.get(refundNo) ?? { refundNo, orderNo, key: refundNo, kept: null };
    lines.set(refundNo, { ...line, truth: { amountFen, isGivenBack: state === 'SUCCESS' } });
  }
  return [...lines.values()];
}

/** The sales that were settled in cash, by what they are called at the counter. */
export function cashSales(disk: Disk): readonly string[] {
  const names = new Map<string, string>();
  const inCash = new Set<string>();
  for (const change of disk.image()) {
    if (change.kind === 'charge') names.set(change.intent.saleId, saleOf(keyOf(change.intent.idempotencyKey)));
    else if (change.slip.kind === 'parked_sale' && change.slip.tender === 'cash') inCash.add(change.slip.id);
  }
  return [...inCash].flatMap((id) => names.get(id) ?? []);
}

/** What the journal holds at the end of each charge. */
export function ledgerOf(disk: Disk): readonly LedgerLine[] {
  const lines = new Map<string, LedgerLine>();
  for (const change of disk.image()) {
    if (change.kind !== 'charge') continue;
    const { intent, state } = change;
    const key = keyOf(intent.idempotencyKey);
    const { orderNo, amountFen } = intent;
    lines.set(intent.id, { orderNo, sale: saleOf(key), saleId: intent.saleId, key, amountFen, status: state.status });
  }
  return [...lines.values()];
}

/** Each charge that stands as paid, in the order in which that became known. */
export function paymentsIn(disk: Disk): readonly PaymentLine[] {
  const lines = new Map<string, PaymentLine>();
  const back = new Map<string, Map<string, number>>(); // what stands to go back, by charge and refund
  for (const change of disk.image()) {
    if (change.kind !== 'charge') continue;
    const { intent, state, seq, refund } = change;
    const { id: chargeId, orderNo, saleId, amountFen } = intent;
    if (state.status !== 'paid') continue;
    const line = lines.get(chargeId) ?? {
      ...{ chargeId, orderNo, saleId, amountFen, payer: state.payer, paidAtMs: state.paidAtMs, knownSeq: seq, goesBackSeq: null },
    };
    lines.set(chargeId, line);
    if (!refund) continue;
    const standing = back.get(chargeId) ?? new Map<string, number>();
    back.set(chargeId, standing.set(refund.intent.id, refund.state.status === 'failed' ? 0 : refund.intent.amountFen));
    const sum = [...standing.values()].reduce((a, b) => a + b, 0);
    if (sum >= amountFen && line.goesBackSeq === null) lines.set(chargeId, { ...line, goesBackSeq: seq });
  }
  return [...lines.values()];
}

/** The newest slip of each finding. */
export function findingsIn(disk: Disk): readonly FindingLine[] {
  const lines = new Map<string, FindingLine>();
  for (const change of disk.image()) if (change.kind === 'slip' && change.slip.kind === 'finding') lines.set(change.slip.id, change.slip);
  return [...lines.values()];
}

/** Each payment that was attached to a sale, with what the acquirer has under its number. */
export function attachedIn(disk: Disk, { book }: Acquirer): readonly AttachedLine[] {
  return disk.image().flatMap((change) => {
    if (change.kind !== 'slip' || change.slip.kind !== 'attached_payment') return [];
    const { id: transactionId, saleId, amountFen } = change.slip;
    return [{ transactionId, saleId, amountFen, takenFen: book.findByTransaction(transactionId)?.amountFen ?? null }];
  });
}

/** What a finding asks back has no key, and goes back once all the same; where it failed it may be asked for anew. */
function keyOfRefund(idempotencyKey: string | null, refundNo: string, orderNo: string, status: string): string {
  if (idempotencyKey !== null) return keyOf(idempotencyKey);
  return status === 'failed' ? refundNo : `the finding of ${orderNo}`;
}
