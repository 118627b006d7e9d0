import { useState } from 'react';
import type { Shift } from '../../../src/contract/shift.ts';
import { Button } from '../../components/button.tsx';
import { Sign } from '../../components/sign.tsx';
import type { PageProps } from '../page-props.ts';
import { Progress } from '../parts/progress.tsx';
import { hrefOf } from '../route.ts';
import { useKey } from '../use-key.ts';
import { BILL_SIGNS } from './shift-list.tsx';
import styles from './shifts.module.css';

type Found = NonNullable<Shift['reconciliation']>;
type Props = Pick<PageProps, 'give' | 'people' | 'words'> & { readonly shift: Shift; readonly readAgain: () => void };

/** What comparing the shift with the acquirer found. */
export function ShiftReconciliation({ shift, ...props }: Props) {
  const { reconciliation } = shift;
  if (!reconciliation) return <p className={styles.later}>{props.words.shifts.reconcileAfter}</p>;
  return <Compared {...props} id={shift.id} found={reconciliation} />;
}

/** …and the wish to compare now. */
function Compared({ id, found, give, people, readAgain, words: { shifts: words } }: Omit<Props, 'shift'> & { id: string; found: Found }) {
  const [code, setCode] = useState<string | null>(null);
  const { reconciling } = people;
  const { acquirerBill, matched, discrepancies } = found;
  const open = discrepancies.filter(({ status }) => status === 'open').length;
  const isOfThis = reconciling !== null && (reconciling.shiftId ?? id) === id;

  async function reconcile(): Promise<void> {
    if (reconciling !== null) return;
    const answer = await give({ kind: 'reconcile_shift', shiftId: id });
    setCode(answer.ok ? null : answer.code);
    if (answer.ok) readAgain(); // what was over before anybody heard that it began
  }

  useKey('F5', () => void reconcile());
  return (
    <section className={styles.card} aria-labelledby="reconciliation">
      <div className={styles.agree}>
        <Sign name={open > 0 ? 'unresolved' : BILL_SIGNS[acquirerBill === 'differs' ? 'matched' : acquirerBill]} size="todo" />
        <h2 id="reconciliation" className={styles.big}>
          {words.matched(matched)}
        </h2>
        <p>
          {open === 0 && acquirerBill === 'differs' ? words.allDone : words.matchedBy[acquirerBill]}
          {open > 0 && <b>{words.differences(open)}</b>}
        </p>
      </div>
      <div className={styles.agreeActions}>
        {isOfThis && (
          <Progress done={reconciling.done} of={reconciling.of}>
            {words.reconciling(reconciling.done, reconciling.of)}
          </Progress>
        )}
        {discrepancies.length > 0 && (
          <a className={styles.link} href={hrefOf('reconciliation', 'shift', id)}>
            {words.seeDifferences}
          </a>
        )}
        <Button look="strong" size="small" keyCap="F5" isOff={reconciling !== null} onPress={() => void reconcile()}>
          {words.reconcileNow}
        </Button>
      </div>
      {code !== null && <p role="alert">{words.codes[code] ?? words.codes.other}</p>}
    </section>
  );
}
