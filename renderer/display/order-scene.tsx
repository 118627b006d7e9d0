import { type CSSProperties, useEffect, useRef, useState } from 'react';
import type { DisplayView } from '../../src/contract/display.ts';
import type { Locale } from '../../src/contract/view.ts';
import { Icon } from '../components/icon.tsx';
import { moneyText } from '../text/amount-text.ts';
import type { DisplayText } from '../text/display/display-text.ts';
import type { KioskAnswer } from './display-client.ts';
import { orderPages } from './order-pages.ts';
import styles from './order-scene.module.css';
import { useTouchGuard } from './use-display.ts';
import { useShape } from './use-shape.ts';

/** An order taken shows on the page within this; if not, the keys are free again. */
const TAKEN_MS = 5_000;
/** A label of more than so many narrow letters is written smaller: two lines must hold it. */
const LONG = 20;
/** How long a reason is read. */
const TROUBLE_MS = 6_000;
/** A page that the last customer turned to is turned back for the next one. */
const TURN_BACK_MS = 45_000;

type OrderSceneProps = {
  readonly view: DisplayView;
  readonly locale: Locale;
  readonly text: DisplayText;
  readonly onOrder: (button: number) => Promise<KioskAnswer>;
};

/** What customers order themselves: one large key for each price. */
export function OrderScene({ view, locale, text, onOrder }: OrderSceneProps) {
  const { columns, rows, pages } = orderPages(view.buttons.length, useShape());
  const [turned, setTurned] = useState(0);
  const [asked, setAsked] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const isAsking = useRef(false); // a second touch comes before the first one is drawn
  const page = Math.min(turned, pages - 1);
  const isTouchable = useTouchGuard(`order ${page}`);
  useForget(asked, TAKEN_MS, () => free());
  useForget(trouble, TROUBLE_MS, () => setTrouble(null));
  useForget(page || null, TURN_BACK_MS, () => setTurned(0));

  function free(): void {
    isAsking.current = false;
    setAsked(null);
  }

  async function press(button: number): Promise<void> {
    if (isAsking.current || !isTouchable()) return;
    isAsking.current = true;
    setAsked(button);
    setTrouble(null);
    const answer = await onOrder(button);
    if (answer.ok) return;
    free();
    setTrouble(refusalText(text, answer.code));
  }

  const first = page * columns * rows;
  const keys = view.buttons.map((button, place) => ({ ...button, place })).slice(first, first + columns * rows);
  const { word, line } = text.order.choose;
  return (
    <main className={styles.order} data-screen="order" data-asking={asked !== null || undefined}>
      <div className={styles.top}>
        <div>
          <h1>{word}</h1>
          <p role="alert" className={trouble ? styles.trouble : undefined}>
            {trouble ?? line}
          </p>
        </div>
        {pages > 1 && <Pager {...{ text, page, pages }} onTurn={setTurned} />}
      </div>
      <ul className={styles.keys} aria-label={text.order.goods} style={{ '--columns': columns, '--rows': rows } as CSSProperties}>
        {keys.map(({ label, amount, place }) => (
          <li key={place}>
            <button
              type="button"
              className={styles.key}
              aria-disabled={asked !== null || undefined}
              data-asked={asked === place || undefined}
              data-long={widthOf(label[locale]) > LONG || undefined}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => void press(place)}
            >
              <span className={styles.label}>{label[locale]}</span>
              <span className={styles.price}>{asked === place ? text.order.busy : moneyText(amount, view.currency)}</span>
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}

type PagerProps = {
  readonly text: DisplayText;
  readonly page: number;
  readonly pages: number;
  readonly onTurn: (page: number) => void;
};

/** Turns in a circle, so that neither key is ever dead. */
function Pager({ text, page, pages, onTurn }: PagerProps) {
  const turn = (by: number) => onTurn((page + by + pages) % pages);
  return (
    <nav className={styles.pager} aria-label={text.order.page(page + 1, pages)}>
      <button type="button" onPointerDown={(event) => event.preventDefault()} onClick={() => turn(-1)}>
        <Icon name="back" />
        {text.order.before}
      </button>
      <span aria-hidden="true">
        {page + 1} / {pages}
      </span>
      <button type="button" onPointerDown={(event) => event.preventDefault()} onClick={() => turn(1)}>
        {text.order.after}
        <Icon name="next" />
      </button>
    </nav>
  );
}

/** In narrow letters: Chinese and Korean ones are twice as wide. */
function widthOf(label: string): number {
  return [...label].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0);
}

function refusalText({ order: { refusals } }: DisplayText, code: string): string {
  if (code === 'no_answer') return refusals.no_answer;
  return code === 'terminal_busy' || code === 'not_now' ? refusals.busy : refusals.other;
}

/** Does something once a value has stood for so long; null: nothing to forget. */
function useForget(value: string | number | null, afterMs: number, forget: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the wait begins with the value, not with each drawing
  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(forget, afterMs);
    return () => clearTimeout(timer);
  }, [value]);
}
