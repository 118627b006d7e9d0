import type { Intent, SaleId } from '../payment/charge.ts';
import type { ChargeRecord, Journal } from '../store/journal.ts';
import type { LiveCharge } from './live-charge.ts';
import type { Runner } from './runner.ts';

/** Rows read at once, and pages at most: who goes on with a sale has it before his eyes, not two hundred charges ago. */
const PAGE = 20;
const MOST_PAGES = 10;

/** The charge of a sale that is not final, if there is one. */
export function openChargeOf(runner: Pick<Runner, 'all'>, saleId: SaleId): LiveCharge | undefined {
  return [...runner.all()].find(({ intent }) => intent.saleId === saleId);
}

/**
 * Whether a charge tells how its sale stands: no later one is of the same sale, and none before it has the sale's money. A QR that was
 * withdrawn for a code is paid now and then all the same: then the sale is, whatever became of the code's charge.
 */
export function tellsOfSale(journal: Pick<Journal, 'charges'>, { intent: { id, saleId } }: Pick<ChargeRecord, 'intent'>): boolean {
  let isLast = false;
  let before: number | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = journal.charges({}, before, PAGE);
    for (const other of page.items.filter(({ intent }) => intent.saleId === saleId)) {
      if (other.intent.id === id) isLast = true;
      else if (!isLast || hasMoney(other)) return false;
      if (isFirstOfSale(other.intent)) return true;
    }
    if (page.nextBefore === null) break;
    before = page.nextBefore;
  }
  return isLast;
}

/** Paid, and not given back whole. */
function hasMoney({ intent, state, refundedFen }: ChargeRecord): boolean {
  return state.status === 'paid' && refundedFen < intent.amountFen;
}

/** A sale that nobody named otherwise is called after its first charge. */
function isFirstOfSale({ id, saleId }: Intent): boolean {
  return String(saleId) === id;
}
