import { useState } from 'react';
import { parseYuan } from '../../../src/money/fen.ts';
import { Drawer } from '../../components/drawer.tsx';
import { moneyText } from '../../text/amount-text.ts';
import type { PageProps } from '../page-props.ts';
import { Field, Form, SubmitButton } from '../parts/field.tsx';
import { useEscape } from '../use-escape.ts';
import styles from './shifts.module.css';

type Props = Pick<PageProps, 'give' | 'words' | 'view'> & { readonly onClose: () => void };

/** Another number for the drawer, once it was told what should be in it: with a manager's word and a reason. */
export function CorrectCount({ give, view, words: { shifts: words }, onClose }: Props) {
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEscape(onClose);

  async function submit(): Promise<void> {
    const counted = parseYuan(amount.trim());
    if (isBusy) return;
    if (!counted.ok) return setProblem(words.notAnAmount);
    setBusy(true);
    const said = reason.trim();
    const command = { kind: 'correct_count', counted: counted.value, ...(said && { reason: said }) } as const;
    const answer = await give(command, words.correctAbout(moneyText(counted.value, view.store.currency ?? 'CNY')));
    setBusy(false);
    if (answer.ok) onClose();
    else setProblem(words.codes[answer.code] ?? words.codes.other);
  }

  return (
    <Drawer title={words.correctTitle} closeWord={words.close} onClose={onClose}>
      <section className={styles.form}>
        <Form onSubmit={() => void submit()}>
          <Field
            label={words.correctAmount}
            hint={words.correctHint}
            problem={problem}
            value={amount}
            maxLength={13}
            onChange={setAmount}
            hasFocus
          />
          <Field label={words.correctReason} hint={words.correctReasonHint} value={reason} maxLength={80} onChange={setReason} />
          <SubmitButton isBusy={isBusy}>{words.correct}</SubmitButton>
        </Form>
      </section>
    </Drawer>
  );
}
