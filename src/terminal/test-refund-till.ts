import type { Refund } from '../contract/refund.ts';
import type { RefundQueryOutcome } from '../gateway/gateway.ts';
import { fen } from '../money/fen.ts';
import { PAYMENT } from '../payment/story.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import type { RefundRequest, Refusal } from './terminal.ts';
import { CODE, openTill } from './test-terminal.ts';

export const SILENCE = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null } as const;
export const SUCCEEDED: RefundQueryOutcome = { kind: 'succeeded', succeededAtMs: 7 };
export const ABSENT: RefundQueryOutcome = { kind: 'absent' };
export const SPACING_MS = 60_000;

export type RefundTill = Awaited<ReturnType<typeof refundTill>>;

/** A till with a paid charge, of which parts go back. */
export async function refundTill() {
  const till = openTill();
  const { id: chargeId } = till.begin({ authCode: new AuthCode(CODE) }); // 12.80 yuan
  await till.gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });

  function ask(amount: number, more: Partial<RefundRequest> = {}) {
    const usual = {
      origin: 'till',
      chargeId,
      amountFen: fen(amount),
      reason: null,
      from: 'unsettled',
      idempotencyKey: null,
      fingerprint: null,
    } as const;
    return till.terminal.refund({ ...usual, ...more });
  }

  /** The newest request, to be answered. */
  const sent = () => till.gateway.refunds.at(-1);
  const asked = () => till.gateway.refundQueries.at(-1);

  // Assigned, not spread: a spread would keep the first life's terminal over a restart.
  return Object.assign(till, {
    ...{ chargeId, ask, sent, asked },
    refund(amount: number, more: Partial<RefundRequest> = {}): Refund {
      const answer = ask(amount, more);
      if (!answer.ok) throw new Error(answer.error);
      return answer.value.refund;
    },
    refusalOf: (answer: ReturnType<typeof ask>): Refusal | null => (answer.ok ? null : answer.error),
    async succeed(): Promise<void> {
      await sent()?.answer({ kind: 'accepted' });
      till.clock.advance(5_000);
      await asked()?.answer(SUCCEEDED);
    },
  });
}
