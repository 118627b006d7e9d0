import type { Shift } from '../../../src/contract/shift.ts';
import { Icon } from '../../components/icon.tsx';
import { Sign, type SignName } from '../../components/sign.tsx';
import { yuan } from '../../text/amount-text.ts';
import type { ShiftsText } from '../../text/shifts/shifts-text.ts';
import { storeDay } from '../../text/time-text.ts';
import { moveByArrows } from '../move-by-arrows.ts';
import { signedMoney, signedYuan } from '../reports/figures.ts';
import { hrefOf } from '../route.ts';
import { differenceWords, stretchOf } from './shift-words.ts';
import styles from './shifts.module.css';

type Bill = NonNullable<Shift['reconciliation']>['acquirerBill'];
type Of = { readonly words: ShiftsText; readonly timeZone: string };

export const BILL_SIGNS: Readonly<Record<Bill, SignName>> = { pending: 'password', matched: 'paid', differs: 'unresolved' };

/** The shift that is going on, with what it has taken so far. */
export function OpenShiftCard({ shift, words, timeZone }: Of & { readonly shift: Shift }) {
  const { totals } = shift;
  return (
    <a className={styles.open} href={hrefOf('shifts', shift.id)}>
      <span className={styles.openWho}>
        <b>{shift.cashier}</b>
        <em>
          {words.open}　{storeDay(shift.openedAt, timeZone)} {stretchOf(shift, timeZone)}
        </em>
      </span>
      <span>
        <small>{words.columns.net}</small>
        <strong>{signedMoney(totals.net, totals.currency ?? 'CNY')}</strong>
      </span>
      <span>
        <small>{words.columns.sales}</small>
        <strong>{totals.paidCount}</strong>
      </span>
      <span>
        <small>{words.methods.cash}</small>
        <strong>{yuan(totals.cash.sales.amount)}</strong>
      </span>
      <Icon name="next" />
    </a>
  );
}

/** Closed shifts, the newest first. */
export function ShiftList({ shifts, words, timeZone }: Of & { readonly shifts: readonly Shift[] }) {
  const { columns } = words;
  return (
    <section className={styles.list} aria-label={words.listLabel}>
      <div className={styles.head} aria-hidden="true">
        <span>{columns.time}</span>
        <span>{columns.cashier}</span>
        <span>{columns.z}</span>
        <span className={styles.figure}>{columns.sales}</span>
        <span className={styles.figure}>{columns.net}</span>
        <span className={styles.figure}>{columns.drawer}</span>
        <span>{columns.bill}</span>
      </div>
      <ul onKeyDown={moveByArrows}>
        {shifts.map((shift) => (
          <li key={shift.id}>
            <ShiftRow {...{ shift, words, timeZone }} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ShiftRow({ shift, words, timeZone }: Of & { readonly shift: Shift }) {
  const { totals, reconciliation, zNumber, cashDifference } = shift;
  const bill = reconciliation?.acquirerBill ?? 'pending';
  const found = reconciliation?.discrepancies.length ?? 0;
  return (
    <a className={styles.row} href={hrefOf('shifts', shift.id)}>
      <span className={styles.time}>
        {storeDay(shift.openedAt, timeZone)}
        <em>{stretchOf(shift, timeZone)}</em>
      </span>
      <b>{shift.cashier}</b>
      <span>{zNumber !== null && words.z(zNumber)}</span>
      <span className={styles.figure}>{totals.paidCount}</span>
      <b className={styles.figure}>{signedYuan(totals.net)}</b>
      <span className={`${styles.figure} ${cashDifference ? styles.off : styles.quiet}`}>{differenceWords(cashDifference, words)}</span>
      <span className={styles.bill}>
        <Sign name={BILL_SIGNS[bill]} size="row" />
        <span>
          {words.bills[bill]}
          {found > 0 && <em>{words.found(found)}</em>}
        </span>
      </span>
    </a>
  );
}
