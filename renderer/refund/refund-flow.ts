import type { Cancel } from '../../src/basics/clock.ts';
import type { Charge } from '../../src/contract/charge.ts';
import type { Command } from '../../src/contract/command.ts';
import type { OfficeAnswer } from '../../src/contract/office.ts';
import type { OfficeCommand } from '../../src/contract/office-view.ts';
import type { Refund } from '../../src/contract/refund.ts';
import type { Payments, Refundable } from '../../src/contract/refund-office.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import { type Entry, type EntryKey, NOTHING, pressKey, totalOf } from '../cashier/entry.ts';
import { moneyText } from '../text/amount-text.ts';
import { REFUND_REASONS, type RefundReason } from '../text/refund/refund-text.ts';
import { createTakeBack } from '../wedge/take-back.ts';

/** What a refund is held for, as every deed that cannot be undone. */
const HOLD_MS = 800;
/** The terminal tells of each change; should one be missed, it is seen this soon. */
const LOOK_AGAIN_MS = 3_000;
/** A quick hand's pause between two keys. */
const SEARCH_AFTER_MS = 140;
const LONGEST_SEARCH = 64;
/** The acquirer takes no more of one charge. Source: WeChat Pay v2, refund, rules. */
const MOST_REFUNDS = 50;

/** What was made of a number that came from a receipt. */
export type Heard = 'asking' | 'not_ours' | 'not_paid' | 'is_code';

export type RefundFlowState = {
  readonly place: 'closed' | 'find' | 'sale' | 'followed';
  readonly search: {
    readonly text: string;
    readonly status: 'looking' | 'ready' | 'failed' | 'sign_in';
    readonly items: readonly Charge[];
    readonly heard: Heard | null;
  };
  readonly sale: Refundable | null; // null: not read yet
  readonly saleTrouble: 'failed' | 'sign_in' | 'gone' | null;
  readonly entry: Entry;
  readonly isAll: boolean;
  readonly amountFen: number; // what would go back
  readonly reason: RefundReason | null;
  readonly may: 'yes' | 'choose' | 'too_much' | 'nothing_left' | 'no_more' | 'sending';
  readonly isHolding: boolean;
  readonly followed: Refund | null;
  readonly slip: 'printed' | 'not_printed' | null;
  readonly trouble: string | null; // why it was not done, by its code
};

/** Gives money back: a sale is found, an amount and a reason chosen, a key held; then the refund is followed to its end. Draws nothing. */
export type RefundFlow = {
  state(): RefundFlowState;
  onChange(listener: () => void): Cancel;
  isOpen(): boolean;
  seen(view: TerminalView): void;
  /** Somebody else stands there: what was refused may be read now. */
  again(): void;
  find(): void;
  /** @param refundId one of its refunds, to follow */
  open(chargeId: string, refundId?: string): void;
  choose(chargeId: string): void;
  close(): void;
  /** To where one came from. */
  back(): void;
  look(text: string): void;
  /** A scan that the page heard by itself. */
  scanned(text: string): Promise<void> | void;
  press(key: EntryKey): void;
  all(): void;
  because(reason: RefundReason): void;
  nextReason(step: 1 | -1): void;
  hold(): void;
  release(): void;
  /** Gives back a sale that was paid just now, whole. */
  cancelPaid(chargeId: string, about: string): void;
  another(): void;
  /** From the other account, where the first one held too little. */
  otherAccount(refundId?: string): void;
  print(refundId?: string): Promise<void> | void;
  mark(): void;
  retract(count: number): void;
};

export type RefundFlowParts = {
  readonly read: <T>(
    name: string,
    query: Readonly<Record<string, string>>,
  ) => Promise<{ ok: true; value: T } | { ok: false; code: string }>;
  /** Gives an office command and asks for the word it needs. */
  readonly give: (command: OfficeCommand, about?: string) => Promise<OfficeAnswer>;
  readonly send: (command: Command) => Promise<unknown>;
  /** As the customer reads it, in the shop's language. */
  readonly reasonWord: (reason: RefundReason) => string;
  readonly isPaymentCode: (text: string) => boolean;
  readonly clock: { after(delayMs: number, callback: () => void): Cancel };
  readonly newId: () => string;
};

type Place = 'closed' | 'find' | 'sale' | 'followed';
type Wish = { readonly entry: Entry; readonly isAll: boolean };

const NO_WISH: Wish = { entry: NOTHING, isAll: false };
const NO_SEARCH: RefundFlowState['search'] = { text: '', status: 'looking', items: [], heard: null };

