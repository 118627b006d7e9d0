import type { TodoCharge } from '../../../src/contract/view.ts';
import { Button } from '../../components/button.tsx';
import { Ring } from '../../components/ring.tsx';
import { Sign } from '../../components/sign.tsx';
import { clockTime } from '../../text/time-text.ts';
import { ROW_SIGNS } from '../row-sign.ts';
import { useSecondsLeft } from '../running-time.ts';
import type { TodoPageProps } from './todo-page.tsx';
import { Does, TodoRow } from './todo-row.tsx';

type ChargeRowProps = Pick<TodoPageProps, 'view' | 'receivedMs' | 'text' | 'counter'> & { readonly charge: TodoCharge };

/** What the ring of a code stands for when it is full: codes live a minute. */
const CODE_LIFE_MS = 60_000;

/** A charge that the acquirer may hold money for. The terminal works on it by itself. */
export function UnknownRow({ charge, view, text, counter }: ChargeRowProps) {
  const { timeZone } = view.store;
  const { submittedAt, questions, createdAt, status } = charge;
  const sent = submittedAt ? text.todo.sent(clockTime(submittedAt, timeZone), questions) : text.todo.begun(clockTime(createdAt, timeZone));
  return (
    <TodoRow
      id={charge.id}
      sign={<Sign name={ROW_SIGNS[status]} size="todo" />}
      amount={charge.amount}
      currency={charge.currency}
      word={status === 'unresolved' ? text.todo.mayHaveMoved : text.rowWords[status]}
      line={<Facts facts={[sent, view.line.status === 'offline' && text.todo.asksWhenBack]} />}
    >
      <Show charge={charge} text={text} counter={counter} />
      <Ask charge={charge} text={text} counter={counter} />
    </TodoRow>
  );
}

/** A charge that has not left, with the life of its code. */
export function QueuedRow({ charge, receivedMs, text, counter }: ChargeRowProps) {
  const { endsInMs } = charge;
  const seconds = useSecondsLeft(endsInMs === null ? null : { ms: endsInMs, receivedMs }) ?? 0;
  const label = text.stage.secondsLeft(seconds);
  return (
    <TodoRow
      id={charge.id}
      sign={
        seconds > 0 ? (
          <Ring size="row" seconds={seconds} share={(seconds * 1000) / CODE_LIFE_MS} unit={text.stage.seconds} label={label} />
        ) : (
          <Sign name="queued" size="todo" />
        )
      }
      amount={charge.amount}
      currency={charge.currency}
      word={seconds > 0 ? text.todo.codeLeft(seconds) : text.todo.codeDead}
      line={text.todo.sentWhenBack}
    >
      <Show charge={charge} text={text} counter={counter} />
      <Does deeds={['row_drop']}>
        <Button size="small" keyCap="Del" onPress={() => counter.cancel(charge.id)}>
          {text.todo.cancel}
        </Button>
      </Does>
      {charge.origin === 'cashier' && (
        <Does deeds={['row_cash']}>
          <Button size="small" look={seconds > 0 ? 'plain' : 'strong'} keyCap="F4" onPress={() => counter.takeCash(charge.id)}>
            {text.todo.cash}
          </Button>
        </Does>
      )}
      {charge.origin === 'cashier' && (
        <Does deeds={['row_resume']}>
          <Button size="small" keyCap="F7" onPress={() => counter.park(charge.id)}>
            {text.todo.park}
          </Button>
        </Does>
      )}
    </TodoRow>
  );
}

type DeedProps = Pick<ChargeRowProps, 'charge' | 'text' | 'counter'>;

/** Brings it to the stage. */
export function Show({ charge, text, counter }: DeedProps) {
  return (
    <Does deeds={['row_main']}>
      <Button size="small" onPress={() => counter.show(charge.id)}>
        {text.todo.show}
      </Button>
    </Does>
  );
}

/** Asks the acquirer about it now. */
export function Ask({ charge, text, counter }: DeedProps) {
  return (
    <Does deeds={['row_ask']}>
      <Button size="small" keyCap="F5" onPress={() => counter.ask(charge.id)}>
        {text.todo.ask}
      </Button>
    </Does>
  );
}

/** Facts of a line, separated by space. */
export function Facts({ facts }: { readonly facts: readonly (string | false | null)[] }) {
  return facts.filter(Boolean).join('\u2002');
}
