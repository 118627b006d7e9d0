import type { TerminalView } from '../../../src/contract/view.ts';
import { Button } from '../../components/button.tsx';
import { Drawer } from '../../components/drawer.tsx';
import { Icon } from '../../components/icon.tsx';
import { Plate } from '../../components/plate.tsx';
import type { Advice, Text } from '../../text/text.ts';
import type { Counter } from '../counter.ts';
import { DisplayRow } from './display-row.tsx';
import styles from './displays.module.css';
import { PairingCode } from './pairing-code.tsx';

/** Where the configuration opens the door for other devices. */
const SETTING = 'display.tls';

export type DisplaysProps = {
  readonly view: TerminalView;
  readonly receivedMs: number;
  readonly text: Text;
  readonly counter: Pick<Counter, 'act' | 'holdRevoke' | 'release'>;
  readonly heldRow: string | null;
  readonly advice: Advice | null; // about what was not done
  readonly onClose: () => void;
};

/** Screens for customers on other devices: where they find the page, the code that pairs one, and those that are paired. */
export function DisplaysDrawer(props: DisplaysProps) {
  const { view, text, advice, onClose } = props;
  const { addresses = [], pairing = null, paired = [] } = view.displays ?? {};
  const words = text.pairing;
  return (
    <Drawer title={words.title} closeWord={text.lists.close} onClose={onClose}>
      <div className={styles.displays}>
        {addresses.length === 0 ? (
          <section className={styles.closed}>
            <Icon name="lock" />
            <div>
              <h3>{words.noDoor}</h3>
              <p>{words.noDoorNext(SETTING)}</p>
            </div>
          </section>
        ) : (
          <>
            <section>
              <h3>{words.addresses}</h3>
              <ul className={styles.addresses}>
                {addresses.map((address) => (
                  <li key={address}>{address}</li>
                ))}
              </ul>
            </section>
            {pairing ? <PairingCode {...props} pairing={pairing} /> : <PairButtons {...props} />}
          </>
        )}
        {(addresses.length > 0 || paired.length > 0) && (
          <section>
            <h3>{words.paired}</h3>
            {paired.length === 0 && <p className={styles.none}>{words.none}</p>}
            <ul className={styles.paired}>
              {paired.map((display) => (
                <DisplayRow key={display.id} {...props} display={display} />
              ))}
            </ul>
          </section>
        )}
        {advice && (
          <div className={styles.word}>
            <Plate {...advice} />
          </div>
        )}
      </div>
    </Drawer>
  );
}

function PairButtons({ text, counter }: DisplaysProps) {
  const { pair, pairNotes } = text.pairing;
  return (
    <div className={styles.pair}>
      <Button look="strong" icon={<Icon name="screen" />} keyCap="F2" onPress={() => counter.act('pair_display')}>
        {pair.display}
        <em>{pairNotes.display}</em>
      </Button>
      <Button icon={<Icon name="person" />} keyCap="F3" onPress={() => counter.act('pair_self_service')}>
        {pair.self_service}
        <em>{pairNotes.self_service}</em>
      </Button>
    </div>
  );
}
