import { useSyncExternalStore } from 'react';
import type { FaultsView } from '../../src/contract/sandbox.ts';
import type { Locale } from '../../src/contract/view.ts';
import type { Camera } from '../camera/camera.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Glass } from '../phone/glass.tsx';
import { dialogOf } from '../phone/phone-state.ts';
import type { Phone } from '../phone/use-phone.ts';
import { CUSTOMERS, type CustomerName, type FaultsText } from '../text/faults/faults-text.ts';
import type { PhoneText } from '../text/phone/phone-text.ts';
import { proofTime } from '../text/time-text.ts';
import { CUSTOMER_PLANS } from './customers.ts';
import type { Practised } from './faults-page.tsx';
import { exchangeWords } from './log-words.ts';
import styles from './practice-view.module.css';
import { signsSince, stepsDone } from './progress.ts';
import { Steps } from './steps.tsx';

/** So wide that the phone fits beside the goals. Must agree with the style sheet. */
const HAS_ROOM = window.matchMedia('(min-width: 1200px)');

/** As many exchanges as a glance takes in; the whole log is on the other tab. */
const SHOWN_EXCHANGES = 40;

type PracticeViewProps = {
  readonly view: FaultsView | null;
  readonly phone: Phone;
  readonly camera: Camera;
  readonly practised: Practised | null;
  readonly clock: () => number;
  readonly words: { readonly text: FaultsText; readonly phoneText: PhoneText; readonly locale: Locale };
  readonly onChoose: (name: CustomerName) => void;
  readonly onLine: (line: FaultsView['line']) => void;
};

/** A trainer chooses the customer; beside it what the cashier should do, what happened, and the customer's phone. */
export function PracticeView({ view, phone, camera, practised, clock, words, onChoose, onLine }: PracticeViewProps) {
  const { text, phoneText, locale } = words;
  const hasRoom = useSyncExternalStore(onRoom, () => HAS_ROOM.matches);
  const dialog = phone.state.view && dialogOf(phone.state.view);
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const log = (view?.log ?? []).slice(0, SHOWN_EXCHANGES);
  const done =
    practised && view ? stepsDone(CUSTOMER_PLANS[practised.name].steps, signsSince(practised.sinceMs, view, phone.state.view)) : 0;
  return (
    <main className={styles.view}>
      <section className={styles.choose} aria-label={text.choose}>
        <h2>{text.choose}</h2>
        <ul className={styles.customers}>
          {CUSTOMERS.map((name) => (
            <li key={name}>
              <button type="button" aria-pressed={practised?.name === name} onClick={() => onChoose(name)}>
                <b>{text.customers[name].word}</b>
                <span>{text.customers[name].line}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>

      <div className={`${styles.middle} ${practised ? styles.chosen : ''}`}>
        <section className={styles.card}>
          <h2>{practised ? text.customers[practised.name].word : text.goal}</h2>
          {practised ? <Steps steps={text.customers[practised.name].steps} done={done} text={text} /> : <p>{text.noGoal}</p>}
        </section>
        {view?.line === 'down' && (
          <Button look="primary" icon={<Icon name="line" />} onPress={() => onLine('up')}>
            {text.line.mend}
          </Button>
        )}
        {dialog && (
          <div className={styles.deeds}>
            <Button size="small" onPress={() => void phone.act({ kind: 'pay', orderNo: dialog.orderNo })}>
              {text.payForCustomer}
            </Button>
            <Button size="small" onPress={() => void phone.act({ kind: 'give_up', orderNo: dialog.orderNo })}>
              {text.giveUpForCustomer}
            </Button>
          </div>
        )}
        <section className={`${styles.card} ${styles.log}`} aria-labelledby="happened">
          <h2 id="happened">{text.happened}</h2>
          {log.length === 0 && <p>{text.nothing}</p>}
          <ol>
            {log.map((line, index) => {
              const { asked, heard } = exchangeWords(line, text);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: an exchange has no name of its own, and lines are never reordered
                <li key={log.length - index}>
                  <time>{proofTime(line.atMs, timeZone)}</time>
                  <span>
                    {asked} → <b>{heard}</b>
                  </span>
                </li>
              );
            })}
          </ol>
        </section>
        {!hasRoom && (
          <a className={styles.phoneLink} href={`/phone/?lang=${locale}`}>
            <Icon name="phone" />
            {text.phone}
          </a>
        )}
      </div>

      {hasRoom && (
        <div className={styles.phone}>
          <Glass phone={phone} camera={camera} clock={clock} text={phoneText} />
        </div>
      )}
    </main>
  );
}

function onRoom(listener: () => void): () => void {
  HAS_ROOM.addEventListener('change', listener);
  return () => HAS_ROOM.removeEventListener('change', listener);
}
