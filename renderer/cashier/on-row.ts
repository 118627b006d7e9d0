import type { Counter } from './counter.ts';
import type { Deed } from './deeds.ts';

/** Rows of the open drawer: the arrows move the focus, Enter opens, F5 asks. Every other deed is a button of the row. */
export function onRow(
  deed: Deed,
  { ask, holdDrop, holdRefund, holdRevoke, refund }: Pick<Counter, 'ask' | 'holdDrop' | 'holdRefund' | 'holdRevoke' | 'refund'>,
): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const focused = document.activeElement?.closest<HTMLElement>('[data-row]') ?? null;
  const at = focused ? rows.indexOf(focused) : -1;
  if (deed === 'row_down') rows[Math.min(at + 1, rows.length - 1)]?.focus();
  if (deed === 'row_up') rows[Math.max(at - 1, 0)]?.focus();
  if (deed === 'row_test') document.querySelector<HTMLElement>('[data-deed=row_test] button')?.click();
  const row = rows[deed === 'row_main' ? Math.max(at, 0) : at];
  const button = row?.querySelector<HTMLElement>(`[data-does~=${deed}] button`);
  if (button) button.click();
  else if (deed === 'row_main') row?.click();
  else if (deed === 'row_ask' && row?.dataset.row) ask(row.dataset.row);
  else if (deed === 'row_refund') {
    const { finding, paid, refund: refundId } = (row ?? document.querySelector<HTMLElement>('[data-finding]'))?.dataset ?? {}; // without a focus the first one
    if (finding) holdRefund(finding);
    else if (paid || !row) refund(paid ?? null, refundId);
  } else if (deed === 'row_drop' && row?.dataset.parked) holdDrop(row.dataset.parked);
  else if (deed === 'row_drop' && row?.dataset.display) holdRevoke(row.dataset.display);
}
