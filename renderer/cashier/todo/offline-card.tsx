import { Icon, type IconName } from '../../components/icon.tsx';
import type { Text } from '../../text/text.ts';
import { proofTime, runningTime } from '../../text/time-text.ts';
import { useRunningMs } from '../running-time.ts';
import styles from './todo.module.css';

type OfflineCardProps = { readonly sinceMs: number; readonly receivedMs: number; readonly timeZone: string; readonly text: Text };

/** How long the line has been down, and what still works without it. */
export function OfflineCard({ sinceMs, receivedMs, timeZone, text }: OfflineCardProps) {
  const ms = useRunningMs({ ms: sinceMs, receivedMs }) ?? 0;
  const lines: readonly (readonly [IconName, string])[] = [
    ...text.todo.can.map((line) => ['check', line] as const),
    ...text.todo.cannot.map((line) => ['cross', line] as const),
  ];
  return (
    <section className={styles.offline}>
      <Icon name="offline" />
      <h2>{text.bar.offline(runningTime(ms))}</h2>
      <p>{text.todo.offlineSince(proofTime(Date.now() - ms, timeZone))}</p>
      <ul>
        {lines.map(([icon, line]) => (
          <li key={line} className={icon === 'cross' ? styles.cannot : undefined}>
            <Icon name={icon} />
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}
