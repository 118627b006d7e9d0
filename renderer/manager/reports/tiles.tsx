import type { ReportAnswer } from '../../../src/contract/report.ts';
import { moneyText } from '../../text/amount-text.ts';
import type { ReportWords } from '../../text/report/report-words.ts';
import { signedMoney, weekdayOf } from './figures.ts';
import styles from './reports.module.css';

/** The four figures that a manager looks at first, each with one comparison in words. */
export function Tiles({ answer, words }: { readonly answer: ReportAnswer; readonly words: ReportWords }) {
  const { report } = answer;
  const { wallet, taken, averageFen, currency } = report;
  const attempts = wallet.paid + wallet.notPaid;
  const paidAfterAll = report.notPaid.reduce((all, reason) => all + reason.paidAfterAll, 0);
  const facts: readonly (readonly [string, string, string])[] = [
    [words.net, signedMoney(report.netFen, currency), comparison(answer, words) ?? words.gross(moneyText(taken.fen, currency))],
    [words.sales, String(taken.count), averageFen === null ? words.nothingYet : words.each(moneyText(averageFen, currency))],
    [words.paidAtOnce, share(wallet.paidAtOnce, attempts), words.notPaid(wallet.notPaid, paidAfterAll)],
    [words.takes, seconds(wallet.waits.medianMs, words), waitLine(answer, words)],
  ];
  return (
    <dl className={styles.tiles}>
      {facts.map(([label, figure, beside]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{figure}</dd>
          <dd className={styles.beside}>{beside}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Against the same days a week before: as far as these have come. */
function comparison({ report, before }: ReportAnswer, words: ReportWords): string | null {
  if (before === null) return null;
  const isOneDay = report.days.length === 1;
  const when = before.upTo && isOneDay ? words.sameTime(weekdayOf(before.from, words)) : words.thanBefore;
  const difference = report.netFen - (before.upTo?.netFen ?? before.netFen);
  if (difference === 0) return words.same(when);
  return difference > 0
    ? words.more(when, moneyText(difference, report.currency))
    : words.less(when, moneyText(-difference, report.currency));
}

function waitLine({ report: { wallet } }: ReportAnswer, words: ReportWords): string {
  const { waits, waitsWithPassword } = wallet;
  if (waitsWithPassword.medianMs !== null) return words.withPassword(tenths(waitsWithPassword.medianMs));
  return waits.p99Ms === null ? '' : words.p99(tenths(waits.p99Ms));
}

function seconds(ms: number | null, words: ReportWords): string {
  return ms === null ? '—' : words.seconds(tenths(ms));
}

function tenths(ms: number): string {
  return (ms / 1000).toFixed(1);
}

/** A part of a whole, or a dash of nothing. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`;
}
