import type { SaleId } from '../payment/charge.ts';
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

/** Whether no later charge is of the same sale: only the last one tells how the sale stands. */
export function isLastOfSale(journal: Pick<Journal, 'charges'>, { intent }: Pick<ChargeRecord, 'intent'>): boolean {
  let before: number | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = journal.charges({}, before, PAGE);
    const found = page.items.find((item) => item.intent.saleId === intent.saleId);
    if (found) return found.intent.id === intent.id;
    if (page.nextBefore === null) return false;
    before = page.nextBefore;
  }
  return false;
}
