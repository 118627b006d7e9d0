import { useEffect, useRef } from 'react';
import type { OfficeView } from '../../src/contract/office-view.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import { Button } from '../components/button.tsx';
import { Plate } from '../components/plate.tsx';
import { refundTextIn } from '../text/refund/catalogue.ts';
import type { RefundText } from '../text/refund/refund-text.ts';
import type { Advice, Text } from '../text/text.ts';
import { FindSale } from './find-sale.tsx';
import { FollowedRefund } from './followed-refund.tsx';
import styles from './refund.module.css';
import type { RefundFlow, RefundFlowState } from './refund-flow.ts';
import { SaleForm } from './sale-form.tsx';

export type RefundScreenProps = {
  readonly flow: RefundFlow;
  readonly state: RefundFlowState;
  readonly view: TerminalView;
  readonly receivedMs: number; // of the view, on the page's monotonic clock
  readonly office: OfficeView | null;
  readonly text: Text;
  readonly advice: Advice | null; // about a scan that was not taken
  readonly onSignIn: () => void;
};

/** What its parts are given. */
export type RefundPartProps = RefundScreenProps & { readonly words: RefundText };

/** Giving money back, over the whole counter: the sale, how much and why, and then the refund's way. */
export function RefundScreen(props: RefundScreenProps) {
  const { flow, state, text, office } = props;
  const words = refundTextIn(text.locale);
  const page = useRef<HTMLElement>(null);
  const whoIsHere = office?.person?.id ?? '';
  const wasHere = useRef(whoIsHere);
  useEffect(() => {
    if (wasHere.current === whoIsHere) return;
    wasHere.current = whoIsHere;
    flow.again();
  }, [flow, whoIsHere]);
  const isFinding = state.place === 'find';
  useEffect(() => {
    if (!isFinding) page.current?.focus({ preventScroll: true });
  }, [isFinding]);
  const said = adviceOf(words, props);
  const parts = { ...props, words };
  return (
    <section
      ref={page}
      className={styles.page}
      role="dialog"
      aria-modal="true"
      aria-label={words.title}
      data-place={state.place}
      tabIndex={-1}
    >
      {isFinding && <FindSale {...parts} />}
      {!isFinding && (state.sale ? state.followed ? <FollowedRefund {...parts} /> : <SaleForm {...parts} /> : <NotRead {...parts} />)}
      {said && (
        <div className={styles.said}>
          <Plate {...said} />
        </div>
      )}
    </section>
  );
}

/** What was not done, the newest first. */
function adviceOf(words: RefundText, { state, text, advice }: RefundScreenProps): Advice | null {
  const { trouble, search } = state;
  if (trouble !== null) {
    if (Object.hasOwn(words.refusals, trouble)) return words.refusals[trouble as keyof typeof words.refusals];
    const { troubles, nothingDone } = text.people;
    const { other, ...known } = troubles;
    return { what: Object.hasOwn(known, trouble) ? known[trouble as keyof typeof known] : other(trouble), next: nothingDone };
  }
  return search.heard ? words.find.heard[search.heard] : advice;
}

/** The sale is not there yet, or cannot be read: said, with a way on and a way back. */
function NotRead({ flow, state: { saleTrouble }, words, onSignIn }: RefundPartProps) {
  const said = { sign_in: words.find.signIn, gone: words.refusals.not_found.what, failed: words.find.failed };
  return (
    <div className={styles.alone}>
      <div className={styles.blank} role="status">
        <p>{saleTrouble ? said[saleTrouble] : words.sale.reading}</p>
        {saleTrouble === 'sign_in' && (
          <Button size="small" look="strong" keyCap="Home" onPress={onSignIn}>
            {words.find.signInButton}
          </Button>
        )}
        {saleTrouble === 'failed' && (
          <Button size="small" look="strong" onPress={flow.again}>
            {words.find.again}
          </Button>
        )}
      </div>
      <Button keyCap="Esc" onPress={flow.back}>
        {words.sale.back2}
      </Button>
    </div>
  );
}
