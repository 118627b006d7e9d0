import type { ReactNode } from 'react';
import { Keypad } from '../../components/keypad.tsx';
import type { CounterProps } from './screen-parts.tsx';

/** The number keys with one large button under them. Live on the keypad and after every good end. */
export function KeypadHand({
  text,
  press,
  act,
  children,
}: Pick<CounterProps, 'text' | 'press' | 'act'> & { readonly children: ReactNode }) {
  return (
    <>
      <Keypad words={{ ...text.hand, park: text.todo.park }} onKey={press} onPark={() => act('park')} />
      {children}
    </>
  );
}
