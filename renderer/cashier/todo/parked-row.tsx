import type { ParkedSale } from '../../../src/contract/parked-sale.ts';
import { Button } from '../../components/button.tsx';
import { HoldButton } from '../../components/hold-button.tsx';
import { Sign } from '../../components/sign.tsx';
import type { Text } from '../../text/text.ts';
import { clockTime } from '../../text/time-text.ts';
import { hasQr } from '../screens/screen-parts.tsx';
import { Facts } from './charge-rows.tsx';
import type { TodoPageProps } from './todo-page.tsx';
import { Does, TodoRow } from './todo-row.tsx';

type ParkedRowProps = Pick<TodoPageProps, 'view' | 'text' | 'counter' | 'heldRow'> & { readonly sale: ParkedSale };

/** A sale set aside: go on with it, take cash for it, or hold to give it up. */
export function ParkedRow({ sale, view, text, counter, heldRow }: ParkedRowProps) {
  const { timeZone } = view.store;
  const { id, chargeId } = sale;
  const isCollecting = sale.status === 'collecting';
  const isOffline = view.line.status === 'offline';
  const name = nameOf(sale, text);
  const reference = sale.tillReference !== null && text.todo.byTillNo(sale.tillReference);
  const facts = [
    isCollecting && name,
    sale.parkedBy === 'till' && text.todo.byTill,
    reference !== name && reference,
    text.todo.parkedAt(clockTime(sale.parkedAt, timeZone)),
  ];
  return (
    <TodoRow
      id={id}
      sign={<Sign name="parked" size="todo" />}
      amount={sale.amount}
      currency={sale.currency}
      word={isCollecting ? text.todo.collecting : name}
      line={<Facts facts={facts} />}
      parkedId={id}
    >
      {isCollecting && chargeId !== null ? (
        <Does deeds={['row_main']}>
          <Button size="small" onPress={() => counter.show(chargeId)}>
            {text.todo.show}
          </Button>
        </Does>
      ) : (
        <>
          <HoldButton
            size="small"
            keyCap={text.hand.hold('Del')}
            isHolding={heldRow === id}
            onHold={() => counter.holdDrop(id)}
            onRelease={counter.release}
          >
            {text.todo.drop}
          </HoldButton>
          <Does deeds={['row_cash']}>
            <Button size="small" look={isOffline ? 'strong' : 'plain'} keyCap="F4" onPress={() => counter.takeCash(id)}>
              {text.todo.cash}
            </Button>
          </Does>
          {hasQr(view) && (
            <Does deeds={['row_qr']}>
              <Button size="small" keyCap="F3" onPress={() => counter.collect(id, 'merchant_qr')}>
                {text.offer.short}
              </Button>
            </Does>
          )}
          <Does deeds={['row_main', 'row_resume']}>
            <Button size="small" look={isOffline ? 'plain' : 'strong'} keyCap="F7" onPress={() => counter.collect(id, 'wallet')}>
              {text.todo.collect}
            </Button>
          </Does>
        </>
      )}
    </TodoRow>
  );
}

/** What people know the sale by: its note, else why it is here, else the till's number. */
function nameOf({ note, parkedBy, tillReference }: ParkedSale, { todo }: Text): string {
  if (note !== null) return note;
  if (parkedBy === 'expired_code') return todo.expired;
  return tillReference === null ? todo.noNote : todo.byTillNo(tillReference);
}
