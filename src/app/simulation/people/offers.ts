import type { Charge } from '../../../contract/charge.ts';
import type { ChargeId } from '../../../payment/charge.ts';
import type { PhoneSource } from '../../../sandbox/phone-source.ts';
import type { Scene } from './acts.ts';
import { keyOfAttempt, MOST_ATTEMPTS } from './sale.ts';

/** What a customer has before him: the QR on the display, or one of this sale that he took a picture of before it was withdrawn. */
export function scanQr({ sale, charge, counter }: Scene): void {
  remember(sale, charge);
  if (sale.seenQr === null) return;
  counter.phone.scan(sale.seenQr);
}

/** A QR that was shown is remembered: it can be scanned until the acquirer takes no more of it. */
export function remember(sale: Scene['sale'], { qr }: Pick<Charge, 'qr'>): void {
  if (qr) sale.seenQr = qr.content;
}

/** The cashier takes the sale the other way: code to QR, or QR to code, or back. */
export function takeOtherWay({ sale, charge, process }: Scene): void {
  if (sale.attempt >= MOST_ATTEMPTS) return;
  remember(sale, charge);
  const method = charge.method === 'merchant_qr' ? 'payment_code' : 'merchant_qr';
  sale.attempt += 1;
  const requestId = keyOfAttempt(sale);
  const answer = process.terminal.command({ kind: 'change_method', requestId, chargeId: charge.id, method });
  const begun = process.journal.chargeByIdempotencyKey(`cashier:${requestId}`)?.intent.id ?? null;
  const staged = answer.ok ? stagedId(process) : null;
  const running = begun ?? staged;
  if (running === null || running === charge.id) {
    sale.attempt -= 1; // nothing was begun
    return;
  }
  if (begun === null) sale.attempt -= 1; // its own QR stands again, under the key that it has
  sale.besides = [...sale.besides.filter((id) => id !== running), charge.id];
  sale.chargeId = running;
  sale.method = method;
}

function stagedId({ terminal }: Scene['process']): ChargeId | null {
  const { stage } = terminal.view();
  return stage.kind === 'charge' ? (stage.charge.id as ChargeId) : null;
}

/** Where the customer's phone is, as far as a merchant's QR is concerned. */
export type Phone = Pick<PhoneSource, 'scan'>;
