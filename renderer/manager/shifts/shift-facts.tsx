import type { ReactNode } from 'react';
import type { Charge } from '../../../src/contract/charge.ts';
import type { ActPage } from '../../../src/contract/people.ts';
import type { RecordDetail } from '../../../src/contract/records.ts';
import type { Shift } from '../../../src/contract/shift.ts';
import { ROW_SIGNS } from '../../cashier/row-sign.ts';
import { Icon } from '../../components/icon.tsx';
import { Sign } from '../../components/sign.tsx';
import { moneyText, yuan } from '../../text/amount-text.ts';
import { clockTime, tailOf } from '../../text/time-text.ts';
import type { PageProps } from '../page-props.ts';
import { hrefOf } from '../route.ts';
import { useReading } from '../use-reading.ts';
import styles from './shifts.module.css';

/** More are counted, not listed. */
const MOST_LISTED = 12;

type FactsProps = Pick<PageProps, 'office' | 'text' | 'view' | 'words'> & { readonly shift: Shift };

/** What the sums do not tell: what has no end, what came from before, who took over, who said yes to what. */
export function ShiftFacts(props: FactsProps) {
  const { shift, office, view } = props;
  const { shifts: words, records } = props.words;
  const { timeZone } = view.store;
  const acts = useReading<ActPage>(office, 'shift_acts', { id: shift.id }, shift.countedCash).value?.items ?? [];
  const { totals, carriedOver, handOvers } = shift;
  const left = shift.reconciliation?.unsettled ?? [];
  const { declined, reversed, canceled } = totals.notPaid;
  const isNotPaid = declined + reversed + canceled > 0;
  const later = [
    ...(totals.settledLater.count > 0 ? [words.settledLater(totals.settledLater.count, yuan(totals.settledLater.amount))] : []),
    ...(totals.refundsSettledLater.count > 0
      ? [words.refundsSettledLater(totals.refundsSettledLater.count, yuan(totals.refundsSettledLater.amount))]
      : []),
  ];
  return (
    <>
      <Group title={words.leftOpenTitle} isThere={left.length > 0}>
        <p>{words.leftOpen(left.length)}</p>
        <Charges ids={left} {...props} />
      </Group>
      <Group title={words.carriedTitle} isThere={carriedOver.length + later.length > 0}>
        {carriedOver.length > 0 && <p>{words.carried(carriedOver.length)}</p>}
        {later.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <Charges ids={carriedOver} {...props} />
      </Group>
      <Group title={words.notPaid} isThere={isNotPaid}>
        <p>{words.notPaidLine(declined, reversed, canceled)}</p>
      </Group>
      <Group title={words.handOversTitle} isThere={handOvers.length > 0}>
        <ol className={styles.lines}>
          {handOvers.map(({ at, from, to }) => (
            <li key={at}>
              <time>{clockTime(at, timeZone)}</time>
              <span>{words.handOver(from, to)}</span>
            </li>
          ))}
        </ol>
      </Group>
      <Group title={words.actsTitle} isThere={acts.length > 0}>
        <ol className={styles.lines}>
          {acts.map((act) => (
            <li key={act.id}>
              <time>{clockTime(act.at, timeZone)}</time>
              <span>
                {records.deeds[act.deed] ?? records.deeds.other}
                <em>
                  {records.by(act.by.name ?? records.theTerminal)}
                  {act.approvedBy?.name && `　${records.approvedBy(act.approvedBy.name)}`}
                  {act.deed !== 'manage_people' && act.reason && `　${act.reason}`}
                </em>
              </span>
              <b>{act.amount !== null && yuan(act.amount)}</b>
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
    <section className={styles.card}>
      <header>
        <h2>{title}</h2>
      </header>
      {children}
    </section>
  );
}

function Charges({ ids, ...props }: FactsProps & { readonly ids: readonly string[] }) {
  return (
    <ul className={styles.charges}>
      {ids.slice(0, MOST_LISTED).map((id) => (
        <OneCharge key={id} id={id} {...props} />
      ))}
    </ul>
  );
}

/** As it stands now. A refund has no page of its own: it is in its charge's, and only counted here. */
function OneCharge({ id, office, text, view }: FactsProps & { readonly id: string }) {
  const charge: Charge | null = useReading<RecordDetail>(office, 'charge', { id }).value?.charge ?? null;
  if (!charge) return null;
  return (
    <li>
      <a href={hrefOf('records', charge.id)}>
        <Sign name={ROW_SIGNS[charge.status]} size="row" />
        <span>
          {text.rowWords[charge.status]}
          <em>
            {clockTime(charge.createdAt, view.store.timeZone)}　{tailOf(charge.orderNo)}
          </em>
        </span>
        <b>{moneyText(charge.amount, charge.currency)}</b>
        <Icon name="next" />
      </a>
    </li>
  );
}
