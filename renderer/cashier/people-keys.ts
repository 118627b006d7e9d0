import type { PeopleFlow } from '../people/people-flow.ts';
import type { PinKey } from '../people/pin-keys.ts';
import type { PressedKey } from './keys.ts';
import type { KeyTarget } from './use-keyboard.ts';

const PIN_KEYS: Readonly<Partial<Record<PressedKey['key'], PinKey>>> = {
  backspace: 'backspace',
  delete: 'clear',
  enter: 'enter',
  escape: 'escape',
  home: 'escape',
};

/** The keyboard, with the sheets about people before the counter: what is typed into a PIN is typed nowhere else. Scans go where they always go. */
export function keysWithPeople(counter: KeyTarget, people: PeopleFlow): KeyTarget {
  const typedAt = () => (people.isOpen() ? people : counter);
  return {
    key(pressed) {
      if (!people.isOpen() && pressed.key !== 'home') return counter.key(pressed);
      if (!people.isOpen()) people.open();
      else {
        const key = pressed.key === 'digit' ? pinDigit(pressed.types) : PIN_KEYS[pressed.key];
        if (key) people.press(key);
      }
      return null;
    },
    mark: () => typedAt().mark(),
    retract: (count) => typedAt().retract(count),
    scanned: counter.scanned,
    release: counter.release,
  };
}

function pinDigit(types: string): PinKey | undefined {
  return types === '.' ? undefined : (types as PinKey);
}
