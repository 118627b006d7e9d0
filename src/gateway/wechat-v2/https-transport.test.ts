import * as net from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WechatV2Config } from '../../config/config.ts';
import { createWechatV2Gateway } from './gateway.ts';
import { CODE, CONFIG, ORDER, PAYMENT, realClock, realRandom, recordingLog } from './test-setting.ts';
import { type Certificates, makeCertificates, type Pair } from './testing/certificates.ts';
import { MCH_ID, SAMPLES } from './testing/samples.ts';
import { TestAcquirer } from './testing/test-acquirer.ts';

let certificates: Certificates;
const cleanUps: (() => Promise<unknown>)[] = [];

beforeAll(() => {
  certificates = makeCertificates(MCH_ID);
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(() => {
  expect(cleanUps).toEqual([]);
});

async function acquirer(pair: Pair | null = certificates.server, keepAliveMs?: number): Promise<TestAcquirer> {
  const started = await TestAcquirer.start(pair && { ...pair, ca: certificates.ca }, keepAliveMs);
  started.reply = (seen, response) => {
    const answers: Record<string, string> = {
      '/pay/micropay': SAMPLES.micropayPaid,
      '/pay/orderquery': SAMPLES.queryPaid,
      '/secapi/pay/reverse': SAMPLES.reverseDone,
    };
    response.end(answers[seen.path]);
  };
  cleanUps.push(() => started.stop());
  return started;
}

function gatewayTo(endpoints: readonly string[], config: Partial<WechatV2Config> = {}, requestTimeoutMs = 4_000) {
  const log = recordingLog();
  let skewMs = 0;
  const clock = { ...realClock, monotonicMs: () => realClock.monotonicMs() + skewMs };
  const whole: WechatV2Config = { ...CONFIG, endpoints, ca: certificates.ca, ...config };
  const gateway = createWechatV2Gateway({ config: whole, requestTimeoutMs, terminalId: 'T01', clock, random: realRandom, log });
  cleanUps.push(() => gateway.close());
  return { gateway, log, submit: () => gateway.prepare(ORDER).submit(CODE), pass: (ms: number) => (skewMs += ms) };
}

/** A port where nobody listens. */
async function deadOrigin(scheme: 'http' | 'https' = 'https'): Promise<string> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `${scheme}://${scheme === 'https' ? 'localhost' : '127.0.0.1'}:${port}`;
}

/** A server below HTTP, for what no HTTP server would do. */
async function rawServer(serve: (socket: net.Socket) => void): Promise<{ origin: string; tls: string; connections: () => number }> {
  const sockets: net.Socket[] = [];
  const server = net.createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as net.AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, tls: `https://localhost:${port}`, connections: () => sockets.length };
}

const PAID = { kind: 'paid', payment: PAYMENT };
const LOST = { kind: 'unknown', doubt: 'no_answer' };

