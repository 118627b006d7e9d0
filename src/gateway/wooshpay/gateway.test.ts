import { inspect } from 'node:util';
import { expect, it, test } from 'vitest';
import type { WooshPayConfig } from '../../config/config.ts';
import { CODE, DIGITS, INTENT, OFFER, ORDER, REFUND, refusal, SECRET_KEY, said, setting, WEBHOOK_SECRET } from './test-setting.ts';
import { wooshPayDialect } from './wire.ts';

const header = (name: string) => wooshPayDialect('sk_test_example').headers.POST.find(([key]) => key === name)?.[1];

test('the key is shown as the name of a user without a password', () => {
  expect(header('Authorization')).toBe('Basic c2tfdGVzdF9leGFtcGxlOg==');
  expect([header('Accept'), header('Content-Type')]).toEqual(['application/json', 'application/json']);
});

it.each([
  [200, true],
  [201, true],
  [301, false],
  [400, true],
  [429, true],
  [500, false],
  [503, false],
])('HTTP %i is an answer: %s', (status, isAnswer) => {
  expect(wooshPayDialect('sk_test_example').answers(status)).toBe(isAnswer);
});

it.each<[string, Partial<WooshPayConfig>, string | null]>([
  ['a test key at the test host', { endpoints: ['https://apitest.wooshpay.com'] }, null],
  ['a live key at the live host', { endpoints: ['https://api.wooshpay.com'], secretKey: 'sk_live_x' }, null],
  ['a test key at the live host', { endpoints: ['https://api.wooshpay.com'] }, 'gateway.secretKey'],
  ['a live key at the test host', { endpoints: ['https://apitest.wooshpay.com'], secretKey: 'sk_live_x' }, 'gateway.secretKey'],
  ['a live key elsewhere', { endpoints: ['https://api.wooshpay.com.example'], secretKey: 'sk_live_x' }, 'gateway.secretKey'],
  ['a publishable key', { secretKey: 'pk_test_x' }, 'gateway.secretKey'],
  ['a key with a line break', { secretKey: 'sk_test_x\r\nX: y' }, 'gateway.secretKey'],
])('%s', (_, config, field) => {
  const build = () => setting({}, config);
  if (field === null) return expect(build).not.toThrow();
  expect(build).toThrow(field);
  expect(build).not.toThrow(config.secretKey ?? SECRET_KEY);
});

test('any answer tells that the line stands', async () => {
  const { gateway } = setting({ 'GET /v1/payment_intents': refusal(429, 'rate_limit') });
  const lines: string[] = [];
  gateway.onLine((status) => lines.push(status));
  await gateway.query(ORDER);
  expect(lines).toEqual(['online']);
});

test('a question is asked by GET with an empty body, and may be asked elsewhere; a deed is sent once, under a key', async () => {
  const { gateway, transport } = setting({ 'GET /v1/payment_intents': said({ data: [INTENT] }) });
  transport.reply = (
    (reply) => (call, body) =>
      reply(call, body) ?? { kind: 'no_answer', reason: 'x', lineLost: false, sentMsAgo: 0 }
  )(transport.reply);
  await gateway.query(ORDER);
  await gateway.reverse(ORDER);
  await gateway.refund(REFUND);
  for (const { call, body } of transport.posts) {
    const isQuestion = call.method === 'GET';
    expect([call.safeToRepeat, body === '', call.headers.length]).toEqual([isQuestion, isQuestion, isQuestion ? 0 : 1]);
  }
});

test('no secret reaches the log, an outcome or an error', async () => {
  const leaky = { error: { type: 'api_error', code: DIGITS, message: `${DIGITS} ${SECRET_KEY} ${WEBHOOK_SECRET}`, decline_code: DIGITS } };
  for (const status of [400, 401, 402, 409, 500]) {
    const { gateway, logText, transport } = setting({ POST: said(leaky, status), GET: said(leaky, status) });
    const outcomes = [
      await gateway.prepare(ORDER).submit(CODE),
      await gateway.query(ORDER),
      await gateway.reverse(ORDER),
      await gateway.offer(OFFER),
      await gateway.refund(REFUND),
      gateway.notices?.read({ headers: { 'wooshpay-signature': SECRET_KEY }, body: Buffer.from(DIGITS) }),
    ];
    const told = logText() + JSON.stringify(outcomes) + inspect(gateway, { depth: 6 });
    expect(transport.posts.length).toBeGreaterThan(3);
    for (const secret of [DIGITS, WEBHOOK_SECRET, 'c2tfdGVzdF9leGFtcGxlOg']) expect(told).not.toContain(secret);
  }
});
