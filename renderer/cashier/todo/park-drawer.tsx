import { type FormEvent, useEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { Drawer } from '../../components/drawer.tsx';
import type { Text } from '../../text/text.ts';
import styles from './todo.module.css';

/** Characters of a note, as the terminal takes them. */
const LONGEST_NOTE = 40;

type ParkDrawerProps = {
  readonly text: Text;
  readonly amount: string; // with its sign
  readonly note: string;
  readonly isCharge: boolean; // the sale has a charge, which is canceled
  readonly onNote: (note: string) => void;
  readonly onPark: () => void;
  readonly onClose: () => void;
};

/** Sets a sale aside, with a note if there is one. */
export function ParkDrawer({ text, amount, note, isCharge, onNote, onPark, onClose }: ParkDrawerProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  function submit(event: FormEvent): void {
    event.preventDefault();
    onPark();
  }
  return (
    <Drawer title={text.todo.noteTitle} closeWord={text.lists.close} onClose={onClose}>
      <form className={styles.park} onSubmit={submit}>
        <p className={styles.parkAmount}>{amount}</p>
        <label>
          <span>{text.todo.noteLabel}</span>
          <input
            ref={field}
            value={note}
            maxLength={LONGEST_NOTE}
            placeholder={text.todo.noteExample}
            autoComplete="off"
            onChange={(event) => onNote(event.target.value)}
          />
        </label>
        <p>{text.todo.noteLine}</p>
        {isCharge && <p>{text.todo.noteCancels}</p>}
        <div className={styles.spacer} />
        <Button look="primary" size="big" keyCap="Enter" onPress={onPark}>
          {text.todo.park}
        </Button>
      </form>
    </Drawer>
  );
}
