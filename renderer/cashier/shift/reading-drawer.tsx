import { Button } from '../../components/button.tsx';
import { Drawer } from '../../components/drawer.tsx';
import { Icon } from '../../components/icon.tsx';
import { refusalAdvice } from '../../text/notice-advice.ts';
import { clockTime } from '../../text/time-text.ts';
import cash from '../cash/cash.module.css';
import type { SheetProps } from './desk-sheets.tsx';
import { DrawerTable, MoneyTable, signed } from './money-table.tsx';
import styles from './shift.module.css';

/** The X reading: how the shift stands, at any time and without any effect. */
export function ReadingDrawer({ sheet, text, office, flow, advice, timeZone }: SheetProps<'reading'>) {
  const words = text.shift;
  const { report, code } = sheet;
  const problem = advice ?? (code === null ? null : refusalAdvice(text, code));
  const id = office?.shift?.id;
  return (
    <Drawer
      title={words.reading}
      closeWord={words.close}
      onClose={flow.close}
      actions={
        id && (
          <Button size="small" icon={<Icon name="printer" />} keyCap="F11" onPress={() => flow.print({ kind: 'x', id })}>
            {words.printX}
          </Button>
        )
      }
    >
      {problem && (
        <p className={cash.empty} role="alert">
          {`${problem.what}\u2002${problem.next}`}
        </p>
      )}
      {!report && !problem && <p className={cash.empty}>{text.lists.loading}</p>}
      {report && (
        <section className={`${styles.card} ${styles.whole}`}>
          <header>
            <h3>{report.cashier}</h3>
            <span>{clockTime(report.openedAt, timeZone)}</span>
          </header>
          <MoneyTable report={report} text={text} />
          {report.totals.cash.expected !== null && (
            <>
              <header>
                <h3>{words.drawer}</h3>
              </header>
              <DrawerTable report={report} text={text} />
              <p className={styles.expected}>
                <span>{words.expected}</span>
                <b>{signed(report.totals.cash.expected)}</b>
              </p>
            </>
          )}
        </section>
      )}
    </Drawer>
  );
}
