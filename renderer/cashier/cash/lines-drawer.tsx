import type { CashRow } from '../../../src/contract/cash.ts';
import { Button } from '../../components/button.tsx';
import { Drawer } from '../../components/drawer.tsx';
import { yuan } from '../../text/amount-text.ts';
import { refusalAdvice } from '../../text/notice-advice.ts';
import type { Text } from '../../text/text.ts';
import { clockTime } from '../../text/time-text.ts';
import type { SheetProps } from '../shift/desk-sheets.tsx';
import styles from './cash.module.css';

/** Every line of the shift's drawer, newest first; a sale can go back from here. */
export function LinesDrawer({ sheet, text, flow, timeZone }: SheetProps<'lines'>) {
  const { rows, code } = sheet;
  return (
    <Drawer title={text.cash.lines} closeWord={text.lists.close} onClose={flow.close}>
      {code !== null && <p className={styles.empty}>{refusalAdvice(text, code).what}</p>}
      {code === null && rows === null && <p className={styles.empty}>{text.lists.loading}</p>}
      {rows?.length === 0 && <p className={styles.empty}>{text.cash.noLines}</p>}
      {rows && rows.length > 0 && (
        <ul className={styles.list}>
          {rows.map((row) => (
            <Line key={row.id} row={row} text={text} timeZone={timeZone} onBack={() => flow.giveBack(row)} />
          ))}
        </ul>
      )}
    </Drawer>
  );
}

type LineProps = { readonly row: CashRow; readonly text: Text; readonly timeZone: string; readonly onBack: () => void };

function Line({ row, text, timeZone, onBack }: LineProps) {
  const words = text.cash;
  const isOut = row.what === 'refund' || row.what === 'pay_out';
  const left =
    row.leftAmount === null || row.leftAmount === row.amount ? null : row.leftAmount > 0 ? words.left(yuan(row.leftAmount)) : words.allBack;
  const facts = [row.tender ?? words.cash, row.note, row.by, left].filter(Boolean);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows move the focus from row to row, the keys act on the one that has it
    <li tabIndex={0} data-row={row.id}>
      <time>{clockTime(row.at, timeZone)}</time>
      <span>
        <b>{words.what[row.what]}</b>
        <em>{facts.join('\u2002')}</em>
      </span>
      <b className={styles.amount}>{`${isOut ? '−' : ''}${yuan(row.amount)}`}</b>
      <span data-does="row_main">
        {row.leftAmount ? (
          <Button size="small" onPress={onBack}>
            {words.giveBack}
          </Button>
        ) : null}
      </span>
    </li>
  );
}
