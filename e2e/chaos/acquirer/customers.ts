import type { Acquirer } from '../../../src/sandbox/acquirer.ts';
import type { Fate } from './messages.ts';

/** The customers at their password dialogs. */
export type Customers = {
  /** Shows a payment code whose owner will do this. */
  show(fate: Fate): string;
  /** The code has come in under this order number. */
  submitted(orderNo: string, authCode: string): void;
  /** A reversal is about to be heard. */
  undoing(orderNo: string): void;
};

/** Each customer decides when the code is shown; what becomes of the terminal meanwhile is nothing to him. */
export function createCustomers(acquirer: Acquirer): Customers {
  const fateOfCode = new Map<string, Fate>();
  const fateOfOrder = new Map<string, Fate>();

  function act(orderNo: string, kind: 'pays' | 'gives_up'): void {
    const order = acquirer.book.find(orderNo);
    if (order?.state !== 'USERPAYING') return;
    if (kind === 'pays') acquirer.book.capture(order);
    else acquirer.book.fail(order);
  }

  return {
    show(fate) {
      const { authCode } = acquirer.wallet.issueCode();
      fateOfCode.set(authCode, fate);
      return authCode;
    },
    submitted(orderNo, authCode) {
      const fate = fateOfCode.get(authCode);
      if (!fate || fateOfOrder.has(orderNo)) return;
      fateOfOrder.set(orderNo, fate);
      if (fate.kind === 'pays' || fate.kind === 'gives_up') setTimeout(act, fate.afterMs, orderNo, fate.kind);
    },
    undoing(orderNo) {
      if (fateOfOrder.get(orderNo)?.kind === 'pays_when_undone') act(orderNo, 'pays');
    },
  };
}
