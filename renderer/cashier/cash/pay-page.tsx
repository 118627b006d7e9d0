import { Button } from '../../components/button.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { yuan, yuanDigits } from '../../text/amount-text.ts';
import { amountOf } from '../entry.ts';
import { typedAmount } from '../screens/keypad.tsx';
import type { SheetProps } from '../shift/desk-sheets.tsx';
import { StagePanel } from '../stage-panel.tsx';
import styles from './cash.module.css';
import { CounterPage } from './counter-page.tsx';

/** Cash into the drawer, or out of it, beside sales. */
export function PayPage({ sheet, text, flow, advice, isAsking }: SheetProps<'paying'>) {
  const words = text.cash;
  const isIn = sheet.what === 'pay_in';
  return (
    <CounterPage
      name={isIn ? words.payIn : words.payOut}
      screen={sheet.what}
      advice={advice}
      stage={
        <StagePanel
          look="plain"
          label={isIn ? words.payIn : words.payOut}
          about=""
          amount={typedAmount({ items: [], text: sheet.text })}
          foot={[isIn ? words.payInLine : words.payOutLine]}
        >
          <form
            className={styles.aside}
            onSubmit={(event) => {
              event.preventDefault();
              flow.submit();
            }}
          >
            <label className={styles.field}>
              <span>{words.note}</span>
              <input value={sheet.note} maxLength={80} autoComplete="off" onChange={(event) => flow.write(event.target.value)} />
            </label>
            <div className={styles.chips}>
              {(isIn ? words.inNotes : words.outNotes).map((note) => (
                <Button key={note} size="small" isPressed={note === sheet.note} onPress={() => flow.write(note)}>
                  {note}
                </Button>
              ))}
            </div>
          </form>
        </StagePanel>
      }
      hand={
        <>
          <NumberPad words={text.hand} onKey={flow.type} />
          <Button look="quiet" keyCap="Esc" onPress={flow.close}>
            {words.back}
          </Button>
          <Button look="primary" size="big" keyCap="Enter" isOff={isAsking || amountOf(sheet.text) === 0} onPress={flow.submit}>
            {isIn ? words.payInDo : words.payOutDo}
          </Button>
        </>
      }
    />
  );
}

/** Gives a sale of the drawer back, whole unless an amount is typed. */
export function ReturnPage({ sheet, text, flow, advice, isAsking }: SheetProps<'returning'>) {
  const words = text.cash;
  const left = sheet.row.leftAmount ?? 0;
  const amount = sheet.text === '' ? left : amountOf(sheet.text);
  const shown =
    sheet.text === '' ? { figures: '', ghost: yuan(left), digits: yuanDigits(left) } : typedAmount({ items: [], text: sheet.text });
  return (
    <CounterPage
      name={words.returning}
      screen="returning"
      advice={advice}
      stage={
        <StagePanel look="plain" label={words.returning} about={sheet.row.tender ?? words.cash} amount={shown} foot={[]}>
          <p className={styles.line}>{words.returningLine(yuan(left))}</p>
        </StagePanel>
      }
      hand={
        <>
          <NumberPad words={text.hand} onKey={flow.type} />
          <Button look="quiet" keyCap="Esc" onPress={flow.close}>
            {words.back}
          </Button>
          <Button look="primary" size="big" keyCap="Enter" isOff={isAsking || amount === 0 || amount > left} onPress={flow.submit}>
            {words.returnDo(yuan(amount))}
          </Button>
        </>
      }
    />
  );
}
