import type { Cancel } from '../../src/basics/clock.ts';
import type { Charge } from '../../src/contract/charge.ts';
import type { Payments } from '../../src/contract/refund-office.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import type { RefundFlowParts } from './refund-flow.ts';

/** A quick hand's pause between two keys. */
const SEARCH_AFTER_MS = 140;
const LONGEST_SEARCH = 64;

/** What was made of a number that came from a receipt. */
export type Heard = 'asking' | 'not_ours' | 'not_paid' | 'is_code';

export type SaleSearchState = {
  readonly text: string;
  readonly status: 'looking' | 'ready' | 'failed' | 'sign_in';
  readonly items: readonly Charge[];
  readonly heard: Heard | null;
};

/** Finds the sale: among the newest, by what is typed, or by the number of a receipt from any gun. */
export type SaleSearch = {
  state(): SaleSearchState;
  /** Anew, with the newest sales. */
  begin(): void;
  /** Asks once more for what is typed. */
  again(): void;
  look(text: string): void;
  /** A scan that the page heard by itself. */
  scanned(text: string): Promise<void>;
  /** A gun with a line of its own, or one that typed: the terminal knows whose number it is. */
  seen(view: TerminalView): void;
  /** What is asked while no money goes back is the counter's. */
  passOver(view: TerminalView): void;
  /** Nothing more is said of the last receipt, and what is still asked about it comes too late. */
  forget(): void;
  /** What was typed just now is not asked for any more. */
  stop(): void;
};

type Reach = Pick<RefundFlowParts, 'read' | 'send' | 'isPaymentCode' | 'clock'> & {
  /** Whether the found sales are on the screen: an answer that comes later is dropped. */
  readonly isShown: () => boolean;
  /** While money is being given back no other sale comes in between. */
  readonly isSending: () => boolean;
  readonly found: (chargeId: string) => void;
  readonly changed: () => void;
};

const NO_SEARCH: SaleSearchState = { text: '', status: 'looking', items: [], heard: null };

export function createSaleSearch({ read, send, isPaymentCode, clock, isShown, isSending, found, changed }: Reach): SaleSearch {
  let search = NO_SEARCH;
  let stopSearch: Cancel = () => undefined;
  let newestSearch = 0;
  let newestScan = 0;
  let newestInquiry = 0;

  async function ask(): Promise<void> {
    newestSearch += 1;
    const turn = newestSearch;
    const answer = await read<Payments>('payments', { text: search.text.trim() });
    if (turn !== newestSearch || !isShown()) return;
    if (answer.ok) search = { ...search, status: 'ready', items: answer.value.items };
    else search = { ...search, status: answer.code === 'sign_in_first' ? 'sign_in' : 'failed' };
    changed();
  }

  function hear(heard: Heard): void {
    search = { ...search, heard };
    changed();
  }

  return {
    state: () => search,
    begin() {
      search = NO_SEARCH;
      changed();
      void ask();
    },
    again: () => void ask(),
    look(text) {
      stopSearch();
      if (isPaymentCode(text)) {
        search = { ...search, text: '', heard: 'is_code' };
      } else {
        search = { ...search, text: text.slice(0, LONGEST_SEARCH), status: 'looking', heard: null };
        stopSearch = clock.after(SEARCH_AFTER_MS, () => void ask());
      }
      changed();
    },
    async scanned(text) {
      if (isPaymentCode(text)) return hear('is_code');
      newestScan += 1;
      const turn = newestScan;
      const answer = await read<Payments>('payments', { text: text.trim().slice(0, LONGEST_SEARCH) });
      if (!answer.ok || turn !== newestScan || isSending()) return;
      const [first, ...others] = answer.value.items;
      if (first && others.length === 0) found(first.id);
      else hear('not_ours');
    },
    seen({ inquiry }) {
      if (!inquiry || inquiry.id <= newestInquiry) return;
      const charge = inquiry.answer?.charge ?? null;
      if (!charge && inquiry.asked === 'asking') return hear('asking');
      newestInquiry = inquiry.id;
      void send({ kind: 'close_inquiry' });
      if (isSending()) return;
      if (charge?.status === 'paid') found(charge.id);
      else hear(charge ? 'not_paid' : 'not_ours');
    },
    passOver({ inquiry }) {
      newestInquiry = inquiry?.id ?? newestInquiry;
    },
    forget() {
      newestScan += 1;
      search = { ...search, heard: null };
    },
    stop: () => stopSearch(),
  };
}
