import type { OfficeView } from '../../src/contract/office-view.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import { Icon, Mark } from '../components/icon.tsx';
import { Light } from '../components/light.tsx';
import { Sign, type SignName } from '../components/sign.tsx';
import type { Text } from '../text/text.ts';
import { clockTime } from '../text/time-text.ts';
import styles from './bar.module.css';
import type { Deed } from './deeds.ts';
import { LineLight } from './line-light.tsx';
import { useWallMs } from './running-time.ts';
import { ScannerLight } from './scanner-light.tsx';
import { groupOf } from './todo-group.ts';

type BarProps = {
  readonly view: TerminalView;
  readonly officeView: OfficeView | null;
  readonly receivedMs: number;
  readonly text: Text;
  readonly act: (deed: Deed) => void;
  readonly open: (url: string) => void;
  readonly onPeople: () => void;
};

/** Who we are, and what works. */
export function Bar({ view, officeView, receivedMs, text, act, open, onPeople }: BarProps) {
  const { store, practice, todo } = view;
  const queued = todo.filter((charge) => groupOf(charge) === 'queued').length;
  const lost = view.refunds.filter(({ status }) => status === 'unresolved').length;
  const offered = todo.filter((charge) => groupOf(charge) === 'offered').length;
  const needsPerson = view.findings.length + lost + todo.length - queued - offered;
  return (
    <header className={styles.bar}>
      <div className={styles.brand}>
        <Mark />
        <span>{store.name}</span>
      </div>
      <WhoIsHere terminalId={store.terminalId} office={officeView} text={text} onPress={onPeople} />
      {practice && (
        <div className={styles.practice}>
          <BarButton icon="phone" word={text.bar.phone} onPress={() => open(practice.phoneUrl)} />
          <BarButton icon="bolt" word={text.bar.faults} onPress={() => open(practice.faultsUrl)} />
        </div>
      )}
      <div className={styles.lights}>
        {needsPerson > 0 && (
          <Light look="warn" icon={<Sign name="unresolved" size="row" />} onPress={() => act('open_todo')}>
            {text.bar.todo(needsPerson)}
          </Light>
        )}
        <QuietCount sign="queued" word={text.todo.queuedGroup} count={queued} act={act} />
        <QuietCount sign="reversing" word={text.offer.todo.group} count={offered} act={act} />
        <QuietCount sign="parked" word={text.todo.parkedGroup} count={view.parked.length} act={act} />
        <LineLight view={view} receivedMs={receivedMs} text={text} />
        <ScannerLight scanners={view.scanners} text={text} onPress={() => act('open_doctor')} />
        <Clock timeZone={store.timeZone} />
        <BarButton icon="list" word={text.bar.history} keyCap="F8" onPress={() => act('open_history')} />
        <BarButton icon="sliders" word={text.shift.menu} keyCap="F10" onPress={() => act('open_menu')} />
        <BarButton icon="chart" word={text.bar.manager} isQuiet onPress={() => location.assign('/manager/')} />
        <BarButton icon="keyboard" word={text.bar.help} keyCap="F1" isQuiet onPress={() => act('open_help')} />
      </div>
    </header>
  );
}

type WhoIsHereProps = {
  readonly terminalId: string;
  readonly office: OfficeView | null;
  readonly text: Text;
  readonly onPress: () => void;
};

/** The terminal, and who stands at it; pressed, to change that. */
function WhoIsHere({ terminalId, office, text, onPress }: WhoIsHereProps) {
  if (!office) return <span className={styles.who}>{terminalId}</span>;
  const { person, hasPeople } = office;
  const { setUp, nobody, resting, help } = text.people;
  const who = person ? person.name : hasPeople ? nobody : null;
  return (
    <button
      type="button"
      className={styles.here}
      title={`${hasPeople ? help : setUp} Home`}
      data-nobody={hasPeople && !person}
      onClick={onPress}
    >
      <span className={styles.terminal}>{terminalId}</span>
      <Icon name="person" />
      {who === null ? <span className={styles.spoken}>{setUp}</span> : <b>{who}</b>}
      {person?.isResting && <span className={styles.resting}>{resting}</span>}
    </button>
  );
}

type QuietCountProps = { readonly sign: SignName; readonly word: string; readonly count: number; readonly act: BarProps['act'] };

/** What waits and needs nobody now. */
function QuietCount({ sign, word, count, act }: QuietCountProps) {
  if (count === 0) return null;
  return (
    <Light look="quiet" icon={<Sign name={sign} size="row" />} onPress={() => act('open_todo')}>
      <span className={styles.countWord}>{word}</span> {count}
    </Light>
  );
}

function Clock({ timeZone }: { readonly timeZone: string }) {
  return <time className={styles.clock}>{clockTime(useWallMs(), timeZone)}</time>;
}

type BarButtonProps = {
  readonly icon: 'phone' | 'bolt' | 'list' | 'keyboard' | 'chart' | 'sliders';
  readonly word: string;
  readonly keyCap?: string;
  readonly isQuiet?: boolean;
  readonly onPress: () => void;
};

function BarButton({ icon, word, keyCap, isQuiet = false, onPress }: BarButtonProps) {
  return (
    <button
      type="button"
      className={`${styles.button} ${isQuiet ? styles.iconOnly : ''}`}
      aria-label={word}
      title={keyCap ? `${word} ${keyCap}` : word}
      onClick={onPress}
    >
      <Icon name={icon} />
      <span>{word}</span>
    </button>
  );
}
