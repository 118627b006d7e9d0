import type { FaultLogLine } from '../../src/contract/sandbox.ts';
import type { FaultsText } from '../text/faults/faults-text.ts';
import { proofTime, tailOf } from '../text/time-text.ts';
import styles from './log-table.module.css';

/** The newest exchanges as the acquirer saw them, newest first. */
export function LogTable({ log, text }: { readonly log: readonly FaultLogLine[]; readonly text: FaultsText }) {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const words = text.expert.columns;
  if (log.length === 0) return <p className={styles.nothing}>{text.nothing}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to
    <section className={styles.scroll} aria-label={text.expert.log} tabIndex={0}>
      <table className={styles.log}>
        <thead>
          <tr>
            {[words.time, words.call, words.order, words.fault, words.answer].map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {log.map(({ atMs, call, orderNo, fault, answer }, index) => (
            // Lines are never reordered: counted from the oldest, each keeps its key.
            // biome-ignore lint/suspicious/noArrayIndexKey: an exchange has no name of its own
            <tr key={log.length - index}>
              <td>{proofTime(atMs, timeZone)}</td>
              <td>{call}</td>
              <td>{tailOf(orderNo)}</td>
              <td className={styles.fault}>{fault ?? ''}</td>
              <td>{answer}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
