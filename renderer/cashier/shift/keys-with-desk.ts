import type { EntryKey } from '../entry.ts';
import type { PressedKey } from '../keys.ts';
import type { KeyTarget } from '../use-keyboard.ts';
import type { DeskFlow } from './desk-flow.ts';
import type { MenuDeed } from './menu-deeds.ts';

const EDITS: Readonly<Partial<Record<PressedKey['key'], EntryKey>>> = { backspace: 'backspace', delete: 'clear' };

/** The keyboard, with the sheets of shift and drawer before the counter. What is typed on a sheet is typed nowhere else. */
export function keysWithDesk(counter: KeyTarget, desk: DeskFlow, choose: (deed: MenuDeed) => void): KeyTarget {
  const typedAt = () => (desk.isOpen() ? desk : counter);

  function key(pressed: PressedKey): ReturnType<KeyTarget['key']> {
    const { sheet } = desk.state();
    if (sheet.kind === 'closed') return counter.key(pressed);
    if (pressed.key === 'escape') desk.close();
    else if (sheet.kind === 'menu') return onMenu(pressed);
    else if (sheet.kind === 'lines') return ROWS[pressed.key] ?? null;
    else if (sheet.kind === 'taken') return onTaken(pressed);
    else if (sheet.kind === 'counted' && pressed.key === 'backspace') desk.correct();
    else if (sheet.kind === 'cash' && pressed.key === 'f4') desk.tender(sheet.tender === null ? '' : null);
    else if (pressed.key === 'f11') desk.printShown();
    else if (pressed.key === 'enter') desk.submit();
    else if ((sheet.kind === 'counting' || sheet.kind === 'correcting') && STEPS[pressed.key]) {
      desk.countAt(sheet.draft.at + (STEPS[pressed.key] ?? 0));
    } else {
      const typed = pressed.key === 'digit' ? pressed.types : EDITS[pressed.key];
      if (typed) desk.type(typed);
    }
    return null;
  }

  function onMenu(pressed: PressedKey): ReturnType<KeyTarget['key']> {
    if (pressed.key === 'f10') desk.close();
    const deed = pressed.key === 'digit' ? desk.menu().find(({ keyCap }) => keyCap === pressed.types)?.deed : undefined;
    if (deed) choose(deed);
    return ROWS[pressed.key] ?? null;
  }

  /** A good end: the first digit begins the next sale. */
  function onTaken(pressed: PressedKey): ReturnType<KeyTarget['key']> {
    if (pressed.key === 'enter') desk.submit();
    else if (pressed.key === 'f11') desk.printShown();
    else if (pressed.key === 'digit') {
      desk.close();
      if (!desk.isOpen()) return counter.key(pressed);
    }
    return null;
  }

  return {
    key,
    mark: () => typedAt().mark(),
    retract: (count) => typedAt().retract(count),
    scanned: counter.scanned,
    release: counter.release,
  };
}

const STEPS: Readonly<Partial<Record<PressedKey['key'], number>>> = { up: -1, down: 1, plus: 1 };
const ROWS: Readonly<Partial<Record<PressedKey['key'], 'row_up' | 'row_down' | 'row_main'>>> = {
  up: 'row_up',
  down: 'row_down',
  enter: 'row_main',
};
