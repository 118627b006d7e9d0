import type { BillLine, BillRows } from '../gateway/bill.ts';
import type { Draft } from './draft.ts';
import { judgeOrder, type ShiftTime, type Terms } from './judge-order.ts';
import { isForeign } from './judge-unexplained.ts';
import type { Ledger } from './ledger.ts';
import { createTallies, type Span, type Tally } from './tally.ts';
import { createWalk } from './walk.ts';

/** What a bill is compared with. */
export type BillTerms = {
  readonly ledger: Ledger;
  readonly bill: Span; // the days that are read, by the acquirer's clock
  readonly shifts: readonly ShiftTime[]; // of these days
  readonly terminalIds: readonly string[]; // device numbers this terminal has, or had
  readonly carried?: ReadonlySet<string>; // what `postponed` said for the bill before
};

/** What the comparison found. Each shift's part is known by its `shiftId`. */
export type BillFindings = {
  readonly drafts: readonly Draft[]; // in order of their numbers
  readonly tallies: readonly Tally[];
  readonly postponed: readonly string[]; // charges and refunds of ours that only the next day's bill can tell of
};

/** Our ledger against the acquirer's bill of some days. */
export type BillComparison = {
  /** Takes the next lines of the bill; of several days one after the other. */
  take(rows: BillRows): void;
  /**
   * Reads our ledger on up to a time, at most so many lines: for whoever has other things to do beside a ledger of a million lines. What
   * is found is the same without. @returns whether there is more up to then
   */
  readOn(untilMs: number, most: number): boolean;
  /** To be called once, when the bill was read to its end: what was found of a bill that broke off is not to be trusted. */
  end(): BillFindings;
};

/** Begins to compare. Both sides are walked in step; what is not alike is explained at the end, order by order. */
export function reconcileBill({ ledger, bill, shifts, terminalIds, carried = new Set() }: BillTerms): BillComparison {
  const tallies = createTallies(bill);
  const walk = createWalk(ledger, tallies, (device) => isForeign(terminalIds, device));

  return {
    take: walk.take,
    readOn: walk.readOn,
    end() {
      const { ours, theirs } = walk.end();
      const terms: Terms = { ledger, bill, shifts, terminalIds, carried, ours };
      const orders = new Set(theirs.keys());
      for (const place of ours) orders.add(ledger.at(place).orderNo);
      const judged = [...orders].sort().map((orderNo) => judgeOrder(terms, orderNo, inOrder(theirs.get(orderNo) ?? [])));
      for (const { matched } of judged) {
        for (const { shiftId, feeMicroYuan } of matched) {
          const sums = tallies.of(shiftId);
          sums.matched++;
          sums.feeMicroYuan += feeMicroYuan;
        }
      }
      return {
        drafts: judged.flatMap(({ drafts }) => [...drafts].sort((a, b) => (a.id < b.id ? -1 : 1))),
        tallies: tallies.all(),
        postponed: judged.flatMap(({ postponed }) => postponed),
      };
    },
  };
}

/** The same order whatever the bill's is, so that the same is found. */
function inOrder(lines: readonly BillLine[]): readonly BillLine[] {
  return lines.length < 2 ? lines : [...lines].sort((a, b) => a.atMs - b.atMs || (rank(a) < rank(b) ? -1 : 1));
}

function rank({ kind, refundNo, acquirerRefundNo, transactionId, amountFen }: BillLine): string {
  return [kind, refundNo, acquirerRefundNo, transactionId, amountFen].join();
}
