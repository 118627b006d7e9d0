import { describe, expect, test } from 'vitest';
import type { FeedEvent } from './terminal.ts';
import { ABSENT, refundTill } from './test-refund-till.ts';
import { openTill } from './test-terminal.ts';

/** What somebody is told who comes back with an id. */
function comeBack(till: Pick<ReturnType<typeof openTill>, 'terminal'>, id: string | undefined): readonly FeedEvent[] {
  const told: FeedEvent[] = [];
  till.terminal.feed(id ?? null, (event) => told.push(event))();
  return told;
}

function blink({ gateway }: Pick<ReturnType<typeof openTill>, 'gateway'>): void {
  gateway.setLine('offline');
  gateway.setLine('online');
}

const GUN = { id: 'gun', kind: 'serial', name: 'COM3', status: 'ready', problem: null } as const;

describe('the feed over the lives of a process', () => {
  test('no id names two events', async () => {
    const till = openTill();
    till.begin();
    blink(till);
    const before = till.told.map(({ id }) => id);
    await till.pass(1_000);
    till.restart();
    blink(till);
    const after = till.told.map(({ id }) => id);
    expect(before.length + after.length).toBeGreaterThanOrEqual(5);
    expect(new Set([...before, ...after]).size).toBe(before.length + after.length);
  });

  test('whoever comes back to another life is told how it is with the line and the scanners now', async () => {
    const till = openTill();
    till.gateway.setLine('offline');
    const left = till.told.at(-1);
    expect(left).toMatchObject({ type: 'gateway.updated', data: { status: 'offline' } });
    await till.pass(1_000);
    till.restart();
    till.terminal.changed(GUN);
    expect(comeBack(till, left?.id)).toMatchObject([
      { type: 'gateway.updated', data: { status: 'online' } },
      { type: 'scanner.updated', data: { id: 'gun', status: 'ready' } },
    ]);
  });

  test('an event of the journal is not lost behind a passing one of another life', async () => {
    const till = await refundTill();
    till.refund(800);
    blink(till);
    const left = till.told.at(-1)?.id;
    await till.pass(1_000);
    till.restart();
    await till.asked()?.answer(ABSENT);
    await till.succeed();
    till.terminal.changed(GUN);
    const told = comeBack(till, left);
    expect(told.map(({ type }) => type)).toEqual(['charge.updated', 'refund.updated', 'gateway.updated', 'scanner.updated']);
    expect(new Set([...till.told, ...told].map(({ id }) => id)).size).toBe(till.told.length + told.length);
    expect(told[0]?.data).toMatchObject({ refundedAmount: 800 });
  });

  test('who is told something passing and leaves comes back to what followed, and to no more', async () => {
    const till = openTill();
    till.gateway.setLine('offline');
    await till.pass(1_000);
    const left = till.told.at(-1)?.id;
    till.restart();
    const [passing] = comeBack(till, left);
    till.begin();
    expect(comeBack(till, passing?.id).map(({ type }) => type)).toEqual(['charge.updated', 'gateway.updated']);
  });

  test.each(['abc', '5', '1e1-0', '-1', '99999999999999999-a-1'])('%s is no id of ours: it is told how it is now, and goes on', (id) => {
    const till = openTill();
    till.begin();
    expect(comeBack(till, id).map(({ type }) => type)).toEqual(['gateway.updated']);
  });

  test('an id of a journal that reached further goes on with what comes', () => {
    const till = openTill();
    const told: FeedEvent[] = [];
    till.terminal.feed('900-x-1', (event) => told.push(event));
    till.begin();
    expect(told.map(({ type }) => type)).toEqual(['gateway.updated', 'charge.updated']);
  });
});
