import type { DisplaysView } from '../../../src/contract/display.ts';
import { Button } from '../../components/button.tsx';
import { TimeLeft } from '../screens/time-left.tsx';
import styles from './displays.module.css';
import type { DisplaysProps } from './displays-drawer.tsx';

type PairingCodeProps = Pick<DisplaysProps, 'text' | 'receivedMs' | 'counter'> & {
  readonly pairing: NonNullable<DisplaysView['pairing']>;
};

/** The six digits to be typed on the other device, large enough to be read from there, and how long they are good. */
export function PairingCode({ pairing, text, receivedMs, counter }: PairingCodeProps) {
  const { code, role, endsInMs } = pairing;
  const words = text.pairing;
  return (
    <section className={styles.code} aria-live="polite">
      <h3>
        {words.typeThere}
        <span>{words.roles[role]}</span>
      </h3>
      <p className={styles.digits} data-pairing-code={code}>
        <b>{code.slice(0, 3)}</b>
        <b>{code.slice(3)}</b>
      </p>
      <p>
        <TimeLeft wait={{ ms: endsInMs, receivedMs }} write={(left) => words.goodFor(left ?? '0:00')} />
      </p>
      <Button size="small" keyCap="←" onPress={() => counter.act('stop_pairing')}>
        {words.stop}
      </Button>
    </section>
  );
}
