import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reader, said, startTestHost, type TestHost, TOKEN, until } from './test-host.ts';

let t: TestHost;
beforeEach(async () => {
  t = await startTestHost();
});
afterEach(() => t.close());

/** Opens the stream and reads past its greeting. */
async function events(lastEventId?: string, path = '/events') {
  const stream = await t.till(path, lastEventId === undefined ? {} : { headers: { 'last-event-id': lastEventId } });
  expect([stream.status, stream.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  const blocks = reader(stream, '\n\n');
  expect(await blocks.next()).toMatch(/^retry: 1000(\nid: e-\d+)?$/);
  return blocks;
}

describe('the event stream', () => {
  test('tells each event with its id, its name and one line of data', async () => {
    const blocks = await events();
    const { id } = await said(t.post({ amount: 5, description: '两\u2028行' }));
    const lines = (await blocks.next())?.split('\n') ?? [];
    expect(lines.slice(0, 2)).toEqual(['id: e-1', 'event: charge.updated']);
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[2]?.slice('data: '.length) ?? '')).toMatchObject({ id, status: 'awaiting_code' });
    await blocks.cancel();
    await until(() => t.terminal.listeners().feed === 0);
  });

  test.each(['header', 'address'])('goes on after the last event, told in the %s, without loss', async (where) => {
    t.terminal.chatter(3);
    const blocks = where === 'header' ? await events('e-1') : await events(undefined, '/events?lastEventId=e-1');
    t.terminal.chatter(1);
    for (const id of ['e-2', 'e-3', 'e-4']) expect(await blocks.next()).toMatch(`id: ${id}\n`);
    await blocks.cancel();
  });

  test('an id that is none of ours counts as none', async () => {
    t.terminal.chatter(1);
    for (const id of ['nonsense', 'x'.repeat(2000), '-1']) {
      const blocks = await events(id);
      t.terminal.chatter(1);
      expect(await blocks.next()).toMatch(/^id: e-[2-4]\n/);
      await blocks.cancel();
    }
  });

  test('says something every 15 s', async () => {
    const blocks = await events();
    for (let beats = 0; beats < 3; beats++) {
      t.clock.advance(15_000);
      expect(await blocks.next()).toBe(':');
    }
    await blocks.cancel();
  });

  test('a reader who stops reading is let go, holds no memory, and comes back where it was', async () => {
    const socket = t.socket();
    socket.pause();
    socket.write(`GET /till/v1/events HTTP/1.1\r\nHost: 127.0.0.1:${t.host.port}\r\nAuthorization: Bearer ${TOKEN}\r\n\r\n`);
    await until(() => t.terminal.listeners().feed === 1);
    let told = 0;
    // The kernel takes some megabytes on its own account; then our own bound is reached.
    while (t.terminal.listeners().feed === 1 && told < 500_000) {
      t.terminal.chatter(1_000);
      told += 1_000;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(t.terminal.listeners().feed).toBe(0);
    let heard = '';
    socket.on('data', (piece) => {
      heard += piece;
    });
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.resume();
    await until(() => heard.endsWith('0\r\n\r\n')); // what was written arrives whole, up to the end of the answer
    const last = [...heard.matchAll(/id: (e-\d+)\n/g)].at(-1)?.[1] ?? '';
    const next = `e-${Number(last.slice(2)) + 1}`;
    expect(Number(last.slice(2))).toBeLessThan(told);
    expect(await (await events(last)).next()).toMatch(`id: ${next}\n`);
    socket.destroy();
    await closed;
  });

  test('a reader who never reads again is cut off', async () => {
    const socket = t.socket();
    socket.on('error', () => {}).pause();
    socket.write(`GET /till/v1/events HTTP/1.1\r\nHost: 127.0.0.1:${t.host.port}\r\nAuthorization: Bearer ${TOKEN}\r\n\r\n`);
    await until(() => t.terminal.listeners().feed === 1);
    while (t.terminal.listeners().feed === 1) {
      t.terminal.chatter(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    t.clock.advance(10_000);
    let heard = '';
    socket.on('data', (piece) => {
      heard += piece;
    });
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.resume();
    await closed;
    expect(heard.endsWith('0\r\n\r\n')).toBe(false);
  });

  test('only so many are open at a time, and each one that ends makes room', async () => {
    const open = await Promise.all(Array.from({ length: 64 }, () => events()));
    const refused = await t.till('/events');
    expect([refused.status, (await said(refused)).code]).toEqual([503, 'too_many_streams']);
    await open[0]?.cancel();
    await until(() => t.terminal.listeners().feed === 63);
    const room = await events();
    for (const each of [...open.slice(1), room]) await each.cancel();
  });
});
