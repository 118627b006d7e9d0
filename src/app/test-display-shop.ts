import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, expect } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import type { DisplayRole, DisplayView } from '../contract/display.ts';
import { type Certificates, makeCertificates } from '../gateway/transport/testing/certificates.ts';
import { startDisplayHost } from '../host/start-display-host.ts';
import type { Log } from '../log/log.ts';
import { openDisplayFile } from '../store/display-file.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { bootTerminal } from '../terminal/test-terminal.ts';

export const MINUTE = 60_000;
export const STORE = { name: '人民路店', locale: 'zh-CN' } as const;
export const LABEL = { 'zh-CN': '牛肉面', en: 'Beef noodles', ko: '소고기 국수' };
export const BUTTONS = [{ label: LABEL, amountFen: 2800 }];
export const PICTURE = { bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47]), type: 'image/png' } as const;

let certificates: Certificates;
const opened: (() => Promise<void>)[] = [];

beforeAll(() => {
  certificates = makeCertificates('1900000109');
});
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

type Said = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };
export type Asked = { readonly headers?: Record<string, string>; readonly body?: unknown; readonly cookie?: string; readonly key?: string };
type Screen = { readonly cookie: string; readonly key: string };

type ShopOptions = { readonly isTls?: boolean; readonly dataDir?: string };

/** A terminal whose acquirer is the test, its paired displays in a folder, and its door for them. */
export async function shop({ isTls = false, dataDir = mkdtempSync(join(tmpdir(), 'saoma-displays-')) }: ShopOptions = {}) {
  const clock = new HandClock();
  const logged: string[] = [];
  const log: Log = { write: (event, fields) => void logged.push(JSON.stringify([event, fields])) };
  const random = { bytes: (count: number) => randomBytes(count) };
  const displays = { buttons: BUTTONS, store: openDisplayFile(dataDir) };
  const till = bootTerminal(clock, memoryJournal(), 1, { displays, random, log });
  const pagesDir = mkdtempSync(join(tmpdir(), 'saoma-pages-'));
  mkdirSync(join(pagesDir, 'assets'));
  for (const name of ['display', 'cashier', 'manager'])
    writeFileSync(join(pagesDir, `${name}.html`), `<!doctype html><title>${name}</title>`);
  const started = await startDisplayHost({
    ...{ terminal: till.terminal, store: STORE, pictures: [PICTURE], pagesDir, log, clock },
    config: { listen: '127.0.0.1', port: 0, tls: isTls ? certificates.server : null },
  });
  if (!started.ok) throw new Error(started.error.message);
  const host = started.value;
  opened.push(async () => {
    const closed = host.close();
    clock.advance(1_000); // whoever still holds a connection is cut off
    await closed;
    rmSync(pagesDir, { recursive: true });
    rmSync(dataDir, { recursive: true, force: true });
  });
  const ask = (method: string, path: string, asked: Asked = {}) => send(host.port, isTls, { method, path, ...asked });
  const order = (command: Parameters<typeof till.terminal.command>[0]) => till.terminal.command(command);
  const shown = () => till.terminal.view().displays;
  function codeFor(role: DisplayRole): string {
    expect(order({ kind: 'pair_display', role })).toEqual({ ok: true });
    return shown()?.pairing?.code ?? '';
  }
  async function pair(role: DisplayRole = 'display', name = '门口'): Promise<Screen & { setCookie: string }> {
    const answer = await ask('POST', '/display/v1/pair', { body: { code: codeFor(role), name } });
    expect(answer.status).toBe(201);
    const setCookie = answer.headers['set-cookie']?.[0] ?? '';
    return { setCookie, cookie: setCookie.split(';')[0] ?? '', key: JSON.parse(answer.body).pageKey };
  }
  const view = async (screen: Screen): Promise<DisplayView> =>
    JSON.parse((await ask('GET', '/display/v1/view', screen)).body.slice('data: '.length));
  const command = (screen: Screen, body: unknown) => ask('POST', '/display/v1/commands', { ...screen, body });
  return { ...till, clock, logged, dataDir, host, ask, order, shown, codeFor, pair, view, command, isTls };
}

type ToSend = Asked & { readonly method: string; readonly path: string };

export function optionsOf(port: number, { method, path, headers = {}, body, cookie, key }: ToSend) {
  return {
    ...{ host: '127.0.0.1', port, method, path, ca: certificates.ca, servername: 'localhost', agent: false as const },
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie && { cookie }),
      ...(key && { 'x-saoma-page': key }),
      ...headers,
    },
  };
}

export function send(port: number, isTls: boolean, asked: ToSend): Promise<Said> {
  return new Promise((resolve, reject) => {
    function read(incoming: IncomingMessage): void {
      const { headers, statusCode: status = 0 } = incoming;
      let body = '';
      incoming.setEncoding('utf8').on('data', (piece: string) => {
        body += piece;
        if (headers['content-type'] !== 'text/event-stream') return;
        resolve({ status, headers, body }); // the first of what never ends
        incoming.destroy();
      });
      incoming.on('end', () => resolve({ status, headers, body }));
      incoming.on('error', () => undefined);
    }
    const call = (isTls ? tlsRequest : plainRequest)(optionsOf(port, asked), read);
    call.on('error', reject);
    call.end(asked.body === undefined ? undefined : JSON.stringify(asked.body));
  });
}

/** Looks at the view for as long as it is shown. */
export function look(port: number, screen: Screen) {
  const views: DisplayView[] = [];
  const seen = { views, isOver: false, leave: () => {} };
  const call = plainRequest(optionsOf(port, { method: 'GET', path: '/display/v1/view', ...screen }), (incoming) => {
    incoming.setEncoding('utf8').on('data', (piece: string) => {
      for (const line of piece.split('\n')) if (line.startsWith('data: ')) views.push(JSON.parse(line.slice(6)));
    });
    incoming.on('close', () => {
      seen.isOver = true;
    });
    incoming.on('error', () => undefined);
  });
  seen.leave = () => void call.destroy();
  call.on('error', () => undefined).end();
  return seen;
}

export const ORDER = { kind: 'order', requestId: 'request-1', button: 0 };
export const CONTENT = 'weixin://wxpay/bizpayurl?pr=aB3';
export const OFFERED = { kind: 'offered', shown: { content: CONTENT, prepayId: null } } as const;
