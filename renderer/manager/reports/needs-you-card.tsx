import type { ReactNode } from 'react';
import type { DiscrepancyPage } from '../../../src/contract/reconciliation.ts';
import { findingLine } from '../../cashier/finding-words.ts';
import { Icon } from '../../components/icon.tsx';
import { Sign, type SignName } from '../../components/sign.tsx';
import { moneyText } from '../../text/amount-text.ts';
import type { ReportWords } from '../../text/report/report-words.ts';
import { clockTime } from '../../text/time-text.ts';
import type { PageProps } from '../page-props.ts';
import { DIFFERENCE_SIGNS, timeOf, titleOf } from '../reconciliation/facts.ts';
import { hrefOf } from '../route.ts';
import { useReading } from '../use-reading.ts';
import { sumsText } from './figures.ts';
import styles from './reports.module.css';

/** Of each kind; the rest is behind the link. */
const MOST_LISTED = 3;

type NeedsYouProps = Pick<PageProps, 'office' | 'people' | 'view' | 'text' | 'words'> & { readonly report: ReportWords };

/** Whatever waits for a person, wherever it comes from. */
export function NeedsYouCard({ office, people, view, text, words, report }: NeedsYouProps) {
  const { timeZone } = view.store;
  const { openDiscrepancies } = people;
  const page = useReading<DiscrepancyPage>(
    office,
    'discrepancies',
    openDiscrepancies > 0 ? { limit: '20', status: 'open' } : null,
    openDiscrepancies,
  );
  const discrepancies = page.value?.items.slice(0, MOST_LISTED) ?? [];
  const unknown = view.todo.filter(({ status }) => status === 'unresolved' || status === 'reversing');
  const refunds = view.refunds.filter(({ status }) => status === 'unresolved' || status === 'failed');
  const count = openDiscrepancies + view.findings.length + unknown.length + refunds.length;
  return (
    <section className={`${styles.card} ${styles.needs}`} aria-labelledby="needs-you">
      <header>
        <h2 id="needs-you">{report.toDo}</h2>
        {count > 0 && <b className={styles.badge}>{count}</b>}
      </header>
      {count === 0 && <p className={styles.empty}>{report.nothingToDo}</p>}
      <ul>
        {discrepancies.map((found) => {
          const amount = found.theirs?.amount ?? found.ours?.amount;
          return (
            <Row key={found.id} href={hrefOf('reconciliation')} sign={DIFFERENCE_SIGNS[found.difference]}>
              {titleOf(found, words.reconciliation)}
              <em>
                {amount != null && `${moneyText(amount, found.currency ?? 'CNY')}　`}
                {clockTime(timeOf(found), timeZone)}
              </em>
            </Row>
          );
        })}
        {openDiscrepancies > discrepancies.length && (
          <Row href={hrefOf('reconciliation')} sign="unresolved">
            {report.differences(openDiscrepancies - discrepancies.length, discrepancies.length > 0)}
          </Row>
        )}
        {view.findings.slice(0, MOST_LISTED).map((finding) => (
          <Row key={finding.id} href={hrefOf('records', finding.later.id)} sign="unresolved">
            {text.finding.group}
            <em>
              {moneyText(finding.amount, finding.currency)}　{findingLine(finding, text)}
            </em>
          </Row>
        ))}
        {unknown.length > 0 && (
          <Row href={unknown.length === 1 && unknown[0] ? hrefOf('records', unknown[0].id) : hrefOf('records')} sign="unresolved">
            {report.unknown(unknown.length)}
            <em>
              {sumsText(unknown)}　{report.stillAsking}
            </em>
          </Row>
        )}
        {refunds.length > 0 && (
          <Row href={hrefOf('refunds')} sign="reversed">
            {report.refundsOpen(refunds.length)}
            <em>{sumsText(refunds)}</em>
          </Row>
        )}
      </ul>
    </section>
  );
}

function Row({ href, sign, children }: { readonly href: string; readonly sign: SignName; readonly children: ReactNode }) {
  return (
    <li>
      <a href={href}>
        <Sign name={sign} size="list" />
        <span>{children}</span>
        <Icon name="next" />
      </a>
    </li>
  );
}
