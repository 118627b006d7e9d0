import type { DoctorDevice, ScanEnd, ScanOutcome } from '../../../src/contract/doctor.ts';
import type { HintName } from '../../doctor/hint.ts';

/** What a scan was, and what it means for the shop. */
export type Finding = { readonly word: string; readonly meaning: string };

/** Every word of the page about scanners. */
export type DoctorText = {
  readonly title: string;
  readonly light: string; // the scanner light, for those who cannot see it
  readonly save: string; // what was seen, as a file for the gun's dealer; codes are masked in it
  readonly working: (count: number) => string;
  readonly kinds: Readonly<Record<DoctorDevice['kind'] | 'hid_keyboard', string>>;
  readonly keyboardHeard: (time: string) => string;
  readonly keyboardSilent: string;
  readonly keyboardAway: string; // another window has the keyboard
  readonly cameras: (count: number) => string;
  readonly statuses: Readonly<Record<DoctorDevice['status'], string>>;
  readonly line: (baudRate: number, end: string) => string;
  readonly ends: Readonly<Record<ScanEnd | 'auto', string>>;

  readonly test: {
    readonly title: string;
    readonly on: (secondsLeft: number) => string;
    readonly off: string;
    readonly start: string;
    readonly stop: string;
    readonly print: string;
    readonly notNow: string;
    readonly codeLabel: string;
  };

  readonly waiting: Finding;
  readonly silent: readonly Finding[]; // while nothing came: what may be seen of a gun, and what to do
  readonly outcomes: Readonly<Record<Exclude<ScanOutcome['kind'], 'foreign_wallet' | 'charged'>, Finding>> & {
    readonly charged: (orderNo: string) => Finding;
    readonly foreign_wallet: Readonly<Record<Extract<ScanOutcome, { kind: 'foreign_wallet' }>['wallet'], Finding>>;
    readonly slow: Finding; // the test code, but without an end
  };

  readonly facts: {
    readonly received: string;
    readonly characters: (count: number) => string;
    readonly took: (ms: number) => string;
    readonly pace: string;
    readonly gaps: (median: number, longest: number) => string;
    readonly notTold: string;
    readonly end: string;
    readonly symbology: string;
    readonly noSymbology: string;
    readonly bytes: string;
    readonly pasted: string;
  };
  readonly earlier: string;

  readonly hints: Readonly<Record<HintName, Finding>>;
  readonly search: {
    readonly start: string;
    readonly running: (baudRate: number) => Finding;
    readonly found: Finding;
    readonly given_up: Finding;
  };
};
