import type { Cancel } from '../../src/basics/clock.ts';
import type { Command } from '../../src/contract/command.ts';
import type { OfficeAnswer } from '../../src/contract/office.ts';
import type { OfficeCommand } from '../../src/contract/office-view.ts';
import type { Refund } from '../../src/contract/refund.ts';
import type { Refundable } from '../../src/contract/refund-office.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import { type Entry, type EntryKey, NOTHING, pressKey } from '../cashier/entry.ts';
import type { RefundReason } from '../text/refund/refund-text.ts';
import { createTakeBack } from '../wedge/take-back.ts';
import { createRefundDeeds } from './refund-deeds.ts';
import type { mayGoBack, RefundWish } from './refund-wish.ts';
import { createSaleSearch, type SaleSearchState } from './sale-search.ts';
import { createWatchedSale, type SaleTrouble } from './watched-sale.ts';

export type RefundFlowState = {
  readonly place: 'closed' | 'find' | 'sale' | 'followed';
  readonly search: SaleSearchState;
  readonly sale: Refundable | null; // null: not read yet
  readonly saleTrouble: SaleTrouble | null;
  readonly entry: Entry;
  readonly isAll: boolean;
  readonly amountFen: number; // what would go back
  readonly reason: RefundReason | null;
  readonly may: ReturnType<typeof mayGoBack> | 'sending';
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

export function createRefundFlow(parts: RefundFlowParts): RefundFlow {
  const listeners = new Set<() => void>();
  const typedKeys = createTakeBack<RefundWish & { readonly text: string }>();
  let place: RefundFlowState['place'] = 'closed';
  let wasFinding = false; // Back leads there
  const watched = createWatchedSale({ ...parts, changed });
  const deeds = createRefundDeeds({
    ...{ ...parts, watched, changed },
    done() {
      place = 'followed';
    },
  });
  const search = createSaleSearch({
    ...{ ...parts, changed, isShown: () => place === 'find', isSending: deeds.isSending },
    found: (chargeId) => openSale(chargeId, null),
  });
  let shown = snapshot();

  function snapshot(): RefundFlowState {
    const followed = place === 'followed' ? deeds.followed() : null;
    return { place, search: search.state(), sale: watched.sale(), saleTrouble: watched.trouble(), ...deeds.state(), followed };
  }

  function changed(): void {
    shown = snapshot();
    for (const listener of listeners) listener();
  }

  function forget(): void {
    deeds.forget();
    watched.forget();
    search.forget();
    typedKeys.forget();
  }

  function openSale(id: string, refundId: string | null): void {
    forget();
    deeds.follow(refundId);
    place = refundId ? 'followed' : 'sale';
    watched.watch(id);
  }

  function find(): void {
    forget();
    place = 'find';
    wasFinding = true;
    search.begin();
  }

  function close(): void {
    forget();
    search.stop();
    place = 'closed';
    wasFinding = false;
    changed();
  }

  return {
    state: () => shown,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isOpen: () => place !== 'closed',
    seen(view) {
      if (place === 'closed') return search.passOver(view);
      search.seen(view);
      watched.seen(view);
    },
    again() {
      if (place === 'find') search.again();
      else void watched.read();
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
    look: search.look,
    scanned: (text) => (place === 'closed' || deeds.isSending() ? undefined : search.scanned(text)),
    press: (key) => deeds.wishes({ entry: pressKey(deeds.state().entry, key), isAll: false }),
    all: () => deeds.wishes({ entry: NOTHING, isAll: !deeds.state().isAll }),
    because: deeds.because,
    nextReason: deeds.nextReason,
    hold() {
      if (place === 'sale') deeds.hold();
    },
    release: deeds.release,
    cancelPaid(id, about) {
      wasFinding = false;
      openSale(id, null);
      deeds.cancelPaid(id, about);
    },
    another() {
      if (place !== 'followed' || deeds.followed()?.status === 'unresolved') return; // it may have gone back already
      deeds.follow(null);
      place = 'sale';
      changed();
    },
    otherAccount: deeds.otherAccount,
    print: deeds.print,
    mark() {
      const { entry, isAll } = deeds.state();
      typedKeys.mark({ entry, isAll, text: search.state().text });
    },
    retract(count) {
      const before = typedKeys.take(count);
      if (!before) return;
      if (place === 'find') search.look(before.text);
      else deeds.wishes({ entry: before.entry, isAll: before.isAll });
    },
  };
}
