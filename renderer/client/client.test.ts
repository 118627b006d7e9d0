import { expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { type Connection, connect } from './client.ts';
import { createEventReader } from './events.ts';

test('events arrive whole, however the stream is cut, and comments are none', () => {
  const seen: string[] = [];
  const read = createEventReader((data) => seen.push(data));
  for (const piece of [': beat\n\nda', 'ta: {"a"', ':1}\n', '\nid: 7\ndata: x\r\ndata: y\r\n\r\n: beat\n']) read(piece);
  expect(seen).toEqual(['{"a":1}', 'x\ny']);
});

test('a line without end is refused, not kept', () => {
  const read = createEventReader(() => undefined);
  expect(() => {
    for (let i = 0; i < 10; i += 1) read('x'.repeat(1024 * 1024));
  }).toThrow('too long');
});

/** A host of one stream at a time, and what was asked of it. */
function host({ keys = ['key-1'], stored = null as string | null } = {}) {
  const clock = new HandClock();
  const store = new Map<string, string>(stored ? [['saoma.page-key', stored]] : []);
  const tickets = keys.map((_, index) => `ticket-${index}`);
  const asked: string[] = [];
  let stream: ReadableStreamDefaultController<Uint8Array> | null = null;
  let valid = stored === null ? '' : 'gone';
  const states: Connection[] = [];
  async function fetch(path: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    asked.push(String(path));
    if (path === '/ui/v1/session') {
      valid = keys.shift() ?? '';
      return valid ? Response.json({ pageKey: valid }) : new Response(null, { status: 401 });
    }
    if (new Headers(init.headers).get('x-saoma-page') !== valid) return new Response(null, { status: 401 });
    if (path !== '/ui/v1/view') return Response.json({ ok: false, code: 'not_now' }, { status: 409 });
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        stream = controller;
        init.signal?.addEventListener('abort', () => controller.error(new Error('aborted')));
      },
    });
    return new Response(body);
  }
  const client = connect({
    fetch: fetch as typeof globalThis.fetch,
    storage: { getItem: (k) => store.get(k) ?? null, setItem: (k, v) => void store.set(k, v), removeItem: (k) => void store.delete(k) },
    takeTicket: async () => tickets.shift() ?? null,
    clock,
  });
  client.watch((state) => states.push(state));
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
  return {
    clock,
    asked,
    states,
    client,
    settled,
    say: (text: string) => stream?.enqueue(new TextEncoder().encode(text)),
    close: () => stream?.close(),
  };
}

test('a ticket opens a session, views arrive, a lost line is told and mended by itself', async () => {
  const { clock, states, settled, say, close, asked } = host();
  await settled();
  say('data: {"mode":"live"}\n\n');
  await settled();
  expect(states.at(-1)).toMatchObject({ kind: 'live', view: { mode: 'live' } });
  close();
  await settled();
  expect(states.at(-1)?.kind).toBe('lost');
  clock.advance(1_000);
  await settled();
  say('data: {"mode":"sandbox"}\n\n');
  await settled();
  expect(states.at(-1)).toMatchObject({ kind: 'live', view: { mode: 'sandbox' } });
  expect(asked.filter((path) => path === '/ui/v1/session')).toHaveLength(1);
});

test('25 s without a word: nobody is there', async () => {
  const { clock, states, settled, say } = host();
  await settled();
  say('data: {"mode":"live"}\n\n');
  await settled();
  clock.advance(20_000);
  say(': beat\n\n');
  await settled();
  clock.advance(20_000);
  await settled();
  expect(states.at(-1)?.kind).toBe('live');
  clock.advance(5_000);
  await settled();
  expect(states.at(-1)?.kind).toBe('lost');
});

test('a key of an earlier terminal is replaced with a fresh ticket; without one the window is refused', async () => {
  const again = host({ stored: 'old-key' });
  await again.settled();
  again.say('data: {"mode":"live"}\n\n');
  await again.settled();
  expect(again.states.at(-1)?.kind).toBe('live');

  const refused = host({ keys: [] });
  await refused.settled();
  expect(refused.states.at(-1)?.kind).toBe('refused');
});

test('a command answers its code', async () => {
  const { client, settled } = host();
  await settled();
  expect(await client.send({ kind: 'next_sale' })).toEqual({ ok: false, code: 'not_now' });
});
