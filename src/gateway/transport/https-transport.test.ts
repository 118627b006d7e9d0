import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WechatV2Config } from '../../config/config.ts';
import { deadOrigin, LOST, PAID, TestNetwork } from '../wechat-v2/test-network.ts';
import { CODE, ORDER } from '../wechat-v2/test-setting.ts';
import { MCH_ID, SAMPLES } from '../wechat-v2/testing/samples.ts';

let network: TestNetwork;
beforeAll(() => {
  network = new TestNetwork();
});
afterEach(() => network.cleanUp());

describe('a code has its time', () => {
  it('what could not leave by then leaves no more, to no host', async () => {
    const mute = await network.rawServer(() => {});
    const second = await network.acquirer();
    const { gateway } = network.gatewayTo([mute.tls, second.origin]);
    expect(await gateway.prepare(ORDER).submit(CODE, 200)).toEqual({ outcome: { kind: 'not_sent' }, sentMsAgo: 0 });
    expect(await gateway.prepare(ORDER).submit(CODE, 0)).toEqual({ outcome: { kind: 'not_sent' }, sentMsAgo: 0 });
    expect(second.posts()).toEqual([]);
  });
});

describe('trust', () => {
  it.each([
    ['key and certificate', () => ({ kind: 'pem', ...network.certificates.merchant }) as const],
    ['p12', () => ({ kind: 'pfx', pfx: network.certificates.merchantP12, passphrase: MCH_ID }) as const],
  ])('reverses with the merchant certificate from %s, and shows it nowhere else', async (_, clientCert) => {
    const server = await network.acquirer();
    const { gateway, submit } = network.gatewayTo([server.origin], { clientCert: clientCert() });
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
    const server = await network.acquirer();
    const { gateway } = network.gatewayTo([server.origin], { clientCert: { kind: 'pem', ...network.certificates.stranger } });
    expect(await gateway.reverse(ORDER)).toMatchObject(LOST);
    expect(server.posts().length).toBeLessThanOrEqual(2);
  });

  it('charges and queries without a certificate; a reversal is refused before it leaves', async () => {
    const server = await network.acquirer();
    const { gateway, submit } = network.gatewayTo([server.origin]);
    expect((await submit()).outcome).toEqual(PAID);
    expect(await gateway.reverse(ORDER)).toEqual({ kind: 'refused', acquirerCode: 'CERT_MISSING' });
    expect(server.posts()).toHaveLength(1);
  });

  it('needs no certificate over http on this machine', async () => {
    const server = await network.acquirer(null);
    const { gateway } = network.gatewayTo([server.origin]);
    expect(await gateway.reverse(ORDER)).toEqual({ kind: 'reversed' });
  });

  it.each([
    ['an unknown authority', 'server' as const, () => network.certificates.otherCa, 'SELF_SIGNED_CERT_IN_CHAIN'],
    ['no extra root', 'server' as const, () => null, 'SELF_SIGNED_CERT_IN_CHAIN'],
    ['another name', 'wrongName' as const, () => network.certificates.ca, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['an expired certificate', 'expired' as const, () => network.certificates.ca, 'CERT_HAS_EXPIRED'],
  ])('nothing leaves to a server with %s', async (_, pair, ca, reason) => {
    const server = await network.acquirer(pair);
    const { gateway, submit, log } = network.gatewayTo([server.origin], { ca: ca() });
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
    ['gateway.endpoints', 'all there can be', { endpoints: ['https://api.mch.weixin.qq.com/pay'] }],
    ['gateway.endpoints', 'all there can be', { endpoints: ['https://user:word@api.mch.weixin.qq.com'] }],
    ['gateway.ca', 'cannot be read', { ca: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' }],
  ])('says at once that %s is wrong: %s', (field, why, config) => {
    const clientCert = 'clientCert' in config && { pfx: network.certificates.merchantP12, ...config.clientCert };
    const build = () =>
      network.gatewayTo(['https://localhost:1'], { ...config, ...(clientCert && { clientCert }) } as Partial<WechatV2Config>);
    expect(build).toThrow(field);
    expect(build).toThrow(why);
    expect(build).not.toThrow('secret-and-wrong');
  });
});

describe('two hosts', () => {
  it('a submission goes to the backup when nothing can have left, and stays there', async () => {
    const backup = await network.acquirer();
    const { submit, log, gateway } = network.gatewayTo([await deadOrigin(), backup.origin]);
    expect((await submit()).outcome).toEqual(PAID);
    expect((await submit()).outcome).toEqual(PAID);
    expect(log.entries.filter(({ event }) => event === 'gateway_endpoint_failed')).toHaveLength(1);
    expect(gateway.line()).toBe('online');
  });

  it('a host that takes the connection but no handshake is passed over in time', async () => {
    const mute = await network.rawServer(() => {});
    const backup = await network.acquirer();
    const { submit } = network.gatewayTo([mute.tls, backup.origin], {}, 2_000);
    expect((await submit()).outcome).toEqual(PAID);
    expect(mute.connections()).toBe(1);
  });

  it('not sent when no host can be reached', async () => {
    const { submit, gateway } = network.gatewayTo([await deadOrigin(), await deadOrigin()]);
    expect((await submit()).outcome).toEqual({ kind: 'not_sent' });
    expect(gateway.line()).toBe('offline');
  });

  it('reset after the request was sent: unknown, and never a second submission', async () => {
    const [first, backup] = [await network.acquirer(), await network.acquirer()];
    first.reply = ({ socket }) => void socket.destroy();
    const { submit } = network.gatewayTo([first.origin, backup.origin]);
    expect((await submit()).outcome).toMatchObject(LOST);
    expect(first.posts()).toHaveLength(1);
    expect(backup.posts()).toEqual([]);
  });

  it.each([502, 302, 400])('HTTP %i to a submission: unknown, followed nowhere, sent once', async (status) => {
    const [first, backup] = [await network.acquirer(), await network.acquirer()];
    first.reply = (_, response) => void response.writeHead(status, { location: `${backup.origin}/pay/micropay` }).end(SAMPLES.micropayPaid);
    const { submit } = network.gatewayTo([first.origin, backup.origin]);
    expect((await submit()).outcome).toMatchObject(LOST);
    expect([first.posts().length, backup.posts().length]).toEqual([1, 0]);
  });

  it('a question whose answer is lost is asked at the other host', async () => {
    const [first, backup] = [await network.acquirer(), await network.acquirer()];
    first.reply = ({ socket }) => void socket.destroy();
    const { gateway } = network.gatewayTo([first.origin, backup.origin]);
    expect(await gateway.query(ORDER)).toEqual(PAID);
  });

  it('a question that hangs is asked at the other host within the same deadline', async () => {
    const [first, backup] = [await network.acquirer(), await network.acquirer()];
    first.reply = () => {};
    const { gateway } = network.gatewayTo([first.origin, backup.origin], {}, 1_000);
    expect(await gateway.query(ORDER)).toEqual(PAID);
  });

  it('a host that failed is tried again by a probe after a while, and then preferred', async () => {
    const [first, backup] = [await network.acquirer(), await network.acquirer()];
    first.reply = (_, response) => void response.writeHead(502).end();
    const { gateway, submit, pass } = network.gatewayTo([first.origin, backup.origin]);
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
    const server = await network.acquirer();
    server.reply = () => {};
    const { gateway, submit } = network.gatewayTo([server.origin], {}, 300);
    const answer = await submit();
    expect(answer.outcome).toMatchObject(LOST);
    expect(answer.sentMsAgo).toBeGreaterThan(200);
    expect(answer.sentMsAgo).toBeLessThan(1_000);
    expect(gateway.line()).toBe('offline');
  });

  it('one that trickles past the deadline', async () => {
    const server = await network.acquirer();
    server.reply = (_, response) => {
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    };
    const { submit } = network.gatewayTo([server.origin], {}, 300);
    expect((await submit()).outcome).toMatchObject(LOST);
  });

  it.each([
    ['with its length announced', { 'content-length': '2000' }],
    ['without', {}],
  ])('one broken off, %s', async (_, headers) => {
    const server = await network.acquirer();
    server.reply = (seen, response) => {
      response.writeHead(200, headers).write(SAMPLES.micropayPaid.slice(0, 300), () => seen.socket.destroy());
    };
    const { submit } = network.gatewayTo([server.origin]);
    expect((await submit()).outcome).toMatchObject(LOST);
  });

  it('64 MB, in bounded memory', async () => {
    const server = await network.acquirer(null);
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
    const { submit } = network.gatewayTo([server.origin]);
    const before = process.memoryUsage();
    expect((await submit()).outcome).toMatchObject(LOST);
    const after = process.memoryUsage();
    expect(sent).toBeLessThan(16); // what the sockets between them hold; the rest was never taken
    expect(after.heapUsed + after.external - before.heapUsed - before.external).toBeLessThan(24 * 1024 * 1024);
  });

  it('closing ends what is in flight as unanswered', async () => {
    const server = await network.acquirer();
    server.reply = () => {};
    const { gateway, submit } = network.gatewayTo([server.origin]);
    const answer = submit();
    await server.until(() => server.posts().length === 1);
    await gateway.close();
    expect((await answer).outcome).toMatchObject(LOST);
  });
});
