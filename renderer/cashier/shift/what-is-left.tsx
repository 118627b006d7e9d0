import type { ShiftReading } from '../../../src/contract/shift.ts';
import { Button } from '../../components/button.tsx';
import { Sign } from '../../components/sign.tsx';
import { moneyText } from '../../text/amount-text.ts';
import { clockTime, tailOf } from '../../text/time-text.ts';
import type { SheetProps } from './desk-sheets.tsx';
import styles from './shift.module.css';

type LeftProps = SheetProps<'counted' | 'counting' | 'correcting' | 'done'> & { readonly report: ShiftReading | null };

/** What the shift leaves: payments without an end, differences with the acquirer. All of it is carried over, none of it holds anybody up. */
export function WhatIsLeft(props: LeftProps) {
  const { sheet, text, office, view, timeZone, report } = props;
  const words = text.shift;
  const isDone = sheet.kind === 'done';
  const progress = progressOf(props);
  const open = view.todo.filter(({ status }) => status !== 'queued');
  const found = report?.reconciliation?.discrepancies.length ?? 0;
  const differences = Math.max(found, isDone ? 0 : (office?.openDiscrepancies ?? 0));
  const isCalm = open.length === 0 && differences === 0;
  return (
    <section className={styles.left}>
      {isDone && (
        <div className={styles.headline} role="status">
          <Sign name="paid" size="todo" />
          <h2>{words.closed(sheet.zNumber)}</h2>
          <p>{words.closedLine}</p>
        </div>
      )}
      {progress && (
        <div className={styles.progress}>
          <p>
            <b>{words.asking}</b>
            {progress.of !== null && <span>{words.askingOf(progress.done, progress.of)}</span>}
          </p>
          <progress aria-label={words.asking} {...(progress.of === null ? {} : { value: progress.done, max: Math.max(1, progress.of) })} />
        </div>
      )}
      {!progress && isCalm && !isDone && (
        <div className={styles.headline}>
          <Sign name="paid" size="todo" />
          <h2>{words.allKnown}</h2>
          <p>{words.allKnownLine}</p>
        </div>
      )}
      {open.length > 0 && (
        <div className={styles.headline}>
          <Sign name="unresolved" size="todo" />
          <h2>{words.unknown(open.length)}</h2>
          <p>{words.unknownLine}</p>
        </div>
      )}
      <ul className={styles.matters}>
        {open.map((charge) => (
          <li key={charge.id}>
            <Sign name="unresolved" size="list" />
            <b>{moneyText(charge.amount, charge.currency)}</b>
            <span>{`${text.rowWords[charge.status]}\u2002${clockTime(charge.createdAt, timeZone)}\u2002${text.stage.tail(tailOf(charge.orderNo))}`}</span>
            <em>{words.carried}</em>
          </li>
        ))}
      </ul>
      {differences > 0 && (
        <div className={styles.headline}>
          <Sign name="advice" size="todo" />
          <h2>{words.differences(differences)}</h2>
          <p>{words.differencesLine}</p>
          <Button size="small" onPress={() => location.assign('/manager/')}>
            {text.shift.deeds.manager}
          </Button>
        </div>
      )}
    </section>
  );
}

/** What is being asked right now of this shift. */
function progressOf({ office, sheet }: LeftProps): { readonly done: number; readonly of: number | null } | null {
  const running = office?.reconciling ?? null;
  if (running && running.billDate === null) return running;
  return sheet.kind === 'counted' && office?.shift?.isClosing ? { done: 0, of: null } : null;
}
