import { useEffect, useState } from 'react';
import type { PersonRow } from '../../../src/contract/people.ts';
import { Icon } from '../../components/icon.tsx';
import { storeDay } from '../../text/time-text.ts';
import type { PageProps } from '../page-props.ts';
import { hrefOf } from '../route.ts';
import styles from './people.module.css';

/** Everybody who works here, then those who left. Each leads to what can be changed. */
export function PeopleCard({ rows, people, view, words }: Pick<PageProps, 'people' | 'view' | 'words'> & { rows: readonly PersonRow[] }) {
  const own = people.person?.id;
  const here = rows.filter(({ isActive }) => isActive);
  const left = rows.filter(({ isActive }) => !isActive);
  return (
    <section className={styles.card} aria-labelledby="people">
      <header>
        <h2 id="people">{words.people.title}</h2>
        <a className={styles.add} href={hrefOf('settings', 'new-person')}>
          <Icon name="plus" />
          {words.people.add}
        </a>
      </header>
      <ul>
        {[...here, ...left].map((row) => (
          <li key={row.id}>
            <a href={hrefOf('settings', 'person', row.id)} data-left={!row.isActive || undefined}>
              <Icon name="person" />
              <span>
                <b>{row.name}</b>
                {row.id === own && <em>{words.people.isYou}</em>}
              </span>
              <span>{row.isActive ? words.people.roles[row.role] : words.people.hasLeft}</span>
              <small>{words.people.since(storeDay(row.addedAt, view.store.timeZone))}</small>
              <Icon name="next" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Everybody, those who left too; read anew whenever the view of who works here changes. */
export function usePeople({ office, people }: Pick<PageProps, 'office' | 'people'>): readonly PersonRow[] {
  const [rows, setRows] = useState<readonly PersonRow[]>([]);
  const news = JSON.stringify([people.people, people.person?.id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew at each change
  useEffect(() => {
    const abort = new AbortController();
    void office.readOffice<{ people: readonly PersonRow[] }>('people', {}, abort.signal).then((answer) => {
      if (answer.ok && !abort.signal.aborted) setRows(answer.value.people);
    });
    return () => abort.abort();
  }, [office, news]);
  return rows;
}
