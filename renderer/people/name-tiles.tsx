import type { PersonView } from '../../src/contract/people.ts';
import type { PeopleText } from '../text/people/people-text.ts';
import styles from './people.module.css';

type NameTilesProps = {
  readonly words: PeopleText;
  readonly people: readonly PersonView[];
  readonly chosenId: string | null;
  readonly onChoose: (personId: string) => void;
};

/** Who it is, to touch. */
export function NameTiles({ words, people, chosenId, onChoose }: NameTilesProps) {
  return (
    <ul className={styles.tiles} aria-label={words.who}>
      {people.map(({ id, name, role }) => (
        <li key={id}>
          <button
            type="button"
            aria-pressed={id === chosenId}
            onClick={(event) => {
              event.currentTarget.blur(); // Enter is the PIN's from here on
              onChoose(id);
            }}
          >
            <b>{name}</b>
            <span>{words.roles[role]}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
