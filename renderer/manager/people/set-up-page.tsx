import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import type { PageProps } from '../page-props.ts';
import { Field, Form, SubmitButton } from '../parts/field.tsx';
import { checkName, checkPin, type FormProblems, problemAt } from './person-form.ts';
import { PinFields } from './person-sheet.tsx';
import styles from './set-up-page.module.css';

type SetUpProps = Pick<PageProps, 'office' | 'words' | 'isRemote'> & { readonly onLater: () => void };

/** Nobody has been set up yet: the first manager gives himself a name and a PIN. */
export function SetUpPage({ office, words: { people: words }, isRemote, onLater }: SetUpProps) {
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const [pinAgain, setPinAgain] = useState('');
  const [problems, setProblems] = useState<FormProblems>({});
  const [isBusy, setBusy] = useState(false);

  async function submit(): Promise<void> {
    const wrong = { ...checkPin({ pin, pinAgain }, words), ...checkName(name, words) };
    setProblems(wrong);
    if (isBusy || Object.keys(wrong).length > 0) return;
    setBusy(true);
    const answer = await office.sendOffice({ kind: 'set_up', name: name.trim(), pin });
    setBusy(false);
    if (!answer.ok) setProblems(problemAt(answer.code, words));
  }

  return (
    <div className={styles.page}>
      <div className={styles.words}>
        <h1>{words.setUp.title}</h1>
        <p>{isRemote ? words.setUp.atTheCounter : words.setUp.lead}</p>
        <ul>
          {words.setUp.why.map(({ what, next }) => (
            <li key={what}>
              <Icon name="check" />
              <span>
                <b>{what}</b>
                {next}
              </span>
            </li>
          ))}
        </ul>
      </div>
      {!isRemote && (
        <div className={styles.form}>
          <Form onSubmit={() => void submit()}>
            <Field label={words.name} hint={words.nameHint} problem={problems.name ?? null} value={name} onChange={setName} hasFocus />
            <PinFields {...{ words, pin, pinAgain, problems, setPin, setPinAgain }} label={words.pin} />
            <SubmitButton isBusy={isBusy}>{words.setUp.begin}</SubmitButton>
            <Button look="quiet" size="small" onPress={onLater}>
              {words.setUp.later}
            </Button>
          </Form>
        </div>
      )}
    </div>
  );
}
