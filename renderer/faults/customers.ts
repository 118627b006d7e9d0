import type { Fault, FaultsView, WalletView } from '../../src/contract/sandbox.ts';
import type { CustomerName } from '../text/faults/faults-text.ts';
import type { Sign } from './progress.ts';

/** How phone, line and acquirer behave for one kind of customer. */
export type Customer = {
  readonly wallet: Pick<WalletView, 'network' | 'balanceFen' | 'passwordAbove'>;
  readonly line: FaultsView['line'];
  readonly faults: readonly Fault[];
  /** What shows that a step is done; null for a step nobody can see, which is done with the next one that can. */
  readonly steps: readonly [Sign | null, Sign | null, Sign | null, Sign | null];
};

/** A customer with enough money and a network, who is not asked for a password. */
const EASY = { network: 'on', balanceFen: 10_000_000, passwordAbove: 100_000_000 } as const;
const ALWAYS_ASKED = { ...EASY, passwordAbove: 0 } as const;

const ONCE = { times: 1, skip: 0, delayMs: 0 } as const;

export const CUSTOMER_PLANS: Readonly<Record<CustomerName, Customer>> = {
  quick: { wallet: EASY, line: 'up', faults: [], steps: [null, 'sent', 'paid', 'paid'] },
  password: { wallet: ALWAYS_ASKED, line: 'up', faults: [], steps: [null, 'sent', 'paid', 'paid'] },
  never: { wallet: ALWAYS_ASKED, line: 'up', faults: [], steps: [null, 'sent', 'reversed', 'reversed'] },
  expired: {
    wallet: EASY,
    line: 'up',
    faults: [
      { ...ONCE, call: 'micropay', kind: 'error_code', errCode: 'AUTHCODEEXPIRE', errCodeDes: '二维码已过期，请用户在微信上刷新后再试' },
    ],
    steps: [null, 'sent', 'refused', 'paid'],
  },
  poor: { wallet: { ...EASY, balanceFen: 0 }, line: 'up', faults: [], steps: [null, 'sent', 'refused', null] },
  phone_offline: { wallet: { ...ALWAYS_ASKED, network: 'off' }, line: 'up', faults: [], steps: [null, 'sent', null, 'reversed'] },
  // The answer is lost, then two questions as well: long enough to see what the screen says meanwhile.
  cut: {
    wallet: EASY,
    line: 'up',
    faults: [
      { ...ONCE, call: 'micropay', kind: 'drop_after' },
      { ...ONCE, call: 'orderquery', kind: 'drop_before', times: 2 },
    ],
    steps: [null, 'sent', 'asked', 'found'],
  },
  busy: {
    wallet: EASY,
    line: 'up',
    faults: [
      { ...ONCE, call: 'micropay', kind: 'error_code_after', errCode: 'SYSTEMERROR' },
      { ...ONCE, call: 'orderquery', kind: 'error_code', errCode: 'SYSTEMERROR', times: 2 },
    ],
    steps: [null, 'sent', 'asked', 'found'],
  },
  // Shorter than a terminal waits for an answer, longer than a second scan takes. The money moves at once, the exchange is logged with its end.
  twice: {
    wallet: EASY,
    line: 'up',
    faults: [{ ...ONCE, call: 'micropay', kind: 'delay_after', delayMs: 8_000 }],
    steps: [null, 'paid', 'sent', 'sent'],
  },
  shop_offline: { wallet: EASY, line: 'down', faults: [], steps: [null, null, 'sent', 'paid'] },
  power: { wallet: EASY, line: 'up', faults: [{ ...ONCE, call: 'micropay', kind: 'hang_after' }], steps: [null, 'sent', 'asked', 'found'] },
};
