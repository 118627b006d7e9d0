import { describe, expect, test, vi } from 'vitest';
import type { LineStatus } from '../gateway.ts';
import { ask, PATIENCE, show, submit } from './deeds.ts';
import type { OpenWorld } from './world.ts';

/** What holds for the way to the acquirer. */
export function lineContract(openWorld: OpenWorld): void {
  describe('the line', () => {
    test('is online, cut and offline, mended and online again, and tells so', async () => {
      const world = await openWorld();
      const { gateway } = world;
      const told: LineStatus[] = [];
      await vi.waitFor(() => expect(gateway.line()).toBe('online'), PATIENCE);
      gateway.onLine((status) => told.push(status));
      await world.cutLine();
      await vi.waitFor(() => expect(gateway.line()).toBe('offline'), PATIENCE);
      await world.mendLine();
      await vi.waitFor(() => expect(gateway.line()).toBe('online'), PATIENCE);
      expect(told).toEqual(['offline', 'online']);
    });

    test('is cut: nothing left, nothing was done; mended, the same order goes through', async () => {
      const world = await openWorld();
      const order = world.order();
      const code = world.customer.code();
      await world.cutLine();
      await vi.waitFor(() => expect(world.gateway.line()).toBe('offline'), PATIENCE);
      expect(await submit(world, order, code)).toEqual({ kind: 'not_sent' });
      expect(await world.gateway.offer(world.offered())).toEqual({ kind: 'not_sent' });
      expect(await world.gateway.query(order)).toMatchObject({ kind: 'unknown', doubt: 'no_answer' });
      await world.mendLine();
      expect(await submit(world, order, code)).toMatchObject({ kind: 'paid' });
      expect(world.truth(order.orderNo).captures).toBe(1);
    });
  });

  describe('closing', () => {
    test('ends what is in flight, and leaves no connection', async () => {
      const world = await openWorld();
      const order = world.offered();
      await show(world, order);
      await ask(world, order, 'not_paid');
      world.spoil('query', 'silent');
      const asked = world.gateway.query(order);
      await world.gateway.close();
      expect(await asked).toMatchObject({ kind: 'unknown', doubt: 'no_answer' });
      expect(await world.gateway.query(order)).toMatchObject({ kind: 'unknown', doubt: 'no_answer' });
      await vi.waitFor(() => expect(process.getActiveResourcesInfo()).not.toContain('TCPSocketWrap'), PATIENCE);
    });
  });
}
