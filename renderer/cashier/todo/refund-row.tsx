import type { OpenRefund } from '../../../src/contract/refund.ts';
import { Button } from '../../components/button.tsx';
import { Sign } from '../../components/sign.tsx';
import { refundTextIn } from '../../text/refund/catalogue.ts';
import { clockTime, tailOf } from '../../text/time-text.ts';
import type { TodoPageProps } from './todo-page.tsx';
import { Does, TodoRow } from './todo-row.tsx';

type RefundRowProps = Pick<TodoPageProps, 'view' | 'text' | 'counter'> & { readonly refund: OpenRefund };

/** A refund that was sent and not answered. The terminal works on it by itself. */
export function RefundRow({ refund, view, text, counter }: RefundRowProps) {
  const words = refundTextIn(text.locale);
  const { id, chargeId, amount, currency, orderNo, createdAt } = refund;
  const facts = [words.todo.line(clockTime(createdAt, view.store.timeZone)), words.sale.tail(tailOf(orderNo))];
  return (
    <TodoRow
      id={id}
      sign={<Sign name="unresolved" size="todo" />}
      amount={amount}
      currency={currency}
      word={`${words.title}\u2002${words.rowWords.unresolved}`}
      line={facts.join('\u2002')}
      refund={{ id, chargeId }}
    >
      <Does deeds={['row_main', 'row_refund']}>
        <Button size="small" keyCap="F9" onPress={() => counter.refund(chargeId, id)}>
          {text.todo.show}
        </Button>
      </Does>
    </TodoRow>
  );
}
