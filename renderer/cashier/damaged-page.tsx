import type { JournalView } from '../../src/contract/view.ts';
import { Announcement } from '../components/announcement.tsx';
import { Icon } from '../components/icon.tsx';
import type { Text } from '../text/text.ts';
import styles from './damaged-page.module.css';

type DamagedPageProps = { readonly damage: NonNullable<JournalView['damage']>; readonly text: Text; readonly isCovered: boolean };

/** In the place of the keypad: no charge can be begun. What the cashier does in large words, what the manager does below. */
export function DamagedPage({ damage, text, isCovered }: DamagedPageProps) {
  const { word, cashier, manager, steps } = text.damaged;
  const [stop, type, start] = steps;
  return (
    <main className={styles.page} data-screen="journal_damaged" inert={isCovered}>
      <Announcement>{`${word}. ${cashier.plain}${cashier.strong}`}</Announcement>
      <Icon name="info" />
      <h1>{word}</h1>
      <p>
        {cashier.plain}
        <b>{cashier.strong}</b>
      </p>
      <section>
        <h2>{manager(damage.entry)}</h2>
        <ol>
          <li>{stop}</li>
          <li>
            {type}
            <code>{damage.restoreCommand}</code>
          </li>
          <li>{start}</li>
        </ol>
      </section>
    </main>
  );
}
