import { PAYMENT } from '../payment/story.ts';
import type { TerminalParts } from './create-terminal.ts';
import { openTill } from './test-terminal.ts';

export const CONTENT = 'weixin://wxpay/bizpayurl?pr=Kq7Zt3M';
export const OFFERED = { kind: 'offered', shown: { content: CONTENT, prepayId: null } } as const;
export const PAID = { kind: 'paid', payment: PAYMENT } as const;
export const NOT_PAID = { kind: 'not_paid' } as const;
export const CLOSED = { kind: 'undone', acquirerCode: 'CLOSED' } as const;
export const DONE = { ok: true };

export type OfferTill = ReturnType<typeof offerTill>;

/** A till whose customers scan its QR. @param more what is not usual */
export function offerTill(more: Partial<TerminalParts> = {}) {
  const till = openTill(more);
  let requests = 0;
  const requestId = () => `request-${++requests}`;
  const ring = (method: 'payment_code' | 'merchant_qr', amount = 4_650) =>
    till.say({ kind: 'charge', requestId: requestId(), amount, method });
  // Assigned, not spread: a spread would keep the first life's terminal over a restart.
  return Object.assign(till, {
    ...{ requestId, ring },
    change: (method: 'payment_code' | 'merchant_qr') =>
      till.say({ kind: 'change_method', requestId: requestId(), chargeId: till.staged().id, method }),
    status: (id: string) => till.terminal.find(id)?.status,
    /** A QR on the stage. */
    async shown(): Promise<string> {
      ring('merchant_qr');
      await till.gateway.offers.at(-1)?.answer(OFFERED);
      return till.staged().id;
    },
  });
}
