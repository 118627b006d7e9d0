import { useEffect, useState } from 'react';
import type { DisplayDoor, PairBody } from '../../src/contract/display.ts';
import type { Locale } from '../../src/contract/view.ts';
import { useSecondsLeft } from '../cashier/running-time.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { displayTextIn } from '../text/display/catalogue.ts';
import type { DisplayText } from '../text/display/display-text.ts';
import { Page } from './page.tsx';
import type { PairAnswer } from './pair.ts';
import styles from './pairing-page.module.css';
import { useDocument } from './use-display.ts';

const DIGITS = 6;
const MOST_OF_NAME = 40;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'back', '0'] as const;

/** What came of the last try. `receivedMs`: the wait was so long then. */
type Trouble = {
  readonly code: Extract<PairAnswer, { ok: false }>['code'] | 'incomplete';
  readonly waitMs: number;
  readonly receivedMs: number;
};

type PairingPageProps = {
  readonly store: DisplayDoor['store'];
  readonly isRevoked: boolean; // it was let in before, and is not any more
  readonly pair: (body: PairBody) => Promise<PairAnswer>;
  readonly onPaired: (pageKey: string) => void;
};

/** A display that nobody knows yet: six digits from the counter, and what this one is called there. Fingers are enough. */
export function PairingPage({ store, isRevoked, pair, onPaired }: PairingPageProps) {
  const [locale, setLocale] = useState<Locale>(store.locale);
  const text = displayTextIn(locale);
  const words = text.pairing;
  useDocument(locale);
  const [code, setCode] = useState('');
  const [name, setName] = useState<string | null>(null); // null: as proposed, in whatever language
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isBusy, setBusy] = useState(false);
  const waitS = useSecondsLeft(trouble && trouble.waitMs > 0 ? { ms: trouble.waitMs, receivedMs: trouble.receivedMs } : null) ?? 0;
  const shownName = name ?? words.names[0];

  function press(key: string): void {
    setCode((before) => (key === 'back' ? before.slice(0, -1) : `${before}${key}`.slice(0, DIGITS)));
    if (trouble && waitS === 0) setTrouble(null);
  }

  async function submit(): Promise<void> {
    if (isBusy || waitS > 0) return;
    if (code.length < DIGITS || !shownName.trim()) return setTrouble({ code: 'incomplete', waitMs: 0, receivedMs: performance.now() });
    setBusy(true);
    const answer = await pair({ code, name: shownName.trim() });
    setBusy(false);
    if (answer.ok) return onPaired(answer.pageKey);
    if (answer.code !== 'no_answer' && answer.code !== 'failed') setCode('');
    setTrouble({ ...answer, receivedMs: performance.now() });
  }

  useDigits(press, () => void submit());
  return (
    <Page locale={locale} name={store.name} foot={({ pairing }) => pairing.word.foot} onLanguage={setLocale}>
      <main className={styles.pairing} data-screen="pairing">
        <div className={styles.words}>
          <h1>{words.word.word}</h1>
          <p>{isRevoked && trouble === null ? words.revoked : words.word.line}</p>
          <output className={styles.code} aria-label={`${words.code}: ${words.entered(code.length)}`}>
            {Array.from({ length: DIGITS }, (_, place) => `place-${place}`).map((id, place) => (
              <span key={id} data-filled={place < code.length || undefined} data-next={place === code.length || undefined}>
                {code[place] ?? ''}
              </span>
            ))}
          </output>
          <p className={styles.trouble} role="alert">
            {troubleText(words, trouble, waitS)}
          </p>
          <label className={styles.name}>
            <span>{words.name}</span>
            <input value={shownName} maxLength={MOST_OF_NAME} onChange={(event) => setName(event.target.value)} autoComplete="off" />
          </label>
          <div className={styles.names}>
            {words.names.map((proposed) => (
              <button key={proposed} type="button" aria-pressed={proposed === shownName} onClick={() => setName(proposed)}>
                {proposed}
              </button>
            ))}
          </div>
        </div>
        <fieldset className={styles.pad} aria-label={words.pad}>
          {KEYS.map((key) => (
            <button
              key={key}
              type="button"
              aria-label={key === 'back' ? words.back : undefined}
              onPointerDown={(event) => {
                event.preventDefault();
                if (event.button === 0) press(key);
              }}
              onClick={(event) => event.detail === 0 && press(key)} // a click without a pointer is a screen reader's
            >
              {key === 'back' ? <Icon name="backspace" /> : key}
            </button>
          ))}
          <Button look="primary" size="big" isOff={isBusy || waitS > 0} onPress={() => void submit()}>
            {words.pair}
          </Button>
        </fieldset>
      </main>
    </Page>
  );
}

function troubleText(words: DisplayText['pairing'], trouble: Trouble | null, waitS: number): string {
  if (trouble === null) return '';
  if (waitS > 0) return `${trouble.code === 'wrong_code' ? `${words.wrong}　` : ''}${words.wait(waitS)}`;
  const { incomplete, wrong, failed, noAnswer } = words;
  return { incomplete, wrong_code: wrong, locked: wrong, failed, no_answer: noAnswer }[trouble.code];
}

/** A keyboard, where there is one, does the same. */
function useDigits(press: (key: string) => void, submit: () => void): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) submit();
      if (event.target instanceof HTMLInputElement) return;
      if (/^\d$/.test(event.key)) press(event.key);
      if (event.key === 'Backspace') press('back');
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
