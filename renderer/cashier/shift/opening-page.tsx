import { Button } from '../../components/button.tsx';
import { Drawer } from '../../components/drawer.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import styles from '../cash/cash.module.css';
import { CounterPage } from '../cash/counter-page.tsx';
import { typedAmount } from '../screens/keypad.tsx';
import { StagePanel } from '../stage-panel.tsx';
import type { SheetProps } from './desk-sheets.tsx';

/** A shift begins with what lies in the drawer; nothing is an amount too. */
export function OpeningPage({ sheet, text, office, flow, advice, isAsking }: SheetProps<'opening'>) {
  const words = text.shift;
  return (
    <CounterPage
      name={words.opening}
      screen="opening"
      advice={advice}
      stage={
        <StagePanel
          look="plain"
          label={words.float}
          about={office?.person?.name ?? ''}
          amount={typedAmount({ items: [], text: sheet.text })}
          foot={[]}
        >
          <div className={styles.aside}>
            <p className={styles.line}>{words.floatLine}</p>
            {office && !office.hasPeople && <NameField label={words.name} name={sheet.name} flow={flow} />}
          </div>
        </StagePanel>
      }
      hand={
        <>
          <NumberPad words={text.hand} onKey={flow.type} />
          <Button look="quiet" keyCap="Esc" onPress={flow.close}>
            {text.cash.back}
          </Button>
          <Button look="primary" size="big" keyCap="Enter" isOff={isAsking} onPress={flow.submit}>
            {words.open}
          </Button>
        </>
      }
    />
  );
}

/** Who goes on, by a name: while nobody has been set up there is no PIN to know him by. */
export function TakeOverDrawer({ sheet, text, flow, isAsking }: SheetProps<'taking_over'>) {
  const words = text.shift;
  return (
    <Drawer title={words.takeOver} closeWord={text.lists.close} onClose={flow.close}>
      <p className={styles.line}>{words.takeOverLine}</p>
      <NameField label={text.people.name} name={sheet.name} flow={flow} hasFocus />
      <Button look="primary" size="big" keyCap="Enter" isOff={isAsking || sheet.name.trim() === ''} onPress={flow.submit}>
        {words.takeOver}
      </Button>
    </Drawer>
  );
}

type NameFieldProps = {
  readonly label: string;
  readonly name: string;
  readonly flow: SheetProps<'opening'>['flow'];
  readonly hasFocus?: boolean;
};

function NameField({ label, name, flow, hasFocus = false }: NameFieldProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        flow.submit();
      }}
    >
      <label className={styles.field}>
        <span>{label}</span>
        {/* biome-ignore lint/a11y/noAutofocus: where it is the one thing asked for */}
        <input value={name} maxLength={20} autoComplete="off" autoFocus={hasFocus} onChange={(event) => flow.write(event.target.value)} />
      </label>
    </form>
  );
}
