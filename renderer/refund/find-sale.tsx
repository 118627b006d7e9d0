import { useEffect, useRef } from 'react';
import type { Charge } from '../../src/contract/charge.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Sign } from '../components/sign.tsx';
import { moneyText } from '../text/amount-text.ts';
import { clockTime, storeDay, tailOf } from '../text/time-text.ts';
import styles from './refund.module.css';
import type { RefundPartProps } from './refund-screen.tsx';

/** Which sale: scanned, searched, or taken from the newest. */
export function FindSale(props: RefundPartProps) {
  const { flow, state, words, text, onSignIn } = props;
  const { search } = state;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <header className={styles.findHead}>
        <label className={styles.field}>
          <Icon name="ask" />
          <input
            ref={field}
            type="text"
            autoComplete="off"
            spellCheck={false}
            maxLength={64}
            aria-label={words.find.label}
            placeholder={words.find.search}
            value={search.text}
            onChange={(event) => flow.look(event.currentTarget.value)}
          />
        </label>
        <Button size="small" keyCap="Esc" onPress={flow.close}>
          {text.lists.close}
        </Button>
      </header>
      <div className={styles.found}>
        <p className={styles.heading} role="status">
          {search.text.trim() === '' ? words.find.newest : search.status === 'looking' ? words.find.looking : words.find.found}
        </p>
        {search.items.length > 0 && (
          <ul className={styles.sales} data-stale={search.status === 'looking' || undefined}>
            {search.items.map((charge) => (
              <SaleRow key={charge.id} {...props} charge={charge} />
            ))}
          </ul>
        )}
        {search.status === 'ready' && search.items.length === 0 && <p className={styles.blank}>{words.find.nothing}</p>}
        {search.status === 'failed' && (
          <div className={styles.blank}>
            <p>{words.find.failed}</p>
            <Button size="small" look="strong" onPress={flow.again}>
              {words.find.again}
            </Button>
          </div>
        )}
        {search.status === 'sign_in' && (
          <div className={styles.blank}>
            <p>{words.find.signIn}</p>
            <Button size="small" look="strong" keyCap="Home" onPress={onSignIn}>
              {words.find.signInButton}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

function SaleRow({ flow, view, text, charge }: RefundPartProps & { readonly charge: Charge }) {
  const { timeZone } = view.store;
  const at = charge.paidAt ?? charge.createdAt;
  const isToday = storeDay(at, timeZone) === storeDay(Date.now(), timeZone);
  const back = charge.refundedAmount > 0 && text.lists.refunded(moneyText(charge.refundedAmount, charge.currency));
  return (
    <li>
      <button type="button" data-row={charge.id} onClick={() => flow.choose(charge.id)}>
        <Sign name="paid" size="list" />
        <span className={styles.time}>
          {!isToday && <em>{storeDay(at, timeZone).slice(5)}</em>}
          {clockTime(at, timeZone)}
        </span>
        <span className={styles.about}>
          {charge.tillReference ?? (charge.description === view.store.name ? '' : charge.description)}
          {back && <em>{back}</em>}
        </span>
        <span className={styles.meta}>{text.stage.tail(tailOf(charge.orderNo))}</span>
        <b>{moneyText(charge.amount, charge.currency)}</b>
        <Icon name="next" />
      </button>
    </li>
  );
}
