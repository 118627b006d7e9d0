import type { Charge } from '../../../src/contract/charge.ts';
import type { MenuDeed } from '../../cashier/shift/menu-deeds.ts';

/** Every word about shifts: the counter's menu, opening, handing over, readings, the count and the closing. */
export type ShiftText = {
  readonly menu: string;
  readonly deeds: Readonly<Record<MenuDeed, string>>;
  readonly notes: Readonly<Partial<Record<MenuDeed, string>>>;
  readonly helpMenu: string; // F10
  readonly none: string; // on the keypad, while no shift is open
  readonly noneKey: string; // what F10 is for, behind the key

  readonly opening: string;
  readonly float: string;
  readonly floatLine: string;
  readonly open: string;
  readonly name: string; // of the cashier, while nobody has been set up
  readonly takeOver: string;
  readonly takeOverLine: string;

  readonly reading: string;
  readonly printX: string;
  readonly close: string;

  readonly tender: string;
  readonly count: string;
  readonly amount: string;
  readonly methods: Readonly<Record<Charge['method'], string>>;
  readonly cash: string;
  readonly refunds: string;
  readonly total: string;
  readonly settledLater: string;
  readonly hidden: string; // instead of cash that would give the count away

  readonly drawer: string;
  readonly drawerFloat: string;
  readonly drawerSales: string;
  readonly drawerRefunds: string;
  readonly drawerIns: string;
  readonly drawerOuts: string;
  readonly expected: string;
  readonly counted: string;
  readonly difference: string;
  readonly exact: string;
  readonly over: (yuan: string) => string;
  readonly short: (yuan: string) => string;

  readonly counting: string;
  readonly countingLine: string;
  readonly sum: string;
  readonly nextPiece: string;
  readonly countDone: string;
  readonly correcting: string;
  readonly correct: string;

  readonly asking: string;
  readonly askingOf: (done: number, total: number) => string;
  readonly allKnown: string;
  readonly allKnownLine: string;
  readonly unknown: (count: number) => string;
  readonly unknownLine: string;
  readonly differences: (count: number) => string;
  readonly differencesLine: string;
  readonly carried: string;
  readonly nextMorning: string;
  readonly closeNow: string;
  readonly closing: string;

  readonly closed: (number: number) => string;
  readonly closedLine: string;
  readonly printZ: string;
  readonly nextShift: string;
  readonly toCounter: string;
};
