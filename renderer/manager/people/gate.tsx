import { useEffect } from 'react';
import type { OfficeView } from '../../../src/contract/office-view.ts';
import { Button } from '../../components/button.tsx';
import { NameTiles } from '../../people/name-tiles.tsx';
import type { PeopleFlow, PeopleState } from '../../people/people-flow.ts';
import { PinPad } from '../../people/pin-pad.tsx';
import { TroubleLine } from '../../people/trouble-line.tsx';
import type { PeopleWords } from '../../text/manager/people-text.ts';
import type { PeopleText } from '../../text/people/people-text.ts';
import styles from './gate.module.css';

type GateProps = {
  readonly people: OfficeView;
  readonly flow: PeopleFlow;
  readonly asked: PeopleState;
  readonly words: PeopleWords;
  readonly text: PeopleText;
  readonly onCounter: (() => void) | null;
};

/** Before everything else: a manager's PIN. Also when one has not touched anything for a while. */
export function Gate({ people, flow, asked, words, text, onCounter }: GateProps) {
  const { sheet, pinLength, trouble, isAsking } = asked;
  const managers = people.people.filter(({ role }) => role === 'manager');
  const [only] = managers;
  const isClosed = sheet.kind === 'closed';
  useEffect(() => {
    if (!isClosed) return;
    flow.seen(people);
    flow.open();
    if (managers.length === 1 && only) flow.choose(only.id);
  }, [flow, people, isClosed, managers.length, only]);
  const chosenId = sheet.kind === 'sign_in' ? sheet.personId : null;
  const isChosen = managers.some(({ id }) => id === chosenId);
  const step = sheet.kind === 'sign_in' ? sheet.step : 'pin';
  return (
    <div className={styles.gate}>
      <section className={styles.card} aria-labelledby="gate">
        <h1 id="gate">{words.gate.title}</h1>
        <p>{words.gate.lead}</p>
        {!people.arePinsReadable && <p role="alert">{text.unreadable}</p>}
        <NameTiles words={text} people={managers} chosenId={chosenId} onChoose={flow.choose} />
        <h2>{isChosen ? text.steps[step] : text.chooseFirst}</h2>
        <PinPad words={text} length={pinLength} isOff={!isChosen} onKey={flow.press} />
        <TroubleLine words={text} trouble={trouble} />
        <div className={styles.buttons}>
          {onCounter && (
            <Button keyCap="F10" onPress={onCounter}>
              {words.gate.counter}
            </Button>
          )}
          <Button look="primary" keyCap="Enter" isOff={!isChosen || pinLength < 4 || isAsking} onPress={() => flow.press('enter')}>
            {text.confirm}
          </Button>
        </div>
      </section>
    </div>
  );
}
