import type { BillDayView, CAUSES, REMEDIES } from '../../../src/contract/reconciliation.ts';
import type { DISCREPANCY_KINDS } from '../../../src/contract/shift.ts';

export type CauseName = (typeof CAUSES)[number];
export type RemedyName = (typeof REMEDIES)[number];

/** What a sentence about a difference may name. Amounts in yuan without a sign; `near` is what it looks like a repeat of. */
export type Facts = {
  readonly ours: string | null;
  readonly theirs: string | null;
  readonly near: { readonly time: string; readonly amount: string; readonly tail: string } | null;
};

/** The words of reconciliation. */
export type ReconciliationText = {
  readonly filters: { readonly label: string; readonly open: string; readonly assigned: string; readonly settled: string };
  readonly matched: (count: number) => string; // both sides tell alike
  readonly toDo: (count: number) => string;
  readonly nothingToDo: string;
  readonly allClear: { readonly what: string; readonly next: string };
  readonly noneAssigned: string;
  readonly noneSettled: string;
  readonly ofShift: (z: number, cashier: string) => string;
  readonly ofDay: (date: string) => string;
  readonly showAll: string;
  readonly older: string;
  readonly loading: string;
  readonly failed: string;
  readonly again: string;

  readonly differences: Readonly<Record<(typeof DISCREPANCY_KINDS)[number], string>>;
  readonly stillUnknown: string;
  readonly causes: Readonly<Record<CauseName, (facts: Facts) => string>>; // why, in one sentence
  readonly does: Readonly<Record<CauseName, string>>; // what the best remedy will do
  readonly remedies: Readonly<Record<RemedyName, string>>;
  readonly adopt: Readonly<Partial<Record<CauseName, string>>>; // what taking over the acquirer's word is called, where it is not `remedies.adopt`
  readonly hold: string;

  readonly ours: string;
  readonly theirs: string;
  readonly none: string; // this side has no record
  readonly noAnswer: string;
  readonly back: (yuan: string) => string; // given back
  readonly tail: (tail: string) => string;
  readonly evidence: string;
  readonly facts: {
    readonly state: string;
    readonly amount: string;
    readonly time: string;
    readonly number: string;
    readonly order: string;
    readonly refund: string;
    readonly found: string;
  };
  readonly statuses: Readonly<Record<string, string>>;
  readonly sources: Readonly<Record<'closing' | 'bill', string>>;
  readonly seeCharge: string;

  readonly assign: string;
  readonly assignedTo: (name: string) => string;
  readonly takeBack: string;
  readonly writeOffTitle: string;
  readonly writeOffReason: string;
  readonly writeOffHint: string;
  readonly reasons: readonly string[];
  readonly reasonNeeded: string;
  readonly close: string;
  readonly done: Readonly<Record<RemedyName, string>>;
  readonly vanished: string;
  readonly by: (name: string) => string;
  readonly theTerminal: string;
  readonly underway: string; // money is on its way back
  readonly unchanged: string; // asked again: it is as it was

  readonly shiftsTitle: string;
  readonly shiftLine: (matched: number, open: number) => string;
  readonly noShifts: string;
  readonly daysTitle: string;
  readonly days: Readonly<Record<BillDayView['state'], string>>;
  readonly dayMatched: (matched: number, open: number) => string;
  readonly due: (time: string) => string;
  readonly malformed: string; // what to do
  readonly ask: string;
  readonly noDays: string;
  readonly reconciling: (done: number, of: number | null) => string;
  readonly codes: Readonly<Record<string, string>> & { readonly other: string };
};
