import type { Connection } from '../client/client.ts';
import { Announcement } from '../components/announcement.tsx';
import { Icon, Mark } from '../components/icon.tsx';
import type { Text } from '../text/text.ts';
import { runningTime } from '../text/time-text.ts';
import styles from './link-page.module.css';
import { useRunningMs } from './running-time.ts';

/** The window without its terminal: nothing on it can be pressed, and nothing old is shown as if it were so. */
export function LinkPage({ connection, text }: { readonly connection: Exclude<Connection, { kind: 'live' }>; readonly text: Text }) {
  const lostMs = useRunningMs(connection.kind === 'lost' ? { ms: 0, receivedMs: connection.sinceMs } : null);
  if (connection.kind === 'connecting') {
    return (
      <main className={styles.page} data-screen="connecting">
        <Mark />
        <h1 className={styles.opening}>{text.link.connecting}</h1>
      </main>
    );
  }
  const words = connection.kind === 'lost' ? text.link.lost : text.link.refused;
  return (
    <main className={styles.page} data-screen={connection.kind}>
      <Announcement>{`${words.word}. ${words.plain}${words.strong}`}</Announcement>
      <Icon name={connection.kind === 'lost' ? 'offline' : 'info'} />
      <h1>{words.word}</h1>
      <p>
        {words.plain}
        <b>{words.strong}</b>
      </p>
      {lostMs !== null && <p className={styles.quiet}>{text.link.lostFor(runningTime(lostMs))}</p>}
    </main>
  );
}
