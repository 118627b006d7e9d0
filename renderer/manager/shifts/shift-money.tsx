import type { ReactNode } from 'react';
import type { Shift } from '../../../src/contract/shift.ts';
import { yuan } from '../../text/amount-text.ts';
import type { ShiftsText } from '../../text/shifts/shifts-text.ts';
import { signedMoney, signedYuan } from '../reports/figures.ts';
import { differenceWords } from './shift-words.ts';
import styles from './shifts.module.css';

type Of = { readonly shift: Shift; readonly words: ShiftsText };

/** What came by which means, what went back, and what remains. */
export function MoneyCard({ shift: { totals }, words, stretch }: Of & { readonly stretch: string }) {
  const refunds = totals.walletRefunds.count + totals.cash.refunds.count + totals.otherRefunds.count;
  const rows: readonly (readonly [name: string, count: number, fen: number])[] = [
    ...totals.wallet.map(({ method, count, amount }) => [words.methods[method], count, amount] as const),
    ...(totals.cash.sales.count > 0 ? [[words.methods.cash, totals.cash.sales.count, totals.cash.sales.amount] as const] : []),
    ...totals.others.map(({ name, count, amount }) => [name, count, amount] as const),
    ...(refunds > 0 ? [[words.refunds, refunds, -totals.refunded] as const] : []),
  ];
  const others = (totals.otherCurrencies ?? []).flatMap(({ currency, count, amount, refunded }) => [
    [currency, count, amount, currency] as const,
    ...(refunded > 0 ? [[`${currency} ${words.refunds}`, null, -refunded, currency] as const] : []),
  ]);
  return (
    <section className={styles.card} aria-labelledby="money">
      <header>
        <h2 id="money">{words.money}</h2>
        <span>{stretch}</span>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.method}</th>
            <th scope="col">{words.count}</th>
            <th scope="col">{words.amount}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, count, fen]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{count}</td>
              <td>{signedYuan(fen)}</td>
            </tr>
          ))}
          <tr className={styles.total}>
            <th scope="row">{words.total}</th>
            <td>{totals.paidCount}</td>
            <td>{signedYuan(totals.net)}</td>
          </tr>
          {others.map(([name, count, amount, currency]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{count}</td>
              <td>{signedMoney(amount, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What moved in the drawer, what should be in it, what was counted, and the difference in words. */
export function DrawerCard({ shift, words, action }: Of & { readonly action?: ReactNode }) {
  const { cash } = shift.totals;
  const rows: readonly (readonly [name: string, fen: number, isShown: boolean])[] = [
    [words.float, cash.openingFloat, true],
    [words.cashSales, cash.sales.amount, true],
    [words.cashRefunds, -cash.refunds.amount, cash.refunds.count > 0],
    [words.payIns, cash.payIns.amount, cash.payIns.count > 0],
    [words.payOuts, -cash.payOuts.amount, cash.payOuts.count > 0],
  ];
  return (
    <section className={styles.card} aria-labelledby="drawer">
      <header>
        <h2 id="drawer">{words.drawerTitle}</h2>
        {action}
      </header>
      <table>
        <tbody>
          {rows.map(
            ([name, fen, isShown]) =>
              isShown && (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{signedYuan(fen)}</td>
                </tr>
              ),
          )}
        </tbody>
      </table>
      <dl className={styles.counted}>
        <div>
          <dt>{words.expected}</dt>
          <dd>{cash.expected === null ? words.notTold : signedYuan(cash.expected)}</dd>
        </div>
        <div>
          <dt>{words.counted}</dt>
          <dd>{shift.countedCash === null ? words.notCounted : yuan(shift.countedCash)}</dd>
        </div>
        <div>
          <dt>{words.difference}</dt>
          <dd>{shift.countedCash === null ? '—' : differenceWords(shift.cashDifference, words)}</dd>
        </div>
      </dl>
    </section>
  );
}
