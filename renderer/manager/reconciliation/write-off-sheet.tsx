import { useState } from 'react';
import type { DiscrepancyView } from '../../../src/contract/reconciliation.ts';
import { newId } from '../../client/new-id.ts';
import { Button } from '../../components/button.tsx';
import { Drawer } from '../../components/drawer.tsx';
import { moneyText } from '../../text/amount-text.ts';
import type { PageProps } from '../page-props.ts';
import { Field, Form, SubmitButton } from '../parts/field.tsx';
import { useEscape } from '../use-escape.ts';
import { factsOf, titleOf } from './facts.ts';
import styles from './reconciliation.module.css';

type Props = Pick<PageProps, 'give' | 'words' | 'view'> & {
  readonly found: DiscrepancyView;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

/** A difference that is left as it is, with the reason written down. The books do not change. */
export function WriteOffSheet({ found, give, view, words: { reconciliation: words }, onClose, onDone }: Props) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEscape(onClose);

  async function submit(): Promise<void> {
    const said = reason.trim();
    if (isBusy) return;
    if (said === '') return setProblem(words.reasonNeeded);
    setBusy(true);
    const command = {
      kind: 'remedy',
      requestId: newId(),
      discrepancyId: found.id,
      remedy: 'write_off',
      reason: said,
    } as const;
    const amount = found.theirs?.amount ?? found.ours?.amount;
    const answer = await give(
      command,
      `${words.remedies.write_off}${amount == null ? '' : ` ${moneyText(amount, found.currency ?? 'CNY')}`}`,
    );
    setBusy(false);
    if (answer.ok) onDone();
    else setProblem(words.codes[answer.code] ?? words.codes.other);
  }

  return (
    <Drawer title={words.writeOffTitle} closeWord={words.close} onClose={onClose}>
      <section className={styles.form}>
        <p>
          <b>{titleOf(found, words)}</b>
          {words.causes[found.cause](factsOf(found, view.store.timeZone))}
        </p>
        <div className={styles.reasons}>
          {words.reasons.map((usual) => (
            <Button key={usual} size="small" isPressed={usual === reason} onPress={() => setReason(usual)}>
              {usual}
            </Button>
          ))}
        </div>
        <Form onSubmit={() => void submit()}>
          <Field
            label={words.writeOffReason}
            hint={words.writeOffHint}
            problem={problem}
            value={reason}
            maxLength={80}
            onChange={setReason}
            hasFocus
          />
          <SubmitButton isBusy={isBusy}>{words.remedies.write_off}</SubmitButton>
        </Form>
      </section>
    </Drawer>
  );
}
