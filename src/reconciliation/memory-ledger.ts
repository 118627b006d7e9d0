import type { Ledger, LedgerCharge, LedgerLine, LedgerPayment, LedgerRefund } from './ledger.ts';

/** A ledger in memory: what `places` say is where a line stands in the list that was given. */
export function memoryLedger(unplaced: readonly LedgerLine[], { inOrder = true } = {}): Ledger {
  const lines = unplaced.map((line, place) => ({ ...line, place }));
  const charges = new Map<string, { charge: LedgerPayment; refunds: LedgerRefund[] }>();
  for (const line of lines) if (line.kind === 'payment') charges.set(line.orderNo, { charge: line, refunds: [] });
  for (const line of lines) if (line.kind === 'refund') charges.get(line.orderNo)?.refunds.push(line);
  return {
    lines: () => (inOrder ? [...lines].sort((a, b) => a.atMs - b.atMs) : lines),
    at: (place) => lines[place] as LedgerLine,
    charge: (orderNo): LedgerCharge | null => charges.get(orderNo) ?? null,
    paidNear: ({ amountFen, atMs, withinMs }) =>
      lines.find(
        (line): line is LedgerPayment & { place: number } =>
          line.kind === 'payment' && line.status === 'paid' && line.amountFen === amountFen && Math.abs(line.atMs - atMs) <= withinMs,
      ) ?? null,
  };
}
