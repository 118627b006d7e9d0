import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { begin, expectProblem, said, startTestHost, type TestHost } from './test-host.ts';

let t: TestHost;
let chargeId: string;
beforeAll(async () => {
  t = await startTestHost();
  chargeId = await begin(t);
  t.terminal.move(chargeId, 'paid');
});
afterAll(() => t.close());
beforeEach(() => t.terminal.refuseWith(null));

let keys = 0;
function give(
  body: unknown,
  headers: Record<string, string> = { 'idempotency-key': `refund-${++keys}` },
  charge = chargeId,
): Promise<Response> {
  return t.till(`/charges/${charge}/refunds`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

describe('giving back', () => {
  test('a new one is 201, the same again 200 with the same refund, another body or charge under the key 409', async () => {
    const headers = { 'idempotency-key': 'one' };
    const first = await give({ amount: 800, reason: '破损' }, headers);
    expect(first.status).toBe(201);
    const refund = await said(first);
    expect(refund).toMatchObject({ chargeId, amount: 800, reason: '破损', status: 'pending', fundingAccount: 'unsettled' });
    const again = await give({ amount: 800, reason: '破损', unknown: true }, headers);
    expect([again.status, (await said(again)).id]).toEqual([200, refund.id]);
    await expectProblem(await give({ amount: 801, reason: '破损' }, headers), 409, 'idempotency_key_reused');
    await expectProblem(await give({ amount: 800 }, headers), 409, 'idempotency_key_reused');
    await expectProblem(await give({ amount: 800, reason: '破损' }, headers, 'c99'), 409, 'idempotency_key_reused');
  });

  test('without a key 400; no such charge 404', async () => {
    await expectProblem(await give({ amount: 1 }, {}), 400, 'idempotency_key_required');
    await expectProblem(await give({ amount: 1 }, { 'idempotency-key': 'é'.repeat(3) }), 400, 'invalid_request');
    await expectProblem(await give({ amount: 1 }, undefined, 'c99'), 404, 'not_found');
  });

  const wrong: readonly (readonly [string, readonly unknown[]])[] = [
    ['amount', [undefined, null, '800', 0, -1, 1.5, 10_000_000_000, true, {}, []]],
    ['reason', ['', '退'.repeat(81), 'a\nb', '\ud800', 1, {}]],
    ['fundingAccount', ['', 'mine', null, 1]],
  ];
  test.each(wrong.flatMap(([field, values]) => values.map((value) => [field, value] as const)))(
    '%s as %j is refused by name',
    async (field, value) => {
      const before = t.terminal.refundRequests.length;
      const body = await expectProblem(await give({ amount: 1, [field]: value }), 400, 'invalid_request');
      expect(body.errors).toEqual([{ field, detail: expect.stringMatching(/./) }]);
      expect(t.terminal.refundRequests).toHaveLength(before);
    },
  );

  test.each([
    ['refund_exceeds_charge', 422],
    ['too_many_refunds', 422],
    ['not_paid', 409],
    ['journal_failed', 503],
    ['journal_damaged', 503],
    ['stopping', 503],
  ] as const)('what the terminal refuses as %s is %i', async (refusal, status) => {
    t.terminal.refuseWith(refusal);
    await expectProblem(await give({ amount: 1 }), status, refusal);
  });
});

describe('the refund', () => {
  test('is shown; one that nobody began is 404', async () => {
    const { id } = await said(await give({ amount: 5 }));
    const shown = await t.till(`/refunds/${id}`);
    expect([shown.status, await said(shown)]).toEqual([200, expect.objectContaining({ id, amount: 5 })]);
    await expectProblem(await t.till('/refunds/r999'), 404, 'not_found');
    await expectProblem(await t.till(`/refunds/${id}?wait=61`), 400, 'invalid_request');
  });

  test('with wait it is told at its end, and at no other refund’s', async () => {
    const { id } = await said(await give({ amount: 6 }));
    const { id: other } = await said(await give({ amount: 7 }));
    let ended = false;
    const waiting = t.till(`/refunds/${id}?wait=60`).then((answer) => {
      ended = true;
      return answer;
    });
    await expect.poll(() => t.terminal.listeners().feed).toBe(1);
    t.terminal.moveRefund(other, 'succeeded');
    t.terminal.moveRefund(id, 'unresolved');
    t.terminal.move(chargeId, 'paid');
    await new Promise(setImmediate);
    expect(ended).toBe(false);
    t.terminal.moveRefund(id, 'succeeded');
    expect((await said(await waiting)).status).toBe('succeeded');
    expect(t.terminal.listeners().feed).toBe(0);
  });

  test('is told as an event', async () => {
    const { id } = await said(await give({ amount: 8 }));
    const events = await t.till('/events', { headers: { 'last-event-id': 'e-1' } });
    const reader = events.body?.getReader();
    let text = '';
    while (!text.includes(`"${id}"`)) text += new TextDecoder().decode((await reader?.read())?.value);
    await reader?.cancel();
    expect(text).toContain('event: refund.updated\ndata: {');
  });
});
