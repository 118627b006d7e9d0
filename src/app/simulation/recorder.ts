import type { Clock } from '../../basics/clock.ts';
import type { ChargeRecord } from '../../store/journal.ts';
import type { Fact } from './history.ts';
import { MISHAPS, type MishapKind } from './mishaps.ts';

type Told<F> = F extends Fact ? Omit<F, 'atMs'> : never;

/** Writes down what happens in one story. */
export type Recorder = {
  readonly facts: readonly Fact[];
  note(fact: Told<Fact>): void;
  struck(kind: MishapKind, place: string): void;
  /** A mishap that lasts: whoever comes meanwhile suffers it too. @returns its end */
  lasts(kind: MishapKind): () => void;
  /** Which mishaps this charge has suffered so far, one bit each in the order of `MISHAPS`. */
  sufferedBy(key: string): number;
  /** What stands for a payment code in every fact: codes are numbered as they appear. */
  codeNumber(code: string): number;
};

/** @param open the charges that a mishap of the whole world befalls */
export function createRecorder(clock: Clock, open: () => readonly ChargeRecord[]): Recorder {
  const facts: Fact[] = [];
  const suffered = new Map<string, number>();
  const codes = new Map<string, number>();
  const standing: MishapKind[] = [];

  function note(fact: Told<Fact>): void {
    facts.push({ atMs: clock.monotonicMs(), ...fact } as Fact);
  }

  function suffer(key: string, kind: MishapKind): void {
    suffered.set(key, (suffered.get(key) ?? 0) | (1 << MISHAPS.indexOf(kind)));
  }

  function befallAll(kind: MishapKind): void {
    for (const { intent } of open()) suffer(keyOf(intent.idempotencyKey), kind);
  }

  return {
    facts,
    note,
    struck(kind, place) {
      note({ kind: 'mishap', mishap: kind, place });
      const [first = ''] = place.split(' ', 1);
      if (IS_CHARGE.test(first)) suffer(first, kind);
      if (kind === 'stopped') return; // told of when it comes to it
      if ((!IS_CHARGE.test(first) && first !== BILL) || OF_ALL.has(kind)) befallAll(kind);
    },
    lasts(kind) {
      standing.push(kind);
      return () => {
        standing.splice(standing.indexOf(kind), 1);
        befallAll(kind);
      };
    },
    sufferedBy(key) {
      for (const kind of standing) suffer(key, kind);
      return suffered.get(key) ?? 0;
    },
    codeNumber(code) {
      const known = codes.get(code) ?? codes.size + 1;
      codes.set(code, known);
      return known;
    },
  };
}

/** What befalls the process at one charge befalls every charge that is open. */
const OF_ALL: ReadonlySet<MishapKind> = new Set([
  'crash_at_send',
  'crash_before_commit',
  'crash_during_commit',
  'crash_after_commit',
  'disk_slow',
]);

/** A place that begins so is a question about a customer's bill: what befalls it alone befalls no charge. */
export const BILL = 'bill';

/** The places of one charge begin with its key, as `s7.2 micropay 1`. */
const IS_CHARGE = /^s\d+\.\d+$/;

/** The key that the people at the counter chose: who it came from is left away. */
export function keyOf(idempotencyKey: string | null): string {
  return idempotencyKey?.slice(idempotencyKey.indexOf(':') + 1) ?? '';
}

/** Which sale a charge belongs to. */
export function saleOf(key: string): string {
  return key.slice(0, key.indexOf('.'));
}
