import type { NotPaidReason } from './line.ts';
import type { NotPaid } from './report.ts';

/** A sale is tried again within minutes. More sales than this that failed since are forgotten, the oldest first: memory has an end. */
const MOST_REMEMBERED = 10_000;

/** Which attempts failed, and how their sales were paid in the end. Lines come in the order of their time. */
export type LaterPaid = {
  failed(saleId: string, reason: NotPaidReason): void;
  /** @returns whether an attempt at it had failed */
  paid(saleId: string, by: 'wallet' | 'other'): boolean;
  result(): readonly NotPaid[];
};

type Count = { count: number; paidAfterAll: number; paidInCash: number };

export function createLaterPaid(): LaterPaid {
  const counts = new Map<NotPaidReason, Count>();
  const open = new Map<string, NotPaidReason[]>(); // sales that failed and were not paid yet

  function of(reason: NotPaidReason): Count {
    const count = counts.get(reason) ?? { count: 0, paidAfterAll: 0, paidInCash: 0 };
    counts.set(reason, count);
    return count;
  }

  return {
    failed(saleId, reason) {
      of(reason).count += 1;
      const reasons = open.get(saleId);
      if (reasons) {
        if (reasons.length < 100) reasons.push(reason); // a till may try one reference for ever
        return;
      }
      open.set(saleId, [reason]);
      const [oldest] = open.size > MOST_REMEMBERED ? open.keys() : [];
      if (oldest !== undefined) open.delete(oldest);
    },
    paid(saleId, by) {
      const reasons = open.get(saleId);
      if (!reasons) return false;
      open.delete(saleId);
      for (const reason of reasons) of(reason)[by === 'wallet' ? 'paidAfterAll' : 'paidInCash'] += 1;
      return true;
    },
    result: () =>
      [...counts].map(([reason, count]) => ({ reason, ...count })).sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
  };
}
