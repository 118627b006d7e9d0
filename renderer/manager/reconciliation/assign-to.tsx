import type { DiscrepancyView } from '../../../src/contract/reconciliation.ts';
import type { ReconciliationText } from '../../text/reconciliation/reconciliation-text.ts';
import type { PageProps } from '../page-props.ts';
import styles from './reconciliation.module.css';

type AssignProps = Pick<PageProps, 'people' | 'give'> & {
  readonly found: DiscrepancyView;
  readonly words: ReconciliationText;
  readonly onChanged: () => void;
  readonly onRefused: (code: string) => void;
};

/** Whose it is to find out. */
export function AssignTo({ found, people, give, words, onChanged, onRefused }: AssignProps) {
  async function assign(personId: string): Promise<void> {
    const answer = await give({ kind: 'assign', discrepancyId: found.id, personId: personId || null });
    if (answer.ok) onChanged();
    else onRefused(answer.code);
  }
  const gone = found.assignedTo && !people.people.some(({ id }) => id === found.assignedTo?.id) ? [found.assignedTo] : [];
  return (
    <label className={styles.assign}>
      {words.assign}
      <select value={found.assignedTo?.id ?? ''} onChange={({ target }) => void assign(target.value)}>
        <option value="">{found.assignedTo ? words.takeBack : '—'}</option>
        {[...people.people, ...gone].map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
