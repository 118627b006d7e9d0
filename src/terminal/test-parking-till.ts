import type { Command } from '../contract/command.ts';
import { PAYMENT } from '../payment/story.ts';
import { openTill } from './test-terminal.ts';

export const DECLINED = {
  kind: 'declined',
  decline: { code: 'insufficient_funds', acquirerCode: 'NOTENOUGH', message: null },
  askFirst: false,
} as const;
export const PAID = { kind: 'paid', payment: PAYMENT } as const;
export const DONE = { ok: true };

export type ParkingTill = ReturnType<typeof parkingTill>;

/** A till whose cashier rings up, parks and collects. */
export function parkingTill() {
  const till = openTill();
  const parked = () => till.terminal.view().parked;
  // Assigned, not spread: a spread would keep the first life's terminal over a restart.
  return Object.assign(till, {
    parked,
    park: (amount = 8_900, note?: string) => till.say({ kind: 'park', requestId: `park-${amount}`, amount, ...(note && { note }) }),
    collect: (parkedId: string, tender: 'wallet' | 'cash' = 'wallet', n = 1) =>
      till.say({ kind: 'collect', requestId: `collect-${n}`, parkedId, tender }),
    ring: (n = 1, more: Partial<Extract<Command, { kind: 'charge' }>> = {}) =>
      till.say({ kind: 'charge', requestId: `charge-${n}`, amount: 4_650, ...more }),
    only() {
      const [sale, ...others] = parked();
      if (!sale || others.length > 0) throw new Error(`${parked().length} sales are parked`);
      return sale;
    },
  });
}
