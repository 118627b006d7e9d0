import type { Charge } from '../contract/charge.ts';
import { fen } from '../money/fen.ts';
import type { TransactionId } from '../payment/charge.ts';
import { PAYMENT } from '../payment/story.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import type { ChargeRequest } from './terminal.ts';
import { openTill } from './test-terminal.ts';

export const PAYER = 'aaaaaaaaaaaaaaaa';
export const SILENCE = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null } as const;

/** A till with one sale after another, each paid by a known customer: two of them look like one too many. */
export function findingTill() {
  const till = openTill();
  let sales = 0;

  /** The till sends a charge with its code. */
  function send(request: Partial<ChargeRequest> = {}): Charge {
    sales += 1;
    const authCode = new AuthCode(String(131_000_000_000_000_000n + BigInt(sales))); // none of test-terminal.ts's
    return till.begin({ authCode, idempotencyKey: `key-${sales}`, tillReference: `R${sales}`, ...request });
  }

  /** The acquirer says that the last charge that was sent is paid. */
  async function getPaid(payer: string | null = PAYER, paidAtMs = PAYMENT.paidAtMs): Promise<void> {
    const transactionId = `42${String(sales).padStart(26, '0')}` as string as TransactionId;
    await till.gateway.charges.at(-1)?.answer({ kind: 'paid', payment: { ...PAYMENT, transactionId, payer, paidAtMs } });
  }

  async function pay(request: Partial<ChargeRequest> = {}, payer: string | null = PAYER, paidAtMs?: number): Promise<Charge> {
    const charge = send(request);
    await getPaid(payer, paidAtMs);
    return till.terminal.find(charge.id) as Charge;
  }

  // Assigned, not spread: a spread would keep the first life's terminal over a restart.
  return Object.assign(till, {
    ...{ send, getPaid, pay },
    open: () => till.terminal.view().findings,
    paidTwice: async () => [await pay(), await pay()] as const,
    status: (charge: Charge) => till.terminal.find(charge.id)?.status,
    theRefund: () => till.gateway.refunds.at(-1),
    giveBack({ id }: Charge, amount: number) {
      const request = { origin: 'till', chargeId: id, amountFen: fen(amount), reason: null, from: 'unsettled' } as const;
      return till.terminal.refund({ ...request, idempotencyKey: null, fingerprint: null });
    },
  });
}
