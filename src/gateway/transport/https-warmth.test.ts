import type * as net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LineStatus } from '../gateway.ts';
import { PAID, TestNetwork } from '../wechat-v2/test-network.ts';
import { CODE, ORDER } from '../wechat-v2/test-setting.ts';
import { SAMPLES } from '../wechat-v2/testing/samples.ts';

let network: TestNetwork;
beforeAll(() => {
  network = new TestNetwork();
});
afterAll(() => network.cleanUp());

// Side by side, because each of them is mostly waiting for a connection to age.
describe.concurrent('warm connections', () => {
  it('a submission leaves in one write, head and body, and not a byte before the code', async () => {
    const chunks: string[] = [];
    const server = await network.rawServer((socket) => {
      socket.on('data', (chunk) => {
        chunks.push(String(chunk));
        const answer = chunks.at(-1)?.startsWith('POST /pay/orderquery') ? SAMPLES.queryPaid : SAMPLES.micropayPaid;
        socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(answer)}\r\n\r\n${answer}`);
      });
    });
    const { gateway } = network.gatewayTo([server.origin]);
    const prepared = gateway.prepare(ORDER);
    expect(await gateway.query(ORDER)).toEqual(PAID); // a whole round trip, in which nothing of the charge leaves
    expect((await prepared.submit(CODE)).outcome).toEqual(PAID);
    const whole = (path: string) => new RegExp(`^POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:\\d+\r\n[\\s\\S]+</xml>$`);
    expect(chunks).toEqual([expect.stringMatching(whole('/pay/orderquery')), expect.stringMatching(whole('/pay/micropay'))]);
  });

  it('an armed charge is connected before the code comes, and one whose connection dies is armed again', async () => {
    const server = await network.acquirer();
    const { gateway } = network.gatewayTo([server.origin]);
    const prepared = gateway.prepare(ORDER);
    await server.until(() => server.connections === 1);
    server.cut();
    await server.until(() => server.connections === 2);
    expect((await prepared.submit(CODE)).outcome).toEqual(PAID);
    expect(server.posts()).toHaveLength(1);
  });

  it('a charge let go leaves nothing behind', async () => {
    const server = await network.acquirer();
    const { gateway } = network.gatewayTo([server.origin]);
    gateway.prepare(ORDER).discard();
    expect(await gateway.query(ORDER)).toEqual(PAID);
    expect(server.posts().map(({ path }) => path)).toEqual(['/pay/orderquery']);
  });

  it('on an idle till behind a server that closes after 5 s, charge and reversal find a connected socket', async () => {
    const server = await network.acquirer('server', 5_000);
    const { gateway, submit } = network.gatewayTo([server.origin], { clientCert: { kind: 'pem', ...network.certificates.merchant } });
    gateway.open();
    const probes = (certified: boolean) => server.seen.filter((seen) => seen.method === 'GET' && seen.certified === certified);
    await server.until(() => probes(false).length >= 6 && probes(true).length >= 3); // some seven seconds of idling
    const before = server.connections;
    expect(before).toBeLessThanOrEqual(4);
    expect((await submit()).outcome).toEqual(PAID);
    expect(await gateway.reverse(ORDER)).toEqual({ kind: 'reversed' });
    expect(server.connections).toBe(before);
    const [charge, reversal] = server.posts();
    expect(probes(false).map(({ socket }) => socket)).toContain(charge?.socket);
    expect(probes(true).map(({ socket }) => socket)).toContain(reversal?.socket);
  }, 15_000);

  it('a charge that comes with its code after another one finds a request made beforehand, on a connection of its own', async () => {
    const server = await network.acquirer('server');
    const { gateway, submit } = network.gatewayTo([server.origin]);
    gateway.open();
    await server.until(() => server.seen.length >= 2);
    expect((await submit()).outcome).toEqual(PAID);
    await server.until(() => server.connections >= 3); // two that idle, one with the spare request
    expect((await submit()).outcome).toEqual(PAID);
    expect(server.posts()).toHaveLength(2);
  });

  it('an armed charge outlasts the idle time of its connection', async () => {
    const server = await network.acquirer('server', 2_000);
    const { gateway } = network.gatewayTo([server.origin]);
    gateway.open();
    await server.until(() => server.seen.length >= 2);
    const prepared = gateway.prepare(ORDER);
    await server.until(() => server.seen.length >= 5);
    expect((await prepared.submit(CODE)).outcome).toEqual(PAID);
    expect(server.posts()).toHaveLength(1);
  }, 10_000);

  it('a connection that idles beyond trust is let go before a submission could find it', async () => {
    const dropped: number[] = [];
    const isDropped = Promise.withResolvers<void>();
    const served: number[] = [];
    const server = await network.rawServer((socket) => {
      const connection = server.connections();
      socket.on('end', () => {
        dropped.push(connection);
        isDropped.resolve();
      });
      socket.on('data', () => {
        served.push(connection);
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(SAMPLES.micropayPaid)}\r\n\r\n${SAMPLES.micropayPaid}`);
      });
    });
    const { submit } = network.gatewayTo([server.origin]);
    expect((await submit()).outcome).toEqual(PAID);
    expect((await submit()).outcome).toEqual(PAID);
    await isDropped.promise;
    const gone = [...dropped];
    expect((await submit()).outcome).toEqual(PAID);
    expect(served).toHaveLength(3);
    expect(gone).not.toContain(served[2]);
  }, 10_000);

  it('once a connection went silent, those that stand beside it get no submission', async () => {
    const sockets: net.Socket[] = [];
    let answered = 0;
    const twoRounds = Promise.withResolvers<void>(); // then two connections stand idle
    const server = await network.rawServer((socket) => {
      sockets.push(socket);
      socket.on('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n<xml></xml>');
        if (++answered === 3) twoRounds.resolve();
      });
    });
    const { gateway, submit } = network.gatewayTo([server.origin], {}, 1_000);
    const becomes = (wanted: LineStatus) => new Promise<void>((resolve) => gateway.onLine((status) => status === wanted && resolve()));
    gateway.open();
    await twoRounds.promise;
    expect(sockets).toHaveLength(2);
    const offline = becomes('offline');
    const swallowed: string[] = [];
    // The cable is out: what stands goes on standing, and swallows what it is given.
    for (const socket of sockets) socket.removeAllListeners('data').on('data', (chunk) => swallowed.push(String(chunk)));
    await offline;
    await submit();
    expect(swallowed.filter((request) => request.startsWith('GET'))).not.toEqual([]);
    expect(swallowed.filter((request) => request.startsWith('POST'))).toEqual([]);
  }, 10_000);
});
