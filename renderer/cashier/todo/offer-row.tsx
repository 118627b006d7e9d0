import type { TodoCharge } from '../../../src/contract/view.ts';
import { Sign } from '../../components/sign.tsx';
import type { Text } from '../../text/text.ts';
import { clockTime } from '../../text/time-text.ts';
import { ROW_SIGNS } from '../row-sign.ts';
import { rowWord } from '../row-word.ts';
import { TimeLeft, waitOf } from '../screens/time-left.tsx';
import { Ask, Facts, Show } from './charge-rows.tsx';
import type { TodoPageProps } from './todo-page.tsx';
import { TodoRow } from './todo-row.tsx';

type OfferRowProps = Pick<TodoPageProps, 'view' | 'receivedMs' | 'text' | 'counter'> & { readonly charge: TodoCharge };

/** An order that the customer pays by himself, or that is being taken back, with the time that it has. The terminal works on it by itself. */
export function OfferRow({ charge, view, receivedMs, text, counter }: OfferRowProps) {
  const begun = text.todo.begun(clockTime(charge.createdAt, view.store.timeZone));
  return (
    <TodoRow
      id={charge.id}
      sign={<Sign name={ROW_SIGNS[charge.status]} size="todo" />}
      amount={charge.amount}
      currency={charge.currency}
      word={rowWord(charge, text)}
      line={
        <TimeLeft
          wait={waitOf(charge.endsInMs, receivedMs)}
          write={(left) => <Facts facts={[text.shift.methods[charge.method], begun, timeLine(charge, left, text)]} />}
        />
      }
    >
      <Show charge={charge} text={text} counter={counter} />
      <Ask charge={charge} text={text} counter={counter} />
    </TodoRow>
  );
}

function timeLine({ status }: TodoCharge, left: string | null, { offer }: Text): string | null {
  if (status === 'awaiting_customer') return left && offer.todo.left(left);
  if (status === 'reversing') return left ? offer.todo.closesIn(left) : offer.todo.closing;
  return null;
}
