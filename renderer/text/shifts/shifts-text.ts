import type { Shift, ShiftTotals } from '../../../src/contract/shift.ts';

type Bill = NonNullable<Shift['reconciliation']>['acquirerBill'];

/** The words of the manager's pages of shifts. */
export type ShiftsText = {
  readonly title: (cashier: string) => string;
  readonly listLabel: string;
  readonly columns: {
    readonly time: string;
    readonly cashier: string;
    readonly z: string;
    readonly sales: string;
    readonly net: string;
    readonly drawer: string;
    readonly bill: string;
  };
  readonly z: (number: number) => string;
  readonly open: string; // it is going on
  readonly noneOpen: { readonly what: string; readonly next: string };
  readonly empty: { readonly what: string; readonly next: string };
  readonly older: string;
  readonly backToList: string;
  readonly loading: string;
  readonly failed: string;
  readonly again: string;
  readonly gone: string;

  readonly bills: Readonly<Record<Bill, string>>;
  readonly short: (yuan: string) => string;
  readonly over: (yuan: string) => string;
  readonly even: string;
  readonly notCounted: string;

  readonly money: string;
  readonly method: string;
  readonly count: string;
  readonly amount: string;
  readonly methods: Readonly<Record<ShiftTotals['wallet'][number]['method'] | 'cash', string>>;
  readonly refunds: string;
  readonly total: string;
  readonly drawerTitle: string;
  readonly float: string;
  readonly cashSales: string;
  readonly cashRefunds: string;
  readonly payIns: string;
  readonly payOuts: string;
  readonly expected: string;
  readonly counted: string;
  readonly difference: string;
  readonly notTold: string;

  readonly notPaid: string;
  readonly notPaidLine: (declined: number, reversed: number, canceled: number) => string;
  readonly settledLater: (count: number, yuan: string) => string;
  readonly refundsSettledLater: (count: number, yuan: string) => string;

  readonly leftOpenTitle: string;
  readonly leftOpen: (count: number) => string;
  readonly carriedTitle: string;
  readonly carried: (count: number) => string;
  readonly nothingLeft: string;

  readonly handOversTitle: string;
  readonly handOver: (from: string, to: string) => string;
  readonly actsTitle: string;

  readonly reconciliationTitle: string;
  readonly matched: (count: number) => string;
  readonly matchedBy: Readonly<Record<Bill, string>>;
  readonly allDone: string; // it differed, and everything has been dealt with
  readonly found: (count: number) => string; // dealt with or not
  readonly differences: (count: number) => string; // still to be dealt with
  readonly seeDifferences: string;
  readonly reconcileNow: string;
  readonly reconciling: (done: number, of: number | null) => string;
  readonly reconcileAfter: string; // while it is open

  readonly printX: string;
  readonly printZ: string;
  readonly printed: string;
  readonly pdf: string;
  readonly csv: string;
  readonly noPrinter: string;

  readonly correct: string;
  readonly correctAbout: (yuan: string) => string;
  readonly correctTitle: string;
  readonly correctAmount: string;
  readonly correctHint: string;
  readonly correctReason: string;
  readonly correctReasonHint: string;
  readonly notAnAmount: string;
  readonly close: string;
  readonly codes: Readonly<Record<string, string>> & { readonly other: string };
};
