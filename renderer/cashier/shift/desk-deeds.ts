import type { CashRow } from '../../../src/contract/cash.ts';
import { yuan } from '../../text/amount-text.ts';
import { amountOf } from '../entry.ts';
import { type CountDraft, countedFen, goTo, isEntered, NOT_COUNTED } from './count-draft.ts';
import type { DeskFlowParts } from './desk-flow.ts';
import { type DeskInHand, knownTenders } from './desk-in-hand.ts';
import type { DeskReadings } from './desk-readings.ts';
import { CLOSED, type OpenSheet } from './open-sheet.ts';
import type { Counted, DeskSheet, Due } from './sheet.ts';

type Reach = Pick<DeskFlowParts, 'clock' | 'settled'> & {
  readonly hand: DeskInHand;
  readonly open: OpenSheet;
  readonly readings: DeskReadings;
};

/** What is done with the drawer and its shift. The office decides whether it may be. */
export type DeskDeeds = {
  /** What Enter does on a sheet. */
  submit(sheet: DeskSheet): void;
  handed(received: number): void;
  countAt(at: number): void;
};

export function createDeskDeeds({ clock, settled, hand, open, readings }: Reach): DeskDeeds {
  const { turn, ask, requestId } = open;

  /** A line of the drawer that was made just now: the newest money at this counter. */
  function entered(id: string): void {
    hand.lastEntry = { id, atMs: clock.wallMs() };
  }

  async function sell(due: Due, received: number | null, tender: string | null): Promise<void> {
    const of = due.of.kind === 'charge' ? { chargeId: due.of.chargeId } : due.of.kind === 'parked' ? { parkedId: due.of.parkedId } : {};
    const paid = tender === null ? { received: received ?? due.amount } : { tender };
    const sold = await ask<{ entryId: string; change: number | null }>({
      ...{ kind: 'cash_sale', requestId: requestId(), amount: due.amount },
      ...paid,
      ...of,
    });
    if (!sold) return;
    entered(sold.entryId);
    if (tender !== null) hand.tenders = knownTenders([tender, ...hand.tenders]);
    turn({ kind: 'taken', due, received: received ?? due.amount, change: sold.change ?? 0, tender, entryId: sold.entryId });
    settled(due);
  }

  async function pay(what: 'pay_in' | 'pay_out', amount: number, said: string): Promise<void> {
    const note = said.trim() ? { note: said.trim() } : {};
    const made = await ask<{ entryId: string }>({ kind: what, requestId: requestId(), amount, ...note }, `¥${yuan(amount)}`);
    if (!made) return;
    entered(made.entryId);
    turn(CLOSED);
  }

  async function returnMoney(row: CashRow, amount: number): Promise<void> {
    const command = { kind: 'cash_refund', requestId: requestId(), entryId: row.id, amount } as const;
    const made = await ask<{ entryId: string }>(command, `¥${yuan(amount)}`);
    if (!made) return;
    entered(made.entryId);
    void readings.showLines();
  }

  async function openShift(openingFloat: number, name: string): Promise<void> {
    const cashier = name.trim() ? { cashier: name.trim() } : {};
    if (await ask({ kind: 'open_shift', requestId: requestId(), openingFloat, ...cashier })) turn(CLOSED);
  }

  async function takeOver(name: string): Promise<void> {
    if (name.trim() && (await ask({ kind: 'hand_over', cashier: name.trim() }))) turn(CLOSED);
  }

  async function count(draft: CountDraft): Promise<void> {
    if (!isEntered(draft)) return;
    const counted = await ask<Counted>({ kind: 'count_cash', counted: countedFen(draft) });
    if (!counted) return;
    hand.begun = NOT_COUNTED;
    turn({ kind: 'counted', counted, report: null });
    void readings.fillCounted();
  }

  async function recount(draft: CountDraft, before: Counted): Promise<void> {
    if (!isEntered(draft)) return;
    const about = `¥${yuan(before.counted)} → ¥${yuan(countedFen(draft))}`;
    const counted = await ask<Counted>({ kind: 'correct_count', counted: countedFen(draft) }, about);
    if (!counted) return;
    turn({ kind: 'counted', counted, report: null });
    void readings.fillCounted();
  }

  async function closeShift(): Promise<void> {
    const z = await ask<{ shiftId: string; zNumber: number }>({ kind: 'close_shift', requestId: requestId(), countedCash: null });
    if (!z) return;
    turn({ kind: 'done', shiftId: z.shiftId, zNumber: z.zNumber, report: null });
    void readings.fillDone(z.shiftId);
  }

  function handed(received: number): void {
    const sheet = open.sheet();
    if (sheet.kind !== 'cash' || sheet.tender !== null || open.isAsking()) return;
    if (received >= sheet.due.amount) void sell(sheet.due, received, null);
    else open.say('received_too_little');
  }

  function countAt(at: number): void {
    const sheet = open.sheet();
    if (sheet.kind === 'counting' || sheet.kind === 'correcting') open.edit({ ...sheet, draft: goTo(sheet.draft, at) });
  }

  function submit(sheet: DeskSheet): void {
    switch (sheet.kind) {
      case 'opening':
        void openShift(amountOf(sheet.text), sheet.name);
        return;
      case 'taking_over':
        void takeOver(sheet.name);
        return;
      case 'cash': {
        const { due, text, tender } = sheet;
        if (tender === null) handed(text === '' ? due.amount : amountOf(text));
        else if (tender.trim()) void sell(due, null, tender.trim());
        return;
      }
      case 'paying': {
        const amount = amountOf(sheet.text);
        if (amount > 0) void pay(sheet.what, amount, sheet.note);
        return;
      }
      case 'returning': {
        const amount = sheet.text === '' ? (sheet.row.leftAmount ?? 0) : amountOf(sheet.text);
        if (amount > 0) void returnMoney(sheet.row, amount);
        return;
      }
      case 'counting':
      case 'correcting':
        if (sheet.draft.at !== 0) countAt(sheet.draft.at + 1);
        else void (sheet.kind === 'counting' ? count(sheet.draft) : recount(sheet.draft, sheet.before));
        return;
      case 'counted':
        void closeShift();
        return;
      case 'taken':
      case 'done':
      case 'reading':
        turn(CLOSED);
    }
  }

  return { submit, handed, countAt };
}
