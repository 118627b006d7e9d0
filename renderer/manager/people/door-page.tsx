import { useEffect, useState } from 'react';
import type { DoorView } from '../../../src/contract/door.ts';
import type { OfficeAnswer } from '../../../src/contract/office.ts';
import type { SessionAnswer } from '../../../src/contract/ui.ts';
import type { Locale } from '../../../src/contract/view.ts';
import { Mark } from '../../components/icon.tsx';
import { Sign } from '../../components/sign.tsx';
import type { PeopleTrouble } from '../../people/people-flow.ts';
import { TroubleLine } from '../../people/trouble-line.tsx';
import { textIn } from '../../text/catalogue.ts';
import { managerTextIn } from '../../text/manager/catalogue.ts';
import { Field, Form, SubmitButton } from '../parts/field.tsx';
import styles from './gate.module.css';
import { checkName, checkPin, type FormProblems } from './person-form.ts';
import { PinFields } from './person-sheet.tsx';

/** The last name, so that only the PIN is typed; a PIN is kept nowhere. */
const LAST_NAME = 'saoma.manager-name';

type DoorProps = {
  readonly fetch: typeof fetch;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly guess: Locale;
  readonly onOpen: (pageKey: string) => void;
};

/** A browser elsewhere in the shop: whose terminal this is, and a manager's name and PIN. */
export function DoorPage({ fetch, storage, guess, onOpen }: DoorProps) {
  const [door, setDoor] = useState<DoorView | null>(null);
  useEffect(() => {
    void fetch('/ui/v1/door')
      .then((answer) => answer.json())
      .then((view: DoorView) => setDoor(view))
      .catch(() => undefined); // the form says so when it is sent
  }, [fetch]);
  const locale = door?.store.locale ?? guess;
  const [text, manager] = [textIn(locale), managerTextIn(locale)];
  const words = manager.people;
  useEffect(() => {
    document.documentElement.lang = locale;
    document.title = manager.title;
  }, [locale, manager]);

  const [name, setName] = useState(() => storage.getItem(LAST_NAME) ?? '');
  const [pin, setPin] = useState('');
  const [newPin, setNewPin] = useState<{ readonly pin: string; readonly pinAgain: string } | null>(null);
  const [problems, setProblems] = useState<FormProblems>({});
  const [trouble, setTrouble] = useState<PeopleTrouble | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(): Promise<void> {
    const short = /^\d{4,8}$/.test(pin) ? {} : { pin: words.shortPin };
    const wrong = { ...(newPin ? checkPin(newPin, words) : short), ...checkName(name, words) };
    setProblems(wrong);
    if (isBusy || Object.keys(wrong).length > 0) return;
    setBusy(true);
    const answer = await open({ name: name.trim(), pin, ...(newPin && { newPin: newPin.pin }) });
    setBusy(false);
    if ('pageKey' in answer) {
      storage.setItem(LAST_NAME, name.trim());
      onOpen(answer.pageKey);
      return;
    }
    if (answer.code === 'new_pin_needed') {
      setTrouble(null);
      setNewPin({ pin: '', pinAgain: '' });
      return;
    }
    if (!newPin) setPin('');
    setTrouble({ code: answer.code, untilMs: answer.waitMs ? performance.now() + answer.waitMs : null });
  }

  async function open(body: object): Promise<SessionAnswer | Extract<OfficeAnswer, { ok: false }>> {
    try {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/ui/v1/session', { method: 'POST', headers, body: JSON.stringify(body) });
      return (await answer.json()) as SessionAnswer | Extract<OfficeAnswer, { ok: false }>;
    } catch {
      return { ok: false, code: 'no_answer' };
    }
  }

  return (
    <main className={styles.page} data-part="door">
      <div className={styles.gate}>
        <section className={styles.card} aria-labelledby="gate">
          <Mark />
          <h1 id="gate">{door?.store.name ?? manager.title}</h1>
          <p>{newPin ? words.gate.newPin : words.gate.lead}</p>
          {door?.isPlainHttp && (
            <div className={styles.warning}>
              <Sign name="advice" size="list" />
              <span>
                {manager.settings.plainWarning.what}
                {'　'}
                {manager.settings.plainWarning.next}
              </span>
            </div>
          )}
          <Form onSubmit={() => void submit()}>
            <Field label={words.name} problem={problems.name ?? null} value={name} onChange={setName} hasFocus={name === ''} />
            {newPin ? (
              <PinFields
                {...{ words, problems, ...newPin }}
                label={words.newPin}
                setPin={(next) => setNewPin({ ...newPin, pin: next })}
                setPinAgain={(next) => setNewPin({ ...newPin, pinAgain: next })}
              />
            ) : (
              <Field
                label={words.pin}
                hint={words.pinHint}
                problem={problems.pin ?? null}
                value={pin}
                onChange={setPin}
                isPin
                maxLength={8}
                hasFocus={name !== ''}
              />
            )}
            <TroubleLine words={text.people} trouble={trouble} />
            <SubmitButton isBusy={isBusy}>{words.gate.enter}</SubmitButton>
          </Form>
        </section>
      </div>
    </main>
  );
}
