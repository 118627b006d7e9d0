import { describe, expect, test } from 'vitest';
import { isOfferMethod } from '../../payment/charge.ts';
import type { Abilities } from '../abilities.ts';
import type { OfferedOrder } from '../gateway.ts';
import { ask, PATIENCE, payShown, show } from './deeds.ts';
import type { OpenWorld, World } from './world.ts';

/** What holds for orders that the customer pays by himself. */
export function offerContract({ methods }: Abilities, openWorld: OpenWorld): void {
  describe.each(methods.filter(isOfferMethod))('an offer by %s', (method) => {
    test('shown, paid, and known to be; or handed over', async () => {
      const world = await openWorld();
      const order = world.offered({ method });
      const outcome = await world.gateway.offer(order);
      if (outcome.kind !== 'offered') throw new Error(JSON.stringify([outcome, world.logText()]));
      const { shown } = outcome;
      expect((await world.gateway.query(order)).kind).toBe('not_paid');
      if (shown.content === null) {
        expect(shown.prepayId).toMatch(/./);
        const made = await world.gateway.parameters(order, shown);
        expect(JSON.stringify(made)).toContain(shown.prepayId);
        return;
      }
      payShown(world, order, shown.content);
      await ask(world, order, 'paid');
      expect(world.truth(order.orderNo)).toEqual({ orders: 1, captures: 1, keptFen: order.amountFen });
    });

    test('placed again: the same is shown, and there is one order', async () => {
      const world = await openWorld();
      const order = world.offered({ method });
      const first = await world.gateway.offer(order);
      expect(first.kind).toBe('offered');
      expect(await world.gateway.offer(order)).toEqual(first);
      expect(world.truth(order.orderNo).orders).toBe(1);
    });

    test('withdrawn: undone, and nobody can pay it any more', async () => {
      const world = await openWorld();
      const order = world.offered({ method });
      const outcome = await world.gateway.offer(order);
      const content = outcome.kind === 'offered' ? outcome.shown.content : null;
      await withdrawn(world, order);
      expect((await world.gateway.offer(order)).kind).toBe('ask');
      if (content !== null) expect(() => world.customer.scan(content)).toThrow();
      expect(world.truth(order.orderNo).captures).toBe(0);
    });
  });

  describe('an offer', () => {
    test.each(['lost', 'half', 'silent'] as const)('whose answer is %s: placed again, there is one order, paid once', async (mishap) => {
      const world = await openWorld();
      const order = world.offered();
      world.spoil('offer', mishap);
      expect(['unknown', 'offered']).toContain((await world.gateway.offer(order)).kind); // a broken connection may have been tried anew
      const content = await show(world, order);
      payShown(world, order, content);
      await ask(world, order, 'paid');
      expect(world.truth(order.orderNo)).toEqual({ orders: 1, captures: 1, keptFen: order.amountFen });
    });

    test('that is paid: cannot be withdrawn, nor shown again', async () => {
      const world = await openWorld();
      const order = world.offered();
      payShown(world, order, await show(world, order));
      expect((await world.gateway.withdraw(order)).kind).toBe('refused');
      expect(await world.gateway.offer(order)).toEqual({ kind: 'ask' });
      await ask(world, order, 'paid');
    });

    test('whose withdrawal is not answered: said again, it is undone', async () => {
      const world = await openWorld();
      const order = world.offered();
      await show(world, order);
      world.spoil('withdraw', 'half');
      expect(await world.gateway.withdraw(order)).toMatchObject({ kind: 'unknown', doubt: 'no_answer' });
      await withdrawn(world, order);
    });

    test('that was never placed: nothing to ask about, nothing to withdraw', async () => {
      const world = await openWorld();
      const order = world.offered();
      expect(await world.gateway.query(order)).toEqual({ kind: 'absent' });
      expect(await world.gateway.withdraw(order)).toEqual({ kind: 'absent' });
    });

    test('paid, and the answer names another amount: not paid by that', async () => {
      const world = await openWorld();
      const order = world.offered();
      payShown(world, order, await show(world, order));
      world.spoil('query', 'other_amount');
      expect(await world.gateway.query(order)).toMatchObject({ kind: 'unknown', doubt: 'untrusted' });
      expect(await world.gateway.query(order)).toMatchObject({ kind: 'paid' });
    });
  });
}

/** Sent until it is done. */
async function withdrawn(world: World, order: OfferedOrder): Promise<void> {
  await expect.poll(async () => (await world.gateway.withdraw(order)).kind, PATIENCE).toBe('closed');
  await ask(world, order, 'undone');
}
