import type { Scene } from './acts.ts';
import { keyOfAttempt } from './sale.ts';

/** What becomes of a parked sale when its customer is back. */
const TENDERS = [
  [8, 'wallet'],
  [4, 'merchant_qr'],
  [2, 'cash'],
  [1, 'dropped'],
] as const;

/** Collects a parked sale, or gives it up. @returns the charge that collects it, when one was begun */
export function collect({ sale, process, counter }: Omit<Scene, 'charge'>, parkedId: string): string | null {
  const { terminal, journal } = process;
  const tender = sale.chance.pick(TENDERS);
  const key = keyOfAttempt(sale);
  counter.recorder.note({
    kind: 'act',
    who: 'cashier',
    place: key,
    deed: tender === 'dropped' ? 'drops the parked sale' : `collects it: ${tender}`,
  });
  const answer =
    tender === 'dropped'
      ? terminal.command({ kind: 'drop_parked', parkedId })
      : terminal.command({ kind: 'collect', requestId: key, parkedId, tender });
  const isOver = !answer.ok && answer.code === 'not_parked'; // collected or dropped by a process that did not live to say so
  sale.isDone = isOver || (answer.ok && (tender === 'cash' || tender === 'dropped'));
  return journal.chargeByIdempotencyKey(`cashier:${key}`)?.intent.id ?? null;
}
