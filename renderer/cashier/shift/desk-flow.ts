import type { Cancel } from '../../../src/basics/clock.ts';
import type { CashRow } from '../../../src/contract/cash.ts';
import type { OfficeAnswer } from '../../../src/contract/office.ts';
import type { OfficeCommand, OfficeView } from '../../../src/contract/office-view.ts';
import type { PrintedDocument } from '../../../src/contract/receipt.ts';
import type { OfficeClient } from '../../client/office-client.ts';
import type { EntryKey } from '../entry.ts';
import { NOT_COUNTED } from './count-draft.ts';
import { createDeskDeeds } from './desk-deeds.ts';
import { emptyDesk } from './desk-in-hand.ts';
import { createDeskPapers } from './desk-papers.ts';
import { createDeskReadings } from './desk-readings.ts';
import { type MenuItem, menuNow } from './menu-deeds.ts';
import { CLOSED, createOpenSheet } from './open-sheet.ts';
import { type DeskSheet, type Due, typeOn } from './sheet.ts';

export type DeskState = {
  readonly sheet: DeskSheet;
  readonly isAsking: boolean; // the office is at it
  readonly trouble: string | null; // the code of what was not done
};

/** Shift and drawer at the counter: keys and touches go in, office commands come out. Draws nothing, knows no rules of money. */
export type DeskFlow = {
  state(): DeskState;
  onChange(listener: () => void): Cancel;
  seen(view: OfficeView | null): void;
  isOpen(): boolean;
  /** What the menu offers now. */
  menu(): readonly MenuItem[];
  open(kind: 'menu' | 'opening' | 'pay_in' | 'pay_out' | 'lines' | 'reading' | 'closing'): void;
  close(): void;
  /** The counter has come to show something else: what was opened over the old picture is over. A count that was begun is kept. */
  stageChanged(): void;
  takeCash(due: Due): void;
  handOver(): void;
  openDrawer(): void;
  /** Prints a paper again. */
  print(document: PrintedDocument): void;
  /** The paper of what the sheet shows: the receipt of a sale, an X reading, a Z report. */
  printShown(): void;
  /** The paper of the newest money at this counter. @param paid the newest payment by wallet; null: none */
  printLast(paid: { readonly chargeId: string; readonly atMs: number } | null): void;
  type(key: EntryKey): void;
  /** The tender of the sale: null for cash, else another by its name. */
  tender(name: string | null): void;
  /** What the customer handed over, in fen, and with that the sale. */
  handed(received: number): void;
  /** A name or a note beside the amount. */
  write(text: string): void;
  giveBack(row: CashRow): void;
  /** Moves along what is counted. @param at 0 for the sum, else a kind of money */
  countAt(at: number): void;
  correct(): void;
  /** What the sheet is there for. */
  submit(): void;
  /** Before each key that may turn out to be a scanner's, and to take the last of them back. */
  mark(): void;
  retract(count: number): void;
};

export type DeskFlowParts = {
  readonly give: (command: OfficeCommand, about?: string) => Promise<OfficeAnswer>;
  readonly giveAfterSignIn: (command: OfficeCommand) => Promise<OfficeAnswer>;
  readonly read: OfficeClient['readOffice'];
  readonly clock: { monotonicMs(): number; wallMs(): number };
  readonly newId: () => string;
  /** A sale was settled: the counter is free of it. */
  readonly settled: (due: Due) => void;
  /** Something was not done while no sheet is open to say so. */
  readonly refused: (code: string) => void;
};

export function createDeskFlow(parts: DeskFlowParts): DeskFlow {
  let view: OfficeView | null = null;
  const hand = emptyDesk();
  const open = createOpenSheet({ ...parts, hand });
  const { turn, edit, ask } = open;
  const reach = { ...parts, hand, open, view: () => view };
  const readings = createDeskReadings(reach);
  const deeds = createDeskDeeds({ ...reach, readings });
  const papers = createDeskPapers(reach);

  return {
    ...papers,
    state: open.state,
    onChange: open.onChange,
    seen(next) {
      view = next;
    },
    isOpen: () => open.sheet().kind !== 'closed',
    menu: () => menuNow(view),
    open(kind) {
      if (open.isAsking()) return;
      if (kind === 'menu') turn({ kind });
      else if (kind === 'opening') turn({ kind, text: '', name: '' });
      else if (kind === 'lines') void readings.showLines();
      else if (kind === 'reading') void readings.showReading();
      else if (kind === 'closing') void readings.showClosing();
      else turn({ kind: 'paying', what: kind, text: '', note: '' });
    },
    close() {
      if (open.mustStay()) return;
      const sheet = open.sheet();
      if (sheet.kind === 'correcting') turn({ kind: 'counted', counted: sheet.before, report: sheet.report });
      else if (sheet.kind === 'returning') void readings.showLines();
      else turn(CLOSED);
    },
    stageChanged() {
      const { kind } = open.sheet();
      if (!open.isAsking() && kind !== 'taken' && kind !== 'closed') turn(CLOSED);
    },
    takeCash(due) {
      if (open.isAsking()) return;
      turn({ kind: 'cash', due, text: '', tender: null, known: hand.tenders });
      void readings.learnTenders();
    },
    handOver() {
      if (!view?.hasPeople) return turn({ kind: 'taking_over', name: '' });
      turn(CLOSED);
      void ask({ kind: 'hand_over' }, '', parts.giveAfterSignIn);
    },
    openDrawer() {
      turn(CLOSED);
      void ask({ kind: 'open_drawer' });
    },
    type(key) {
      if (!open.isAsking()) edit(typeOn(open.sheet(), key));
    },
    tender(name) {
      const sheet = open.sheet();
      if (sheet.kind === 'cash' && !open.isAsking()) edit({ ...sheet, tender: name, text: '' });
    },
    handed: deeds.handed,
    write(text) {
      const sheet = open.sheet();
      if (open.isAsking()) return;
      if (sheet.kind === 'opening' || sheet.kind === 'taking_over') edit({ ...sheet, name: text });
      if (sheet.kind === 'paying') edit({ ...sheet, note: text });
      if (sheet.kind === 'cash' && sheet.tender !== null) edit({ ...sheet, tender: text });
    },
    giveBack(row) {
      if (row.leftAmount) turn({ kind: 'returning', row, text: '' });
    },
    countAt: deeds.countAt,
    correct() {
      const sheet = open.sheet();
      if (sheet.kind !== 'counted' || open.mustStay()) return;
      turn({ kind: 'correcting', draft: NOT_COUNTED, before: sheet.counted, report: sheet.report });
    },
    submit() {
      if (!open.mustStay()) deeds.submit(open.sheet());
    },
    mark: open.mark,
    retract: open.retract,
  };
}
