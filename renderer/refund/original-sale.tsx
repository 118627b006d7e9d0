import type { Charge } from '../../src/contract/charge.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import { Sign } from '../components/sign.tsx';
import { WalletMark } from '../components/wallet-mark.tsx';
import { moneyText } from '../text/amount-text.ts';
import type { RefundText } from '../text/refund/refund-text.ts';
import type { Text } from '../text/text.ts';
import { clockTime, storeDay, tailOf } from '../text/time-text.ts';
import styles from './refund.module.css';

type OriginalSaleProps = { readonly charge: Charge; readonly view: TerminalView; readonly words: RefundText; readonly text: Text };

/** What was paid: one line over everything that goes back of it. */
export function OriginalSale({ charge, view, words, text }: OriginalSaleProps) {
  const { timeZone } = view.store;
  const at = charge.paidAt ?? charge.createdAt;
  const day = storeDay(at, timeZone);
  return (
    <p className={styles.original}>
      <Sign name="paid" size="list" />
      <span>
        {words.sale.original} <b>{moneyText(charge.amount, charge.currency)}</b>
      </span>
      <span>{`${day === storeDay(Date.now(), timeZone) ? text.lists.today : day} ${clockTime(at, timeZone)}`}</span>
      <span>{words.sale.tail(tailOf(charge.orderNo))}</span>
      {charge.tillReference && <span>{charge.tillReference}</span>}
      <span className={styles.wallet}>
        <WalletMark />
        {text.states.paid.wallet}
      </span>
    </p>
  );
}
