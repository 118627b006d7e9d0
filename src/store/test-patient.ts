import { makePatient, type Patient, trade } from './damage.ts';
import { verifyFile } from './verify.ts';

const CHARGES = 40;

/** Vitest's `onTestFinished`: what is to be done after the test. */
type OnEnd = (cleanUp: () => void) => void;

type TradedJournal = {
  readonly patient: Patient;
  /** How many there are in it. */
  readonly entries: number;
  /** What is wrong, in one line; empty when nothing is. */
  finding(): string;
};

/** A journal after a day of trade that is gone after the test. */
export function tradedJournal(onEnd: OnEnd): TradedJournal {
  const patient = makePatient();
  onEnd(() => patient.discard());
  patient.write(trade(CHARGES));
  return {
    patient,
    entries: trade(CHARGES).length,
    finding() {
      const { damage } = verifyFile(patient.file);
      return damage ? `${damage.entry ?? '-'}: ${damage.message}` : '';
    },
  };
}
