import type { ReactNode } from 'react';
import type { ReportAnswer, ReportView } from '../../../src/contract/report.ts';
import { Sign } from '../../components/sign.tsx';
import { yuan } from '../../text/amount-text.ts';
import type { ReportWords } from '../../text/report/report-words.ts';
import { BarChart } from '../charts/bar-chart.tsx';
import { Legend } from '../charts/legend.tsx';
import { ShareBar } from '../charts/share-bar.tsx';
import { signedMoney, signedYuan, weekdayOf } from './figures.ts';
import { barsOf } from './report-bars.ts';
import styles from './reports.module.css';
import { share } from './tiles.tsx';

type Of = { readonly answer: ReportAnswer; readonly words: ReportWords };

function Card({ title, beside, children }: { readonly title: string; readonly beside?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={styles.card}>
      <header>
        <h2>{title}</h2>
        {beside}
      </header>
      {children}
    </section>
  );
}

/** Takings by hour of a day, by day of several. */
export function ChartCard({ answer, words }: Of) {
  const { report, before, today } = answer;
  const isOneDay = report.days.length === 1;
  const title = isOneDay ? words.byHour : words.byDay;
  const beforeName = before && (isOneDay ? weekdayOf(before.from, words) : words.before);
  const now = isOneDay && report.to === today ? words.stretches.today : words.now;
  const legend = <Legend now={now} before={before && words.before} unfinished={report.to === today ? words.unfinished : null} />;
  const heads = { name: isOneDay ? words.hour : words.day, now, before: beforeName ?? words.before };
  return (
    <Card title={title} beside={legend}>
      <BarChart bars={barsOf(answer, words)} title={title} heads={heads} yuan={yuan} />
    </Card>
  );
}

/** Why charges were not paid, and whether they were after all. */
export function NotPaidCard({ answer: { report }, words }: Of) {
  const all = report.notPaid.reduce((sum, { count }) => sum + count, 0);
  return (
    <Card title={words.notPaidTitle}>
      {all === 0 ? (
        <p className={styles.empty}>{words.nothingYet}</p>
      ) : (
        <ul className={styles.reasons}>
          {report.notPaid.map((row) => (
            <li key={row.reason}>
              <Sign name={REVERSED.has(row.reason) ? 'reversed' : 'declined'} size="row" />
              <span>{words.reasons[row.reason] ?? row.reason}</span>
              <ShareBar part={row.count} whole={all} />
              <b>{row.count}</b>
              <em>{afterwards(row, words)}</em>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Reasons for which a charge was undone, not refused. */
const REVERSED: ReadonlySet<string> = new Set(['customer_timeout', 'canceled', 'payment_failed', 'never_confirmed', 'acquirer']);

function afterwards({ reason, count, paidAfterAll, paidInCash }: ReportView['notPaid'][number], words: ReportWords): string {
  if (paidAfterAll === count) return words.paidAll;
  if (paidAfterAll > 0) return words.paidSome(paidAfterAll);
  if (paidInCash > 0) return words.cashAll;
  return REVERSED.has(reason) ? words.reversed : '';
}

/** What came by which means; refunds and what remains under the line. */
export function TendersCard({ answer: { report }, words }: Of) {
  return (
    <Card title={words.tenders}>
      <table className={styles.money}>
        <thead className={styles.spoken}>
          <tr>
            <th scope="col">{words.tenders}</th>
            <th scope="col">{words.amount}</th>
            <th scope="col">%</th>
          </tr>
        </thead>
        <tbody>
          {report.tenders.map(({ kind, name, taken }) => (
            <tr key={`${kind} ${name}`}>
              <th scope="row">{kind === 'other' ? name : words.tenderNames[kind]}</th>
              <td>{yuan(taken.fen)}</td>
              <td className={styles.quiet}>{Math.round((taken.fen / Math.max(1, report.taken.fen)) * 100)}%</td>
            </tr>
          ))}
          {report.refunded.count > 0 && (
            <tr>
              <th scope="row">{words.refunds}</th>
              <td>{signedYuan(-report.refunded.fen)}</td>
              <td className={styles.quiet}>{share(report.refunded.fen, report.taken.fen)}</td>
            </tr>
          )}
          <tr className={styles.total}>
            <th scope="row">{words.total}</th>
            <td>{signedYuan(report.netFen)}</td>
            <td />
          </tr>
        </tbody>
      </table>
      <OtherCurrencies {...{ report, words }} />
    </Card>
  );
}

/** One line on what is in no figure of the page: what was charged in other currencies than the store's. */
function OtherCurrencies({ report: { otherCurrencies }, words }: { readonly report: ReportView; readonly words: ReportWords }) {
  if (otherCurrencies.length === 0) return null;
  const count = otherCurrencies.reduce((all, { taken, unknown }) => all + taken.count + unknown.count, 0);
  const sums = otherCurrencies.map(({ currency, taken, refunded }) => {
    const back = refunded.fen > 0 ? ` ${words.refunds} ${signedMoney(-refunded.fen, currency)}` : '';
    return `${signedMoney(taken.fen, currency)}${back}`;
  });
  return (
    <p className={styles.facts}>
      {words.otherCurrencies(count)}　{sums.join('　')}
    </p>
  );
}

/** What each took, gave back, and did not get. */
export function CashiersCard({ answer: { report }, words }: Of) {
  const { codes } = report.wallet;
  return (
    <Card
      title={words.cashiers}
      beside={
        <p className={styles.facts}>
          {words.passwordShare} {share(codes.askedCustomer, codes.paid)}　{words.refundRate} {share(report.refunded.fen, report.taken.fen)}
        </p>
      }
    >
      <table className={styles.money}>
        <thead>
          <tr>
            <th scope="col">{words.cashiers}</th>
            <th scope="col">{words.count}</th>
            <th scope="col">{words.amount}</th>
            <th scope="col">{words.refunds}</th>
            <th scope="col">{words.attemptsFailed}</th>
          </tr>
        </thead>
        <tbody>
          {report.cashiers.map(({ name, taken, refunded, notPaid }) => (
            <tr key={name ?? ''}>
              <th scope="row">{name ?? words.nobody}</th>
              <td>{taken.count}</td>
              <td>{yuan(taken.fen)}</td>
              <td>{signedYuan(-refunded.fen)}</td>
              <td>{notPaid}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
