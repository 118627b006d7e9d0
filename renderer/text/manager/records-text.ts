import type { RecordGroup, RecordStep } from '../../../src/contract/records.ts';

/** The words of the record of charges. */
export type RecordsText = {
  readonly search: string; // in the empty field
  readonly searchLabel: string;
  readonly clear: string;
  readonly listLabel: string;
  readonly all: string;
  readonly groups: Readonly<Record<RecordGroup, string>>;
  readonly groupsLabel: string;
  readonly days: {
    readonly label: string;
    readonly any: string;
    readonly today: string;
    readonly yesterday: string;
    readonly week: string;
  };
  readonly cashier: string;
  readonly anyCashier: string;
  readonly columns: {
    readonly time: string;
    readonly result: string;
    readonly cashier: string;
    readonly till: string;
    readonly tail: string;
    readonly amount: string;
  };
  readonly count: (count: number) => string;
  readonly found: (count: number) => string;
  readonly foundSoFar: (count: number) => string;
  readonly looking: string;
  readonly nothing: { readonly word: string; readonly next: string };
  readonly empty: string; // no charge has been made yet
  readonly failed: string;
  readonly again: string;
  readonly more: string; // there is more than is shown
  readonly isCode: { readonly what: string; readonly next: string }; // a payment code was scanned into the search
  readonly refunded: (money: string) => string;
  readonly close: string;
  readonly stepsTitle: string;
  readonly steps: Readonly<Record<RecordStep['what'], string>>;
  readonly refundsTitle: string;
  readonly refundStates: { readonly pending: string; readonly succeeded: string; readonly failed: string; readonly unresolved: string };
  readonly refundNo: (tail: string) => string;
  readonly actsTitle: string;
  readonly deeds: Readonly<Record<string, string>> & { readonly other: string };
  readonly by: (name: string) => string;
  readonly approvedBy: (name: string) => string;
  readonly theTerminal: string;
  readonly facts: {
    readonly begun: string;
    readonly paidAt: string;
    readonly about: string;
    readonly cashier: string;
    readonly order: string;
    readonly transaction: string;
    readonly till: string;
    readonly code: string;
    readonly reason: string;
  };
  readonly left: (money: string) => string; // of it is still with the shop
  readonly gone: string; // it is not in the journal
};
