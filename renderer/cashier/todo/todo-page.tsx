import { type ReactNode, useEffect, useRef } from 'react';
import type { TerminalView } from '../../../src/contract/view.ts';
import { Button } from '../../components/button.tsx';
import { Plate } from '../../components/plate.tsx';
import { refundTextIn } from '../../text/refund/catalogue.ts';
import type { Advice, Text } from '../../text/text.ts';
import type { Counter } from '../counter.ts';
import { groupOf, type TodoGroup } from '../todo-group.ts';
import { QueuedRow, UnknownRow } from './charge-rows.tsx';
import { FindingRow } from './finding-row.tsx';
import { OfferRow } from './offer-row.tsx';
import { OfflineCard } from './offline-card.tsx';
import { ParkedRow } from './parked-row.tsx';
import { RefundRow } from './refund-row.tsx';
import styles from './todo.module.css';

export type TodoPageProps = {
  readonly view: TerminalView;
  readonly receivedMs: number;
  readonly text: Text;
  readonly counter: Pick<
    Counter,
    'show' | 'ask' | 'cancel' | 'park' | 'collect' | 'takeCash' | 'holdDrop' | 'holdRefund' | 'refund' | 'dismiss' | 'release'
  >;
  readonly heldRow: string | null;
  readonly advice: Advice | null;
  readonly onClose: () => void;
};

/** Everything that waits for a person or for the line, oldest first in each group, over the whole counter. */
export function TodoPage(props: TodoPageProps) {
  const { view, receivedMs, text, advice, onClose } = props;
  const page = useRef<HTMLElement>(null);
  useEffect(() => page.current?.focus({ preventScroll: true }), []);
  const inGroup = (group: TodoGroup) => view.todo.filter((charge) => groupOf(charge) === group);
  const [unknown, offered, queued] = [inGroup('unknown'), inGroup('offered'), inGroup('queued')];
  const lost = view.refunds.filter(({ status }) => status === 'unresolved');
  const refundWords = refundTextIn(text.locale).todo;
  const count = view.findings.length + lost.length + view.todo.length + view.parked.length;
  return (
    <section ref={page} className={styles.page} role="dialog" aria-modal="true" aria-label={text.lists.todo} tabIndex={-1}>
      <div className={styles.groups}>
        {count === 0 && <p className={styles.empty}>{text.lists.noTodo}</p>}
        <Group isHot title={text.finding.group} note={text.finding.note} items={view.findings}>
          {(finding) => <FindingRow key={finding.id} {...props} finding={finding} />}
        </Group>
        <Group isHot title={text.todo.unknownGroup} note={text.todo.unknownNote} items={unknown}>
          {(charge) => <UnknownRow key={charge.id} {...props} charge={charge} />}
        </Group>
        <Group isHot title={refundWords.group} note={refundWords.note} items={lost}>
          {(refund) => <RefundRow key={refund.id} {...props} refund={refund} />}
        </Group>
        <Group title={text.offer.todo.group} note={text.offer.todo.note} items={offered}>
          {(charge) => <OfferRow key={charge.id} {...props} charge={charge} />}
        </Group>
        <Group title={text.todo.queuedGroup} note={text.todo.queuedNote} items={queued}>
          {(charge) => <QueuedRow key={charge.id} {...props} charge={charge} />}
        </Group>
        <Group title={text.todo.parkedGroup} note={text.todo.parkedNote} items={view.parked}>
          {(sale) => <ParkedRow key={sale.id} {...props} sale={sale} />}
        </Group>
      </div>
      <div className={styles.side}>
        {view.line.status === 'offline' && (
          <OfflineCard sinceMs={view.line.sinceMs} receivedMs={receivedMs} timeZone={view.store.timeZone} text={text} />
        )}
        <div className={styles.spacer} />
        <Button look="primary" size="big" keyCap="Esc" onPress={onClose}>
          {text.todo.back}
        </Button>
      </div>
      {advice && (
        <div className={styles.word}>
          <Plate {...advice} />
        </div>
      )}
    </section>
  );
}

type GroupProps<Item> = {
  readonly title: string;
  readonly note: string;
  readonly items: readonly Item[];
  readonly isHot?: boolean;
  readonly children: (item: Item) => ReactNode;
};

/** One group with its count and a sentence; an empty one is not there. */
function Group<Item>({ title, note, items, isHot = false, children }: GroupProps<Item>) {
  if (items.length === 0) return null;
  return (
    <section className={`${styles.group} ${isHot ? styles.hot : ''}`}>
      <h2>
        <b>
          {title} {items.length}
        </b>
        <span>{note}</span>
      </h2>
      <ul>{items.map(children)}</ul>
    </section>
  );
}
