import { type DoctorView, TEST_TEXT } from '../../src/contract/doctor.ts';
import { useSecondsLeft } from '../cashier/running-time.ts';
import { Button } from '../components/button.tsx';
import { linearSymbol, squareSymbol } from '../phone/bar-code.ts';
import { SymbolDrawing } from '../phone/symbol-drawing.tsx';
import type { DoctorText } from '../text/doctor/doctor-text.ts';
import styles from './doctor.module.css';

const LINEAR = linearSymbol(TEST_TEXT);
const SQUARE = squareSymbol(TEST_TEXT);

type TestCardProps = {
  readonly seen: { readonly view: DoctorView; readonly receivedMs: number };
  readonly words: DoctorText;
  readonly isAwaitingCode: boolean;
  readonly onTest: (on: boolean) => void;
};

/** The test code to scan from the screen or from paper, and whether a scan would be charged now. */
export function TestCard({ seen, words, isAwaitingCode, onTest }: TestCardProps) {
  const { test } = seen.view;
  const seconds = useSecondsLeft(test && { ms: test.endsInMs, receivedMs: seen.receivedMs });
  const isOn = test !== null;
  return (
    <section className={`${styles.card} ${styles.test}`}>
      <h2>{words.test.title}</h2>
      <div className={styles.codes}>
        <SymbolDrawing name="linear" symbol={LINEAR} label={`Code 128: ${TEST_TEXT}`} modulePx={2} quiet={10} barsPx={60} />
        <SymbolDrawing name="square" symbol={SQUARE} label={`QR: ${TEST_TEXT}`} modulePx={4} quiet={4} />
      </div>
      <p className={styles.meta}>{words.test.codeLabel}</p>
      <p className={isOn ? styles.on : styles.off} data-test={isOn ? 'on' : 'off'}>
        {isOn ? words.test.on(seconds ?? 0) : isAwaitingCode ? words.test.notNow : words.test.off}
      </p>
      <div className={styles.buttons}>
        <span data-deed="row_test">
          <Button size="small" keyCap="F5" isOff={isAwaitingCode} onPress={() => onTest(!isOn)}>
            {isOn ? words.test.stop : words.test.start}
          </Button>
        </span>
        <Button size="small" onPress={() => window.print()}>
          {words.test.print}
        </Button>
      </div>
    </section>
  );
}
