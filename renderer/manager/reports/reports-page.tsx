import { useState } from 'react';
import { EXPORTS } from '../../../src/contract/report.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { reportWordsIn } from '../../text/report/catalogue.ts';
import { Page } from '../page.tsx';
import type { PageProps } from '../page-props.ts';
import { CashiersCard, ChartCard, NotPaidCard, TendersCard } from './cards.tsx';
import { PrintPage } from './print-page.tsx';
import styles from './reports.module.css';
import { StretchChoice } from './stretch-choice.tsx';
import { takeReport } from './take-report.ts';
import { Tiles } from './tiles.tsx';
import { type Asked, useReport } from './use-report.ts';

/** Any stretch of days, and everything of it to take away for the accountant. */
export default function ReportsPage({ office, text, words: { rail } }: PageProps) {
  const words = reportWordsIn(text.locale);
  const [asked, setAsked] = useState<Asked>({ stretch: 'week' });
  const [problem, setProblem] = useState<string | null>(null);
  const { answer, code } = useReport(office, asked);
  const refused = problem ?? code;

  async function take(what: string, format: string): Promise<void> {
    setProblem(await takeReport(office, { what, format, ...asked }));
  }

  return (
    <Page title={rail.reports} actions={<PrintPage {...{ office, asked, words }} />}>
      <div className={styles.bar}>
        <StretchChoice {...{ asked, words }} hasDates today={answer?.today ?? ''} onAsk={setAsked} />
      </div>
      {refused !== null && <p role="alert">{words.codes[refused] ?? words.failed}</p>}
      {answer && (
        <>
          <Tiles {...{ answer, words }} />
          <div className={styles.two}>
            <div className={styles.column}>
              <ChartCard {...{ answer, words }} />
              <CashiersCard {...{ answer, words }} />
            </div>
            <div className={styles.column}>
              <section className={styles.card}>
                <header>
                  <h2>{words.exports}</h2>
                </header>
                <ul className={styles.exports}>
                  {EXPORTS.map((what) => (
                    <li key={what}>
                      <Icon name="file" />
                      <span>{words.exportNames[what]}</span>
                      {(['csv', 'xlsx'] as const).map((format) => (
                        <Button key={format} size="small" onPress={() => void take(what, format)}>
                          <span className={styles.spoken}>{words.exportNames[what]} </span>
                          {format.toUpperCase()}
                        </Button>
                      ))}
                    </li>
                  ))}
                </ul>
              </section>
              <TendersCard {...{ answer, words }} />
              <NotPaidCard {...{ answer, words }} />
            </div>
          </div>
        </>
      )}
    </Page>
  );
}
