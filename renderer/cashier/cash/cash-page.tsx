import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { Sign } from '../../components/sign.tsx';
import { yuan, yuanDigits } from '../../text/amount-text.ts';
import { amountOf, type EntryKey } from '../entry.ts';
import type { SheetProps } from '../shift/desk-sheets.tsx';
import { StagePanel } from '../stage-panel.tsx';
import styles from './cash.module.css';
import { CounterPage } from './counter-page.tsx';
import { quickNotes } from './quick-notes.ts';

/** Cash for a sale, or another tender by its name. What is due stays where it was; what was handed over and the change stand below it. */
export function CashPage({ sheet, text, flow, advice, isAsking }: SheetProps<'cash'>) {
  const { due, tender } = sheet;
  const words = text.cash;
  const received = sheet.text === '' ? due.amount : amountOf(sheet.text);
  const isOther = tender !== null;
  const isOff = isAsking || (isOther ? tender.trim() === '' : received < due.amount);
  return (
    <CounterPage
      name={isOther ? words.other : words.cash}
      screen="cash"
      advice={advice}
      stage={
        <StagePanel
          look="plain"
          label={words.due}
          about={isOther ? words.other : words.cash}
          amount={{ figures: yuan(due.amount), digits: yuanDigits(due.amount) }}
          foot={isOther ? [] : [words.handedLine]}
        >
          {isOther ? (
            <OtherName {...{ sheet, text, flow }} />
          ) : (
            <Sums due={due.amount} typed={sheet.text} received={received} words={words} />
          )}
        </StagePanel>
      }
      hand={
        <>
          <div className={styles.tenders}>
            <Button size="small" isPressed={!isOther} onPress={() => flow.tender(null)}>
              {words.cash}
            </Button>
            <Button size="small" isPressed={isOther} keyCap="F4" onPress={() => flow.tender(isOther ? null : '')}>
              {words.other}
            </Button>
            <Button size="small" look="quiet" keyCap="Esc" onPress={flow.close}>
              {words.back}
            </Button>
          </div>
          {isOther ? (
            <OtherNames {...{ sheet, text, flow }} />
          ) : (
            <>
              <div className={styles.notes}>
                <Button onPress={() => flow.handed(due.amount)}>{words.exact}</Button>
                {quickNotes(due.amount).map((sum) => (
                  <Button key={sum} onPress={() => flow.handed(sum)}>
                    {yuan(sum).replace(/\.00$/, '')}
                  </Button>
                ))}
              </div>
              <NumberPad words={text.hand} onKey={flow.type} />
            </>
          )}
          <Button look="primary" size="big" keyCap="Enter" isOff={isOff} onPress={flow.submit}>
            {isOther ? words.takeOther : words.take}
          </Button>
        </>
      }
    />
  );
}

type SumsProps = {
  readonly due: number;
  readonly typed: string;
  readonly received: number;
  readonly words: { readonly received: string; readonly change: string; readonly missing: string };
};

function Sums({ due, typed, received, words }: SumsProps) {
  const isShort = received < due;
  return (
    <dl className={styles.sums}>
      <dt>{words.received}</dt>
      <dd className={typed === '' ? styles.ghost : undefined}>{yuan(received)}</dd>
      <dt>{isShort ? words.missing : words.change}</dt>
      <dd className={isShort ? styles.missing : `${styles.change} ${received === due ? styles.ghost : ''}`} data-part="change">
        {yuan(Math.abs(received - due))}
      </dd>
    </dl>
  );
}

type OtherProps = Pick<SheetProps<'cash'>, 'sheet' | 'text' | 'flow'>;

function OtherName({ sheet, text, flow }: OtherProps) {
  return (
    <form
      className={styles.aside}
      onSubmit={(event) => {
        event.preventDefault();
        flow.submit();
      }}
    >
      <label className={styles.field}>
        <span>{text.cash.otherName}</span>
        <input
          value={sheet.tender ?? ''}
          maxLength={20}
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: the one thing asked for
          autoFocus
          onChange={(event) => flow.write(event.target.value)}
        />
      </label>
    </form>
  );
}

/** Those used lately, then those that most shops know. */
function OtherNames({ sheet, text, flow }: OtherProps) {
  const names = [...new Set([...sheet.known, ...text.cash.usual])].slice(0, 8);
  return (
    <div className={styles.others}>
      {names.map((name) => (
        <Button key={name} isPressed={name === sheet.tender} onPress={() => flow.tender(name)}>
          {name}
        </Button>
      ))}
    </div>
  );
}

/** The money is there: what goes back to the customer, readable from a metre. The keypad of the next sale is live. */
export function TakenPage({ sheet, text, flow, advice, onDigit }: SheetProps<'taken'> & { readonly onDigit: (key: EntryKey) => void }) {
  const { due, change, received, tender, entryId } = sheet;
  const words = text.cash;
  return (
    <CounterPage
      name={words.taken}
      screen="taken"
      advice={advice}
      stage={
        <StagePanel
          look="paid"
          label={text.stage.received}
          about=""
          amount={{ figures: yuan(due.amount), digits: yuanDigits(due.amount) }}
          foot={[]}
        >
          <div className={styles.back} role="status">
            <p>
              <Sign name="paid" size="plate" />
              {`${words.taken}\u2002${tender ?? words.takenCash(yuan(received))}`}
            </p>
            {tender === null && (
              <h1>
                {change > 0 ? words.change : words.noChange}
                {change > 0 && (
                  <b className={yuanDigits(change) > 4 ? styles.long : undefined} data-part="change">
                    {yuan(change)}
                  </b>
                )}
              </h1>
            )}
          </div>
        </StagePanel>
      }
      hand={
        <>
          <NumberPad words={text.hand} onKey={onDigit} />
          <Button icon={<Icon name="printer" />} keyCap="F11" onPress={() => flow.print({ kind: 'cash', id: entryId })}>
            {words.receipt}
          </Button>
          <Button look="primary" size="big" keyCap="Enter" onPress={flow.submit}>
            {words.next}
          </Button>
        </>
      }
    />
  );
}
