import { describe, expect, it } from 'vitest';
import type { WechatV2Config } from '../../config/config.ts';
import type { LineStatus } from '../gateway.ts';
import { PROBE_TIMEOUT_MS, RETRY_EVERY_MS, WATCH_EVERY_MS } from '../transport/line.ts';
import type { Exchange } from '../transport/transport.ts';
import { testGateway } from './test-gateway.ts';
import { CODE, ENVELOPE, ORDER, PAID, PAYMENT, signedAnswer } from './test-setting.ts';
import { API_KEY, SAMPLES } from './testing/samples.ts';

const TIMEOUT_MS = 10_000;

function setting(config: Partial<WechatV2Config> = {}) {
  const { gateway, ...rest } = testGateway(config);
  const lines: LineStatus[] = [];
  gateway.onLine((status) => lines.push(status));
  return { ...rest, gateway, lines, submit: () => gateway.prepare(ORDER).submit(CODE) };
}

/** Lets what is already resolved take its course. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const unknown = (doubt: string) => ({ kind: 'unknown', doubt, acquirerCode: null });

describe('a submission', () => {
  it('paid, and every byte announced', async () => {
    const { transport, submit, gateway } = setting();
    transport.reply = () => SAMPLES.micropayPaid;
    expect(await submit()).toEqual({ outcome: { kind: 'paid', payment: PAYMENT }, sentMsAgo: 0 });
    const [post] = transport.posts;
    expect(post?.call).toMatchObject({ path: '/pay/micropay', needsCertificate: false, safeToRepeat: false, timeoutMs: TIMEOUT_MS });
    expect(Buffer.byteLength(post?.body ?? '')).toBe(post?.announcedBytes);
    expect(gateway.line()).toBe('online');
  });

  it.each([
    ['password needed', SAMPLES.micropayPassword, { kind: 'customer_paying', acquirerCode: 'USERPAYING' }],
    ['code expired', SAMPLES.micropayExpired, { kind: 'declined', decline: { code: 'code_expired' } }],
    ['system error', SAMPLES.micropayUnknown, { kind: 'unknown', doubt: 'unsure', acquirerCode: 'SYSTEMERROR' }],
    ['refused without a signature', SAMPLES.micropayRefused, unknown('refused')],
    ['signature forged', SAMPLES.micropayPaid.replace('F8C27B', 'F8C27C'), unknown('untrusted')],
    ['signature missing', SAMPLES.micropayPaid.replace(/<sign>.*<\/sign>/, ''), unknown('untrusted')],
    ['another amount', signedAnswer({ ...PAID, total_fee: '1' }), unknown('untrusted')],
    ['another order', signedAnswer({ ...PAID, out_trade_no: 'POS0731T04202611220002' }), unknown('untrusted')],
    ['HTML', '<html>502</html>', unknown('no_answer')],
    ['truncated', SAMPLES.micropayPaid.slice(0, -40), unknown('no_answer')],
    ['nothing', '', unknown('no_answer')],
  ])('%s', async (_, answer, outcome) => {
    const { transport, submit } = setting();
    transport.reply = () => answer;
    expect((await submit()).outcome).toMatchObject(outcome);
  });

  it('answer lost: unknown at the deadline, with the time since it was sent', async () => {
    const { clock, submit, gateway } = setting();
    const answer = submit();
    clock.advance(TIMEOUT_MS);
    expect(await answer).toEqual({ outcome: { ...unknown('no_answer'), askAtOnce: false }, sentMsAgo: TIMEOUT_MS });
    expect(gateway.line()).toBe('offline');
  });

  it('lets what it prepared go unsent', () => {
    const { transport, gateway } = setting();
    gateway.prepare(ORDER).discard();
    expect(transport.discarded).toBe(1);
    expect(transport.posts).toEqual([]);
  });
});

describe('a question', () => {
  it.each([
    ['paid', SAMPLES.queryPaid, { kind: 'paid', payment: PAYMENT }],
    ['password running', SAMPLES.queryPassword, { kind: 'customer_paying' }],
    ['payment failed', SAMPLES.queryFailed, { kind: 'payment_failed' }],
    ['absent', SAMPLES.queryAbsent, { kind: 'absent' }],
    ['forged', SAMPLES.queryAbsent.replace('232772', '232773'), unknown('untrusted')],
    ['system error', SAMPLES.micropayRefused, unknown('refused')],
  ])('%s', async (_, answer, outcome) => {
    const { transport, gateway } = setting();
    transport.reply = () => answer;
    expect(await gateway.query(ORDER)).toEqual(outcome);
    expect(transport.posts[0]?.call).toMatchObject({ path: '/pay/orderquery', needsCertificate: false, safeToRepeat: true });
  });
});

describe('a reversal', () => {
  it.each([
    ['done', SAMPLES.reverseDone, { kind: 'reversed' }],
    ['to be repeated', SAMPLES.reverseAgain, { kind: 'again', acquirerCode: 'SYSTEMERROR' }],
    ['refused while the customer types', SAMPLES.reverseTyping, { kind: 'again', acquirerCode: 'USERPAYING' }],
    ['forged', SAMPLES.reverseDone.replace('3B54C7', '3B54C8'), unknown('untrusted')],
  ])('%s', async (_, answer, outcome) => {
    const { transport, gateway } = setting();
    transport.reply = () => answer;
    expect(await gateway.reverse(ORDER)).toEqual(outcome);
    expect(transport.posts[0]?.call).toMatchObject({ path: '/secapi/pay/reverse', needsCertificate: true, safeToRepeat: true });
  });

  it('is refused without a request when the certificate is missing', async () => {
    const { transport, gateway } = setting({ endpoints: ['https://api.mch.weixin.qq.com'] });
    expect(await gateway.reverse(ORDER)).toEqual({ kind: 'refused', acquirerCode: 'CERT_MISSING' });
    expect(transport.posts).toEqual([]);
  });

  it('was found impossible only when the first one was due: a missing certificate is told at start', () => {
    const told = (config: Partial<WechatV2Config>) => setting(config).log.entries.map(({ event }) => event);
    expect(told({ endpoints: ['https://api.mch.weixin.qq.com'] })).toEqual(['gateway_certificate_missing']);
    expect(told({ endpoints: ['http://127.0.0.1:1'] })).toEqual([]);
  });
});

describe('the line', () => {
  it('is watched while it is well, and found lost within three seconds', async () => {
    const { clock, transport, gateway, lines } = setting();
    expect(gateway.line()).toBe('unknown');
    gateway.open();
    await settle();
    expect(lines).toEqual(['online']);
    transport.reachable = false;
    clock.advance(WATCH_EVERY_MS);
    await settle();
    expect(lines).toEqual(['online', 'offline']);
    expect(WATCH_EVERY_MS + PROBE_TIMEOUT_MS).toBeLessThan(3_000);
  });

  it('after not_sent it is offline until a probe that began later gets through', async () => {
    const { clock, transport, gateway, lines, submit } = setting();
    gateway.open();
    await settle();
    const notSent: Exchange = { kind: 'not_sent', reason: 'ECONNREFUSED' };
    transport.reply = () => notSent;
    const probing = Promise.withResolvers<boolean>();
    transport.probe = () => probing.promise;
    clock.advance(WATCH_EVERY_MS);
    expect(await submit()).toEqual({ outcome: { kind: 'not_sent' }, sentMsAgo: 0 });
    probing.resolve(true); // it began before the loss
    await settle();
    expect(gateway.line()).toBe('offline');
    clock.advance(RETRY_EVERY_MS);
    await settle();
    expect(lines).toEqual(['online', 'offline', 'online']);
  });

  it('probes each second while it is lost', async () => {
    const { clock, transport, gateway } = setting();
    transport.reachable = false;
    gateway.open();
    await settle();
    for (let second = 0; second < 5; second++) {
      clock.advance(RETRY_EVERY_MS);
      await settle();
    }
    expect(transport.probes).toBe(6);
  });

  it('is left alone after closing', async () => {
    const { clock, transport, gateway } = setting();
    gateway.open();
    await gateway.close();
    await settle();
    clock.advance(60_000);
    expect(transport.probes).toBe(1);
    expect(transport.closed).toBe(true);
    expect(clock.nextDueMs()).toBeNull();
  });
});

describe('the log', () => {
  it('raises an alarm for what is not believed, and says which field', async () => {
    const { transport, log, submit } = setting();
    transport.reply = () => signedAnswer({ ...PAID, total_fee: '1' });
    await submit();
    expect(log.entries).toContainEqual({
      event: 'gateway_untrusted',
      fields: { path: '/pay/micropay', orderNo: ORDER.orderNo, why: 'total_fee' },
    });
  });

  it('never holds code, key or signature, whatever the acquirer writes back', async () => {
    const { transport, log, submit, gateway } = setting();
    const signature = () => /<sign><!\[CDATA\[(\w+)/.exec(transport.posts.at(-1)?.body ?? '')?.[1] ?? '?';
    const echoes = [
      (secret: string) => `<xml><return_code>FAIL</return_code><return_msg>134567890123456789 ${secret}</return_msg></xml>`,
      (secret: string) =>
        signedAnswer({ ...ENVELOPE, result_code: 'FAIL', err_code: 'NOTENOUGH', err_code_des: `134567890123456789 ${secret}` }),
    ];
    for (const echo of echoes) {
      for (const secret of [() => API_KEY, signature]) {
        transport.reply = () => echo(secret());
        const kept = JSON.stringify([await submit(), await gateway.query(ORDER)]) + log.text();
        for (const forbidden of ['134567890123456789', API_KEY, signature()]) expect(kept).not.toContain(forbidden);
      }
    }
  });
});
