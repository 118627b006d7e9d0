import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectProblem, said, startTestHost, type TestHost } from './test-host.ts';

let t: TestHost;
beforeAll(async () => {
  t = await startTestHost();
});
afterAll(() => t.close());
beforeEach(() => t.terminal.refuseWith(null));

let keys = 0;
function park(body: unknown, headers: Record<string, string> = { 'idempotency-key': `park-${++keys}` }): Promise<Response> {
  return t.till('/parked-sales', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

describe('parking', () => {
  test('a new one is 201, the same again 200 with the same sale, another body under the key 409', async () => {
    const headers = { 'idempotency-key': 'one' };
    const first = await park({ amount: 8900, note: '蓝衣服' }, headers);
    expect(first.status).toBe(201);
    const sale = await said(first);
    expect(sale).toMatchObject({ amount: 8900, currency: 'CNY', note: '蓝衣服', status: 'parked', parkedBy: 'till', chargeId: null });
    const again = await park({ amount: 8900, note: '蓝衣服', unknown: true }, headers);
    expect([again.status, (await said(again)).id]).toEqual([200, sale.id]);
    await expectProblem(await park({ amount: 8901, note: '蓝衣服' }, headers), 409, 'idempotency_key_reused');
  });

  test('without a key 400, in another currency 422', async () => {
    await expectProblem(await park({ amount: 1 }, {}), 400, 'idempotency_key_required');
    await expectProblem(await park({ amount: 1, currency: 'USD' }), 422, 'unsupported_currency');
  });

  const wrong: readonly (readonly [string, readonly unknown[]])[] = [
    ['amount', [undefined, null, '800', 0, -1, 1.5, 10_000_000_000]],
    ['note', ['', '单'.repeat(41), 'a\nb', '\ud800', 1]],
    ['tillReference', ['', 'R'.repeat(65), 1]],
    ['description', ['', '单'.repeat(43)]],
  ];
  test.each(wrong.flatMap(([field, values]) => values.map((value) => [field, value] as const)))(
    '%s as %j is refused by name',
    async (field, value) => {
      const before = t.terminal.parkRequests.length;
      const body = await expectProblem(await park({ amount: 1, [field]: value }), 400, 'invalid_request');
      expect(body.errors).toEqual([{ field, detail: expect.stringMatching(/./) }]);
      expect(t.terminal.parkRequests).toHaveLength(before);
    },
  );

  test.each([
    ['already_parked', 409],
    ['parked_full', 409],
    ['journal_failed', 503],
    ['journal_damaged', 503],
    ['stopping', 503],
  ] as const)('what the terminal refuses as %s is %i', async (refusal, status) => {
    t.terminal.refuseWith(refusal);
    await expectProblem(await park({ amount: 1 }), status, refusal);
  });
});

describe('a parked sale', () => {
  test('is listed and shown under its reference, whatever stands in it, and dropped', async () => {
    const { id } = await said(await park({ amount: 5, tillReference: '单 7/8?' }));
    const path = `/parked-sales/${encodeURIComponent(String(id))}`;
    const listed = (await said(await t.till('/parked-sales'))) as { items?: readonly { id: string }[] };
    expect(listed.items?.map((item) => item.id)).toContain(id);
    expect(await said(await t.till(path))).toMatchObject({ id, tillReference: '单 7/8?' });
    const dropped = await t.till(`${path}/drop`, { method: 'POST' });
    expect([dropped.status, (await said(dropped)).status]).toEqual([200, 'dropped']);
    const left = (await said(await t.till('/parked-sales'))) as { items?: readonly { id: string }[] };
    expect(left.items?.map((item) => item.id)).not.toContain(id);
  });

  test('that nobody parked is 404; one whose charge is not known is not dropped', async () => {
    await expectProblem(await t.till('/parked-sales/p99'), 404, 'not_found');
    await expectProblem(await t.till('/parked-sales/p99/drop', { method: 'POST' }), 404, 'not_found');
    t.terminal.refuseWith('sale_unsettled');
    await expectProblem(await t.till('/parked-sales/p1/drop', { method: 'POST' }), 409, 'sale_unsettled');
  });

  test('is told as an event', async () => {
    const { id } = await said(await park({ amount: 8 }));
    const events = await t.till('/events', { headers: { 'last-event-id': 'e-1' } });
    const reader = events.body?.getReader();
    let text = '';
    while (!text.includes(`"${id}"`)) text += new TextDecoder().decode((await reader?.read())?.value);
    await reader?.cancel();
    expect(text).toContain('event: parked.updated\ndata: {');
  });
});
