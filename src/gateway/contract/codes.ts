import { describe, expect, test } from 'vitest';
import { AuthCode } from '../../scanner/auth-code.ts';
import type { Abilities } from '../abilities.ts';
import type { Order } from '../gateway.ts';
import { ask, PATIENCE, paidOrder, submit } from './deeds.ts';
import type { Mishap, OpenWorld, World } from './world.ts';

const LOST: readonly Mishap[] = ['lost', 'half', 'silent'];

/** What holds for payment codes. */
export function codeContract({ currencies, tellsOpenId }: Abilities, openWorld: OpenWorld): void {
  describe('a payment code', () => {
    test('small enough to need no password: paid, and known to be', async () => {
      const world = await openWorld();
      const order = world.order();
      const outcome = await submit(world, order, world.customer.code());
      expect(outcome).toMatchObject({ kind: 'paid', payment: { transactionId: expect.stringMatching(/./), wallet: 'wechat' } });
      expect(await world.gateway.query(order)).toMatchObject({ kind: 'paid' });
      expect(world.truth(order.orderNo)).toEqual({ orders: 1, captures: 1, keptFen: order.amountFen });
    });

    test('the password is asked for: the customer is paying, and has paid when asked', async () => {
      const world = await openWorld();
      const order = world.order();
      expect(await submit(world, order, world.customer.code({ asksPassword: true }))).toMatchObject({ kind: 'customer_paying' });
      expect(await world.gateway.query(order)).toMatchObject({ kind: 'customer_paying' });
      world.customer.pay(order.orderNo);
      await ask(world, order, 'paid');
    });

    test('he gives up: undone in the end, and never paid', async () => {
      const world = await openWorld();
      const order = world.order();
      await submit(world, order, world.customer.code({ asksPassword: true }));
      world.customer.giveUp(order.orderNo);
      expect(['customer_paying', 'not_paid', 'payment_failed']).toContain((await world.gateway.query(order)).kind);
      await undone(world, order);
      expect(world.truth(order.orderNo).keptFen).toBe(0);
    });

    test('used before: declined for certain, in our words', async () => {
      const world = await openWorld();
      const code = world.customer.code();
      await submit(world, world.order(), code);
      const order = world.order();
      const outcome = await submit(world, order, code);
      expect(outcome).toMatchObject({ kind: 'declined', decline: { code: expect.stringMatching(/^code_(invalid|expired)$/) } });
      expect(world.truth(order.orderNo).captures).toBe(0);
    });

    test.each(LOST)('the answer is %s: unknown; the question tells that it is paid', async (mishap) => {
      const world = await openWorld();
      const order = world.order();
      world.spoil('submission', mishap);
      expect(await submit(world, order, world.customer.code())).toMatchObject({ kind: 'unknown', doubt: 'no_answer' });
      await ask(world, order, 'paid');
      expect(world.truth(order.orderNo).captures).toBe(1);
    });

    test('the answer names another amount: never paid by it', async () => {
      const world = await openWorld();
      const order = world.order();
      world.spoil('submission', 'other_amount');
      expect(await submit(world, order, world.customer.code())).toMatchObject({ kind: 'unknown', doubt: 'untrusted' });
      world.spoil('query', 'other_amount');
      expect(await world.gateway.query(order)).toMatchObject({ kind: 'unknown', doubt: 'untrusted' });
      expect(await world.gateway.query(order)).toMatchObject({ kind: 'paid' });
    });

    test('let go unsent: nobody hears of it', async () => {
      const world = await openWorld();
      const order = world.order();
      world.gateway.prepare(order).discard();
      expect(await world.gateway.query(order)).toEqual({ kind: 'absent' });
      expect(world.truth(order.orderNo).orders).toBe(0);
    });

    test('is never logged, whatever happens to it', async () => {
      const world = await openWorld();
      const code = world.customer.code();
      world.spoil('submission', 'half');
      await submit(world, world.order(), code);
      await submit(world, world.order(), code);
      expect(world.logText()).not.toContain(code);
    });

    test('tells who the customer is, where the acquirer tells that', async () => {
      const world = await openWorld();
      const code = world.customer.code();
      const outcome = await world.gateway.openId(new AuthCode(code));
      expect(outcome.kind).toBe(tellsOpenId ? 'known' : 'refused');
      expect(await submit(world, world.order(), code)).toMatchObject({ kind: 'paid' });
    });

    test.each(currencies)('in %s', async (currency) => {
      const world = await openWorld();
      const order = world.order({ currency });
      expect(await submit(world, order, world.customer.code())).toMatchObject({ kind: 'paid' });
      expect(world.truth(order.orderNo).keptFen).toBe(order.amountFen);
    });
  });

  describe('undoing', () => {
    test('what waits for its password: undone, and never paid afterwards', async () => {
      const world = await openWorld();
      const order = world.order();
      await submit(world, order, world.customer.code({ asksPassword: true }));
      await undone(world, order);
      expect(() => world.customer.pay(order.orderNo)).toThrow();
      expect(world.truth(order.orderNo).captures).toBe(0);
    });

    test('and the answer is half: said again, it is undone', async () => {
      const world = await openWorld();
      const order = world.order();
      await submit(world, order, world.customer.code({ asksPassword: true }));
      world.spoil('undo', 'half');
      expect(await world.gateway.reverse(order)).toMatchObject({ kind: 'unknown', doubt: 'no_answer' });
      await undone(world, order);
    });

    test('what is paid: all of it goes back, or it is refused and stays paid', async () => {
      const world = await openWorld();
      const order = await paidOrder(world);
      const { kind } = await world.gateway.reverse(order);
      expect(['reversed', 'refused']).toContain(kind);
      await ask(world, order, kind === 'reversed' ? 'undone' : 'paid');
      expect(world.truth(order.orderNo).keptFen).toBe(kind === 'reversed' ? 0 : order.amountFen);
    });

    test('what never was: there is no such order', async () => {
      const world = await openWorld();
      const order = world.order();
      expect(await world.gateway.reverse(order)).toEqual({ kind: 'absent' });
      expect(await world.gateway.query(order)).toEqual({ kind: 'absent' });
    });
  });

  describe('looking up a number', () => {
    test('of a payment: its amount', async () => {
      const world = await openWorld();
      const { orderNo, amountFen } = await paidOrder(world);
      expect(await world.gateway.lookUp({ kind: 'order', orderNo }, 5_000)).toMatchObject({ kind: 'paid', orderNo, amountFen });
    });

    test('that nobody knows: absent', async () => {
      const world = await openWorld();
      const { orderNo } = world.order();
      expect(await world.gateway.lookUp({ kind: 'order', orderNo }, 5_000)).toEqual({ kind: 'absent' });
    });
  });
}

/** Sent until it is done. */
async function undone(world: World, order: Order): Promise<void> {
  await expect.poll(async () => (await world.gateway.reverse(order)).kind, PATIENCE).toBe('reversed');
  await ask(world, order, 'undone');
}
