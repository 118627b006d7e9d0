import { type ReactNode, useEffect, useRef } from 'react';
import type { ShiftReading } from '../../../src/contract/shift.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Plate } from '../../components/plate.tsx';
import { yuan } from '../../text/amount-text.ts';
import { clockTime } from '../../text/time-text.ts';
import { useWallMs } from '../running-time.ts';
import { CountCard, CountHand } from './count-card.tsx';
import type { SheetProps } from './desk-sheets.tsx';
import { DrawerTable, MoneyTable } from './money-table.tsx';
import type { Counted } from './sheet.ts';
import styles from './shift.module.css';
import { WhatIsLeft } from './what-is-left.tsx';

type ClosingProps = SheetProps<'counting' | 'correcting' | 'counted' | 'done'>;

/** The end of a shift over the counter: the drawer is counted blind, then what is left is said, then it is closed. Nothing here blocks. */
export function ClosingPage(props: ClosingProps) {
  const { sheet, text, advice } = props;
  const page = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each step
  useEffect(() => page.current?.focus({ preventScroll: true }), [sheet.kind]);
  return (
    <section
      ref={page}
      className={styles.closing}
      role="dialog"
      aria-modal="true"
      aria-label={text.shift.deeds.close_shift}
      data-desk={sheet.kind}
      tabIndex={-1}
    >
      {sheet.kind === 'counting' || sheet.kind === 'correcting' ? (
        <>
          <CountCard draft={sheet.draft} text={text} onRow={props.flow.countAt} title={titleOf(sheet.kind, props)} />
          <CountHand text={text} onKey={props.flow.type}>
            <p>{text.shift.countingLine}</p>
          </CountHand>
        </>
      ) : (
        <>
          <ShiftCard {...props} report={sheet.report} counted={sheet.kind === 'counted' ? sheet.counted : countedOf(sheet.report)} />
          <WhatIsLeft {...props} report={sheet.report} />
        </>
      )}
      <footer className={styles.base}>
        <Ends {...props} />
      </footer>
      {advice && (
        <div className={styles.word}>
          <Plate {...advice} />
        </div>
      )}
    </section>
  );
}

function titleOf(kind: 'counting' | 'correcting', { text }: ClosingProps): string {
  return kind === 'counting' ? text.shift.counting : text.shift.correcting;
}

function Ends({ sheet, text, office, flow, isAsking }: ClosingProps): ReactNode {
  const words = text.shift;
  const isClosing = isAsking || office?.shift?.isClosing === true;
  const id = office?.shift?.id;
  switch (sheet.kind) {
    case 'counting':
    case 'correcting': {
      const isOnPieces = sheet.draft.at !== 0;
      return (
        <>
          <p />
          <Button keyCap="Esc" onPress={flow.close}>
            {text.cash.back}
          </Button>
          {isOnPieces && (
            <Button keyCap="Enter" onPress={() => flow.countAt(sheet.draft.at + 1)}>
              {words.nextPiece}
            </Button>
          )}
          <Button
            look="primary"
            {...(isOnPieces ? {} : { keyCap: 'Enter' })}
            isOff={isAsking}
            onPress={() => {
              if (isOnPieces) flow.countAt(0);
              flow.submit();
            }}
          >
            {words.countDone}
          </Button>
        </>
      );
    }
    case 'counted':
      return (
        <>
          <p>{words.nextMorning}</p>
          <Button keyCap="Esc" onPress={flow.close}>
            {text.cash.back}
          </Button>
          <Button keyCap="←" isOff={isClosing} onPress={flow.correct}>
            {words.correct}
          </Button>
          <Button icon={<Icon name="printer" />} keyCap="F11" onPress={() => id && flow.print({ kind: 'x', id })}>
            {words.printX}
          </Button>
          <Button look="primary" keyCap="Enter" isOff={isClosing} onPress={flow.submit}>
            {isClosing ? words.closing : words.closeNow}
          </Button>
        </>
      );
    case 'done':
      return (
        <>
          <p>{words.nextMorning}</p>
          <Button icon={<Icon name="printer" />} keyCap="F11" onPress={() => flow.print({ kind: 'z', id: sheet.shiftId })}>
            {words.printZ}
          </Button>
          <Button onPress={() => flow.open('opening')}>{words.nextShift}</Button>
          <Button look="primary" keyCap="Enter" onPress={flow.submit}>
            {words.toCounter}
          </Button>
        </>
      );
  }
}

/** Of a closed shift; null: nobody counted. */
function countedOf(report: ShiftReading | null): Counted | null {
  if (report === null || report.countedCash === null || report.cashDifference === null) return null;
  const { countedCash: counted, cashDifference: difference } = report;
  return { counted, difference, expected: counted - difference };
}

type ShiftCardProps = ClosingProps & { readonly report: ShiftReading | null; readonly counted: Counted | null };

/** What the shift took and gave, and how the drawer compares. */
function ShiftCard({ report, counted, text, timeZone }: ShiftCardProps) {
  const words = text.shift;
  const nowMs = useWallMs();
  return (
    <section className={styles.card}>
      <header>
        <h2>{report?.cashier ?? words.deeds.close_shift}</h2>
        {report && <span>{`${clockTime(report.openedAt, timeZone)} – ${clockTime(report.closedAt ?? nowMs, timeZone)}`}</span>}
      </header>
      {report && <MoneyTable report={report} text={text} />}
      <header>
        <h2>{words.drawer}</h2>
      </header>
      {report && <DrawerTable report={report} text={text} />}
      {counted && (
        <dl className={styles.compared}>
          <div>
            <dt>{words.expected}</dt>
            <dd>{yuan(Math.max(0, counted.expected))}</dd>
          </div>
          <div className={styles.counted}>
            <dt>{words.counted}</dt>
            <dd>{yuan(counted.counted)}</dd>
          </div>
          <div>
            <dt>{words.difference}</dt>
            <dd data-part="difference">{differenceWord(counted.difference, text.shift)}</dd>
          </div>
        </dl>
      )}
    </section>
  );
}

function differenceWord(difference: number, words: SheetProps<'done'>['text']['shift']): string {
  if (difference === 0) return words.exact;
  return difference > 0 ? words.over(yuan(difference)) : words.short(yuan(-difference));
}
