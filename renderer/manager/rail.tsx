import { Icon } from '../components/icon.tsx';
import type { ManagerText } from '../text/manager/manager-text.ts';
import { moveByArrows } from './move-by-arrows.ts';
import styles from './rail.module.css';
import { hrefOf } from './route.ts';
import type { SectionName } from './section-name.ts';
import { SECTIONS, type Section } from './sections.ts';

type RailProps = {
  readonly current: SectionName;
  readonly counts: Readonly<Partial<Record<SectionName, number>>>; // what waits for somebody there
  readonly words: ManagerText['rail'];
};

/** The way between the parts: by touch, by Tab, by the arrows. */
export function Rail({ current, counts, words }: RailProps) {
  const sections = Object.entries(SECTIONS) as [SectionName, Section][];
  return (
    <nav className={styles.rail} aria-label={words.label} onKeyDown={moveByArrows}>
      {sections.map(([name, { icon }]) => (
        <a key={name} href={hrefOf(name)} aria-current={name === current ? 'page' : undefined}>
          <Icon name={icon} />
          <span>{words[name]}</span>
          <Count count={counts[name] ?? 0} words={words} />
        </a>
      ))}
    </nav>
  );
}

function Count({ count, words }: { readonly count: number; readonly words: ManagerText['rail'] }) {
  if (count === 0) return null;
  return (
    <b>
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className={styles.said}>{words.waiting(count)}</span>
    </b>
  );
}
