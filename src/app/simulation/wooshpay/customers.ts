import type { Clock } from '../../../basics/clock.ts';
import type { WooshAcquirer } from '../../../sandbox/wooshpay/acquirer.ts';
import { orderNoOf } from '../../../sandbox/wooshpay/order-no.ts';
import { createWooshPhone } from '../../../sandbox/wooshpay/phone.ts';
import type { Chance } from '../chance.ts';

export type Customers = {
  /** A QR or a link is before him. */
  shown(name: string, content: string): void;
  /** A cancel has just left the terminal: some pay in that very moment. */
  cancelLeft(intentOrSessionId: string): void;
};

type Deed = 'pay' | 'give_up' | 'pay_while_canceled' | 'nothing';

/** Around the moment a cancel leaves: before it arrives, or just after. */
const MOMENT_MS = 600;
/** He who has scanned a QR may scan it again later, also when it was withdrawn. */
const SCANS_AGAIN_SHARE = 0.2;

/** Each customer decides when he is asked: he pays at once, late, at the last moment, while it is being undone, or never. */
export function createCustomers({ acquirer, clock, chance }: { acquirer: WooshAcquirer; clock: Clock; chance: Chance }): Customers {
  const { desk } = acquirer;
  const phone = createWooshPhone(desk);
  const waiting = new Map<string, string>(); // who pays while it is canceled, by intent
  const asked = new Map<string, number>();

  desk.intents.onChange((intent) => {
    if (intent.dialog !== 'open' || intent.payer !== 'phone' || intent.status !== 'requires_action') return;
    const times = (asked.get(intent.id) ?? 0) + 1;
    asked.set(intent.id, times);
    const orderNo = orderNoOf(desk, intent);
    const own = chance.of('customer', orderNo, times);
    const afterMs = own.pick([
      [5, own.between(300, 8_000)],
      [2, own.between(8_000, 44_000)],
      [2, own.between(44_000, 47_000)],
      [1, own.between(60_000, 89_000)],
    ]);
    const deed = own.pick<Deed>([
      [7, 'pay'],
      [2, 'pay_while_canceled'],
      [1, 'give_up'],
      [1, 'nothing'],
    ]);
    if (deed === 'pay_while_canceled') waiting.set(intent.id, orderNo);
    else if (deed !== 'nothing') clock.after(afterMs, () => void phone.answer(intent.id, deed));
  });

  return {
    shown(name, content) {
      const own = chance.of('shown', name);
      if (own.happens(0.1)) return; // walks away
      clock.after(own.between(300, 40_000), () => void phone.scan(content));
      if (own.happens(SCANS_AGAIN_SHARE)) clock.after(own.between(40_000, 330_000), () => void phone.scan(content));
    },
    cancelLeft(id) {
      const intentId = desk.sessions.find(id)?.intentId ?? id;
      if (!waiting.delete(intentId)) return;
      clock.after(chance.of('moment', intentId).between(0, MOMENT_MS), () => void phone.answer(intentId, 'pay'));
    },
  };
}
