import type { Clock } from '../../basics/clock.ts';
import type { Acquirer } from '../../sandbox/acquirer.ts';
import type { Chance } from './chance.ts';

/** The customers at their password dialogs. */
export type Customers = { act(): void };

/** Each customer decides when the dialog opens what he will do, and when: at once, late, at the last moment, or never. */
export function customers(acquirer: Acquirer, clock: Clock, chance: Chance): Customers {
  const decided = new Set<string>();

  function finish(orderNo: string, how: 'pay' | 'give_up'): void {
    const order = acquirer.book.find(orderNo);
    if (order?.state !== 'USERPAYING' && order?.state !== 'NOTPAY') return;
    if (how === 'pay') acquirer.book.capture(order);
    else acquirer.book.fail(order);
  }

  return {
    act() {
      for (const order of acquirer.book.newest(20)) {
        if (order.state !== 'USERPAYING' || decided.has(order.orderNo)) continue;
        decided.add(order.orderNo);
        const deed = chance.pick<{ readonly how: 'pay' | 'give_up'; readonly afterMs: number } | null>([
          [4, { how: 'pay', afterMs: chance.between(500, 8_000) }],
          [2, { how: 'pay', afterMs: chance.between(8_000, 40_000) }],
          [3, { how: 'pay', afterMs: chance.between(40_000, 44_999) }],
          [2, { how: 'give_up', afterMs: chance.between(500, 30_000) }],
          [2, null],
        ]);
        if (deed) clock.after(deed.afterMs, () => finish(order.orderNo, deed.how));
      }
    },
  };
}
