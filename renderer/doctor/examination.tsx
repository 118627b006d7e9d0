import type { DoctorView, LineSearch, ScanReport } from '../../src/contract/doctor.ts';
import { Button } from '../components/button.tsx';
import { Sign, type SignName } from '../components/sign.tsx';
import type { DoctorText, Finding } from '../text/doctor/doctor-text.ts';
import { proofTime } from '../text/time-text.ts';
import styles from './doctor.module.css';
import { hintOf } from './hint.ts';

type ExaminationProps = {
  readonly view: DoctorView;
  readonly words: DoctorText;
  readonly timeZone: string;
  readonly onSearch: (scannerId: string) => void;
};

/** As many of the earlier scans as fit. */
const EARLIER_ROWS = 20;

/** The newest scan, taken apart; below it what to do about it, and those before. */
export function Examination({ view, words, timeZone, onSearch }: ExaminationProps) {
  const [newest, ...earlier] = view.reports;
  const { sign, finding } = newest ? findingOf(newest, words) : { sign: 'scan' as const, finding: words.waiting };
  return (
    <div className={styles.main}>
      <section className={styles.card}>
        <div className={styles.result} role="status">
          <Sign name={sign} size="plate" />
          <div>
            <h2>{finding.word}</h2>
            <p>{finding.meaning}</p>
          </div>
        </div>
        {newest ? <Facts report={newest} words={words} /> : <Silence words={words} />}
        <Advice view={view} words={words} onSearch={onSearch} />
      </section>
      {earlier.length > 0 && (
        <section className={styles.card}>
          <h2>{words.earlier}</h2>
          <ul className={styles.earlier}>
            {earlier.slice(0, EARLIER_ROWS).map((report) => (
              <li key={report.id}>
                <Sign name={findingOf(report, words).sign} size="row" />
                <time>{proofTime(report.at, timeZone)}</time>
                <span>{report.name || words.kinds[report.kind]}</span>
                <b>{findingOf(report, words).finding.word}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** What may be seen of a gun that is not heard. */
function Silence({ words }: { readonly words: DoctorText }) {
  return (
    <dl className={styles.facts}>
      {words.silent.map(({ word, meaning }) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}

function Facts({ report, words }: { readonly report: ScanReport; readonly words: DoctorText }) {
  const { facts } = words;
  const { timing, cells, length, end, symbology, scannerId } = report;
  const rows: readonly (readonly [string, string])[] = [
    [facts.received, timing ? `${facts.characters(length)}　${facts.took(timing.totalMs)}` : facts.characters(length)],
    [facts.pace, paceOf(report, words)],
    [facts.end, scannerId === 'paste' ? facts.pasted : words.ends[end]],
    [facts.symbology, symbology ?? facts.noSymbology],
  ];
  return (
    <>
      <dl className={styles.facts}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.bytes}>
        <h3>{facts.bytes}</h3>
        <p data-part="bytes">
          {cells.map((cell, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a byte is known by its place and nothing else
            <span key={place} data-control={cell.length > 1 || undefined}>
              {cell === ' ' ? '␣' : cell}
            </span>
          ))}
        </p>
      </div>
    </>
  );
}

/** One thing to do: the search while it runs, else what the newest scan calls for. */
function Advice({ view, words, onSearch }: Pick<ExaminationProps, 'view' | 'words' | 'onSearch'>) {
  const { search, test, devices } = view;
  const hint = hintOf(view);
  const isShut = devices.some(({ fault }) => fault !== null);
  // What was found stays until something is amiss, what was not found until all is well.
  const isShown = search && (search.state === 'searching' || (!isShut && (search.state === 'found' || hint !== null)));
  const searchId = isShown ? (search.state === 'given_up' ? search.scannerId : null) : (hint?.searchId ?? null);
  const finding = isShown ? findingOfSearch(search, words) : hint && words.hints[hint.name];
  if (!finding) return null;
  return (
    <AdviceBar finding={finding} code={isShown ? search.line : (hint?.remedy ?? null)}>
      {searchId !== null && test && (
        <Button size="small" look={hint?.name === 'wrong_pace' || isShown ? 'strong' : 'plain'} onPress={() => onSearch(searchId)}>
          {words.search.start}
        </Button>
      )}
    </AdviceBar>
  );
}

function findingOfSearch({ state, baudRate }: LineSearch, words: DoctorText): Finding {
  return state === 'searching' ? words.search.running(baudRate) : words.search[state];
}

type AdviceBarProps = { readonly finding: Finding; readonly code: string | null; readonly children?: React.ReactNode };

function AdviceBar({ finding, code, children }: AdviceBarProps) {
  return (
    <div className={styles.advice}>
      <p>
        <b>{finding.word}</b>
        <span>{finding.meaning}</span>
        {code && <code>{code}</code>}
      </p>
      {children}
    </div>
  );
}

const GOOD: ReadonlySet<string> = new Set(['test_code', 'payment_code', 'charged']);

function findingOf({ outcome, end }: ScanReport, words: DoctorText): { readonly sign: SignName; readonly finding: Finding } {
  const { outcomes } = words;
  if (outcome.kind === 'test_code' && end === 'none') return { sign: 'advice', finding: outcomes.slow };
  const sign = GOOD.has(outcome.kind) ? 'paid' : outcome.kind === 'echo' ? 'canceled' : 'advice';
  if (outcome.kind === 'charged') return { sign, finding: outcomes.charged(outcome.orderNo) };
  if (outcome.kind === 'foreign_wallet') return { sign, finding: outcomes.foreign_wallet[outcome.wallet] };
  return { sign, finding: outcomes[outcome.kind] };
}

function paceOf({ timing }: ScanReport, { facts }: DoctorText): string {
  return timing ? facts.gaps(timing.medianGapMs, timing.longestGapMs) : facts.notTold;
}
