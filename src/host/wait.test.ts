import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { begin, expectProblem, said, startTestHost, type TestHost, until } from './test-host.ts';

let t: TestHost;
beforeAll(async () => {
  t = await startTestHost();
});
afterAll(() => t.close());
beforeEach(() => t.terminal.refuseWith(null));

describe('waiting for the end', () => {
  test('answers at the moment of the change', async () => {
    const id = await begin(t);
    const listening = t.terminal.listeners().feed;
    const answer = t.till(`/charges/${id}?wait=60`);
    await until(() => t.terminal.listeners().feed > listening);
    t.terminal.move(id, 'awaiting_customer'); // not the end
    expect(t.terminal.listeners().feed).toBe(listening + 1);
    t.terminal.move(id, 'paid');
    expect((await said(answer)).status).toBe('paid');
    expect(t.terminal.listeners().feed).toBe(listening);
  });

  test('answers as it is when the time is up, and at once when it is final', async () => {
    const id = await begin(t);
    const answer = t.till(`/charges/${id}?wait=5`);
    await until(() => t.terminal.listeners().feed > 0);
    t.clock.advance(5_000);
    expect((await said(answer)).status).toBe('submitting');
    t.terminal.move(id, 'declined');
    expect((await said(t.till(`/charges/${id}?wait=60`))).status).toBe('declined');
  });

  test('a caller who hangs up leaves nothing behind', async () => {
    const id = await begin(t);
    const hangUp = new AbortController();
    const answer = t.till(`/charges/${id}?wait=60`, { signal: hangUp.signal }).catch(() => 'gone');
    await until(() => t.terminal.listeners().feed > 0);
    hangUp.abort();
    await until(() => t.terminal.listeners().feed === 0);
    expect(await answer).toBe('gone');
    t.terminal.move(id, 'paid');
  });

  test.each(['61', '-1', '1.5', 'x', '', '1e1', '600'])('wait=%s is refused by name', async (wait) => {
    const body = await expectProblem(await t.till(`/charges/c1?wait=${wait}`), 400, 'invalid_request');
    expect(body.errors).toMatchObject([{ field: 'wait' }]);
  });
});
