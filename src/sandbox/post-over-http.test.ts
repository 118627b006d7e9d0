import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { PostReply } from './notifier.ts';
import { postOverHttp } from './post-over-http.ts';

type Seen = {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly type: string | undefined;
  readonly body: string;
};

/** A merchant's server on a real socket. */
async function serve(answer: (response: ServerResponse, request: IncomingMessage) => void) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      seen.push({ method: request.method, url: request.url, type: request.headers['content-type'], body });
      answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, seen, url: `http://127.0.0.1:${port}/notify/wechat` };
}

function post(url: string): Promise<PostReply | null> {
  return new Promise((resolve) => postOverHttp(url, '<xml>店</xml>', resolve));
}

test('posts XML and hears the reply', async () => {
  const { url, port, seen } = await serve((response) => response.end('<xml/>'));
  expect(await post(url)).toEqual({ status: 200, body: '<xml/>' });
  expect(seen).toEqual([{ method: 'POST', url: '/notify/wechat', type: 'text/xml; charset=utf-8', body: '<xml>店</xml>' }]);
  expect(await post(`http://localhost:${port}/n`)).toEqual({ status: 200, body: '<xml/>' });
});

test('follows no redirect', async () => {
  const { url, seen } = await serve((response) => response.writeHead(302, { location: '/elsewhere' }).end());
  expect(await post(url)).toMatchObject({ status: 302 });
  expect(seen).toHaveLength(1);
});

test.each<[string, (response: ServerResponse) => void]>([
  ['a reply without end', (response) => void response.write('x'.repeat(64 * 1024))],
  [
    'a reply cut in the middle',
    (response) => void response.writeHead(200, { 'content-length': 100 }).write('<xml>', () => response.destroy()),
  ],
  ['no reply', (response) => void response.destroy()],
])('%s is none', async (_what, answer) => {
  const { url } = await serve(answer);
  expect(await post(url)).toBeNull();
});

test('nobody listens: nothing', async () => {
  expect(await post('http://127.0.0.1:9/n')).toBeNull();
});

test('canceled: the connection is cut and nothing is answered', async () => {
  let answered = 0;
  const closed = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  const { url } = await serve((_response, request) => {
    request.socket.on('close', () => closed.resolve());
    arrived.resolve();
  });
  const cancel = postOverHttp(url, '<xml/>', () => {
    answered += 1;
  });
  await arrived.promise;
  cancel();
  await closed.promise;
  expect(answered).toBe(0);
});
