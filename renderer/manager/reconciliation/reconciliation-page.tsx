import { useState } from 'react';
import type { DiscrepancyView, ReconciliationSummary } from '../../../src/contract/reconciliation.ts';
import { Button } from '../../components/button.tsx';
import { Sign } from '../../components/sign.tsx';
import type { ReconciliationText } from '../../text/reconciliation/reconciliation-text.ts';
import { Page } from '../page.tsx';
import type { PageProps } from '../page-props.ts';
import { Progress } from '../parts/progress.tsx';
import { go, hrefOf } from '../route.ts';
import { useKey } from '../use-key.ts';
import { useReading } from '../use-reading.ts';
import { BillDays, ShiftsBeside } from './beside.tsx';
import { DiscrepancyCard } from './discrepancy-card.tsx';
import styles from './reconciliation.module.css';
import { useDiscrepancies } from './use-discrepancies.ts';
import { WriteOffSheet } from './write-off-sheet.tsx';

const STATUSES = ['open', 'assigned', 'settled'] as const;
type Status = (typeof STATUSES)[number];

/** What is looked at: a status, or everything of one shift or of one day. */
type Asked = { readonly status: Status } | { readonly shiftId: string } | { readonly billDate: string };

/** What our ledger and the acquirer do not tell alike, until it is done. */
export default function ReconciliationPage(props: PageProps) {
  const { office, people, view, give, path } = props;
  const words = props.words.reconciliation;
  const { timeZone } = view.store;
  const { reconciling, openDiscrepancies } = people;
  const [turn, setTurn] = useState(0);
  const [writeOff, setWriteOff] = useState<DiscrepancyView | null>(null);
  const news = `${turn} ${openDiscrepancies} ${reconciling === null} ${people.shift?.id}`;
  const asked = askedBy(path);
  const summary = useReading<ReconciliationSummary>(office, 'reconciliation', {}, news);
  const list = useDiscrepancies(office, asked, news);
  const changed = () => setTurn((now) => now + 1);
  const code = summary.code ?? list.code;
  const again = () => {
    summary.again();
    list.again();
  };
  useKey('F5', again);
  const items = list.items ?? [];
  return (
    <>
      <div className={styles.behind} inert={writeOff !== null}>
        <Page
          title={props.words.rail.reconciliation}
          actions={<Filters asked={asked} counts={summary.value?.counts ?? null} words={words} onAsk={ask} />}
        >
          {code !== null && (
            <p className={styles.problem} role="alert">
              {words.failed}
              <Button size="small" keyCap="F5" onPress={again}>
                {words.again}
              </Button>
            </p>
          )}
          {code === null && !list.items && <p role="status">{words.loading}</p>}
          <div className={styles.two}>
            <div className={styles.column}>
              {summary.value && 'status' in asked && asked.status === 'open' && <Sum summary={summary.value} words={words} />}
              {reconciling && (
                <Progress done={reconciling.done} of={reconciling.of}>
                  {words.reconciling(reconciling.done, reconciling.of)}
                </Progress>
              )}
              {!('status' in asked) && <Of asked={asked} summary={summary.value} words={words} />}
              {items.map((found) => (
                <DiscrepancyCard
                  key={found.id}
                  {...{ found, people, give, view }}
                  words={props.words}
                  onWriteOff={() => setWriteOff(found)}
                  onChanged={changed}
                />
              ))}
              {list.items?.length === 0 && !list.hasOlder && <Nothing asked={asked} words={words} />}
              {list.hasOlder && (
                <Button size="small" onPress={list.more}>
                  {words.older}
                </Button>
              )}
            </div>
            <div className={styles.column}>
              {summary.value && <BillDays days={summary.value.days} {...{ words, timeZone, give, people }} />}
              {summary.value && <ShiftsBeside shifts={summary.value.shifts} words={props.words} timeZone={timeZone} />}
            </div>
          </div>
        </Page>
      </div>
      {writeOff && (
        <WriteOffSheet
          found={writeOff}
          {...props}
          onClose={() => setWriteOff(null)}
          onDone={() => {
            setWriteOff(null);
            changed();
          }}
        />
      )}
    </>
  );
}

/** Reads what the address asks for. */
function askedBy([what, which]: readonly string[]): Asked {
  if (what === 'shift' && which) return { shiftId: which };
  if (what === 'day' && which) return { billDate: which };
  return { status: STATUSES.find((status) => status === what) ?? 'open' };
}

function ask(status: Status): void {
  if (status === 'open') go('reconciliation');
  else go('reconciliation', status);
}

type FiltersProps = {
  readonly asked: Asked;
  readonly counts: ReconciliationSummary['counts'] | null;
  readonly words: ReconciliationText;
  readonly onAsk: (status: Status) => void;
};

function Filters({ asked, counts, words, onAsk }: FiltersProps) {
  return (
    <fieldset className={styles.filters}>
      <legend>{words.filters.label}</legend>
      {STATUSES.map((status) => (
        <button key={status} type="button" aria-pressed={'status' in asked && asked.status === status} onClick={() => onAsk(status)}>
          {words.filters[status]} {counts?.[status] ?? ''}
        </button>
      ))}
    </fieldset>
  );
}

/** How much agrees, and how much waits. */
function Sum({ summary: { matched, counts }, words }: { readonly summary: ReconciliationSummary; readonly words: ReconciliationText }) {
  const open = counts.open + counts.assigned;
  return (
    <div className={styles.sum}>
      <Sign name="paid" size="todo" />
      <b>{words.matched(matched)}</b>
      <p>{open > 0 ? words.toDo(open) : words.nothingToDo}</p>
    </div>
  );
}

/** Which shift or day the list is of, and the way back to all. */
function Of({
  asked,
  summary,
  words,
}: {
  asked: Exclude<Asked, { status: Status }>;
  summary: ReconciliationSummary | null;
  words: ReconciliationText;
}) {
  const shift = 'shiftId' in asked ? summary?.shifts.find(({ id }) => id === asked.shiftId) : undefined;
  const title = 'billDate' in asked ? words.ofDay(asked.billDate) : shift ? words.ofShift(shift.zNumber, shift.cashier) : '';
  return (
    <div className={styles.of}>
      <h2>{title}</h2>
      <a href={hrefOf('reconciliation')}>{words.showAll}</a>
    </div>
  );
}

function Nothing({ asked, words }: { readonly asked: Asked; readonly words: ReconciliationText }) {
  if ('status' in asked && asked.status === 'assigned') return <p className={styles.nothing}>{words.noneAssigned}</p>;
  if ('status' in asked && asked.status === 'settled') return <p className={styles.nothing}>{words.noneSettled}</p>;
  return (
    <p className={styles.nothing}>
      <b>{words.allClear.what}</b>
      {words.allClear.next}
    </p>
  );
}
