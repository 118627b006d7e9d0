import type { JournalView } from '../../src/contract/view.ts';
import { Button } from '../components/button.tsx';
import type { Text } from '../text/text.ts';
import { clockTime } from '../text/time-text.ts';
import styles from './journal-lines.module.css';

type JournalLinesProps = {
  readonly journal: JournalView;
  readonly text: Text;
  readonly timeZone: string;
  readonly onLook: () => void;
};

/** How the journal is, and the button that has it looked through. */
export function JournalLines({ journal, text, timeZone, onLook }: JournalLinesProps) {
  const words = text.journal;
  const isLooking = journal.look?.kind === 'running';
  return (
    <section className={styles.lines} data-look={journal.look?.kind ?? 'none'}>
      <h3>{words.title}</h3>
      <p>{journal.backupAt === null ? words.noBackup : words.backup(moment(journal.backupAt, timeZone))}</p>
      <p role="status">{lookLine(journal.look, text, timeZone)}</p>
      <Button size="small" isOff={isLooking || journal.damage !== null} onPress={onLook}>
        {words.look}
      </Button>
    </section>
  );
}

function lookLine(look: JournalView['look'], { journal }: Text, timeZone: string): string {
  switch (look?.kind) {
    case 'running':
      return journal.looking(Math.floor((100 * look.done) / Math.max(1, look.total)));
    case 'whole':
      return journal.whole(look.entries, moment(look.at, timeZone));
    case 'damaged':
      return journal.damaged;
    default:
      return '';
  }
}

/** Day and time in the shop: a copy may be days old. */
function moment(at: string, timeZone: string): string {
  const ms = Date.parse(at);
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(ms);
  return `${day} ${clockTime(ms, timeZone)}`;
}
