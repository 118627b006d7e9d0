import { expect, vi } from 'vitest';
import { fen } from '../../money/fen.ts';
import type { RefundNo } from '../../payment/refund.ts';
import { AuthCode } from '../../scanner/auth-code.ts';
import type { ChargeOutcome, OfferedOrder, Order, QueryOutcome, RefundOrder } from '../gateway.ts';
import type { World } from './world.ts';

/** For a machine under load: what is waited for is a state, and this is only when to give up. */
const GIVE_UP_MS = 20_000;

export const PATIENCE = { timeout: GIVE_UP_MS, interval: 50 };

/** Charges a code. */
export async function submit({ gateway }: World, order: Order, code: string): Promise<ChargeOutcome> {
  return (await gateway.prepare(order).submit(new AuthCode(code))).outcome;
}

/** Asks until the answer is of that kind. */
export async function ask({ gateway }: World, order: Order, kind: QueryOutcome['kind']): Promise<QueryOutcome> {
  return vi.waitFor(async () => {
    const outcome = await gateway.query(order);
    expect(outcome.kind).toBe(kind);
    return outcome;
  }, PATIENCE);
}

/** Places it and has it shown. */
export async function show({ gateway }: World, order: OfferedOrder): Promise<string> {
  const outcome = await gateway.offer(order);
  if (outcome.kind !== 'offered' || outcome.shown.content === null) throw new Error(`not offered: ${JSON.stringify(outcome)}`);
  return outcome.shown.content;
}

/** Scans what is shown and pays. */
export function payShown({ customer }: World, order: OfferedOrder, content: string): void {
  customer.scan(content);
  customer.pay(order.orderNo);
}

/** An order that was charged and is paid. */
export async function paidOrder(world: World): Promise<Order> {
  const order = world.order();
  expect(await submit(world, order, world.customer.code())).toMatchObject({ kind: 'paid' });
  return order;
}

/** Part of an order on its way back. @param part which one: makes the number */
export function refundOf({ orderNo, amountFen, currency }: Order, hundredths: number, part = 1): RefundOrder {
  const refundNo = `R${part}-${orderNo}`.slice(0, 32) as RefundNo;
  return { refundNo, orderNo, chargeFen: amountFen, amountFen: fen(hundredths), currency, reason: null, from: 'unsettled' };
}
