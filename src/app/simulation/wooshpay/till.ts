import { fen } from '../../../money/fen.ts';
import { isFinal } from '../../../payment/state.ts';
import { AuthCode } from '../../../scanner/auth-code.ts';
import type { Customers } from './customers.ts';
import type { WooshProcess } from './process.ts';
import { drawMethod, keyOfAttempt, MOST_ATTEMPTS, type Sale } from './sale.ts';

/** Refusals after which a till asks again: later, under the same key. */
const LATER: ReadonlySet<string> = new Set(['journal_failed', 'sale_unsettled', 'terminal_busy', 'stopping']);

export type Till = {
  /** One look at a sale: what is to be done next is done. @param sinceMs since it began */
  turn(sale: Sale, process: WooshProcess, sinceMs: number): void;
};

/** A till that asks over and over under the same keys, as its protocol says. @param newCode a code the customer has just brought up */
export function createTill(customers: Customers, newCode: (sale: Sale) => string): Till {
  const seen = new Set<string>();
  const canceled = new Set<string>();

  function begin(sale: Sale, { terminal }: WooshProcess): void {
    if (sale.method === 'payment_code') sale.code ??= newCode(sale);
    const asked = terminal.charge({
      ...{ origin: 'till', amountFen: fen(sale.amountFen), currency: sale.currency, description: null, method: sale.method },
      tillReference: `s${sale.number}`,
      authCode: sale.method === 'payment_code' && sale.code !== null ? new AuthCode(sale.code) : null,
      idempotencyKey: keyOfAttempt(sale),
      fingerprint: `${sale.amountFen} ${sale.method}`,
    });
    if (asked.ok) sale.chargeId = asked.value.charge.id;
    else if (!LATER.has(typeof asked.error === 'string' ? asked.error : asked.error.code)) next(sale);
  }

  function next(sale: Sale): void {
    if (sale.attempt >= MOST_ATTEMPTS) sale.isDone = true;
    else Object.assign(sale, { attempt: sale.attempt + 1, chargeId: null, code: null, method: drawMethod(sale.chance) });
  }

  /** Each part under its key. @returns whether all of them were taken on */
  function giveBack(sale: Sale, chargeId: string, { terminal }: WooshProcess): boolean {
    return sale.refunds.every((hundredths, part) => {
      const keyed = { idempotencyKey: `${keyOfAttempt(sale)} back ${part}`, fingerprint: `${hundredths}` };
      const refund = terminal.refund({ ...keyed, origin: 'till', chargeId, amountFen: fen(hundredths), reason: null, from: 'unsettled' });
      return refund.ok || !LATER.has(refund.error);
    });
  }

  return {
    turn(sale, process, sinceMs) {
      const { terminal } = process;
      if (sale.chargeId === null) begin(sale, process);
      const charge = sale.chargeId === null ? null : terminal.find(sale.chargeId);
      if (!charge || sale.chargeId === null) return;
      const key = keyOfAttempt(sale);
      if (charge.qr && !seen.has(key)) {
        seen.add(key);
        customers.shown(key, charge.qr.content);
      }
      if (sale.cancelsAfterMs !== null && sinceMs > sale.cancelsAfterMs && sale.attempt === 1 && !canceled.has(key))
        if (terminal.cancel(charge.id).ok) canceled.add(key);
      if (!isFinal(charge.status)) return;
      if (charge.status === 'paid') sale.isDone = giveBack(sale, charge.id, process);
      else next(sale);
    },
  };
}
