import type { Command } from '../../src/contract/command.ts';
import type { Stage } from '../../src/contract/view.ts';
import { createTakeBack } from '../wedge/take-back.ts';
import { isGoodEnd, isOfferCharge } from './charge-state.ts';
import type { Counter, CounterParts, CounterState } from './counter.ts';
import { type Deed, type Drawer, deedOf, screenOf } from './deeds.ts';
import { createDoneDeeds } from './done-deeds.ts';
import { type EntryKey, NOTHING, pressKey } from './entry.ts';
import { createGuard } from './guard.ts';
import { createHolding } from './holding.ts';
import { emptyHand, type Own } from './in-hand.ts';
import { createPlate } from './plate-news.ts';
import { sceneKey, screenKey } from './scene.ts';

/** Never guarded: they change nothing but the amount, or only cover the counter. */
const UNGUARDED: ReadonlySet<Deed> = new Set<Deed>([
  'type',
  'take_back',
  'clear',
  'next_item',
  'close',
  'open_history',
  'open_todo',
  'open_help',
  'open_doctor',
  'open_displays',
  'open_refund',
  'open_menu',
  'print_last',
]);

export function createCounter({ view: firstView, send, clock, newId, desk, ...parts }: CounterParts): Counter {
  const listeners = new Set<() => void>();
  const typedKeys = createTakeBack<Own>();
  let view = firstView;
  const hand = emptyHand(newId(), view.inquiry ? 'inquiry' : null);
  const after: typeof clock.after = (delayMs, callback) => clock.after(delayMs, callback);
  const holding = createHolding(after, () => changed());
  const guard = createGuard(after, () => changed());
  const plate = createPlate(after, () => changed());
  const deeds = createDoneDeeds({
    ...{ ...parts, desk, hand, view: () => view, stage, command, typed, open, hold, release, renewRequest, changed },
    refused: (code) => plate.tell({ kind: 'command', code }),
  });
  let shown = snapshot();

  function stage(): Stage {
    const seen = view.stage;
    const isLeft =
      seen.kind === 'charge' && seen.charge.id === hand.own.leftId && (isGoodEnd(seen.charge) || seen.charge.status === 'declined');
    return isLeft ? { kind: 'keypad' } : seen;
  }

  function snapshot(): CounterState {
    const heldRow = holding.heldRow();
    const { drawer, note, own } = hand;
    const isHolding = holding.isHolding() && heldRow === null;
    return { stage: stage(), entry: own.entry, drawer, isHolding, heldRow, note, isLive: !guard.isUp(), plate: plate.news() };
  }

  function changed({ byDigit = false } = {}): void {
    const before = shown;
    shown = snapshot();
    if (screenKey(before.stage) !== screenKey(shown.stage)) {
      // News on the stage are worth more than a list over it.
      if (sceneKey(before.stage) !== sceneKey(shown.stage)) cover(null);
      renewRequest();
      holding.release();
      if (!byDigit) guard.begin();
      shown = snapshot();
    }
    for (const listener of listeners) listener();
  }

  /** What lies over the counter from now on. An inquiry that gives way to something else is over. */
  function cover(next: Drawer | null): void {
    if (hand.drawer === 'inquiry' && next !== 'inquiry' && view.inquiry) void command({ kind: 'close_inquiry' });
    hand.drawer = next;
  }

  function open(next: Drawer | null): void {
    holding.release();
    cover(next);
    changed();
  }

  function renewRequest(): void {
    hand.requestId = newId();
  }

  async function command(asked: Command): Promise<boolean> {
    const answer = await send(asked);
    if (!answer.ok) plate.tell({ kind: 'command', code: answer.code });
    return answer.ok;
  }

  function typed(key: EntryKey): void {
    const here = stage();
    const byDigit = here.kind === 'charge';
    if (here.kind === 'charge') {
      // The first digit after a good end begins the next sale; nothing else does anything there.
      if (!isOver(here) || !/^[\d.]+$/.test(key)) return;
      hand.own = { entry: NOTHING, leftId: here.charge.id };
      void command({ kind: 'next_sale' });
    }
    hand.own = { ...hand.own, entry: pressKey(hand.own.entry, key) };
    renewRequest();
    changed({ byDigit });
  }

  function hold(asked: Command | (() => void), row?: string): void {
    holding.start(() => {
      release();
      if (typeof asked === 'function') asked();
      else void command(asked);
    }, row);
  }

  function release(): void {
    if (holding.release()) changed();
  }

  function act(deed: Deed): void {
    if (guard.isUp() && !UNGUARDED.has(deed)) return;
    const here = stage();
    deeds.table[deed]?.(here.kind === 'charge' ? here.charge : null);
  }

  return {
    seen(next) {
      const notice = next.notice;
      const isNews = notice !== null && notice.id !== view.notice?.id;
      const isAsked = next.inquiry !== null && next.inquiry.id !== view.inquiry?.id;
      view = next;
      if (isAsked) {
        holding.release();
        hand.drawer = 'inquiry';
      } else if (hand.drawer === 'inquiry' && !next.inquiry) hand.drawer = null;
      if (isNews) plate.tell({ kind: 'scan', notice: notice.notice });
      else changed();
    },
    state: () => shown,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    key(pressed) {
      const here = stage();
      const staged = here.kind === 'charge' ? here : null;
      const deed = deedOf(
        {
          ...{ screen: screenOf(here), origin: staged?.origin ?? 'cashier', drawer: hand.drawer },
          ...{ isOffer: staged !== null && isOfferCharge(staged.charge), hasQr: view.methods.includes('merchant_qr') },
        },
        pressed.key,
      );
      if (deed === null) return null;
      if (pressed.key === 'digit' && (deed === 'type' || deed === 'start_next')) {
        if (!guard.isUp() || deed === 'type') typed(pressed.types);
      } else act(deed);
      return deed;
    },
    press(key) {
      if (hand.drawer || (guard.isUp() && stage().kind === 'charge')) return;
      typed(key);
    },
    act,
    release,
    show(chargeId) {
      hand.own = { ...hand.own, leftId: null };
      cover(null);
      void command({ kind: 'show', chargeId });
      changed();
    },
    ask(chargeId) {
      void command({ kind: 'ask_now', chargeId });
    },
    cancel(chargeId) {
      void command({ kind: 'cancel', chargeId });
    },
    park(chargeId) {
      void command({ kind: 'park_charge', chargeId });
    },
    collect(parkedId, tender) {
      hand.own = { ...hand.own, leftId: null };
      void command({ kind: 'collect', requestId: hand.requestId, parkedId, tender });
    },
    takeCash(id) {
      const sale = view.parked.find((parked) => parked.id === id);
      const charge = view.todo.find((open) => open.id === id) ?? null;
      deeds.takeCash(sale ? { amount: sale.amount, of: { kind: 'parked', parkedId: id } } : deeds.dueOf(charge));
    },
    settled({ of }) {
      const here = stage();
      if (of.kind === 'typed') hand.own = { ...hand.own, entry: NOTHING };
      renewRequest();
      if (of.kind === 'charge' && here.kind === 'charge' && here.charge.id === of.chargeId) {
        hand.own = { entry: NOTHING, leftId: of.chargeId };
        void command({ kind: 'next_sale' });
      }
      changed();
    },
    refused: (code) => plate.tell({ kind: 'command', code }),
    holdRefund: deeds.holdRefund,
    refund: deeds.refund,
    dismiss(findingId, reason) {
      void command({ kind: 'dismiss_finding', findingId, reason });
    },
    holdDrop: (parkedId) => hold({ kind: 'drop_parked', parkedId }, parkedId),
    holdRevoke: (displayId) => hold({ kind: 'revoke_display', displayId }, displayId),
    typeNote(next) {
      hand.note = next;
      changed();
    },
    inquire: (text) => void command({ kind: 'inquire', text }),
    scanned(text, from = 'camera') {
      const how = typeof from === 'string' ? { device: from } : { device: 'keyboard' as const, atMs: [...from.atMs], end: from.end };
      void command({ kind: 'scan', text, ...how });
    },
    mark: () => typedKeys.mark(hand.own),
    retract(count) {
      hand.own = typedKeys.take(count) ?? hand.own;
      changed();
    },
  };
}

/** An end that a digit may leave. */
function isOver({ charge, settledWith }: Extract<Stage, { kind: 'charge' }>): boolean {
  return isGoodEnd(charge) || settledWith !== null;
}
