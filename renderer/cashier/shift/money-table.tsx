import type { ShiftReading, ToldTotals } from '../../../src/contract/shift.ts';
import { moneyText, yuan } from '../../text/amount-text.ts';
import type { Text } from '../../text/text.ts';
import styles from './shift.module.css';

type TableProps = { readonly report: ShiftReading; readonly text: Text };

type Row = { readonly name: string; readonly count: number; readonly amount: number | null };

/** What a shift took and gave, tender by tender. What would give away a count that is still to be made is not shown. */
export function MoneyTable({ report, text }: TableProps) {
  const words = text.shift;
  const { totals } = report;
  return (
    <table className={styles.money}>
      <thead>
        <tr>
          <th>{words.tender}</th>
          <th className={styles.num}>{words.count}</th>
          <th className={styles.num}>{words.amount}</th>
        </tr>
      </thead>
      <tbody>
        {rowsOf(totals, text).map(({ name, count, amount }) => (
          <tr key={name}>
            <td>{name}</td>
            <td className={styles.num}>{count}</td>
            <Amount amount={amount} text={text} />
          </tr>
        ))}
        {totals.net !== null && (
          <tr className={styles.total}>
            <td>{words.total}</td>
            <td className={styles.num}>{totals.paidCount}</td>
            <td className={styles.num}>{signed(totals.net)}</td>
          </tr>
        )}
        {(totals.otherCurrencies ?? []).map(({ currency, count, amount, refunded }) => (
          <tr key={currency}>
            <td>{refunded > 0 ? `${currency} ${words.refunds} ${moneyText(refunded, currency)}` : currency}</td>
            <td className={styles.num}>{count}</td>
            <td className={styles.num}>{moneyText(amount, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Amount({ amount, text }: { readonly amount: number | null; readonly text: Text }) {
  return <td className={amount === null ? styles.hidden : styles.num}>{amount === null ? text.shift.hidden : signed(amount)}</td>;
}

function rowsOf(totals: ToldTotals, text: Text): readonly Row[] {
  const words = text.shift;
  const { wallet, walletRefunds, cash, others, otherRefunds, settledLater } = totals;
  // What is not told of cash is told once, in its own row: the others keep to what else there is.
  const isTold = cash.refunds.amount !== null;
  const refundCount = walletRefunds.count + otherRefunds.count + (isTold ? cash.refunds.count : 0);
  const rows: Row[] = [
    ...wallet.map(({ method, count, amount }) => ({ name: words.methods[method], count, amount })),
    { name: words.cash, ...cash.sales },
    ...others.map(({ name, count, amount }) => ({ name, count, amount })),
    {
      name: words.refunds,
      count: refundCount,
      amount: -(walletRefunds.amount + otherRefunds.amount + (cash.refunds.amount ?? 0)),
    },
    { name: words.settledLater, ...settledLater },
  ];
  return rows.filter(({ count, name }) => count > 0 || name === words.cash);
}

/** How the drawer's contents come about, down to what should be in it. */
export function DrawerTable({ report, text }: TableProps) {
  const words = text.shift;
  const { cash } = report.totals;
  const rows: readonly (readonly [string, number | null])[] = [
    [words.drawerFloat, cash.openingFloat],
    [words.drawerSales, cash.sales.amount],
    [words.drawerRefunds, negative(cash.refunds.amount)],
    [words.drawerIns, cash.payIns.amount],
    [words.drawerOuts, negative(cash.payOuts.amount)],
  ];
  return (
    <table className={styles.money} aria-label={words.drawer}>
      <tbody>
        {rows
          .filter(([name, amount]) => amount !== 0 || name === words.drawerFloat)
          .map(([name, amount]) => (
            <tr key={name}>
              <td>{name}</td>
              <Amount amount={amount} text={text} />
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function negative(amount: number | null): number | null {
  return amount === null ? null : -amount;
}

/** With a true minus, in yuan. */
export function signed(amount: number): string {
  return amount < 0 ? `−${yuan(-amount)}` : yuan(amount);
}
