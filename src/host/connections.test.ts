import type { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MOST_CONNECTIONS } from './connections.ts';
import { begin, reader, said, startTestHost, type TestHost, until } from './test-host.ts';

const HEALTH = 'GET /till/v1/health HTTP/1.1\r\nHost: HOST\r\n\r\n';

let t: TestHost;
const sockets: Socket[] = [];

beforeEach(async () => {
  t = await startTestHost();
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await t.close();
});

/** Opens connections. @param words what each says */
async function flood(count: number, words = ''): Promise<readonly Socket[]> {
  const made = Array.from({ length: count }, () => t.socket());
  sockets.push(...made);
  for (const socket of made) socket.on('error', () => {}).resume();
  await until(() => made.every(({ connecting }) => !connecting));
  for (const socket of made) socket.write(inPlace(words));
  return made;
}

function inPlace(words: string): string {
  return words.replace('HOST', `127.0.0.1:${t.host.port}`);
}

test.each([
  ['say nothing', ''],
  ['never end their headers', 'GET /till/v1/health HTTP/1.1\r\nHost: HOST\r\n'],
  ['were answered once and kept', HEALTH],
])('300 connections that %s kept the till out for twelve seconds', { timeout: 5_000 }, async (_, words) => {
  await flood(300, words);
  expect((await t.till('/health')).status).toBe(200);
  await begin(t);
});

test('what is being answered never gives way', async () => {
  const stream = await t.till('/events');
  const events = reader(stream, '\n\n');
  const id = await begin(t);
  const waiting = t.till(`/charges/${id}?wait=60`);
  await flood(2 * MOST_CONNECTIONS);
  await t.till(`/charges/${id}/cancel`, { method: 'POST' });
  expect((await said(waiting)).status).toBe('canceled');
  while (!(await events.next())?.includes('canceled')); // else the test runs out of time
  await events.cancel();
});

test('the longest silent gives way first', async () => {
  const [first] = await flood(1);
  await until(() => first?.readyState === 'open');
  const last = await flood(MOST_CONNECTIONS);
  await until(() => first?.destroyed ?? false);
  expect(last.filter(({ destroyed }) => destroyed)).toEqual([]);
});

test('a till that keeps its connection and speaks now and then is younger than all who came meanwhile', async () => {
  const till = t.socket();
  sockets.push(till);
  let heard = '';
  till.on('data', (bytes) => {
    heard += bytes;
  });
  async function ask(): Promise<void> {
    heard = '';
    till.write(inPlace(HEALTH));
    await until(() => heard.includes('"status"'));
  }
  for (let time = 0; time < 6; time++) {
    await ask();
    const visitors = await flood(100, HEALTH);
    await until(() => visitors.every(({ bytesRead, destroyed }) => bytesRead > 0 || destroyed)); // only then the host has seen them all
  }
  await ask();
});
