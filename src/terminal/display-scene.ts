import { assertNever } from '../basics/assert.ts';
import type { Charge } from '../contract/charge.ts';
import type { NotPaid, Scene } from '../contract/display.ts';
import type { Stage, UndoReason } from '../contract/view.ts';

/** What customers may see of what stands on the counter. */
export type SceneFacts = {
  readonly isNewest: boolean; // of the newest sale; what the cashier brings back from a list is another customer's
  readonly isKiosks: boolean; // the customer began it himself, at a kiosk
  readonly isOver: boolean; // its end was shown long enough
};

const IDLE: Scene = { kind: 'idle' };

/** What the customer has to do with. The others are placed by the shop's own software, which has screens of its own. */
const SHOWN: readonly Charge['method'][] = ['payment_code', 'merchant_qr'];

/** A declined charge in the customer's words. What is not listed is for people of the shop. */
const WHY_DECLINED: ReadonlyMap<string, NotPaid> = new Map([
  ['code_expired', 'code_expired'],
  ['code_invalid', 'code_unusable'],
  ['insufficient_funds', 'insufficient_funds'],
  ['card_not_supported', 'card_not_supported'],
  ['payment_error', 'refused'],
  ['offline', 'no_line'],
]);

/** One that was undone. */
const WHY_UNDONE: Readonly<Record<UndoReason, NotPaid>> = {
  customer_timeout: 'given_up',
  canceled: 'given_up',
  payment_failed: 'refused',
  never_confirmed: 'other',
  acquirer: 'other',
};

/** Draws for customers what stands on the counter. Of a charge it takes amount, currency, time and the QR's content, and nothing else. */
export function displayScene(stage: Stage, { isNewest, isKiosks, isOver }: SceneFacts): Scene {
  if (stage.kind === 'keypad' || !isNewest || isOver || !SHOWN.includes(stage.charge.method)) return IDLE;
  const { charge, undoReason, settledWith } = stage;
  const { amount, currency } = charge;
  const shown = { amount, currency };
  if (settledWith) return { kind: 'paid', ...shown, at: settledWith.at };
  switch (charge.status) {
    case 'awaiting_code':
      return { kind: 'show_code', ...shown };
    case 'awaiting_customer':
      if (charge.method === 'payment_code') return { kind: 'password', ...shown, waitedMs: stage.waitedMs ?? 0 };
      return charge.qr ? { kind: 'scan_qr', ...shown, ...standing(charge.qr, stage) } : { kind: 'working', ...shown };
    case 'reversing':
      // Whoever gave it up has gone; the next customer need not wait until it is closed.
      return isKiosks ? IDLE : { kind: 'working', ...shown };
    case 'submitting':
    case 'queued':
    case 'unresolved':
      return { kind: 'working', ...shown };
    case 'paid':
      return { kind: 'paid', ...shown, at: charge.paidAt ?? charge.updatedAt };
    case 'declined':
      return { kind: 'not_paid', ...shown, why: WHY_DECLINED.get(charge.declineCode ?? '') ?? 'other' };
    case 'canceled':
    case 'reversed':
      return { kind: 'not_paid', ...shown, why: WHY_UNDONE[undoReason ?? 'canceled'] };
    default:
      return assertNever(charge.status);
  }
}

/** A QR and how long it stands. Both ends are of one wall clock, so that their distance is right whatever it shows. */
function standing({ content, expiresAt }: NonNullable<Charge['qr']>, stage: Extract<Stage, { kind: 'charge' }>) {
  const validMs = Math.max(0, Date.parse(expiresAt) - Date.parse(stage.charge.createdAt));
  return { content, endsInMs: Math.min(validMs, stage.endsInMs ?? 0), validMs };
}
