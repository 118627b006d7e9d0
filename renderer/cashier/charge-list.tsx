import { useState } from 'react';
import type { Charge } from '../../src/contract/charge.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { refundTextIn } from '../text/refund/catalogue.ts';
import type { Text } from '../text/text.ts';
import { storeDay } from '../text/time-text.ts';
import styles from './charge-list.module.css';
import { ChargeRow } from './charge-row.tsx';
import { isOpenCharge } from './charge-state.ts';

type ChargeListProps = {
  readonly charges: readonly Charge[];
  readonly text: Text;
  readonly timeZone: string;
  /** Whether the days stand between the rows. */
  readonly hasDays: boolean;
  readonly onShow: (chargeId: string) => void;
  readonly onAsk: (chargeId: string) => void;
  readonly onRefund: (chargeId: string) => void;
};

/** Charges as rows, one of them open. */
export function ChargeList({ charges, text, timeZone, hasDays, onShow, onAsk, onRefund }: ChargeListProps) {
  const [openId, setOpenId] = useState<string | null>(null);
  const today = storeDay(Date.now(), timeZone);
  const days = Object.entries(Object.groupBy(charges, ({ createdAt }) => storeDay(createdAt, timeZone)));
  const groups: readonly (readonly [string, readonly Charge[]])[] = hasDays
    ? days.map(([day, rows]) => [day, rows ?? []])
    : [['', charges]];

  function rowOf(charge: Charge) {
    return (
      <ChargeRow
        key={charge.id}
        charge={charge}
        text={text}
        timeZone={timeZone}
        isOpen={openId === charge.id}
        onToggle={() => setOpenId(openId === charge.id ? null : charge.id)}
        actions={
          <>
            <Button size="small" look="strong" icon={<Icon name="next" />} onPress={() => onShow(charge.id)}>
              {text.lists.show}
            </Button>
            {charge.status === 'paid' && (
              <Button size="small" icon={<Icon name="undo" />} keyCap="F9" onPress={() => onRefund(charge.id)}>
                {refundTextIn(text.locale).open}
              </Button>
            )}
            {isOpenCharge(charge) && (
              <Button size="small" icon={<Icon name="ask" />} keyCap="F5" onPress={() => onAsk(charge.id)}>
                {text.lists.ask}
              </Button>
            )}
          </>
        }
      />
    );
  }

  return groups.map(([day, rows]) => (
    <section key={day}>
      {hasDays && <h3 className={styles.day}>{day === today ? text.lists.today : day}</h3>}
      <ul className={styles.list}>{rows.map(rowOf)}</ul>
    </section>
  ));
}
