import { afterEach, expect, test } from 'vitest';
import { realClock, recordingLog } from '../wechat-v2/test-setting.ts';
import { createHttpsTransport } from './https-transport.ts';
import { TestAcquirer } from './testing/test-acquirer.ts';
import type { Call, Dialect, Exchange } from './transport.ts';

const SECRET = 'Basic c2VjcmV0Og==';
const DIALECT: Dialect = {
  headers: {
    GET: [['Accept', 'application/json']],
    POST: [
      ['Accept', 'application/json'],
      ['Authorization', SECRET],
    ],
  },
  answers: (status) => status >= 200 && status < 500 && status !== 302,
  maxAnswerBytes: 100,
  probePath: '/cheap',
  sparePath: null,
};
const CALL: Call = { method: 'POST', path: '/orders?x=1', headers: [], needsCertificate: false, safeToRepeat: false, timeoutMs: 2_000 };

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function setting() {
  const server = await TestAcquirer.start();
  cleanUps.push(() => server.stop());
  server.replyToProbe = (seen, response) => server.reply(seen, response);
  const log = recordingLog();
  const config = { endpoints: [server.origin], ca: null, clientCert: null };
  const transport = createHttpsTransport({ config, dialect: DIALECT, clock: realClock, log });
  cleanUps.push(() => transport.close());
  const ask = (call: Partial<Call>, body = '') => transport.prepare({ ...CALL, ...call }, body.length).send(body);
  return { server, transport, log, ask };
}

const text = (exchange: Exchange) => (exchange.kind === 'answered' ? [exchange.status, String(exchange.body)] : exchange);

test('a call says what all calls say, and its own beside it; a question by GET has no body', async () => {
  const { server, ask } = await setting();
  server.reply = ({ headers, method, path, body }, response) =>
    void response.end([method, path, body, headers['x-own'], headers.accept].join());
  expect(text(await ask({ headers: [['X-Own', 'key-1']] }, '{}'))).toEqual([200, 'POST,/orders?x=1,{},key-1,application/json']);
  expect(text(await ask({ method: 'GET', path: '/orders/1', safeToRepeat: true }))).toEqual([200, 'GET,/orders/1,,,application/json']);
  expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([SECRET, undefined]);
});

test.each([
  [201, 'answered'],
  [402, 'answered'],
  [429, 'answered'],
  [302, 'no_answer'],
  [500, 'no_answer'],
])('HTTP %i counts as %s, as the dialect has it', async (status, kind) => {
  const { server, ask } = await setting();
  server.reply = (_, response) => void response.writeHead(status, { location: '/elsewhere' }).end('{}');
  expect(await ask({})).toMatchObject({ kind, ...(kind === 'answered' ? { status } : { reason: `http_${status}` }) });
  expect(server.seen).toHaveLength(1);
});

test('an answer as large as the dialect allows is read, a larger one is not', async () => {
  const { server, ask } = await setting();
  let bytes = 100;
  server.reply = (_, response) => void response.end('x'.repeat(bytes));
  expect(await ask({})).toMatchObject({ kind: 'answered' });
  bytes++;
  expect(await ask({})).toMatchObject({ kind: 'no_answer', reason: 'too_large' });
});

test('any answer below 500 to the probe tells that the acquirer is there', async () => {
  const { server, transport, log } = await setting();
  server.reply = ({ path }, response) => void response.writeHead(path === '/cheap' ? 401 : 500).end();
  expect(await transport.probe(2_000)).toBe(true);
  server.reply = (_, response) => void response.writeHead(503).end();
  expect(await transport.probe(2_000)).toBe(false);
  expect(log.text()).not.toContain(SECRET);
});
