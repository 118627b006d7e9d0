import type { Charge } from '../../src/contract/charge.ts';
import type { Command } from '../../src/contract/command.ts';
import type { DisplayRole } from '../../src/contract/display.ts';
import type { Stage, TerminalView } from '../../src/contract/view.ts';
import { fen } from '../../src/money/fen.ts';
import { moneyText } from '../text/amount-text.ts';
import { isOfferCharge } from './charge-state.ts';
import { ATTACHING, type CounterParts } from './counter.ts';
import type { Deed, Drawer, Screen } from './deeds.ts';
import { type EntryKey, entryOf, NOTHING, totalOf } from './entry.ts';
import { findingOnStage } from './finding-words.ts';
import type { InHand } from './in-hand.ts';
import type { Due } from './shift/sheet.ts';

/** Unsent or declined: its sale can be set aside. The terminal decides; this only spares a question about a note. */
const PARKABLE: ReadonlySet<Screen> = new Set<Screen>(['awaiting_code', 'queued', 'declined']);

/** What deeds are done with. */
type Reach = Pick<CounterParts, 'refund' | 'desk' | 'toggleCamera'> & {
  readonly hand: InHand;
  readonly view: () => TerminalView;
  readonly stage: () => Stage;
  readonly command: (asked: Command) => Promise<boolean>;
  readonly refused: (code: string) => void;
  readonly typed: (key: EntryKey) => void;
  readonly open: (drawer: Drawer | null) => void;
  readonly hold: (asked: Command | (() => void), row?: string) => void;
  readonly release: () => void;
  readonly renewRequest: () => void;
  readonly changed: () => void;
};

/** What each deed does with the charge on the stage. Those on digits and rows need to know which one, and are done elsewhere. */
export type DeedTable = Readonly<Partial<Record<Deed, (staged: Charge | null) => void>>>;

/** The deeds, and those of them that a row of a list can have too. */
export type DoneDeeds = {
  readonly table: DeedTable;
  takeCash(due: Due | null): void;
  /** What cash may be taken for: the typed amount, or the sale of a charge that has taken nothing. */
  dueOf(charge: Charge | null): Due | null;
  holdRefund(findingId: string): void;
  refund(chargeId: string | null, refundId?: string): void;
};

