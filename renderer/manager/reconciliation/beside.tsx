import { useState } from 'react';
import type { BillDayView, ReconciliationSummary } from '../../../src/contract/reconciliation.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Sign, type SignName } from '../../components/sign.tsx';
import type { ReconciliationText } from '../../text/reconciliation/reconciliation-text.ts';
import { clockTime, storeDay } from '../../text/time-text.ts';
import type { PageProps } from '../page-props.ts';
import { hrefOf } from '../route.ts';
import { BILL_SIGNS } from '../shifts/shift-list.tsx';
import styles from './reconciliation.module.css';

type Shifts = ReconciliationSummary['shifts'];

/** The newest shifts, each with what comparing it found. Leads to its differences, or to the shift. */
export function ShiftsBeside({ shifts, words, timeZone }: { shifts: Shifts; words: PageProps['words']; timeZone: string }) {
  const { reconciliation, shifts: shiftWords } = words;
  return (
    <section className={styles.beside} aria-labelledby="shifts-beside">
      <h2 id="shifts-beside">{reconciliation.shiftsTitle}</h2>
      {shifts.length === 0 && <p>{reconciliation.noShifts}</p>}
      <ul>
        {shifts.map((shift) => (
          <li key={shift.id}>
            <a href={shift.open > 0 ? hrefOf('reconciliation', 'shift', shift.id) : hrefOf('shifts', shift.id)}>
              <Sign name={shift.open > 0 ? 'unresolved' : BILL_SIGNS[shift.bill === 'differs' ? 'matched' : shift.bill]} size="row" />
              <span>
                {reconciliation.ofShift(shift.zNumber, shift.cashier)}
                <em>
                  {storeDay(shift.closedAt, timeZone).slice(5)}　{reconciliation.shiftLine(shift.matched, shift.open)}
                  {shift.bill === 'pending' && `　${shiftWords.bills.pending}`}
                </em>
              </span>
              <Icon name="next" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

const DAY_SIGNS: Readonly<Record<BillDayView['state'], SignName>> = {
  waiting: 'password',
  reading: 'busy',
  read: 'paid',
  none: 'canceled',
  malformed: 'advice',
  unknown: 'advice',
};

/** A bill that can be fetched again, or sooner. */
const CAN_ASK: ReadonlySet<BillDayView['state']> = new Set(['waiting', 'malformed', 'unknown']);

type DaysProps = Pick<PageProps, 'give' | 'people'> & {
  readonly days: readonly BillDayView[];
  readonly words: ReconciliationText;
  readonly timeZone: string;
};

/** The acquirer's bills of the newest days, and how each is. */
export function BillDays({ days, words, timeZone, ...props }: DaysProps) {
  return (
    <section className={styles.beside} aria-labelledby="days-beside">
      <h2 id="days-beside">{words.daysTitle}</h2>
      {days.length === 0 && <p>{words.noDays}</p>}
      <ul>
        {days.map((day) => (
          <li key={day.date} className={styles.day} data-bill={day.state}>
            <Sign name={day.open > 0 ? 'unresolved' : DAY_SIGNS[day.state]} size="row" />
            <span>
              {day.date}　{words.days[day.state]}
              <em>
                {day.state === 'read' &&
                  (day.open > 0 ? (
                    <a href={hrefOf('reconciliation', 'day', day.date)}>{words.dayMatched(day.matched, day.open)}</a>
                  ) : (
                    words.dayMatched(day.matched, 0)
                  ))}
                {(day.state === 'waiting' || day.state === 'unknown') && day.dueAt && words.due(dueWord(day.dueAt, timeZone))}
              </em>
            </span>
            {day.state === 'malformed' && <em className={styles.wide}>{words.malformed}</em>}
            {CAN_ASK.has(day.state) && <AskButton {...props} date={day.date} words={words} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** `10:00`, with the day where it is not today's. */
function dueWord(at: string, timeZone: string): string {
  const day = storeDay(at, timeZone);
  return `${day === storeDay(Date.now(), timeZone) ? '' : `${day.slice(5)} `}${clockTime(at, timeZone)}`;
}

function AskButton({ date, words, give, people }: Pick<DaysProps, 'give' | 'people' | 'words'> & { readonly date: string }) {
  const [code, setCode] = useState<string | null>(null);
  async function ask(): Promise<void> {
    const answer = await give({ kind: 'read_bill', billDate: date });
    setCode(answer.ok ? null : answer.code);
  }
  return (
    <>
      <Button size="small" isOff={people.reconciling !== null} onPress={() => void ask()}>
        {words.ask}
      </Button>
      {code !== null && <em role="alert">{words.codes[code] ?? words.codes.other}</em>}
    </>
  );
}
