import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import type { RecordDetail } from '../../../src/contract/records.ts';
import { ROW_SIGNS } from '../../cashier/row-sign.ts';
import color from '../../cashier/status-color.module.css';
import { Button } from '../../components/button.tsx';
import { Drawer } from '../../components/drawer.tsx';
import { Sign } from '../../components/sign.tsx';
import { moneyText } from '../../text/amount-text.ts';
import { declineAdvice } from '../../text/decline-advice.ts';
import { dayAndTime, proofTime, shortHint, tailOf } from '../../text/time-text.ts';
import type { PageProps } from '../page-props.ts';
import { RECORD_ACTIONS } from './record-actions.ts';
import styles from './record-sheet.module.css';

type RecordSheetProps = PageProps & { readonly id: string; readonly onClose: () => void };

type Read = { readonly kind: 'reading' } | { readonly kind: 'failed' | 'gone' } | { readonly kind: 'there'; readonly detail: RecordDetail };

/** One charge with all that is known of it, over the list. */
export function RecordSheet({ id, onClose, ...props }: RecordSheetProps) {
  const { office, view } = props;
  const words = props.words.records;
  const [read, setRead] = useState<Read>({ kind: 'reading' });
  const [turn, setTurn] = useState(0);
  const again = () => setTurn((now) => now + 1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn reads anew
  useEffect(() => {
    const abort = new AbortController();
    void office.readOffice<RecordDetail>('charge', { id }, abort.signal).then((answer) => {
      if (abort.signal.aborted) return;
      if (answer.ok) setRead({ kind: 'there', detail: answer.value });
      else setRead({ kind: answer.code === 'not_found' ? 'gone' : 'failed' });
    });
    return () => abort.abort();
  }, [office, id, turn, newsOf(view, id)]);
  const close = useEffectEvent(onClose);
  useEffect(() => {
    function down(event: KeyboardEvent): void {
      if (event.code !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      close();
    }
    window.addEventListener('keydown', down, { capture: true });
    return () => window.removeEventListener('keydown', down, { capture: true });
  }, []);

  const title = read.kind === 'there' ? moneyText(read.detail.charge.amount, read.detail.charge.currency) : props.words.rail.records;
  return (
    <Drawer title={title} closeWord={words.close} onClose={onClose}>
      {read.kind === 'there' && <Sheet {...props} detail={read.detail} onChanged={again} />}
      {read.kind === 'gone' && <p className={styles.blank}>{words.gone}</p>}
      {read.kind === 'failed' && (
        <div className={styles.blank}>
          <p>{words.failed}</p>
          <Button look="strong" size="small" onPress={again}>
            {words.again}
          </Button>
        </div>
      )}
    </Drawer>
  );
}

type SheetProps = Omit<RecordSheetProps, 'id' | 'onClose'> & { readonly detail: RecordDetail; readonly onChanged: () => void };

function Sheet({ detail, onChanged, ...props }: SheetProps) {
  const { text, view } = props;
  const words = props.words.records;
  const { charge, steps, refunds, acts } = detail;
  const { timeZone } = view.store;
  const isPaid = charge.status === 'paid';
  return (
    <>
      <p className={styles.state}>
        <Sign name={ROW_SIGNS[charge.status]} size="todo" />
        <span>
          <b className={color[charge.status]}>{text.rowWords[charge.status]}</b>
          {charge.refundedAmount > 0 && <em>{words.refunded(moneyText(charge.refundedAmount, charge.currency))}</em>}
          {isPaid && charge.refundedAmount > 0 && charge.refundedAmount < charge.amount && (
            <em>{words.left(moneyText(charge.amount - charge.refundedAmount, charge.currency))}</em>
          )}
        </span>
      </p>
      {RECORD_ACTIONS.length > 0 && (
        <div className={styles.actions}>
          {RECORD_ACTIONS.map((Action) => (
            <Action key={Action.displayName ?? Action.name} {...props} detail={detail} onChanged={onChanged} />
          ))}
        </div>
      )}
      <Facts detail={detail} text={text} words={words} timeZone={timeZone} />
      <Group title={words.stepsTitle} isThere={steps.length > 0}>
        <ol className={styles.lines}>
          {steps.map(({ at, what, amount }) => (
            <li key={`${at} ${what}`}>
              <time>{proofTime(at, timeZone)}</time>
              <span>{words.steps[what]}</span>
              <b>{amount !== null && moneyText(amount, charge.currency)}</b>
            </li>
          ))}
        </ol>
      </Group>
      <Group title={words.refundsTitle} isThere={refunds.length > 0}>
        <ol className={styles.lines}>
          {refunds.map((refund) => (
            <li key={refund.id}>
              <time>{proofTime(refund.createdAt, timeZone)}</time>
              <span>
                {words.refundStates[refund.status]}
                <em>{[words.refundNo(tailOf(refund.refundNo)), refund.reason].filter(Boolean).join('　')}</em>
              </span>
              <b>−{moneyText(refund.amount, refund.currency)}</b>
            </li>
          ))}
        </ol>
      </Group>
      <Group title={words.actsTitle} isThere={acts.length > 0}>
        <ol className={styles.lines}>
          {acts.map((act) => (
            <li key={act.id}>
              <time>{proofTime(act.at, timeZone)}</time>
              <span>
                {words.deeds[act.deed] ?? words.deeds.other}
                <em>
                  {words.by(act.by.name ?? words.theTerminal)}
                  {act.approvedBy?.name && `　${words.approvedBy(act.approvedBy.name)}`}
                  {act.reason && `　${act.reason}`}
                </em>
              </span>
              <b>{act.amount !== null && moneyText(act.amount, charge.currency)}</b>
            </li>
          ))}
        </ol>
      </Group>
    </>
  );
}

function Group({ title, isThere, children }: { readonly title: string; readonly isThere: boolean; readonly children: ReactNode }) {
  if (!isThere) return null;
  return (
    <section className={styles.group}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

type FactsProps = Pick<SheetProps, 'detail' | 'text'> & { readonly words: PageProps['words']['records']; readonly timeZone: string };

function Facts({ detail: { charge }, text, words, timeZone }: FactsProps) {
  const { facts } = words;
  const shown: readonly (readonly [string, string | null])[] = [
    [facts.begun, dayAndTime(charge.createdAt, timeZone)],
    [facts.paidAt, charge.paidAt && dayAndTime(charge.paidAt, timeZone)],
    [facts.reason, charge.status === 'declined' ? declineAdvice(text, charge).what : null],
    [facts.about, charge.description],
    [facts.cashier, charge.cashier],
    [facts.till, charge.tillReference],
    [facts.code, charge.codeHint && shortHint(charge.codeHint)],
    [facts.order, charge.orderNo],
    [facts.transaction, charge.transactionId],
  ];
  return (
    <dl className={styles.facts}>
      {shown.map(
        ([name, fact]) =>
          fact && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{fact}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** Changes when the terminal tells something new about this charge. */
function newsOf({ stage, todo, recent }: PageProps['view'], id: string): string {
  const staged = stage.kind === 'charge' ? [stage.charge] : [];
  const shown = [...staged, ...todo, ...recent].find((charge) => charge.id === id);
  return shown ? `${shown.status} ${shown.refundedAmount} ${shown.updatedAt}` : '';
}
