import type { OfficeCommand } from '../../src/contract/office-view.ts';
import type { Refund } from '../../src/contract/refund.ts';
import { createHolding } from '../cashier/holding.ts';
import { moneyText } from '../text/amount-text.ts';
import type { RefundReason } from '../text/refund/refund-text.ts';
import type { RefundFlow, RefundFlowParts, RefundFlowState } from './refund-flow.ts';
import { mayGoBack, NO_WISH, type RefundWish, reasonBeside, wishedFen } from './refund-wish.ts';
import type { WatchedSale } from './watched-sale.ts';

/** What is to go back of the sale on the screen, and what is done about it. */
export type RefundDeeds = Pick<RefundFlow, 'because' | 'nextReason' | 'hold' | 'release' | 'cancelPaid' | 'otherAccount' | 'print'> & {
  state(): Pick<RefundFlowState, 'entry' | 'isAll' | 'amountFen' | 'reason' | 'may' | 'isHolding' | 'slip' | 'trouble'>;
  isSending(): boolean;
  wishes(next: RefundWish): void;
  /** The refund whose way is looked at. */
  followed(): Refund | null;
  follow(refundId: string | null): void;
  forget(): void;
};

type Reach = Pick<RefundFlowParts, 'give' | 'reasonWord' | 'clock' | 'newId'> & {
  readonly watched: WatchedSale;
  /** Something was done: from now on it is followed. */
  readonly done: () => void;
  readonly changed: () => void;
};

export function createRefundDeeds({ give, reasonWord, clock, newId, watched, done, changed }: Reach): RefundDeeds {
  let wish = NO_WISH;
  let reason: RefundReason | null = null;
  let requestId = newId(); // the same while the wish is the same: asked twice it goes back once
  let followedId: string | null = null;
  let slip: RefundFlowState['slip'] = null;
  let trouble: string | null = null;
  let isSending = false;
  const holding = createHolding((delayMs, callback) => clock.after(delayMs, callback), changed);

  function may(): RefundFlowState['may'] {
    return isSending ? 'sending' : mayGoBack(watched.sale(), wishedFen(wish, watched.sale()), reason);
  }

  function refundById(id = followedId): Refund | null {
    return watched.sale()?.refunds.find((refund) => refund.id === id) ?? null;
  }

  function wishes(next: RefundWish): void {
    if (isSending) return;
    wish = next;
    requestId = newId();
    trouble = null;
    changed();
  }

  function because(next: RefundReason | null): void {
    if (isSending) return; // asked again it must be the same request, reason and all
    reason = next;
    wishes(wish);
  }

  /** Gives a command about the sale on the screen and follows what comes of it. */
  async function deed(command: OfficeCommand, about: string): Promise<void> {
    if (isSending) return;
    const id = watched.id();
    isSending = true;
    [trouble, slip] = [null, null];
    changed();
    const answer = await give(command, about);
    if (id !== watched.id()) return; // left meanwhile: it goes on without this screen
    isSending = false;
    if (answer.ok) {
      followedId = (answer.value as { readonly refundId?: string } | undefined)?.refundId ?? followedId;
      [wish, reason, requestId] = [NO_WISH, null, newId()];
      done();
    } else if (answer.code !== 'given_up') trouble = answer.code;
    changed();
    await watched.read();
  }

  function refund(): void {
    const chargeId = watched.id();
    if (may() !== 'yes' || !chargeId || !reason) return;
    const amount = wishedFen(wish, watched.sale());
    const command = {
      kind: 'refund_charge',
      requestId,
      chargeId,
      amount,
      reason: reasonWord(reason),
      fundingAccount: 'unsettled',
    } as const;
    void deed(command, moneyText(amount, watched.sale()?.charge.currency ?? 'CNY'));
  }

  function release(): void {
    if (holding.release()) changed();
  }

  return {
    state() {
      const amountFen = wishedFen(wish, watched.sale());
      return { ...wish, amountFen, reason, may: may(), isHolding: holding.isHolding(), slip, trouble };
    },
    isSending: () => isSending,
    wishes,
    because,
    nextReason: (step) => because(reasonBeside(reason, step)),
    hold() {
      if (may() !== 'yes') return;
      holding.start(() => {
        release();
        refund();
      });
    },
    release,
    cancelPaid: (chargeId, about) => void deed({ kind: 'cancel_paid', requestId, chargeId }, about),
    otherAccount(id) {
      const refund = refundById(id);
      if (refund?.status !== 'failed' || refund.failureCode !== 'insufficient_balance') return;
      followedId = refund.id;
      const fundingAccount = refund.fundingAccount === 'unsettled' ? 'balance' : 'unsettled';
      void deed({ kind: 'refund_again', refundId: refund.id, fundingAccount }, moneyText(refund.amount, refund.currency));
    },
    async print(id) {
      const refund = refundById(id);
      if (!refund || refund.status === 'failed') return;
      const answer = await give({ kind: 'print', document: { kind: 'refund', id: refund.id }, copy: 'customer' });
      slip = answer.ok ? 'printed' : 'not_printed';
      changed();
    },
    followed: () => refundById(),
    follow(refundId) {
      [followedId, slip] = [refundId, null];
    },
    forget() {
      release();
      [followedId, slip, trouble, reason] = [null, null, null, null];
      [wish, requestId, isSending] = [NO_WISH, newId(), false];
    },
  };
}