export function createDoneDeeds(reach: Reach): DoneDeeds {
  const { hand, view, stage, command, open, hold, release, changed, refund: refunds, desk } = reach;

  async function charge(byQr: { readonly method?: 'merchant_qr' } = {}): Promise<void> {
    const { entry } = hand.own;
    const amount = totalOf(entry);
    if (amount === 0) return;
    hand.kept = entry;
    if (!(await command({ kind: 'charge', requestId: hand.requestId, amount, ...byQr }))) return;
    hand.own = { ...hand.own, entry: NOTHING };
    changed();
  }

  async function changeAmount({ id: chargeId, amount }: Charge): Promise<void> {
    if (!(await command({ kind: 'cancel', chargeId }))) return;
    hand.own = { entry: totalOf(hand.kept) === amount ? hand.kept : entryOf(fen(amount)), leftId: chargeId };
    await command({ kind: 'next_sale' });
    changed();
  }

  /** The sale on the stage another way; the terminal decides whether it may still be. */
  function change(staged: Charge | null, method: 'payment_code' | 'merchant_qr'): void {
    if (staged) void command({ kind: 'change_method', requestId: hand.requestId, chargeId: staged.id, method });
  }

  /** Only where the configuration opens a door; the page says so where it does not. */
  function pair(role: DisplayRole): void {
    if (view().displays?.addresses.length) void command({ kind: 'pair_display', role });
  }

  function holdRefund(findingId: string): void {
    hold({ kind: 'refund_finding', findingId }, findingId);
  }

  function refund(chargeId: string | null, refundId?: string): void {
    open(null);
    if (chargeId === null) refunds.find();
    else refunds.open(chargeId, refundId);
  }

  /** Asks for a note, where there is something to park; else shows what is parked. */
  function askNote(staged: Charge | null): void {
    if (staged && !PARKABLE.has(staged.status)) return;
    hand.note = '';
    open(staged || totalOf(hand.own.entry) > 0 ? 'park' : 'todo');
  }

  async function parkNow(staged: Charge | null): Promise<void> {
    const noted = hand.note.trim() ? { note: hand.note.trim() } : {};
    const asked: Command = staged
      ? { kind: 'park_charge', chargeId: staged.id, ...noted }
      : { kind: 'park', requestId: hand.requestId, amount: totalOf(hand.own.entry), ...noted };
    const isParked = await command(asked);
    hand.drawer = null;
    if (isParked) {
      reach.renewRequest();
      if (!staged) hand.own = { ...hand.own, entry: NOTHING };
    }
    changed();
  }

  function dueOf(charge: Charge | null): Due | null {
    const typed = totalOf(hand.own.entry);
    if (!charge) return typed > 0 ? { amount: typed, of: { kind: 'typed' } } : null;
    return PARKABLE.has(charge.status) ? { amount: charge.amount, of: { kind: 'charge', chargeId: charge.id } } : null;
  }

  function takeCash(due: Due | null): void {
    release();
    if (due) desk.takeCash(due);
  }

  const table: DeedTable = {
    open_history: () => open('history'),
    open_todo: () => open('todo'),
    open_help: () => open('help'),
    open_doctor: () => open('doctor'),
    open_displays: () => open('displays'),
    open_menu() {
      release();
      desk.openMenu();
    },
    take_cash(staged) {
      if (staged && !PARKABLE.has(staged.status)) reach.refused(isOfferCharge(staged) ? 'qr_stands' : 'sale_unsettled');
      else takeCash(dueOf(staged));
    },
    print_last: desk.printLast,
    close: () => open(null),
    clear: () => reach.typed('clear'),
    take_back: () => reach.typed('backspace'),
    next_item: () => reach.typed('+'),
    charge: () => void charge(),
    charge_qr: () => void charge({ method: 'merchant_qr' }),
    to_qr: (staged) => change(staged, 'merchant_qr'),
    to_code: (staged) => change(staged, 'payment_code'),
    next_customer: () => void command({ kind: 'next_sale' }),
    next_sale(staged) {
      hand.own = { ...hand.own, leftId: staged?.id ?? null };
      void command({ kind: 'next_sale' });
      changed();
    },
    toggle_camera: reach.toggleCamera,
    change_amount: (staged) => void (staged && changeAmount(staged)),
    cancel: (staged) => void (staged && command({ kind: 'cancel', chargeId: staged.id })),
    hold_cancel: (staged) => staged && hold({ kind: 'cancel', chargeId: staged.id }),
    hold_refund(staged) {
      const finding = findingOnStage(stage(), view().findings);
      if (finding) holdRefund(finding.id);
      else if (staged) refund(staged.id);
    },
    hold_cancel_paid: (staged) =>
      staged && hold(() => refunds.cancelPaid(staged.id, moneyText(staged.amount - staged.refundedAmount, staged.currency))),
    open_refund: () => refund(null),
    refund_found() {
      const found = view().inquiry?.answer?.charge;
      if (found?.status === 'paid') refund(found.id);
    },
    ask_now: (staged) => void (staged && command({ kind: 'ask_now', chargeId: staged.id })),
    scan_again: (staged) =>
      void (staged && command({ kind: 'charge', requestId: hand.requestId, amount: staged.amount, sameSaleAs: staged.id })),
    inquire_again: () => void command({ kind: 'inquire_again' }),
    hold_attach() {
      const attach = view().inquiry?.attach;
      if (attach?.may === 'free' || attach?.may === 'second_use') hold({ kind: 'attach_payment', chargeId: attach.chargeId }, ATTACHING);
    },
    park: askNote,
    pair_display: () => pair('display'),
    pair_self_service: () => pair('self_service'),
    stop_pairing: () => void command({ kind: 'stop_pairing' }),
    park_now: (staged) => void parkNow(staged),
  };

  return { table, takeCash, dueOf, holdRefund, refund };
}
