import type { Cancel } from '../basics/clock.ts';
import type { Result } from '../basics/result.ts';
import type { WalletPayment } from '../contract/sandbox.ts';

/** What the customer does in a dialog that asks for his password. */
export type DialogDeed = 'pay' | 'give_up' | 'wrong_password';

/** Why the customer cannot do that. */
export type PhoneRefusal =
  | 'no_dialog' // no password is asked for that order
  | 'no_network' // the phone has none
  | 'order_over'; // what was scanned is paid, closed or too old

/**
 * An acquirer, as the customer's phone meets it. One phone pays at all of them: what it scans or answers is offered to each in turn,
 * and who knows it takes it.
 */
export type PhoneSource = {
  /** What the phone shows of its orders, newest first. */
  payments(most: number): readonly WalletPayment[];
  /** @returns null when the order is none of its own */
  answer(orderNo: string, deed: DialogDeed): Result<null, PhoneRefusal> | null;
  /** The customer scanned a merchant's QR, or followed a link: the order's dialog opens. @returns null when the text is none of its own */
  scan(content: string): Result<null, PhoneRefusal> | null;
  /** Calls back after each change of what it would show. */
  onChange(listener: () => void): Cancel;
};