export function createRefundFlow(parts: RefundFlowParts): RefundFlow {
  const { read, give, send, clock, newId } = parts;
  const listeners = new Set<() => void>();
  const typedKeys = createTakeBack<Wish & { readonly text: string }>();
  let place: Place = 'closed';
  let wasFinding = false; // Back leads there
  let search = NO_SEARCH;
  let chargeId: string | null = null;
  let sale: Refundable | null = null;
  let saleTrouble: RefundFlowState['saleTrouble'] = null;
  let wish = NO_WISH;
  let reason: RefundReason | null = null;
  let requestId = newId(); // the same while the wish is the same: asked twice it goes back once
  let followedId: string | null = null;
  let slip: RefundFlowState['slip'] = null;
  let trouble: string | null = null;
  let isSending = false;
  let stopHold: Cancel | null = null;
  let stopSearch: Cancel = () => undefined;
  let stopLooking: Cancel = () => undefined;
  let newestInquiry = 0;
  let newestRead = 0;
  let newestSearch = 0;
  let refundNews = '';
  let shown = snapshot();

  function amount(): number {
    return wish.isAll ? (sale?.leftAmount ?? 0) : totalOf(wish.entry);
  }

  function may(): RefundFlowState['may'] {
    if (isSending) return 'sending';
    if (!sale) return 'choose';
    if (sale.leftAmount === 0) return 'nothing_left';
    if (sale.refunds.filter(({ status }) => status !== 'failed').length >= MOST_REFUNDS) return 'no_more';
    if (amount() > sale.leftAmount) return 'too_much';
    return amount() > 0 && reason ? 'yes' : 'choose';
  }

  function snapshot(): RefundFlowState {
    const followed = place === 'followed' ? (sale?.refunds.find(({ id }) => id === followedId) ?? null) : null;
    const typed = { entry: wish.entry, isAll: wish.isAll, amountFen: amount(), reason, may: may() };
    return { place, search, sale, saleTrouble, ...typed, isHolding: stopHold !== null, followed, slip, trouble };
  }

  function changed(): void {
    shown = snapshot();
    for (const listener of listeners) listener();
  }

  function wishes(next: Wish): void {
    if (isSending) return;
    wish = next;
    requestId = newId();
    trouble = null;
    changed();
  }

  async function lookFor(): Promise<void> {
    newestSearch += 1;
    const turn = newestSearch;
    const answer = await read<Payments>('payments', { text: search.text.trim() });
    if (turn !== newestSearch || place !== 'find') return;
    if (answer.ok) search = { ...search, status: 'ready', items: answer.value.items };
    else search = { ...search, status: answer.code === 'sign_in_first' ? 'sign_in' : 'failed' };
    changed();
  }

  function look(text: string): void {
    stopSearch();
    if (parts.isPaymentCode(text)) {
      search = { ...search, text: '', heard: 'is_code' };
    } else {
      search = { ...search, text: text.slice(0, LONGEST_SEARCH), status: 'looking', heard: null };
      stopSearch = clock.after(SEARCH_AFTER_MS, () => void lookFor());
    }
    changed();
  }

  /** The sale as it stands now; followed by itself while a refund of it has no end. */
  async function readSale(): Promise<void> {
    const id = chargeId;
    if (id === null) return;
    stopLooking();
    newestRead += 1;
    const turn = newestRead;
    const answer = await read<Refundable>('refundable', { id });
    if (turn !== newestRead || id !== chargeId) return;
    if (answer.ok) {
      sale = answer.value;
      saleTrouble = null;
    } else if (!sale) saleTrouble = answer.code === 'sign_in_first' ? 'sign_in' : answer.code === 'not_found' ? 'gone' : 'failed';
    const isOpen = sale?.refunds.some(({ status }) => status === 'pending' || status === 'unresolved') || !answer.ok;
    if (isOpen) stopLooking = clock.after(LOOK_AGAIN_MS, () => void readSale());
    changed();
  }

  function forget(): void {
    release();
    stopLooking();
    newestRead += 1;
    [chargeId, sale, saleTrouble, followedId, slip, trouble, reason] = [null, null, null, null, null, null, null];
    typedKeys.forget();
    [wish, requestId, isSending] = [NO_WISH, newId(), false];
    search = { ...search, heard: null };
  }

  function openSale(id: string, refundId: string | null): void {
    forget();
    chargeId = id;
    followedId = refundId;
    place = refundId ? 'followed' : 'sale';
    changed();
    void readSale();
  }

  function find(): void {
    forget();
    place = 'find';
    wasFinding = true;
    search = NO_SEARCH;
    changed();
    void lookFor();
  }

  function close(): void {
    forget();
    stopSearch();
    place = 'closed';
    wasFinding = false;
    changed();
  }

  /** Gives a command about the sale on the screen and follows what comes of it. */
  async function deed(command: OfficeCommand, about: string): Promise<void> {
    if (isSending) return;
    const id = chargeId;
    isSending = true;
    [trouble, slip] = [null, null];
    changed();
    const answer = await give(command, about);
    if (id !== chargeId) return; // left meanwhile: it goes on without this screen
    isSending = false;
    if (answer.ok) {
      followedId = (answer.value as { readonly refundId?: string } | undefined)?.refundId ?? followedId;
      [place, wish, reason, requestId] = ['followed', NO_WISH, null, newId()];
    } else if (answer.code !== 'given_up') trouble = answer.code;
    changed();
    await readSale();
  }

  function refund(): void {
    if (may() !== 'yes' || !chargeId || !reason) return;
    const fen = amount();
    const word = parts.reasonWord(reason);
    const command = { kind: 'refund_charge', requestId, chargeId, amount: fen, reason: word, fundingAccount: 'unsettled' } as const;
    void deed(command, moneyText(fen, sale?.charge.currency ?? 'CNY'));
  }

  function release(): void {
    if (!stopHold) return;
    stopHold();
    stopHold = null;
    changed();
  }

  /** A gun with a line of its own, or one that typed: the terminal knows whose number it is. */
  function heardInquiry({ inquiry }: TerminalView): void {
    if (!inquiry || inquiry.id <= newestInquiry) return;
    const charge = inquiry.answer?.charge ?? null;
    if (!charge && inquiry.asked === 'asking') {
      search = { ...search, heard: 'asking' };
      changed();
      return;
    }
    newestInquiry = inquiry.id;
    void send({ kind: 'close_inquiry' });
    if (isSending) return;
    if (charge?.status === 'paid') {
      openSale(charge.id, null);
    } else {
      search = { ...search, heard: charge ? 'not_paid' : 'not_ours' };
      changed();
    }
  }

  function refundById(id: string | undefined): Refund | null {
    return sale?.refunds.find((refund) => refund.id === (id ?? followedId)) ?? null;
  }

  return {
    state: () => shown,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isOpen: () => place !== 'closed',
    seen(view) {
      if (place === 'closed') {
        newestInquiry = view.inquiry?.id ?? newestInquiry;
        return;
      }
      heardInquiry(view);
      const news = JSON.stringify(view.refunds.filter((refund) => refund.chargeId === chargeId));
      if (news === refundNews) return;
      refundNews = news;
      void readSale();
    },
    again() {
      if (place === 'find') void lookFor();
      else void readSale();
    },
    find,
    open(id, refundId) {
      wasFinding = false;
      openSale(id, refundId ?? null);
    },
    choose: (id) => openSale(id, null),
    close,
    back() {
      if (place !== 'find' && wasFinding) find();
      else close();
    },
    look,
    async scanned(text) {
      if (place === 'closed' || isSending) return;
      if (parts.isPaymentCode(text)) {
        search = { ...search, heard: 'is_code' };
        changed();
        return;
      }
      const answer = await read<Payments>('payments', { text: text.trim().slice(0, LONGEST_SEARCH) });
      if (!answer.ok || isSending) return;
      const [first, ...others] = answer.value.items;
      if (first && others.length === 0) {
        openSale(first.id, null);
      } else {
        search = { ...search, heard: 'not_ours' };
        changed();
      }
    },
    press: (key) => wishes({ entry: pressKey(wish.entry, key), isAll: false }),
    all: () => wishes({ entry: NOTHING, isAll: !wish.isAll }),
    because(next) {
      reason = next;
      wishes(wish);
    },
    nextReason(step) {
      const at = reason ? REFUND_REASONS.indexOf(reason) : step === 1 ? -1 : REFUND_REASONS.length;
      reason = REFUND_REASONS[Math.min(Math.max(at + step, 0), REFUND_REASONS.length - 1)] ?? null;
      wishes(wish);
    },
    hold() {
      if (stopHold || place !== 'sale' || may() !== 'yes') return;
      stopHold = clock.after(HOLD_MS, () => {
        release();
        refund();
      });
      changed();
    },
    release,
    cancelPaid(id, about) {
      wasFinding = false;
      openSale(id, null);
      void deed({ kind: 'cancel_paid', requestId, chargeId: id }, about);
    },
    another() {
      if (place !== 'followed' || snapshot().followed?.status === 'unresolved') return; // it may have gone back already
      [place, followedId, slip] = ['sale', null, null];
      changed();
    },
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
    mark: () => typedKeys.mark({ ...wish, text: search.text }),
    retract(count) {
      const before = typedKeys.take(count);
      if (!before) return;
      if (place === 'find') look(before.text);
      else wishes({ entry: before.entry, isAll: before.isAll });
    },
  };
}
