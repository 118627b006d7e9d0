import { afterAll, beforeAll, expect, test } from 'vitest';
import { CODE, expectProblem, said, startTestHost, type TestHost } from './test-host.ts';

const NUMBER = '4200002719202611225550142387';

let t: TestHost;
beforeAll(async () => {
  t = await startTestHost();
});
afterAll(() => t.close());

test('what is known of a payment', async () => {
  const answer = await t.till(`/payments?number=${NUMBER}`);
  expect([answer.status, (await said(answer)).answer]).toEqual([200, 'not_ours']);
});

test.each(['', CODE, 'x'.repeat(64)])('"%s" is no number, and is not repeated', async (text) => {
  const refused = await t.till(`/payments?number=${encodeURIComponent(text)}`);
  const body = await expectProblem(refused, 422, 'unsupported_number');
  if (text) expect(JSON.stringify(body)).not.toContain(text);
});

test('without a number, or with one that is too long', async () => {
  await expectProblem(await t.till('/payments'), 400, 'invalid_request');
  await expectProblem(await t.till(`/payments?number=${'4'.repeat(65)}`), 400, 'invalid_request');
});

test('nobody asks without the token', async () => {
  await expectProblem(await t.till(`/payments?number=${NUMBER}`, { headers: { authorization: 'Bearer no' } }), 401, 'unauthorized');
});
