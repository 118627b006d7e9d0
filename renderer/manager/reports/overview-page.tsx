import { useState } from 'react';
import { reportWordsIn } from '../../text/report/catalogue.ts';
import { clockTime } from '../../text/time-text.ts';
import { Page } from '../page.tsx';
import type { PageProps } from '../page-props.ts';
import { CashiersCard, ChartCard, NotPaidCard, TendersCard } from './cards.tsx';
import { NeedsYouCard } from './needs-you-card.tsx';
import { PrintPage } from './print-page.tsx';
import styles from './reports.module.css';
import { StretchChoice } from './stretch-choice.tsx';
import { Tiles } from './tiles.tsx';
import { type Asked, useReport } from './use-report.ts';

/** How the shop is doing: four figures, a chart, what went wrong, what is to be done. */
export default function OverviewPage(props: PageProps) {
  const { office, text } = props;
  const words = reportWordsIn(text.locale);
  const [asked, setAsked] = useState<Asked>({ stretch: 'today' });
  const { answer, code } = useReport(office, asked);
  const stretch = 'stretch' in asked ? asked.stretch : 'custom';
  const isToday = stretch === 'today' && answer !== null;
  const title = isToday ? words.todayUpTo(clockTime(answer.nowMs, answer.timeZone)) : words.stretches[stretch];
  const actions = (
    <>
      <StretchChoice {...{ asked, words }} today={answer?.today ?? ''} onAsk={setAsked} />
      <PrintPage {...{ office, asked, words }} />
    </>
  );
  return (
    <Page title={title} actions={actions}>
      {code !== null && <p role="alert">{words.codes[code] ?? words.failed}</p>}
      {answer === null && code === null && <p>{words.loading}</p>}
      {answer && (
        <>
          <Tiles {...{ answer, words }} />
          <div className={styles.two}>
            <div className={styles.column}>
              <ChartCard {...{ answer, words }} />
              <NotPaidCard {...{ answer, words }} />
            </div>
            <div className={styles.column}>
              <NeedsYouCard {...props} report={words} />
              <TendersCard {...{ answer, words }} />
            </div>
          </div>
          {answer.report.cashiers.length > 0 && (
            <div className={styles.below}>
              <CashiersCard {...{ answer, words }} />
            </div>
          )}
        </>
      )}
    </Page>
  );
}
