import { useState } from 'react';
import type { Shift, ShiftReport } from '../../../src/contract/shift.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { storeDay } from '../../text/time-text.ts';
import { Page } from '../page.tsx';
import type { PageProps } from '../page-props.ts';
import { go, hrefOf } from '../route.ts';
import { takeFile } from '../take-file.ts';
import { useEscape } from '../use-escape.ts';
import { useKey } from '../use-key.ts';
import { useReading } from '../use-reading.ts';
import { CorrectCount } from './correct-count.tsx';
import { ShiftFacts } from './shift-facts.tsx';
import { DrawerCard, MoneyCard } from './shift-money.tsx';
import { ShiftReconciliation } from './shift-reconciliation.tsx';
import { stretchOf } from './shift-words.ts';
import styles from './shifts.module.css';
import { newsOf } from './shifts-page.tsx';

type OneShiftProps = PageProps & { readonly id: string };

/** One shift with all that is known of it: a reading without effect while it is open, its Z reading for good once it is closed. */
export function OneShiftPage({ id, ...props }: OneShiftProps) {
  const { office, view, people } = props;
  const words = props.words.shifts;
  const { timeZone } = view.store;
  const news = newsOf({ view, people });
  const { value: shift, code, again } = useReading<ShiftReport>(office, 'shift', { id }, news);
  const [isCorrecting, setCorrecting] = useState(false);
  useEscape(() => go('shifts'), !isCorrecting);
  const isCounted = shift?.status === 'open' && shift.countedCash !== null;
  const z = shift?.zNumber ?? null;
  const title = shift ? (
    <>
      <a className={styles.backLink} href={hrefOf('shifts')} aria-label={words.backToList}>
        <Icon name="back" />
      </a>
      {z === null ? words.title(shift.cashier) : `${words.z(z)}　${shift.cashier}`}
    </>
  ) : (
    props.words.rail.shifts
  );
  return (
    <>
      <div className={styles.behind} inert={isCorrecting}>
        <Page title={title} actions={shift && <Papers {...props} shift={shift} />}>
          {code !== null && (
            <p className={styles.problem} role="alert">
              {code === 'not_found' ? words.gone : words.failed}
              <Button size="small" onPress={again}>
                {words.again}
              </Button>
            </p>
          )}
          {!shift && code === null && <p role="status">{words.loading}</p>}
          {shift && (
            <div className={styles.two}>
              <div className={styles.column}>
                <MoneyCard {...{ shift, words }} stretch={`${storeDay(shift.openedAt, timeZone)}　${stretchOf(shift, timeZone)}`} />
                <DrawerCard
                  {...{ shift, words }}
                  action={
                    isCounted && (
                      <Button size="small" onPress={() => setCorrecting(true)}>
                        {words.correct}
                      </Button>
                    )
                  }
                />
              </div>
              <div className={styles.column}>
                <ShiftReconciliation {...props} shift={shift} readAgain={again} />
                <ShiftFacts {...props} shift={shift} />
              </div>
            </div>
          )}
        </Page>
      </div>
      {isCorrecting && <CorrectCount {...props} onClose={() => setCorrecting(false)} />}
    </>
  );
}

/** What can be taken away: paper, a page, a table. */
function Papers({ shift, office, give, people, words: { shifts: words } }: PageProps & { readonly shift: Shift }) {
  const [said, setSaid] = useState<string | null>(null);
  const isOpen = shift.status === 'open';
  const hasPrinter = people.printers.length > 0;

  async function print(): Promise<void> {
    const answer = await give({ kind: 'print', document: { kind: isOpen ? 'x' : 'z', id: shift.id }, copy: 'customer' });
    setSaid(answer.ok ? words.printed : (words.codes[answer.code] ?? words.codes.other));
  }

  async function take(format: 'pdf' | 'csv'): Promise<void> {
    const [name, query] = isOpen
      ? (['receipt', { kind: 'x', id: shift.id, format }] as const)
      : (['z_report', { shiftId: shift.id, format }] as const);
    const code = await takeFile(office, name, query);
    setSaid(code === null ? null : (words.codes[code] ?? words.codes.other));
  }

  useKey('F11', () => void print());
  return (
    <>
      {said !== null && <span role="status">{said}</span>}
      <Button size="small" icon={<Icon name="file" />} onPress={() => void take('pdf')}>
        {words.pdf}
      </Button>
      {!isOpen && (
        <Button size="small" icon={<Icon name="file" />} onPress={() => void take('csv')}>
          {words.csv}
        </Button>
      )}
      <Button look="strong" size="small" icon={<Icon name="printer" />} keyCap="F11" isOff={!hasPrinter} onPress={() => void print()}>
        {hasPrinter ? (isOpen ? words.printX : words.printZ) : words.noPrinter}
      </Button>
    </>
  );
}
