import { err, ok, type Result } from '../basics/result.ts';
import type { PhoneAction, WalletView } from '../contract/sandbox.ts';
import type { PhoneRefusal, PhoneSource } from './phone-source.ts';
import type { Wallet } from './wallet.ts';

/** Why the customer cannot do that: what an acquirer says, or `unknown_code` when none of them knows what was scanned. */
export type DeedRefusal = PhoneRefusal | 'unknown_code';

/** As many payments as the contract promises to show. */
const MAX_PAYMENTS = 50;

export type PhoneParts = {
  readonly sources: readonly PhoneSource[];
  readonly wallet: Wallet;
  readonly merchantName: string;
};

/** What the customer's hands reach. */
type PhoneHands = Pick<PhoneParts, 'sources' | 'wallet'>;

/** What the phone shows now. Renews the code on it when its time is over. */
export function walletView({ sources, wallet, merchantName }: PhoneParts): WalletView {
  const payments = sources
    .flatMap((source) => source.payments(MAX_PAYMENTS))
    .toSorted((one, other) => other.atMs - one.atMs)
    .slice(0, MAX_PAYMENTS);
  return { merchant: merchantName, code: wallet.shownCode(), ...wallet.settings(), payments };
}

/** Does what the customer does. */
export function actOnPhone({ sources, wallet }: PhoneHands, action: PhoneAction): Result<null, DeedRefusal> {
  switch (action.kind) {
    case 'network':
      wallet.change({ network: action.network });
      return ok(null);
    case 'balance':
      wallet.change({ balanceFen: action.balanceFen });
      return ok(null);
    case 'password_above':
      wallet.change({ passwordAbove: action.fen });
      return ok(null);
    case 'renew_code':
      wallet.renewCode();
      return ok(null);
    case 'scan':
      if (wallet.settings().network === 'off') return err('no_network'); // whose code it is, is learned over the network
      return firstAnswer(sources, (source) => source.scan(action.content)) ?? err('unknown_code');
    default:
      return firstAnswer(sources, (source) => source.answer(action.orderNo, action.kind)) ?? err('no_dialog');
  }
}

/** What the first acquirer says that knows the matter at all. */
function firstAnswer<Answer>(sources: readonly PhoneSource[], ask: (source: PhoneSource) => Answer | null): Answer | null {
  for (const source of sources) {
    const answer = ask(source);
    if (answer) return answer;
  }
  return null;
}
