import { type Asked, ask, freshCode, type Scene } from './acts.ts';
import { keyOfAttempt, MOST_ATTEMPTS } from './sale.ts';

/** More findings than these nobody looks through. */
const LOOKED_THROUGH = 20;

/** What people do about money that seems to have been taken twice. */
const REMEDIES = [
  [6, 'gives it back'],
  [2, 'says that both are right'],
  [1, 'leaves it'],
] as const;

/** A till that heard nothing rings the same sale up under a new key, and leaves to itself what it had begun. */
export function ringAnew({ sale, charge, process, counter }: Scene): void {
  if (sale.channel === 'cashier' || sale.attempt >= MOST_ATTEMPTS) return;
  const code = sale.channel === 'till_with_code' && sale.method === 'payment_code' ? freshCode({ sale, counter }) : null;
  if (code !== null) counter.recorder.note({ kind: 'scanned', code: counter.recorder.codeNumber(code) });
  sale.attempt += 1;
  const asked = ask(sale, process, code);
  if (isHeld(asked)) {
    sale.attempt -= 1; // nothing was begun: the one before is followed
    return;
  }
  sale.besides = [...sale.besides, charge.id];
  sale.chargeId = asked.kind === 'begun' ? asked.charge.id : null;
}

/** Whether nothing was begun, because another charge must end first. */
export function isHeld(asked: Asked): boolean {
  return asked.kind === 'refused' && HOLDS.has(asked.code);
}

const HOLDS: ReadonlySet<string> = new Set(['sale_unsettled', 'terminal_busy']);

/** Looks whether this payment is one too many, and does something about it. @returns whether it is still to be looked after */
export function settleFindings({ sale, charge, process, counter }: Scene): boolean {
  const open = process.terminal.findings(true, null, LOOKED_THROUGH);
  const mine = open.ok && open.value.items.find(({ chargeId, otherChargeId }) => chargeId === charge.id || otherChargeId === charge.id);
  if (!mine) return false;
  const remedy = sale.chance.pick(REMEDIES);
  counter.recorder.note({ kind: 'act', who: 'cashier', place: keyOfAttempt(sale), deed: `is told that it was paid twice: ${remedy}` });
  if (remedy === 'leaves it') return false;
  if (remedy === 'gives it back') process.terminal.command({ kind: 'refund_finding', findingId: mine.id });
  else process.terminal.command({ kind: 'dismiss_finding', findingId: mine.id, reason: 'two_sales' });
  return true;
}
