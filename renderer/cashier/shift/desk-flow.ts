import type { Cancel } from '../../../src/basics/clock.ts';
import type { CashPage, CashRow } from '../../../src/contract/cash.ts';
import type { OfficeAnswer } from '../../../src/contract/office.ts';
import type { OfficeCommand, OfficeView } from '../../../src/contract/office-view.ts';
import type { PrintedDocument } from '../../../src/contract/receipt.ts';
import type { ShiftReading } from '../../../src/contract/shift.ts';
import type { OfficeClient } from '../../client/office-client.ts';
import { yuan } from '../../text/amount-text.ts';
import { createTakeBack } from '../../wedge/take-back.ts';
import { amountOf, type EntryKey } from '../entry.ts';
import { type CountDraft, countedFen, goTo, isEntered, NOT_COUNTED } from './count-draft.ts';
import { type MenuItem, menuNow } from './menu-deeds.ts';
import { type Counted, type DeskSheet, type Due, typeOn } from './sheet.ts';

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

/** A second press that was meant for the sheet before does nothing. */
const GUARD_MS = 400;
/** So many names of tenders fit beside each other. */
const MOST_KNOWN = 6;
const CLOSED: DeskSheet = { kind: 'closed' };
/** After these the sheet says what became of money: haste must not dismiss them. */
const NEWS: ReadonlySet<DeskSheet['kind']> = new Set(['taken', 'counted', 'done']);

