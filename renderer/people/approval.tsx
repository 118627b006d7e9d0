import { useEffect, useRef } from 'react';
import type { OfficeView } from '../../src/contract/office-view.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import type { PeopleText } from '../text/people/people-text.ts';
import { NameTiles } from './name-tiles.tsx';
import styles from './people.module.css';
import type { PeopleFlow, PeopleState } from './people-flow.ts';
import { PinPad } from './pin-pad.tsx';
import { TroubleLine } from './trouble-line.tsx';

type ApprovalProps = {
  readonly words: PeopleText;
  readonly view: OfficeView;
  readonly state: PeopleState;
  readonly flow: PeopleFlow;
};

/**
 * A manager's word, given on the spot: names the deed and what it is about, takes the PIN. Shown by whatever screen gives commands through
 * `PeopleFlow.give`. No button has the first focus: Enter ends the PIN.
 */
export function Approval({ words, view, state, flow }: ApprovalProps) {
  const { sheet, pinLength, trouble, isAsking } = state;
  const panel = useRef<HTMLDivElement>(null);
  const isOpen = sheet.kind === 'approval';
  useEffect(() => {
    if (isOpen) panel.current?.focus({ preventScroll: true });
  }, [isOpen]);
  if (sheet.kind !== 'approval') return null;
  const managers = view.people.filter(({ role }) => role === 'manager');
  const deed = Object.hasOwn(words.deeds, sheet.deed) ? words.deeds[sheet.deed as keyof typeof words.deeds] : words.deeds.other;
  return (
    <div className={styles.veil}>
      <div ref={panel} className={styles.approval} role="dialog" aria-modal="true" aria-labelledby="approval-title" tabIndex={-1}>
        <header>
          <h2 id="approval-title">
            <Icon name="lock" />
            {words.approval}
          </h2>
          <p>
            <b>
              {deed} {sheet.about}
            </b>
            {view.person && <span>{words.wantedBy(view.person.name)}</span>}
          </p>
        </header>
        {managers.length > 1 && <NameTiles words={words} people={managers} chosenId={sheet.personId} onChoose={flow.choose} />}
        <section className={styles.pinPart} aria-label={words.managersPin}>
          <h3>{sheet.personId === null ? words.chooseFirst : words.managersPin}</h3>
          <PinPad words={words} length={pinLength} isOff={sheet.personId === null} onKey={flow.press} />
          <TroubleLine words={words} trouble={trouble} />
        </section>
        <div className={styles.ends}>
          <Button keyCap="Esc" onPress={flow.close}>
            {words.back}
          </Button>
          <Button
            look="strong"
            keyCap="Enter"
            isOff={pinLength < 4 || isAsking || sheet.personId === null}
            onPress={() => flow.press('enter')}
          >
            {words.approve}
          </Button>
        </div>
      </div>
    </div>
  );
}
