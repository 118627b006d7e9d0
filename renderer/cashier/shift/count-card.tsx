import type { ReactNode } from 'react';
import { type NumberKey, NumberPad } from '../../components/number-pad.tsx';
import { yuan } from '../../text/amount-text.ts';
import type { Text } from '../../text/text.ts';
import { type CountDraft, countedFen, PIECES } from './count-draft.ts';
import styles from './shift.module.css';

type CountCardProps = {
  readonly draft: CountDraft;
  readonly text: Text;
  readonly title: string;
  readonly onRow: (at: number) => void;
};

/** What is being counted: the sum, or so many pieces of each kind with the sum living beside them. */
export function CountCard({ draft, text, title, onRow }: CountCardProps) {
  const words = text.shift;
  return (
    <section className={styles.card}>
      <header>
        <h2>{title}</h2>
      </header>
      <button type="button" className={styles.sumRow} aria-pressed={draft.at === 0} onClick={() => onRow(0)}>
        <span>{words.sum}</span>
        <b data-part="counted">{yuan(countedFen(draft))}</b>
      </button>
      <ul className={styles.pieces}>
        {PIECES.map((piece, index) => {
          const count = draft.pieces[index] ?? '';
          const face = yuan(piece).replace(/\.00$|0$/, '');
          return (
            <li key={piece}>
              <button type="button" aria-pressed={draft.at === index + 1} onClick={() => onRow(index + 1)}>
                <span>{face}</span>
                <i>×</i>
                <b>{count}</b>
                <em>{count === '' ? '' : yuan(piece * Number(count))}</em>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

type CountHandProps = { readonly text: Text; readonly onKey: (key: NumberKey) => void; readonly children: ReactNode };

export function CountHand({ text, onKey, children }: CountHandProps) {
  return (
    <div className={styles.countHand}>
      {children}
      <NumberPad words={text.hand} onKey={onKey} />
    </div>
  );
}
