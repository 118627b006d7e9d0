import { describe, expect, test, vi } from 'vitest';
import type { RefundOrder } from '../gateway.ts';
import { PATIENCE, paidOrder, refundOf } from './deeds.ts';
import type { OpenWorld, World } from './world.ts';

/** What holds for giving money back. */
export function refundContract(openWorld: OpenWorld): void {
  describe('a refund', () => {
    test('of all of it: nothing is left', async () => {
      const world = await openWorld();
      const order = await paidOrder(world);
      await givenBack(world, refundOf(order, order.amountFen));
      expect(world.truth(order.orderNo).keptFen).toBe(0);
    });

    test('in parts, each under its number', async () => {
      const world = await openWorld();
      const order = await paidOrder(world);
      await givenBack(world, refundOf(order, 500, 1));
      await givenBack(world, refundOf(order, 700, 2));
      expect(world.truth(order.orderNo).keptFen).toBe(order.amountFen - 1_200);
    });

    test('of more than is left: refused, and nothing moves', async () => {
      const world = await openWorld();
      const order = await paidOrder(world);
      await givenBack(world, refundOf(order, 2_000, 1));
      expect((await world.gateway.refund(refundOf(order, 1_000, 2))).kind).toBe('refused');
      expect(world.truth(order.orderNo).keptFen).toBe(order.amountFen - 2_000);
    });

    test('sent twice under one number: given back once', async () => {
      const world = await openWorld();
      const order = await paidOrder(world);
      const refund = refundOf(order, 500);
      await givenBack(world, refund);
      await givenBack(world, refund);
      expect(world.truth(order.orderNo).keptFen).toBe(order.amountFen - 500);
    });

    test.each(['lost', 'half', 'silent'] as const)('whose answer is %s: sent again under its number, given back once', async (mishap) => {
      const world = await openWorld();
      const order = await paidOrder(world);
      world.spoil('refund', mishap);
      const refund = refundOf(order, 500);
      expect(['unknown', 'accepted']).toContain((await world.gateway.refund(refund)).kind); // a broken connection may have been tried anew
      await givenBack(world, refund);
      expect(world.truth(order.orderNo).keptFen).toBe(order.amountFen - 500);
    });

    test('asked about, and the answer names another amount: not done by that', async () => {
      const world = await openWorld();
      const order = await paidOrder(world);
      const refund = refundOf(order, 500);
      await givenBack(world, refund);
      world.spoil('query_refund', 'other_amount');
      expect(await world.gateway.queryRefund(refund)).toMatchObject({ kind: 'unknown', doubt: 'untrusted' });
      expect(await world.gateway.queryRefund(refund)).toMatchObject({ kind: 'succeeded' });
    });

    test('of an order that nobody knows: not accepted', async () => {
      const world = await openWorld();
      expect((await world.gateway.refund(refundOf(world.order(), 500))).kind).toBe('refused');
    });
  });

  /** Taken on, and done in the end. */
  async function givenBack({ gateway }: World, refund: RefundOrder): Promise<void> {
    const outcome = await gateway.refund(refund);
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    const named = { ...refund, acquirerRefundId: outcome.acquirerRefundId };
    await vi.waitFor(async () => expect(await gateway.queryRefund(named)).toMatchObject({ kind: 'succeeded' }), PATIENCE);
  }
}
