import type { OfficeView } from '../../src/contract/office-view.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import bar from '../cashier/bar.module.css';
import { LineLight } from '../cashier/line-light.tsx';
import { useWallMs } from '../cashier/running-time.ts';
import { ScannerLight } from '../cashier/scanner-light.tsx';
import { Icon, Mark } from '../components/icon.tsx';
import type { ManagerText } from '../text/manager/manager-text.ts';
import type { Text } from '../text/text.ts';
import { clockTime } from '../text/time-text.ts';
import styles from './bar.module.css';
import { PrinterLight } from './printers/printer-light.tsx';
import { go } from './route.ts';

type BarProps = {
  readonly view: TerminalView;
  readonly receivedMs: number;
  readonly people: OfficeView;
  readonly text: Text;
  readonly words: ManagerText;
  readonly onCounter: (() => void) | null; // null: there is none here
  readonly onSignOut: () => void;
};

/** Which shop, who, what works, what time it is, and the ways out. */
export function Bar({ view, receivedMs, people, text, onCounter, onSignOut, ...props }: BarProps) {
  const { store } = view;
  const { bar: words, printers } = props.words;
  return (
    <header className={bar.bar}>
      <div className={bar.brand}>
        <Mark />
        <span>{store.name}</span>
      </div>
      <span className={`${bar.who} ${styles.who}`}>{whoLine(people, words)}</span>
      <div className={bar.lights}>
        <LineLight {...{ view, receivedMs, text }} />
        <ScannerLight scanners={view.scanners} text={text} onPress={() => go('scanners')} />
        <PrinterLight printers={people.printers} words={printers} onPress={() => go('settings')} />
        <time className={bar.clock}>{clockTime(useWallMs(), store.timeZone)}</time>
        {people.person && (
          <button type="button" className={bar.button} aria-label={words.signOut} onClick={onSignOut}>
            <Icon name="lock" />
            <span>{words.signOut}</span>
          </button>
        )}
        {onCounter && (
          <button type="button" className={bar.button} aria-label={words.counter} title={`${words.counter} F10`} onClick={onCounter}>
            <Icon name="back" />
            <span>{words.counter}</span>
          </button>
        )}
      </div>
    </header>
  );
}

/** Who sits here; nobody's name where nobody does. */
function whoLine({ person, hasPeople }: OfficeView, words: ManagerText['bar']): string {
  if (!hasPeople) return words.nobody;
  if (!person) return '';
  return person.role === 'manager' ? words.manager(person.name) : person.name;
}
