import type { Cancel } from '../../src/basics/clock.ts';
import type { Refundable } from '../../src/contract/refund-office.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import type { RefundFlowParts } from './refund-flow.ts';

/** The terminal tells of each change; should one be missed, it is seen this soon. */
const LOOK_AGAIN_MS = 3_000;

/** Why a sale could not be read. */
export type SaleTrouble = 'failed' | 'sign_in' | 'gone';

/** The sale on the screen as it stands now; read again by itself while a refund of it has no end. */
export type WatchedSale = {
  id(): string | null;
  sale(): Refundable | null; // null: not read yet
  trouble(): SaleTrouble | null;
  watch(chargeId: string): void;
  read(): Promise<void>;
  /** Each change of one of its refunds is read. */
  seen(view: TerminalView): void;
  forget(): void;
};

type Reach = Pick<RefundFlowParts, 'read' | 'clock'> & { readonly changed: () => void };

export function createWatchedSale({ read: readOffice, clock, changed }: Reach): WatchedSale {
  let chargeId: string | null = null;
  let sale: Refundable | null = null;
  let trouble: SaleTrouble | null = null;
  let refundNews = '';
  let newestRead = 0;
  let stopLooking: Cancel = () => undefined;

  async function read(): Promise<void> {
    const id = chargeId;
    if (id === null) return;
    stopLooking();
    newestRead += 1;
    const turn = newestRead;
    const answer = await readOffice<Refundable>('refundable', { id });
    if (turn !== newestRead || id !== chargeId) return;
    if (answer.ok) {
      sale = answer.value;
      trouble = null;
    } else if (!sale) trouble = answer.code === 'sign_in_first' ? 'sign_in' : answer.code === 'not_found' ? 'gone' : 'failed';
    const isOpen = sale?.refunds.some(({ status }) => status === 'pending' || status === 'unresolved') || !answer.ok;
    if (isOpen) stopLooking = clock.after(LOOK_AGAIN_MS, () => void read());
    changed();
  }

  return {
    id: () => chargeId,
    sale: () => sale,
    trouble: () => trouble,
    watch(id) {
      chargeId = id;
      changed();
      void read();
    },
    read,
    seen({ refunds }) {
      const news = JSON.stringify(refunds.filter((refund) => refund.chargeId === chargeId));
      if (news === refundNews) return;
      refundNews = news;
      void read();
    },
    forget() {
      stopLooking();
      newestRead += 1;
      [chargeId, sale, trouble] = [null, null, null];
    },
  };
}