describe('trust', () => {
  it.each([
    ['key and certificate', () => ({ kind: 'pem', ...certificates.merchant }) as const],
    ['p12', () => ({ kind: 'pfx', pfx: certificates.merchantP12, passphrase: MCH_ID }) as const],
  ])('reverses with the merchant certificate from %s, and shows it nowhere else', async (_, clientCert) => {
    const server = await acquirer();
    const { gateway, submit } = gatewayTo([server.origin], { clientCert: clientCert() });
    expect((await submit()).outcome).toEqual(PAID);
    expect(await gateway.query(ORDER)).toEqual(PAID);
    expect(await gateway.reverse(ORDER)).toEqual({ kind: 'reversed' });
    expect(server.posts().map(({ path, certified }) => [path, certified])).toEqual([
      ['/pay/micropay', false],
      ['/pay/orderquery', false],
      ['/secapi/pay/reverse', true],
    ]);
  });

  it("a stranger's certificate brings HTML: the reversal is unanswered, and asked once more at the most", async () => {
    const server = await acquirer();
    const { gateway } = gatewayTo([server.origin], { clientCert: { kind: 'pem', ...certificates.stranger } });
    expect(await gateway.reverse(ORDER)).toMatchObject(LOST);
    expect(server.posts().length).toBeLessThanOrEqual(2);
  });

  it('charges and queries without a certificate; a reversal is refused before it leaves', async () => {
    const server = await acquirer();
    const { gateway, submit } = gatewayTo([server.origin]);
    expect((await submit()).outcome).toEqual(PAID);
    expect(await gateway.reverse(ORDER)).toEqual({ kind: 'refused', acquirerCode: 'CERT_MISSING' });
    expect(server.posts()).toHaveLength(1);
  });

  it('needs no certificate over http on this machine', async () => {
    const server = await acquirer(null);
    const { gateway } = gatewayTo([server.origin]);
    expect(await gateway.reverse(ORDER)).toEqual({ kind: 'reversed' });
  });

  it.each([
    ['an unknown authority', () => certificates.server, () => certificates.otherCa, 'SELF_SIGNED_CERT_IN_CHAIN'],
    ['no extra root', () => certificates.server, () => null, 'SELF_SIGNED_CERT_IN_CHAIN'],
    ['another name', () => certificates.wrongName, () => certificates.ca, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['an expired certificate', () => certificates.expired, () => certificates.ca, 'CERT_HAS_EXPIRED'],
  ])('nothing leaves to a server with %s', async (_, pair, ca, reason) => {
    const server = await acquirer(pair());
    const { gateway, submit, log } = gatewayTo([server.origin], { ca: ca() });
    expect(await submit()).toEqual({ outcome: { kind: 'not_sent' }, sentMsAgo: 0 });
    expect(gateway.line()).toBe('offline');
    expect(server.seen).toEqual([]);
    expect(log.text()).toMatch(new RegExp(`${reason}|UNABLE_TO_VERIFY_LEAF_SIGNATURE`));
  });

  it.each([
    ['gateway.clientCert', 'passphrase', { clientCert: { kind: 'pfx', passphrase: 'secret-and-wrong' } }],
    ['gateway.clientCert', 'cannot be read', { clientCert: { kind: 'pem', cert: 'x', key: 'y' } }],
    ['gateway.endpoints', 'https', { endpoints: ['http://api.mch.weixin.qq.com'] }],
    ['gateway.endpoints', 'https', { endpoints: ['http://127.0.0.1.example.com'] }],
    ['gateway.endpoints', 'https', { endpoints: ['no address'] }],
  ])('says at once that %s is wrong: %s', (field, why, config) => {
    const clientCert = 'clientCert' in config && { pfx: certificates.merchantP12, ...config.clientCert };
    const build = () => gatewayTo(['https://localhost:1'], { ...config, ...(clientCert && { clientCert }) } as Partial<WechatV2Config>);
    expect(build).toThrow(field);
    expect(build).toThrow(why);
    expect(build).not.toThrow('secret-and-wrong');
  });
});

describe('two hosts', () => {
  it('a submission goes to the backup when nothing can have left, and stays there', async () => {
    const backup = await acquirer();
    const { submit, log, gateway } = gatewayTo([await deadOrigin(), backup.origin]);
    expect((await submit()).outcome).toEqual(PAID);
    expect((await submit()).outcome).toEqual(PAID);
    expect(log.entries.filter(({ event }) => event === 'gateway_endpoint_failed')).toHaveLength(1);
    expect(gateway.line()).toBe('online');
  });

  it('a host that takes the connection but no handshake is passed over in time', async () => {
    const mute = await rawServer(() => {});
    const backup = await acquirer();
    const { submit } = gatewayTo([mute.tls, backup.origin], {}, 2_000);
    expect((await submit()).outcome).toEqual(PAID);
    expect(mute.connections()).toBe(1);
  });

  it('not sent when no host can be reached', async () => {
    const { submit, gateway } = gatewayTo([await deadOrigin(), await deadOrigin()]);
    expect((await submit()).outcome).toEqual({ kind: 'not_sent' });
    expect(gateway.line()).toBe('offline');
  });

  it('reset after the request was sent: unknown, and never a second submission', async () => {
    const [first, backup] = [await acquirer(), await acquirer()];
    first.reply = ({ socket }) => void socket.destroy();
    const { submit } = gatewayTo([first.origin, backup.origin]);
    expect((await submit()).outcome).toMatchObject(LOST);
    expect(first.posts()).toHaveLength(1);
    expect(backup.posts()).toEqual([]);
  });

  it.each([502, 302, 400])('HTTP %i to a submission: unknown, followed nowhere, sent once', async (status) => {
    const [first, backup] = [await acquirer(), await acquirer()];
    first.reply = (_, response) => void response.writeHead(status, { location: `${backup.origin}/pay/micropay` }).end(SAMPLES.micropayPaid);
    const { submit } = gatewayTo([first.origin, backup.origin]);
    expect((await submit()).outcome).toMatchObject(LOST);
    expect([first.posts().length, backup.posts().length]).toEqual([1, 0]);
  });

  it('a question whose answer is lost is asked at the other host', async () => {
    const [first, backup] = [await acquirer(), await acquirer()];
    first.reply = ({ socket }) => void socket.destroy();
    const { gateway } = gatewayTo([first.origin, backup.origin]);
    expect(await gateway.query(ORDER)).toEqual(PAID);
  });

  it('a question that hangs is asked at the other host within the same deadline', async () => {
    const [first, backup] = [await acquirer(), await acquirer()];
    first.reply = () => {};
    const { gateway } = gatewayTo([first.origin, backup.origin], {}, 1_000);
    expect(await gateway.query(ORDER)).toEqual(PAID);
  });

  it('a host that failed is tried again by a probe after a while, and then preferred', async () => {
    const [first, backup] = [await acquirer(), await acquirer()];
    first.reply = (_, response) => void response.writeHead(502).end();
    const { gateway, submit, pass } = gatewayTo([first.origin, backup.origin]);
    expect((await submit()).outcome).toMatchObject(LOST);
    first.reply = backup.reply;
    expect((await submit()).outcome).toEqual(PAID);
    expect([first.posts().length, backup.posts().length]).toEqual([1, 1]);
    pass(30_001);
    gateway.open();
    await first.until(() => first.seen.some(({ method }) => method === 'GET'));
    await backup.until(() => backup.seen.some(({ method }) => method === 'GET'));
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (first.posts().length < 2) expect((await submit()).outcome).toEqual(PAID);
  });
});

describe('bad answers', () => {
  it('none at all: unknown at the deadline, and the line is lost', async () => {
    const server = await acquirer();
    server.reply = () => {};
    const { gateway, submit } = gatewayTo([server.origin], {}, 300);
    const answer = await submit();
    expect(answer.outcome).toMatchObject(LOST);
    expect(answer.sentMsAgo).toBeGreaterThan(200);
    expect(answer.sentMsAgo).toBeLessThan(1_000);
    expect(gateway.line()).toBe('offline');
  });

  it('one that trickles past the deadline', async () => {
    const server = await acquirer();
    server.reply = (_, response) => {
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    };
    const { submit } = gatewayTo([server.origin], {}, 300);
    expect((await submit()).outcome).toMatchObject(LOST);
  });

  it.each([
    ['with its length announced', { 'content-length': '2000' }],
    ['without', {}],
  ])('one broken off, %s', async (_, headers) => {
    const server = await acquirer();
    server.reply = (seen, response) => {
      response.writeHead(200, headers).write(SAMPLES.micropayPaid.slice(0, 300), () => seen.socket.destroy());
    };
    const { submit } = gatewayTo([server.origin]);
    expect((await submit()).outcome).toMatchObject(LOST);
  });

  it('64 MB, in bounded memory', async () => {
    const server = await acquirer(null);
    let sent = 0;
    server.reply = (_, response) => {
      const block = Buffer.alloc(1024 * 1024, 'x');
      const more = () => {
        while (sent < 64 && !response.destroyed) {
          sent++;
          if (!response.write(block)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    };
    const { submit } = gatewayTo([server.origin]);
    const before = process.memoryUsage();
    expect((await submit()).outcome).toMatchObject(LOST);
    const after = process.memoryUsage();
    expect(sent).toBeLessThan(16); // what the sockets between them hold; the rest was never taken
    expect(after.heapUsed + after.external - before.heapUsed - before.external).toBeLessThan(24 * 1024 * 1024);
  });

  it('closing ends what is in flight as unanswered', async () => {
    const server = await acquirer();
    server.reply = () => {};
    const { gateway, submit } = gatewayTo([server.origin]);
    const answer = submit();
    await server.until(() => server.posts().length === 1);
    await gateway.close();
    expect((await answer).outcome).toMatchObject(LOST);
  });
});

describe('warm connections', () => {
  it('a submission leaves in one write, head and body', async () => {
    const chunks: string[] = [];
    const server = await rawServer((socket) => {
      socket.on('data', (chunk) => {
        chunks.push(String(chunk));
        socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(SAMPLES.micropayPaid)}\r\n\r\n${SAMPLES.micropayPaid}`);
      });
    });
    const { submit } = gatewayTo([server.origin]);
    expect((await submit()).outcome).toEqual(PAID);
    expect(chunks).toHaveLength(1);
    expect(chunks[0]).toMatch(/^POST \/pay\/micropay HTTP\/1.1\r\nHost: 127.0.0.1:\d+\r\n[\s\S]+<\/xml>$/);
  });

  it('an armed charge is connected before the code comes, and one whose connection dies is armed again', async () => {
    const server = await acquirer();
    const { gateway } = gatewayTo([server.origin]);
    const prepared = gateway.prepare(ORDER);
    await server.until(() => server.connections === 1);
    server.cut();
    await server.until(() => server.connections === 2);
    expect((await prepared.submit(CODE)).outcome).toEqual(PAID);
    expect(server.posts()).toHaveLength(1);
  });

  it('a charge let go leaves nothing behind', async () => {
    const server = await acquirer();
    const { gateway } = gatewayTo([server.origin]);
    gateway.prepare(ORDER).discard();
    expect(await gateway.query(ORDER)).toEqual(PAID);
    expect(server.posts().map(({ path }) => path)).toEqual(['/pay/orderquery']);
  });

  it('on an idle till behind a server that closes after 5 s, charge and reversal find a connected socket', async () => {
    const server = await acquirer(certificates.server, 5_000);
    const { gateway, submit } = gatewayTo([server.origin], { clientCert: { kind: 'pem', ...certificates.merchant } });
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

  it('an armed charge outlasts the idle time of its connection', async () => {
    const server = await acquirer(certificates.server, 2_000);
    const { gateway } = gatewayTo([server.origin]);
    gateway.open();
    await server.until(() => server.seen.length >= 2);
    const prepared = gateway.prepare(ORDER);
    await server.until(() => server.seen.length >= 5);
    expect((await prepared.submit(CODE)).outcome).toEqual(PAID);
    expect(server.posts()).toHaveLength(1);
  }, 10_000);

  it('once a connection went silent the others are not trusted: the next submission is certainly unsent', async () => {
    const sockets: net.Socket[] = [];
    const server = await rawServer((socket) => {
      sockets.push(socket);
      socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n<xml></xml>'));
    });
    const { gateway, submit } = gatewayTo([server.origin], {}, 1_000);
    const lines = new Promise<void>((resolve) => gateway.onLine((status) => status === 'offline' && resolve()));
    gateway.open();
    const online = new Promise<void>((resolve) => gateway.onLine((status) => status === 'online' && resolve()));
    await online;
    for (const socket of sockets) socket.removeAllListeners('data').pause(); // the cable is out: all connections stand, none speaks
    await lines;
    expect(gateway.line()).toBe('offline');
    const standing = sockets.length;
    await Promise.race([submit(), new Promise((resolve) => setTimeout(resolve, 300))]);
    expect(sockets.length).toBeGreaterThan(standing); // it did not use what stood
  }, 10_000);
});
