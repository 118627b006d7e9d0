import { memo } from 'react';
import type { RecordRow } from '../../../src/contract/records.ts';
import { ROW_SIGNS } from '../../cashier/row-sign.ts';
import color from '../../cashier/status-color.module.css';
import { Sign } from '../../components/sign.tsx';
import { moneyText } from '../../text/amount-text.ts';
import { declineAdvice } from '../../text/decline-advice.ts';
import type { RecordsText } from '../../text/manager/records-text.ts';
import type { Text } from '../../text/text.ts';
import { clockTime, storeDay, tailOf } from '../../text/time-text.ts';
import { hrefOf } from '../route.ts';
import styles from './record-table.module.css';

type RecordLineProps = {
  readonly record: RecordRow | null; // null: it is on its way
  readonly index: number;
  readonly text: Text;
  readonly words: RecordsText;
  readonly timeZone: string;
  readonly today: string; // a day is told only where it is another
};

/** One charge in the record. */
export const RecordLine = memo(function RecordLine({ record, index, text, words, timeZone, today }: RecordLineProps) {
  if (!record) return <div className={`${styles.row} ${styles.coming}`} data-row={index} tabIndex={-1} />;
  const day = storeDay(record.createdAt, timeZone);
  const note = noteOf(record, text, words);
  return (
    <a className={styles.row} href={hrefOf('records', record.id)} data-row={index}>
      <Sign name={ROW_SIGNS[record.status]} size="row" />
      <span className={styles.time}>
        {clockTime(record.createdAt, timeZone)}
        {day !== today && <em>{day}</em>}
      </span>
      <span className={styles.result}>
        <b className={color[record.status]}>{text.rowWords[record.status]}</b>
        {note && <em>{note}</em>}
      </span>
      <span className={styles.cell}>{record.cashier}</span>
      <span className={styles.cell}>{record.tillReference}</span>
      <span className={styles.tail}>{tailOf(record.orderNo)}</span>
      <span className={styles.amount}>{moneyText(record.amount, record.currency)}</span>
    </a>
  );
});

function noteOf(record: RecordRow, text: Text, words: RecordsText): string {
  if (record.refundedAmount > 0) return words.refunded(moneyText(record.refundedAmount, record.currency));
  return record.status === 'declined' ? declineAdvice(text, record).what : '';
}