export function createDeskFlow(parts: DeskFlowParts): DeskFlow {
  const { give, read, clock, newId, settled, refused } = parts;
  const listeners = new Set<() => void>();
  const typedKeys = createTakeBack<DeskSheet>();
  let view: OfficeView | null = null;
  let sheet: DeskSheet = CLOSED;
  let requestId = newId(); // one for each sheet: a second press of its button is the same request
  let isAsking = false;
  let trouble: string | null = null;
  let turnedMs = Number.NEGATIVE_INFINITY;
  let begun: CountDraft = NOT_COUNTED; // outlives its sheet: a sale in between costs no count
  let lastEntry: { readonly id: string; readonly atMs: number } | null = null;
  let names: readonly string[] = []; // of tenders, the newest first
  let shown: DeskState = { sheet, isAsking, trouble };

  function changed(): void {
    shown = { sheet, isAsking, trouble };
    for (const listener of listeners) listener();
  }

  function turn(next: DeskSheet): void {
    if (next.kind !== sheet.kind) {
      requestId = newId();
      typedKeys.forget();
      turnedMs = clock.monotonicMs();
    }
    [sheet, trouble] = [next, null];
    changed();
  }

  function isGuarded(): boolean {
    return NEWS.has(sheet.kind) && clock.monotonicMs() - turnedMs < GUARD_MS;
  }

  /** Gives a command for the sheet that is open. @returns what it made, or null: the sheet says why not */
  async function ask<T>(command: OfficeCommand, about = '', by = give): Promise<T | null> {
    if (isAsking) return null;
    const askedOn = sheet.kind;
    [isAsking, trouble] = [true, null];
    changed();
    const answer = await by(command, about);
    isAsking = false;
    if (!answer.ok && answer.code !== 'given_up') {
      if (sheet.kind === 'closed' || sheet.kind !== askedOn) refused(answer.code);
      else trouble = answer.code;
    }
    changed();
    return answer.ok ? ((answer.value ?? {}) as T) : null;
  }

  async function sell(due: Due, received: number | null, tender: string | null): Promise<void> {
    const of = due.of.kind === 'charge' ? { chargeId: due.of.chargeId } : due.of.kind === 'parked' ? { parkedId: due.of.parkedId } : {};
    const paid = tender === null ? { received: received ?? due.amount } : { tender };
    const sold = await ask<{ entryId: string; change: number | null }>({
      ...{ kind: 'cash_sale', requestId, amount: due.amount },
      ...paid,
      ...of,
    });
    if (!sold) return;
    lastEntry = { id: sold.entryId, atMs: clock.wallMs() };
    if (tender !== null) names = [...new Set([tender, ...names])].slice(0, MOST_KNOWN);
    turn({ kind: 'taken', due, received: received ?? due.amount, change: sold.change ?? 0, tender, entryId: sold.entryId });
    settled(due);
  }

  async function pay(what: 'pay_in' | 'pay_out', amount: number, said: string): Promise<void> {
    const note = said.trim() ? { note: said.trim() } : {};
    const made = await ask<{ entryId: string }>({ kind: what, requestId, amount, ...note }, `¥${yuan(amount)}`);
    if (!made) return;
    lastEntry = { id: made.entryId, atMs: clock.wallMs() };
    turn(CLOSED);
  }

  async function returnMoney(row: CashRow, amount: number): Promise<void> {
    const made = await ask<{ entryId: string }>({ kind: 'cash_refund', requestId, entryId: row.id, amount }, `¥${yuan(amount)}`);
    if (!made) return;
    lastEntry = { id: made.entryId, atMs: clock.wallMs() };
    void showLines();
  }

  async function openShift(openingFloat: number, name: string): Promise<void> {
    const cashier = name.trim() ? { cashier: name.trim() } : {};
    if (await ask({ kind: 'open_shift', requestId, openingFloat, ...cashier })) turn(CLOSED);
  }

  async function takeOver(name: string): Promise<void> {
    if (name.trim() && (await ask({ kind: 'hand_over', cashier: name.trim() }))) turn(CLOSED);
  }

  async function count(draft: CountDraft): Promise<void> {
    if (!isEntered(draft)) return;
    const counted = await ask<Counted>({ kind: 'count_cash', counted: countedFen(draft) });
    if (!counted) return;
    begun = NOT_COUNTED;
    turn({ kind: 'counted', counted, report: null });
    void fillReport();
  }

  async function recount(draft: CountDraft, before: Counted): Promise<void> {
    if (!isEntered(draft)) return;
    const about = `¥${yuan(before.counted)} → ¥${yuan(countedFen(draft))}`;
    const counted = await ask<Counted>({ kind: 'correct_count', counted: countedFen(draft) }, about);
    if (!counted) return;
    turn({ kind: 'counted', counted, report: null });
    void fillReport();
  }

  async function closeShift(): Promise<void> {
    const z = await ask<{ shiftId: string; zNumber: number }>({ kind: 'close_shift', requestId, countedCash: null });
    if (!z) return;
    turn({ kind: 'done', shiftId: z.shiftId, zNumber: z.zNumber, report: null });
    const report = await read<ShiftReading>('shift', { id: z.shiftId });
    if (sheet.kind === 'done' && report.ok) turn({ ...sheet, report: report.value });
  }

  async function fillReport(): Promise<void> {
    const report = await read<ShiftReading>('shift');
    if (sheet.kind === 'counted' && report.ok) turn({ ...sheet, report: report.value });
  }

  async function showReading(): Promise<void> {
    turn({ kind: 'reading', report: null, code: null });
    const report = await read<ShiftReading>('shift');
    if (sheet.kind === 'reading') turn(report.ok ? { ...sheet, report: report.value } : { ...sheet, code: report.code });
  }

  async function showLines(): Promise<void> {
    turn({ kind: 'lines', rows: null, code: null });
    const page = await read<CashPage>('cash');
    if (sheet.kind === 'lines') turn(page.ok ? { ...sheet, rows: page.value.items } : { ...sheet, code: page.code });
  }

  /** The count is blind: the shift's sums are looked at once it was told, here or before. */
  async function showClosing(): Promise<void> {
    if (!view?.shift?.isCounted) return turn({ kind: 'counting', draft: begun });
    const report = await read<ShiftReading>('shift');
    if (!report.ok) return refused(report.code);
    const { countedCash: counted, cashDifference: difference } = report.value;
    if (counted === null || difference === null) return turn({ kind: 'counting', draft: begun });
    turn({ kind: 'counted', counted: { counted, difference, expected: counted - difference }, report: report.value });
  }

  async function learnNames(): Promise<void> {
    const page = view?.shift ? await read<CashPage>('cash') : null;
    if (page?.ok) names = [...new Set([...names, ...page.value.items.flatMap(({ tender }) => tender ?? [])])].slice(0, MOST_KNOWN);
    if (sheet.kind === 'cash') turn({ ...sheet, known: names });
  }

  function print(document: PrintedDocument): void {
    void ask({ kind: 'print', document, copy: 'customer' });
  }

  /** What Enter does on each sheet. Each reads the sheet anew: it may have changed since. */
  const deeds: Readonly<Partial<Record<DeskSheet['kind'], () => void>>> = {
    opening: () => sheet.kind === 'opening' && void openShift(amountOf(sheet.text), sheet.name),
    taking_over: () => sheet.kind === 'taking_over' && void takeOver(sheet.name),
    cash() {
      if (sheet.kind !== 'cash') return;
      const { due, text, tender } = sheet;
      if (tender === null) handed(text === '' ? due.amount : amountOf(text));
      else if (tender.trim()) void sell(due, null, tender.trim());
    },
    paying() {
      const amount = sheet.kind === 'paying' ? amountOf(sheet.text) : 0;
      if (sheet.kind === 'paying' && amount > 0) void pay(sheet.what, amount, sheet.note);
    },
    returning() {
      if (sheet.kind !== 'returning') return;
      const amount = sheet.text === '' ? (sheet.row.leftAmount ?? 0) : amountOf(sheet.text);
      if (amount > 0) void returnMoney(sheet.row, amount);
    },
    counting() {
      if (sheet.kind !== 'counting') return;
      if (sheet.draft.at !== 0) countAt(sheet.draft.at + 1);
      else void count(sheet.draft);
    },
    correcting() {
      if (sheet.kind !== 'correcting') return;
      if (sheet.draft.at !== 0) countAt(sheet.draft.at + 1);
      else void recount(sheet.draft, sheet.before);
    },
    counted: () => void closeShift(),
    taken: () => turn(CLOSED),
    done: () => turn(CLOSED),
    reading: () => turn(CLOSED),
  };

  function submit(): void {
    if (isAsking || isGuarded()) return;
    deeds[sheet.kind]?.();
  }

  function handed(received: number): void {
    if (sheet.kind !== 'cash' || sheet.tender !== null || isAsking) return;
    if (received >= sheet.due.amount) return void sell(sheet.due, received, null);
    trouble = 'received_too_little';
    changed();
  }

  function edit(next: DeskSheet): void {
    sheet = next;
    trouble = null;
    if (next.kind === 'counting') begun = next.draft;
    changed();
  }

  function countAt(at: number): void {
    if (sheet.kind === 'counting' || sheet.kind === 'correcting') edit({ ...sheet, draft: goTo(sheet.draft, at) });
  }

  function close(): void {
    if (isAsking || isGuarded()) return;
    if (sheet.kind === 'correcting') turn({ kind: 'counted', counted: sheet.before, report: sheet.report });
    else if (sheet.kind === 'returning') void showLines();
    else turn(CLOSED);
  }

  return {
    state: () => shown,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    seen(next) {
      view = next;
    },
    isOpen: () => sheet.kind !== 'closed',
    menu: () => menuNow(view),
    open(kind) {
      if (isAsking) return;
      if (kind === 'menu') turn({ kind });
      else if (kind === 'opening') turn({ kind, text: '', name: '' });
      else if (kind === 'lines') void showLines();
      else if (kind === 'reading') void showReading();
      else if (kind === 'closing') void showClosing();
      else turn({ kind: 'paying', what: kind, text: '', note: '' });
    },
    close,
    stageChanged() {
      if (!isAsking && sheet.kind !== 'taken' && sheet.kind !== 'closed') turn(CLOSED);
    },
    takeCash(due) {
      if (isAsking) return;
      turn({ kind: 'cash', due, text: '', tender: null, known: names });
      void learnNames();
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
    print,
    printShown() {
      const shiftId = view?.shift?.id;
      if (sheet.kind === 'taken') print({ kind: 'cash', id: sheet.entryId });
      else if (sheet.kind === 'done') print({ kind: 'z', id: sheet.shiftId });
      else if (shiftId && (sheet.kind === 'reading' || sheet.kind === 'counted')) print({ kind: 'x', id: shiftId });
    },
    printLast(paid) {
      const isCash = lastEntry !== null && lastEntry.atMs > (paid?.atMs ?? 0);
      const document =
        isCash && lastEntry ? ({ kind: 'cash', id: lastEntry.id } as const) : paid && ({ kind: 'charge', id: paid.chargeId } as const);
      if (sheet.kind === 'menu') turn(CLOSED);
      if (document) print(document);
      else refused('nothing_to_print');
    },
    type(key) {
      if (!isAsking) edit(typeOn(sheet, key));
    },
    tender(name) {
      if (sheet.kind === 'cash' && !isAsking) edit({ ...sheet, tender: name, text: '' });
    },
    handed,
    write(text) {
      if (isAsking) return;
      if (sheet.kind === 'opening' || sheet.kind === 'taking_over') edit({ ...sheet, name: text });
      if (sheet.kind === 'paying') edit({ ...sheet, note: text });
      if (sheet.kind === 'cash' && sheet.tender !== null) edit({ ...sheet, tender: text });
    },
    giveBack(row) {
      if (row.leftAmount) turn({ kind: 'returning', row, text: '' });
    },
    countAt,
    correct() {
      if (sheet.kind !== 'counted' || isAsking || isGuarded()) return;
      turn({ kind: 'correcting', draft: NOT_COUNTED, before: sheet.counted, report: sheet.report });
    },
    submit,
    mark: () => typedKeys.mark(sheet),
    retract(count) {
      const before = typedKeys.take(count);
      if (before && before.kind === sheet.kind) edit(before);
    },
  };
}
