import { type ReactNode, useId, useState } from 'react';
import type { DiscrepancyView } from '../../../src/contract/reconciliation.ts';
import { newId } from '../../client/new-id.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Sign } from '../../components/sign.tsx';
import { moneyText } from '../../text/amount-text.ts';
import type { ReconciliationText, RemedyName } from '../../text/reconciliation/reconciliation-text.ts';
import { clockTime, dayAndTime, storeDay, tailOf } from '../../text/time-text.ts';
import type { PageProps } from '../page-props.ts';
import { Held } from '../parts/held.tsx';
import { hrefOf } from '../route.ts';
import { AssignTo } from './assign-to.tsx';
import { DIFFERENCE_SIGNS, factsOf, remedyWord, sideWord, statusWord, timeOf, titleOf } from './facts.ts';
import styles from './reconciliation.module.css';

type CardProps = Pick<PageProps, 'people' | 'give' | 'words' | 'view'> & {
  readonly found: DiscrepancyView;
  readonly onWriteOff: () => void;
  readonly onChanged: () => void; // something was done: the list is read anew
};

/** One difference: ours, theirs, why, and what can be done about it, the best first. */
export function DiscrepancyCard({ found, people, give, view, onWriteOff, onChanged, ...props }: CardProps) {
  const words = props.words.reconciliation;
  const { timeZone } = view.store;
  const id = useId();
  const [isUnfolded, setUnfolded] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isSettled = found.status === 'settled';
  const isUnderway = !isSettled && found.remedy === 'refund';
  const at = timeOf(found);
  const day = storeDay(at, timeZone);
  const time = `${day === storeDay(Date.now(), timeZone) ? '' : `${day} `}${clockTime(at, timeZone)}`;

  async function carryOut(remedy: RemedyName): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setSaid(null);
    const amount = found.theirs?.amount ?? found.ours?.amount ?? null;
    const about = `${remedyWord(remedy, found, words)}${amount === null ? '' : ` ${moneyText(amount, found.currency ?? 'CNY')}`}`;
    const answer = await give({ kind: 'remedy', requestId: newId(), discrepancyId: found.id, remedy }, about);
    setBusy(false);
    if (!answer.ok) return setSaid(words.codes[answer.code] ?? words.codes.other);
    if ((answer.value as { status?: string } | undefined)?.status !== 'settled' && remedy !== 'refund') setSaid(words.unchanged);
    onChanged();
  }

  return (
    <article className={styles.card} aria-labelledby={id} data-cause={found.cause} data-status={found.status}>
      <header>
        <Sign name={isSettled ? 'paid' : DIFFERENCE_SIGNS[found.difference]} size="list" />
        <h2 id={id}>{titleOf(found, words)}</h2>
        {found.assignedTo && !isSettled && <span className={styles.tag}>{words.assignedTo(found.assignedTo.name)}</span>}
        <span className={styles.meta}>
          {time}　{words.tail(tailOf(found.orderNo))}
        </span>
      </header>
      <dl className={styles.sides}>
        <div>
          <dt>{words.ours}</dt>
          <dd>{sideWord(found, 'ours', words)}</dd>
        </div>
        <div>
          <dt>{words.theirs}</dt>
          <dd>{sideWord(found, 'theirs', words)}</dd>
        </div>
      </dl>
      <div className={styles.what}>
        <p>
          {words.causes[found.cause](factsOf(found, timeZone))}
          {!isSettled && <em>{isUnderway ? words.underway : words.does[found.cause]}</em>}
          {isSettled && <em>{settledLine(found, words, timeZone)}</em>}
        </p>
        {!isSettled && !isUnderway && (
          <div className={styles.remedies}>
            {[...found.remedies].reverse().map((remedy, index, all) => (
              <RemedyButton
                key={remedy}
                remedy={remedy}
                isBest={index === all.length - 1}
                isBusy={isBusy}
                words={words}
                {...{ onWriteOff, carryOut }}
              >
                {remedyWord(remedy, found, words)}
              </RemedyButton>
            ))}
          </div>
        )}
      </div>
      {said !== null && (
        <p className={styles.said} role="status">
          {said}
        </p>
      )}
      <footer>
        <button type="button" className={styles.unfold} aria-expanded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)}>
          <Icon name="chevron" />
          {words.evidence}
        </button>
        {found.chargeId && <a href={hrefOf('records', found.chargeId)}>{words.seeCharge}</a>}
        {!isSettled && people.hasPeople && (
          <AssignTo {...{ found, people, give, words, onChanged }} onRefused={(code) => setSaid(words.codes[code] ?? words.codes.other)} />
        )}
      </footer>
      {isUnfolded && <BothRecords {...{ found, words, timeZone }} />}
    </article>
  );
}

type RemedyButtonProps = {
  readonly remedy: RemedyName;
  readonly isBest: boolean;
  readonly isBusy: boolean;
  readonly words: ReconciliationText;
  readonly carryOut: (remedy: RemedyName) => Promise<void>;
  readonly onWriteOff: () => void;
  readonly children: string;
};

/** Where money moves the button is held; a write-off wants a reason first. */
function RemedyButton({ remedy, isBest, isBusy, words, carryOut, onWriteOff, children }: RemedyButtonProps): ReactNode {
  const look = isBest ? 'strong' : 'plain';
  if (remedy === 'refund') {
    return (
      <span className={isBest ? styles.best : undefined} data-remedy={remedy}>
        <Held keyCap={words.hold} onHeld={() => void carryOut(remedy)}>
          {children}
        </Held>
      </span>
    );
  }
  return (
    <span data-remedy={remedy}>
      <Button look={look} size="small" isOff={isBusy} onPress={remedy === 'write_off' ? onWriteOff : () => void carryOut(remedy)}>
        {children}
      </Button>
    </span>
  );
}

/** What was done by whom and when. */
function settledLine(found: DiscrepancyView, words: ReconciliationText, timeZone: string): string {
  const { settledBy, remedy, by, reason, settledAt } = found;
  const what = settledBy === 'vanished' || remedy === null ? words.vanished : words.done[remedy];
  const who = by && words.by(by.name ?? words.theTerminal);
  return [what, settledAt && dayAndTime(settledAt, timeZone), who, reason].filter(Boolean).join('　');
}

/** Both records side by side, as they were written. */
function BothRecords({ found, words, timeZone }: { found: DiscrepancyView; words: ReconciliationText; timeZone: string }) {
  const { ours, theirs } = found;
  const sides = [ours, theirs];
  const rows: readonly (readonly [string, readonly (string | null)[]])[] = [
    [words.facts.state, sides.map((side) => (side ? statusWord(side.status, words) : words.none))],
    [words.facts.amount, sides.map((side) => (side?.amount == null ? null : moneyText(side.amount, found.currency ?? 'CNY')))],
    [words.facts.time, sides.map((side) => (side?.at ? dayAndTime(side.at, timeZone) : null))],
    [words.facts.number, sides.map((side) => side?.detail || null)],
  ];
  return (
    <div className={styles.evidence}>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{words.ours}</th>
            <th scope="col">{words.theirs}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, [our, their]]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{our ?? '—'}</td>
              <td>{their ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {words.facts.order} {found.orderNo}
        {found.refundNo && `　${words.facts.refund} ${found.refundNo}`}
        {`　${words.facts.found} ${words.sources[found.source]}`}
      </p>
    </div>
  );
}
