import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { RefundRow } from '../../../src/contract/refund.ts';
import type { RefundList } from '../../../src/contract/refund-office.ts';
import { useKeyboard } from '../../cashier/use-keyboard.ts';
import { newId } from '../../client/new-id.ts';
import { pageClock } from '../../client/page-clock.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { createRefundFlow } from '../../refund/refund-flow.ts';
import { keysWithRefund } from '../../refund/refund-keys.ts';
import { RefundScreen } from '../../refund/refund-screen.tsx';
import { refundTextIn } from '../../text/refund/catalogue.ts';
import { Page } from '../page.tsx';
import type { PageProps } from '../page-props.ts';
import { isPaymentCode } from '../records/payment-code.ts';
import { go } from '../route.ts';
import { useKey } from '../use-key.ts';
import { useReading } from '../use-reading.ts';
import { RefundLines } from './refund-lines.tsx';
import styles from './refunds.module.css';

/** Where a sale that is still to be found is refunded. */
const NEW = 'new';
const NO_KEYS = { key: () => null, mark: () => undefined, retract: () => undefined, release: () => undefined };

/** Refunds: all of them, and one sale's on its own. */
export default function RefundsPage(props: PageProps) {
  const [chargeId, refundId] = props.path;
  return chargeId === undefined ? <AllRefunds {...props} /> : <OneRefund key={props.path.join()} {...props} {...{ chargeId, refundId }} />;
}

const GROUPS = ['all', 'open', 'failed'] as const;

function AllRefunds({ office, view, text, words: { rail } }: PageProps) {
  const words = refundTextIn(text.locale).list;
  const [group, setGroup] = useState<(typeof GROUPS)[number]>('all');
  const [older, setOlder] = useState<readonly RefundList[]>([]);
  const query: Readonly<Record<string, string>> = group === 'all' ? {} : { group };
  const news = JSON.stringify(view.refunds.map(({ id, status }) => [id, status]));
  const first = useReading<RefundList>(office, 'refunds', query, news);
  const open = useReading<RefundList>(office, 'refunds', group === 'all' ? { group: 'open' } : null, news);
  useKey('F2', () => go('refunds', NEW));

  async function more(cursor: string): Promise<void> {
    const answer = await office.readOffice<RefundList>('refunds', { ...query, cursor });
    if (answer.ok) setOlder((before) => [...before, answer.value]);
  }

  const all = [...(first.value?.items ?? []), ...older.flatMap(({ items }) => items)].filter(isFirstOfItsName);
  const [isOpen, isDone] = [open.value?.items ?? all.filter(hasNoEnd), all.filter((refund) => !hasNoEnd(refund))];
  const next = (older.at(-1) ?? first.value)?.nextCursor ?? null;
  const lines = { view, text };
  return (
    <Page
      title={rail.refunds}
      actions={
        <Button look="primary" size="small" icon={<Icon name="undo" />} keyCap="F2" onPress={() => go('refunds', NEW)}>
          {words.begin}
        </Button>
      }
    >
      <fieldset className={styles.chips} aria-label={words.groups}>
        {GROUPS.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={group === name}
            onClick={() => {
              setOlder([]);
              setGroup(name);
            }}
          >
            {words[name]}
          </button>
        ))}
      </fieldset>
      {isOpen.length > 0 && <RefundLines {...lines} title={words.openGroup} refunds={isOpen} isHot />}
      {isDone.length > 0 && <RefundLines {...lines} title={words.doneGroup} refunds={isDone} />}
      {first.value && all.length === 0 && <p className={styles.blank}>{group === 'all' ? words.empty : words.nothing}</p>}
      {first.code !== null && !first.value && (
        <div className={styles.blank}>
          <p>{words.trouble}</p>
          <Button size="small" look="strong" onPress={first.again}>
            {words.again}
          </Button>
        </div>
      )}
      {next !== null && (
        <Button size="small" onPress={() => void more(next)}>
          {words.more}
        </Button>
      )}
    </Page>
  );
}

type OneRefundProps = PageProps & { readonly chargeId: string; readonly refundId: string | undefined };

/** The same screen as at the counter, on the manager's page. */
function OneRefund({ chargeId, refundId, client, office, view, receivedMs, people, text, give }: OneRefundProps) {
  const flow = useMemo(
    () =>
      createRefundFlow({
        ...{ read: office.readOffice, give, send: client.send, isPaymentCode, clock: pageClock },
        reasonWord: (reason) => refundTextIn(text.locale).sale.reasons[reason],
        newId,
      }),
    [office, client, text, give],
  );
  const state = useSyncExternalStore(flow.onChange, flow.state);
  useEffect(() => flow.seen(view), [flow, view]);
  useEffect(() => {
    if (chargeId === NEW) flow.find();
    else flow.open(chargeId, refundId);
    return flow.onChange(() => !flow.isOpen() && go('refunds'));
  }, [flow, chargeId, refundId]);
  const keys = useMemo(() => keysWithRefund({ ...NO_KEYS, scanned: (scan) => void flow.scanned(scan) }, flow), [flow]);
  // While a manager's word is asked for, the keyboard is the PIN's.
  useKeyboard({ isOn: state.may !== 'sending', counter: keys, after: pageClock.after, onRow, onAnyKey: () => undefined });
  if (state.place === 'closed') return null;
  return <RefundScreen {...{ flow, state, view, receivedMs, text }} office={people} advice={null} onSignIn={() => undefined} />;
}

/** The arrows move along the found sales; Enter chooses. */
function onRow(deed: string): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  if (deed === 'row_down') rows[Math.min(at + 1, rows.length - 1)]?.focus();
  if (deed === 'row_up') rows[Math.max(at - 1, 0)]?.focus();
  if (deed === 'row_main') rows[Math.max(at, 0)]?.click();
}

function hasNoEnd({ status }: RefundRow): boolean {
  return status === 'pending' || status === 'unresolved';
}

/** What is read page by page may come twice. */
function isFirstOfItsName({ id }: RefundRow, index: number, all: readonly RefundRow[]): boolean {
  return all.findIndex((other) => other.id === id) === index;
}
