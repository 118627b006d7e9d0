import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import type { TillClientConfig } from '../config/config.ts';
import { silent } from '../log/log.ts';
import type { Office } from '../office/office.ts';
import { createFakeTerminal, type FakeTerminal } from './fake-terminal.ts';
import type { Sandbox } from './sandbox-routes.ts';
import { type Host, startHost } from './start-host.ts';

export const TOKEN = 'test-token-of-the-till';
/** Well formed, and no customer's. */
export const CODE = '134567890123456789';

export const SANDBOX: Sandbox = {
  address: () => ({
    wechat: { endpoint: 'http://127.0.0.1:1', appId: 'wx1', mchId: '1', apiKey: 'k' },
    wooshpay: { endpoint: 'http://127.0.0.1:3', secretKey: 'sk_test_example', webhookSecret: 'whsec_example' },
    phoneUrl: 'http://127.0.0.1:2/phone/',
    faultsUrl: 'http://127.0.0.1:2/faults/',
  }),
  issueCode: () => ({ authCode: CODE, expiresAtMs: Date.UTC(2026, 10, 22) }),
};

export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };

/** A host on a free port with a fake terminal and a clock that stands still. */
export type TestHost = {
  readonly host: Host;
  readonly terminal: FakeTerminal;
  readonly clock: HandClock;
  /** Calls the till API with the token. */
  till(path: string, init?: RequestInit): Promise<Response>;
  /** Begins a charge with its own key. */
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** A request with headers that `fetch` would not send. */
  send(path: string, headers: OutgoingHttpHeaders, method?: string, body?: Uint8Array): Promise<Answer>;
  socket(): Socket;
  close(): Promise<void>;
};

type TestHostOptions = {
  readonly mode?: 'live' | 'sandbox';
  readonly listen?: string;
  readonly office?: Office;
  readonly tillClients?: readonly TillClientConfig[];
};

export async function startTestHost(options: TestHostOptions = {}): Promise<TestHost> {
  const terminal = createFakeTerminal();
  const clock = new HandClock();
  const pagesDir = mkdtempSync(join(tmpdir(), 'saoma-pages-'));
  mkdirSync(join(pagesDir, 'assets'));
  writeFileSync(join(pagesDir, 'cashier.html'), '<!doctype html><title>cashier</title>');
  writeFileSync(join(pagesDir, 'phone.html'), '<!doctype html><title>phone</title>');
  writeFileSync(join(pagesDir, 'outside.js'), 'secret');
  writeFileSync(join(pagesDir, 'assets', '.hidden.js'), 'secret');
  writeFileSync(join(pagesDir, 'assets', 'cashier-a1b2c3d4.js'), 'export {};');
  writeFileSync(join(pagesDir, 'assets', 'cashier-a1b2c3d4.js.map'), '{}');
  writeFileSync(join(pagesDir, 'assets', 'zxing_reader-a1b2c3d4.wasm'), 'wasm');
  const started = await startHost({
    terminal,
    ...(options.office && { office: Promise.resolve(options.office) }),
    config: {
      listen: options.listen ?? '127.0.0.1',
      port: 0,
      tillToken: TOKEN,
      tillClients: options.tillClients ?? [],
      mode: options.mode ?? 'sandbox',
    },
    sandbox: SANDBOX,
    pagesDir,
    version: '0.1.0',
    log: silent,
    clock,
    random: { bytes: (count) => randomBytes(count) },
  });
  if (!started.ok) throw new Error(started.error.message);
  const host = started.value;
  let keys = 0;

  const till = (path: string, init: RequestInit = {}) =>
    fetch(`${host.url}/till/v1${path}`, { ...init, headers: { authorization: `Bearer ${TOKEN}`, ...init.headers } });

  return {
    host,
    terminal,
    clock,
    till,
    post: (body, headers = {}) =>
      till('/charges', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': `key-${++keys}`, ...headers },
        body: typeof body === 'string' || body instanceof Uint8Array ? (body as NonNullable<RequestInit['body']>) : JSON.stringify(body),
      }),
    send: (path, headers, method = 'GET', body = undefined) =>
      new Promise((resolve, reject) => {
        const call = request({ host: '127.0.0.1', port: host.port, path, method, headers, agent: false }, (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (piece: string) => {
            text += piece;
          });
          response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
        });
        call.on('error', reject).end(body);
      }),
    socket: () => connect(host.port, '127.0.0.1'),
    async close() {
      const closed = host.close();
      clock.advance(1_000); // whoever still holds a connection is cut off
      await closed;
      rmSync(pagesDir, { recursive: true });
    },
  };
}

/** Reads blocks of a stream one by one. */
export function reader(response: Response, separator: string): { next(): Promise<string | null>; cancel(): Promise<void> } {
  const pieces = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let buffer = '';
  return {
    async next() {
      for (;;) {
        const at = buffer.indexOf(separator);
        if (at >= 0) {
          const block = buffer.slice(0, at);
          buffer = buffer.slice(at + separator.length);
          return block;
        }
        const { done, value } = await pieces.read();
        if (done) return null;
        buffer += decoder.decode(value, { stream: true });
      }
    },
    cancel: () => pieces.cancel(),
  };
}

/** What an answer says, for a test to look into as it likes. */
// biome-ignore lint/suspicious/noExplicitAny: a test checks by looking.
export async function said(answer: Response | Promise<Response>): Promise<any> {
  return (await answer).json();
}

/** Waits for something to become true in another part of the process. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

/** A charge that is under way, so that the next one is not refused for being second. */
export async function begin(t: TestHost, body: object = {}): Promise<string> {
  const answer = await t.post({ amount: 1, authCode: CODE, ...body });
  expect(answer.status).toBe(201);
  return (await said(answer)).id;
}

/** Checks that an answer is a problem in the form of RFC 9457. @returns its body */
export async function expectProblem(answer: Response, status: number, code: string): Promise<Record<string, unknown>> {
  const body = await said(answer);
  expect([answer.status, body.code]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(body).toMatchObject({ type: `urn:saoma:problem:${code}`, status, title: expect.any(String), detail: expect.any(String) });
  return body;
}
