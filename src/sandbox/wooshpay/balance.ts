import { ok, type Result } from '../../basics/result.ts';
import type { Success, WooshDesk } from './desk.ts';
import type { Refusal } from './refusal.ts';

/** What was taken and not given back, by currency; all of it is available at once, and there are no fees. Source: WooshPay, retrieve balance. */
export function retrieveBalance({ intents, refunds }: WooshDesk): Result<Success, Refusal> {
  const totals = new Map<string, number>();
  for (const { id, captures, amount, currency } of intents.all()) {
    if (captures > 0) totals.set(currency, (totals.get(currency) ?? 0) + amount - refunds.returned(id));
  }
  const available = Array.from(totals, ([currency, amount]) => ({ amount, currency: currency.toLowerCase() }));
  return ok({ body: { object: 'balance', livemode: false, available, pending: [] } });
}
