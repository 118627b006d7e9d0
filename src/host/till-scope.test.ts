import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TILL_SCOPES, type TillScope } from '../config/config.ts';
import { CODE, expectProblem, reader, SANDBOX, said, startTestHost, type TestHost, TOKEN, until } from './test-host.ts';
import { tillRoutes } from './till-routes.ts';
import type { NeededScope } from './till-scope.ts';

/** One client for each scope, and one with two of them. */
const CLIENTS = [
  ...TILL_SCOPES.map((scope) => ({ name: `only ${scope}`, token: `token-of-${scope}`, scopes: [scope] })),
  { name: '自助 2', token: 'token-of-two', scopes: ['charges', 'refunds'] as const },
];

/** Every call, and what it needs. A new call is entered here. */
const NEEDED: Readonly<Record<NeededScope, readonly string[]>> = {
  every: ['GET /health', 'GET /openapi.json', 'GET /events'],
  charges: [
    'POST /charges',
    'GET /charges',
    'GET /charges/:id',
    'POST /charges/:id/code',
    'GET /charges/:id/parameters',
    'POST /open-ids',
    'POST /charges/:id/cancel',
    'POST /parked-sales',
    'GET /parked-sales',
    'GET /parked-sales/:id',
    'POST /parked-sales/:id/drop',
    'GET /findings',
    'GET /payments',
    'GET /sandbox',
    'POST /sandbox/codes',
  ],
  refunds: ['POST /charges/:id/refunds', 'GET /refunds/:id'],
  shifts: ['POST /shifts', 'GET /shifts', 'GET /shifts/current', 'GET /shifts/:id', 'POST /shifts/:id/close', 'POST /shifts/:id/reconcile'],
  reports: ['GET /shifts/:id/report', 'GET /charges/:id/receipt', 'GET /refunds/:id/receipt'],
};

const CALLS = Object.entries(NEEDED).flatMap(([scope, calls]) => calls.map((call) => ({ call, scope: scope as NeededScope })));

let t: TestHost;
beforeAll(async () => {
  t = await startTestHost({ tillClients: CLIENTS });
});
afterAll(() => t.close());

function as(token: string, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${t.host.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
}

function begin(token: string, key: string, amount = 1): Promise<Response> {
  const body = JSON.stringify({ amount, authCode: CODE });
  return as(token, '/till/v1/charges', { method: 'POST', body, headers: { 'content-type': 'application/json', 'idempotency-key': key } });
}

describe('scopes', () => {
  test('the table above has every call', () => {
    const served = tillRoutes({ sandbox: SANDBOX, version: '' } as Parameters<typeof tillRoutes>[0]);
    const told = served.map(({ method, path, scope }) => `${method} ${path} ${scope}`);
    expect(told.sort()).toEqual(CALLS.map(({ call, scope }) => `${call} ${scope}`).sort());
  });

  test.each(CALLS)('$call: $scope', async ({ call, scope }) => {
    const [method = '', path = ''] = call.split(' ');
    const address = `/till/v1${path.replace(':id', 'nothing')}`;
    for (const client of CLIENTS) {
      const answer = await as(client.token, address, { method });
      if (scope === 'every' || (client.scopes as readonly TillScope[]).includes(scope)) {
        expect([client.name, answer.status === 403]).toEqual([client.name, false]);
        await answer.body?.cancel();
      } else {
        const body = await expectProblem(answer, 403, 'scope_missing');
        expect(body).toMatchObject({ scope, detail: expect.stringContaining(scope) });
      }
    }
    const allowed = await as(TOKEN, address, { method });
    expect(allowed.status).not.toBe(403);
    await allowed.body?.cancel();
  });

  test('what there is and what there is not is refused alike', async () => {
    const { id } = await said(begin(TOKEN, 'alike'));
    const answers = await Promise.all([id, 'nothing'].map((each) => as('token-of-reports', `/till/v1/charges/${each}`)));
    const [there, notThere] = await Promise.all(answers.map((answer) => answer.text()));
    expect(there).toBe(notThere);
  });

  test('a call without its scope does nothing, whatever it brings', async () => {
    const before = t.terminal.requests.length;
    await expectProblem(await begin('token-of-refunds', 'unheard'), 403, 'scope_missing');
    await expectProblem(await as('token-of-refunds', '/till/v1/charges', { method: 'POST', body: '{' }), 403, 'scope_missing');
    expect(t.terminal.requests).toHaveLength(before);
  });

  test('the sandbox under its plain address needs the same', async () => {
    expect((await as('token-of-charges', '/sandbox')).status).toBe(200);
    await expectProblem(await as('token-of-reports', '/sandbox'), 403, 'scope_missing');
    await expectProblem(await as('token-of-shifts', '/sandbox/codes', { method: 'POST' }), 403, 'scope_missing');
  });

  test('the same key of two clients names two requests; of one, the same', async () => {
    const answers = [];
    for (const token of [TOKEN, 'token-of-charges', 'token-of-two', 'token-of-two']) answers.push(await begin(token, 'key of many'));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 200]);
    const ids = await Promise.all(answers.map(async (answer) => (await said(answer)).id));
    expect(new Set(ids).size).toBe(3);
    const keys = t.terminal.requests.slice(-4).map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toEqual(['key of many', 'only charges\tkey of many', '自助 2\tkey of many', '自助 2\tkey of many']);
  });

  test('the stream tells what its client may ask for, and of the rest where it is', async () => {
    const blocks = reader(await as('token-of-refunds', '/till/v1/events'), '\n\n');
    await blocks.next();
    const { id } = await said(begin(TOKEN, 'streamed'));
    expect(await blocks.next()).toMatch(/^id: e-\d+$/);
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'r' };
    const refund = await t.till(`/charges/${id}/refunds`, { method: 'POST', body: '{"amount":1}', headers });
    expect(refund.status).toBe(201);
    expect(await blocks.next()).toContain('event: refund.updated');
    t.terminal.chatter(1);
    expect(await blocks.next()).toContain('event: gateway.updated');
    await blocks.cancel();
    await until(() => t.terminal.listeners().feed === 0);
  });

  test('the document tells the scope of each call', async () => {
    const { paths, components } = await said(as('token-of-shifts', '/till/v1/openapi.json'));
    for (const { call, scope } of CALLS) {
      const [method = '', path = ''] = call.split(' ');
      const told = paths[path.replace(':id', '{id}')][method.toLowerCase()];
      if (scope !== 'every') expect([call, told.security]).toEqual([call, [{ token: [scope] }]]);
      expect([call, JSON.stringify(told.responses).includes('`scope_missing`')]).toEqual([call, scope !== 'every']);
    }
    for (const scope of TILL_SCOPES) expect(components.securitySchemes.token.description).toContain(`\`${scope}\``);
  });
});
