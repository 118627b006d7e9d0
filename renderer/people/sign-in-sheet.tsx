import { useState } from 'react';
import type { OfficeView } from '../../src/contract/office-view.ts';
import { Button } from '../components/button.tsx';
import { Drawer } from '../components/drawer.tsx';
import { Icon } from '../components/icon.tsx';
import type { PeopleText } from '../text/people/people-text.ts';
import { NameTiles } from './name-tiles.tsx';
import styles from './people.module.css';
import type { PeopleFlow, PeopleState } from './people-flow.ts';
import { PinPad } from './pin-pad.tsx';
import { TroubleLine } from './trouble-line.tsx';

type SheetProps = {
  readonly words: PeopleText;
  readonly closeWord: string;
  readonly view: OfficeView;
  readonly state: PeopleState;
  readonly flow: PeopleFlow;
};

/** Who stands at the counter: names to touch, a PIN to type. While there is nobody, the first manager is made here. */
export function SignInSheet({ words, closeWord, view, state, flow }: SheetProps) {
  const { sheet } = state;
  if (sheet.kind !== 'sign_in' && sheet.kind !== 'set_up') return null;
  const isNaming = sheet.kind === 'set_up' && sheet.step === 'name';
  const chosenId = sheet.kind === 'sign_in' ? sheet.personId : null;
  return (
    <Drawer
      title={sheet.kind === 'set_up' ? words.setUp : words.signIn}
      closeWord={closeWord}
      onClose={flow.close}
      actions={
        view.person && (
          <Button size="small" onPress={flow.signOut}>
            {words.signOut(view.person.name)}
          </Button>
        )
      }
    >
      {!view.arePinsReadable && <p className={styles.note}>{words.unreadable}</p>}
      {sheet.kind === 'set_up' && <p className={styles.note}>{words.setUpNote}</p>}
      {sheet.kind === 'sign_in' && <NameTiles words={words} people={view.people} chosenId={chosenId} onChoose={flow.choose} />}
      {isNaming ? <NameForm words={words} state={state} onName={flow.named} /> : <PinPart {...{ words, state, flow, chosenId }} />}
    </Drawer>
  );
}

type PinPartProps = Pick<SheetProps, 'words' | 'state' | 'flow'> & { readonly chosenId: string | null };

function PinPart({ words, state, flow, chosenId }: PinPartProps) {
  const { sheet, pinLength, trouble, isAsking } = state;
  const step = sheet.kind === 'sign_in' || sheet.kind === 'set_up' ? sheet.step : 'pin';
  const isWaiting = sheet.kind === 'sign_in' && chosenId === null;
  const asked = isWaiting
    ? words.chooseFirst
    : words.steps[sheet.kind === 'set_up' && step === 'pin' ? 'new_pin' : step === 'name' ? 'pin' : step];
  return (
    <section className={styles.pinPart} aria-label={asked}>
      <h3>
        <Icon name="lock" />
        {asked}
      </h3>
      <PinPad words={words} length={pinLength} isOff={isWaiting} onKey={flow.press} />
      <TroubleLine words={words} trouble={trouble} />
      <Button look="primary" keyCap="Enter" isOff={pinLength < 4 || isAsking} onPress={() => flow.press('enter')}>
        {words.confirm}
      </Button>
    </section>
  );
}

function NameForm({ words, state, onName }: Pick<SheetProps, 'words' | 'state'> & { readonly onName: (name: string) => void }) {
  const [name, setName] = useState('');
  return (
    <form
      className={styles.nameForm}
      onSubmit={(event) => {
        event.preventDefault();
        onName(name);
      }}
    >
      <label>
        <span>{words.name}</span>
        {/* biome-ignore lint/a11y/noAutofocus: the one thing asked for */}
        <input value={name} maxLength={20} autoComplete="off" autoFocus onChange={(event) => setName(event.target.value)} />
      </label>
      <TroubleLine words={words} trouble={state.trouble} />
      <Button look="primary" keyCap="Enter" isOff={name.trim() === ''} onPress={() => onName(name)}>
        {words.next}
      </Button>
    </form>
  );
}
