import type { Clock } from '../../../basics/clock.ts';
import type { Acquirer } from '../../../sandbox/acquirer.ts';
import type { Chance } from '../chance.ts';
import type { Recorder } from '../recorder.ts';

/** The customers at their password dialogs. */
export type Customers = {
  /** A dialog opened on a phone, or the acquirer holds an order that it has not decided. */
  asked(orderNo: string): void;
  /** A reversal has just left the terminal: some pay in that very moment. */
  reversalLeft(orderNo: string): void;
  /** A closing has just left the terminal: some scan and pay in that very moment. */
  closingLeft(orderNo: string): void;
  /** He looks at the dialog of a QR that he has scanned: again, if he had given it up. */
  scanned(orderNo: string): void;
};

type Deed = { readonly how: 'pays' | 'gives_up'; readonly afterMs: number } | { readonly how: 'pays_while_reversed' | 'never' };

/** So many of those whose QR is being closed. */
const PAYS_AT_CLOSING_SHARE = 0.3;
/** Around the moment a reversal leaves: before it arrives, or just after. */
const MOMENT_MS = 300;

export type CustomersParts = {
  readonly acquirer: Acquirer;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly recorder: Recorder;
  readonly keyOf: (orderNo: string) => string;
};

/** Each customer decides when he is asked what he will do, and when: at once, late, at the last moment, while it is being undone, or never. */
export function createCustomers({ acquirer, clock, chance, recorder, keyOf }: CustomersParts): Customers {
  const decided = new Map<string, Deed>();
  const times = new Map<string, number>(); // how often a QR was scanned

  function finish(orderNo: string, how: 'pays' | 'gives_up'): void {
    const order = acquirer.book.find(orderNo);
    if (order?.state !== 'USERPAYING' && order?.state !== 'NOTPAY') return;
    if (acquirer.wallet.settings().network === 'off') return; // his phone hears of nothing
    recorder.note({ kind: 'act', who: 'customer', place: keyOf(orderNo), deed: how });
    if (how === 'pays') acquirer.book.capture(order);
    else acquirer.book.fail(order);
  }

  function decide(here: Chance): Deed {
    return here.pick<Deed>([
      [4, { how: 'pays', afterMs: here.between(500, 8_000) }],
      [2, { how: 'pays', afterMs: here.between(8_000, 40_000) }],
      [3, { how: 'pays', afterMs: here.between(40_000, 44_999) }],
      [3, { how: 'pays_while_reversed' }],
      [2, { how: 'gives_up', afterMs: here.between(500, 30_000) }],
      [2, { how: 'never' }],
    ]);
  }

  return {
    asked(orderNo) {
      if (decided.has(orderNo)) return;
      const deed = decide(chance.of('customer', keyOf(orderNo)));
      decided.set(orderNo, deed);
      if (deed.how === 'pays' || deed.how === 'gives_up') clock.after(deed.afterMs, () => finish(orderNo, deed.how));
    },
    closingLeft(orderNo) {
      const here = chance.of('closing', keyOf(orderNo));
      if (!here.happens(PAYS_AT_CLOSING_SHARE)) return;
      clock.after(here.between(0, MOMENT_MS), () => {
        const order = acquirer.book.find(orderNo);
        if (order?.state === 'NOTPAY' && order.offer) acquirer.book.ask(order);
        finish(orderNo, 'pays');
      });
    },
    scanned(orderNo) {
      times.set(orderNo, (times.get(orderNo) ?? 0) + 1);
      const deed = decide(chance.of('scans', keyOf(orderNo), times.get(orderNo) ?? 0));
      decided.set(orderNo, deed);
      if (deed.how === 'pays' || deed.how === 'gives_up') clock.after(deed.afterMs, () => finish(orderNo, deed.how));
    },
    reversalLeft(orderNo) {
      if (decided.get(orderNo)?.how !== 'pays_while_reversed') return;
      clock.after(chance.of('moment', keyOf(orderNo)).between(0, MOMENT_MS), () => finish(orderNo, 'pays'));
    },
  };
}
