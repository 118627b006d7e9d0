import type { Dice } from '../torture/dice.ts';
import type { AcquirerProcess } from './acquirer/open.ts';
import type { ChaosCounter } from './counter.ts';

/** What a happening is given: terminals that are selling, and the acquirer behind them. */
export type Stage = {
  readonly dice: Dice;
  readonly counters: readonly ChaosCounter[];
  readonly acquirer: AcquirerProcess;
  readonly dataDirs: readonly string[]; // of the counters, in their order
  readonly clockFile: string; // the time that `withClock` cores believe in
  readonly kills: number; // how many are wanted of whoever kills
  readonly note: (deed: string) => void; // for the story
};

/** What it came to. `struck`: how often it really bit; 0 is a failure, since then nothing was shown. */
export type Told = { readonly kills: number; readonly struck: number; readonly what: string };

/** One kind of trouble: a row of the table. */
export type Happening = {
  readonly name: string;
  readonly counters: number;
  /** Why it cannot be had on this machine, in one sentence; null when it can. */
  readonly cannot: () => string | null;
  /** The data folder is a small disk of its own, of so many bytes. */
  readonly diskBytes?: number;
  /** Started by these words; the file is where its clock is kept. */
  readonly command?: (clockFile: string) => { readonly before?: readonly string[]; readonly env?: Readonly<Record<string, string>> };
  /** Runs in a network of its own, with the acquirer at an address that can be cut off alone. */
  readonly ownNetwork?: boolean;
  /** Of the exchanges with the acquirer, so many are struck although the line is up. */
  readonly unrest: number;
  /** Makes the trouble while the counters sell, and takes it away again. */
  readonly run: (stage: Stage) => Promise<Told>;
};
