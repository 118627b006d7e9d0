import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectProblem, said, startTestHost, type TestHost } from './test-host.ts';

let t: TestHost;
beforeAll(async () => {
  t = await startTestHost();
});
afterAll(() => t.close());
beforeEach(() => t.terminal.refuseWith(null));

describe('bodies', () => {
  test.each([
    ['not JSON', '{"amount":', 'invalid_json'],
    ['empty', '', 'invalid_json'],
    ['a list', '[{"amount":1}]', 'invalid_request'],
    ['null', 'null', 'invalid_request'],
    ['text', '"amount"', 'invalid_request'],
    ['deeply nested', '['.repeat(30_000) + ']'.repeat(30_000), 'invalid_request'],
    ['deeply nested in a field', `{"amount":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, 'invalid_request'],
    ['a prototype', '{"__proto__":{"amount":1}}', 'invalid_request'],
  ])('%s', async (_name, body, code) => {
    await expectProblem(await t.post(body), 400, code);
  });

  test.each(['[{"amount":1}]', 'null', '5', '"x"'])('%s is no object, and is told so', async (body) => {
    expect((await said(t.post(body))).detail).toBe('The body must be a JSON object.');
  });

  test('no UTF-8', async () => {
    await expectProblem(await t.post(Buffer.from('{"amount":1,"description":"\xe9"}', 'latin1')), 400, 'invalid_encoding');
    await expectProblem(await t.post(Buffer.from('{"amount":1}', 'utf16le')), 400, 'invalid_json');
  });

  test.each([
    [{ 'content-type': 'text/plain' }],
    [{ 'content-type': 'application/x-www-form-urlencoded' }],
    [{ 'content-type': 'application/json; charset=gbk' }],
    [{ 'content-encoding': 'gzip' }],
  ])('of another kind: %j', async (headers) => {
    await expectProblem(await t.post({ amount: 1 }, headers), 415, 'unsupported_media_type');
  });

  test('too large, announced or not', async () => {
    const large = `{"amount":1,"x":"${'x'.repeat(70_000)}"}`;
    await expectProblem(await t.post(large), 413, 'body_too_large');
    const pieces = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 70; i++) controller.enqueue(Buffer.alloc(1024, 32));
        controller.close();
      },
    });
    const init = { method: 'POST', body: pieces, duplex: 'half', headers: { 'content-type': 'application/json', 'idempotency-key': 'k' } };
    await expectProblem(await t.till('/charges', init as RequestInit), 413, 'body_too_large');
  });

  test('whatever is sent, the answer is a refusal that names a field or a charge, and the host lives', async () => {
    const anything = fc.oneof(
      fc.json(),
      fc
        .record({ amount: fc.anything(), authCode: fc.anything(), description: fc.string({ unit: 'binary' }) })
        .map((x) => JSON.stringify(x, plain)),
      fc.uint8Array({ maxLength: 200 }),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (body) => {
        const answer = await t.post(body ?? '');
        const told = await said(answer);
        if (answer.status === 201) t.terminal.move(told.id, 'paid');
        else expect([400, 422]).toContain(answer.status);
      }),
      { numRuns: 300 },
    );
    expect((await t.till('/health')).status).toBe(200);
  });
});

/** What JSON cannot carry goes as text. */
function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
