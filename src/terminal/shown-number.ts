import { err, ok, type Result } from '../basics/result.ts';
import { type PaymentNumber, readPaymentNumber } from '../payment/payment-number.ts';
import { bareScan, readScan } from '../scanner/read-scan.ts';

/** Why a text is no number of a payment. `payment_code`: it may be somebody's money, of whatever wallet, and is looked at no further. */
export type NoNumber = 'payment_code' | 'no_payment_number';

/** Reads what was typed or scanned. A payment code, or what may be one of any wallet, is somebody's money and no number. */
export function readShownNumber(text: string, how: 'typed' | 'scanned'): Result<PaymentNumber, NoNumber> {
  const code = readScan(text);
  if (code.ok || code.error.kind === 'foreign_wallet' || code.error.kind === 'wrong_length') return err('payment_code');
  const mayBe = code.error.kind === 'not_a_code' || (how === 'typed' && code.error.kind === 'product_code');
  const number = mayBe ? readPaymentNumber(bareScan(text), how) : null;
  return number ? ok(number) : err('no_payment_number');
}
