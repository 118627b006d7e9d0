import { describe, expect, it } from 'vitest';
import { fieldsOf, testGateway } from './test-gateway.ts';
import { ENVELOPE, ORDER, REFUND, signedAnswer } from './test-setting.ts';
import { SAMPLES } from './testing/samples.ts';

/** What an answer that accepts says of `REFUND`. */
const ACCEPTED = {
  ...ENVELOPE,
  result_code: 'SUCCESS',
  transaction_id: '4200002719202611225550142387',
  out_trade_no: ORDER.orderNo,
  out_refund_no: REFUND.refundNo,
  refund_id: '50302407192026112236541108273',
  refund_fee: '800',
  total_fee: '2350',
  cash_fee: '2350',
};

const unknown = (doubt: string) => ({ kind: 'unknown', doubt, acquirerCode: null });

describe('refund', () => {
  it('goes out with the certificate, may be repeated, and says which account pays', async () => {
    const { gateway, transport, asked } = testGateway();
    transport.reply = () => SAMPLES.refundAccepted;
    expect(await gateway.refund(REFUND)).toEqual({ kind: 'accepted' });
    const [post] = transport.posts;
    expect(post?.call).toMatchObject({ path: '/secapi/pay/refund', needsCertificate: true, safeToRepeat: true, timeoutMs: 10_000 });
    expect(Buffer.byteLength(post?.body ?? '')).toBe(post?.announcedBytes);
    expect(asked()[0]).toMatchObject({
      out_trade_no: ORDER.orderNo,
      out_refund_no: REFUND.refundNo,
      total_fee: '2350',
      refund_fee: '800',
      refund_fee_type: 'CNY',
      refund_account: 'REFUND_SOURCE_UNSETTLED_FUNDS',
      refund_desc: '商品破损退一件',
    });
    await gateway.refund({ ...REFUND, from: 'balance', reason: null });
    expect(asked()[1]).toMatchObject({ out_refund_no: REFUND.refundNo, refund_account: 'REFUND_SOURCE_RECHARGE_FUNDS' });
    expect(asked()[1]).not.toHaveProperty('refund_desc');
  });

  it('says where its end is to be reported, if that is told anywhere', async () => {
    const { gateway, transport, asked } = testGateway({ notifyUrl: 'https://pay.example.com/wx/refund-notify' });
    transport.reply = () => SAMPLES.refundAccepted;
    await gateway.refund(REFUND);
    expect(asked()[0]).toMatchObject({ notify_url: 'https://pay.example.com/wx/refund-notify' });
  });

  it('a reason is cut to 80 bytes between characters, and left away when nothing of it can be said', async () => {
    const { gateway, transport, asked } = testGateway();
    transport.reply = () => SAMPLES.refundAccepted;
    await gateway.refund({ ...REFUND, reason: '退'.repeat(40) });
    await gateway.refund({ ...REFUND, reason: '🙂' });
    expect(asked()[0]?.refund_desc).toBe('退'.repeat(26));
    expect(asked()[1]).not.toHaveProperty('refund_desc');
  });

  it('the published refusal: no funds, and the other account may do', async () => {
    const { gateway, transport } = testGateway();
    transport.reply = () => SAMPLES.refundNoFunds;
    expect(await gateway.refund(REFUND)).toEqual({
      kind: 'no_funds',
      acquirerCode: 'NOTENOUGH',
      message: '基本账户余额不足，请充值后重新发起',
      other: 'balance',
    });
  });

  it.each([
    ['signature forged', SAMPLES.refundAccepted.replace('7ECDE3', '7ECDE4'), 'untrusted'],
    ['signature missing', SAMPLES.refundAccepted.replace(/<sign>.*<\/sign>/, ''), 'untrusted'],
    ['another merchant', signedAnswer({ ...ACCEPTED, mch_id: '10000109' }), 'untrusted'],
    ['another order', signedAnswer({ ...ACCEPTED, out_trade_no: 'POS0731T04202611220002' }), 'untrusted'],
    ['another refund', signedAnswer({ ...ACCEPTED, out_refund_no: 'ANOTHER-REFUND' }), 'untrusted'],
    ['another amount', signedAnswer({ ...ACCEPTED, refund_fee: '801' }), 'untrusted'],
    ['another total', signedAnswer({ ...ACCEPTED, total_fee: '2351' }), 'untrusted'],
    ['another currency', signedAnswer({ ...ACCEPTED, fee_type: 'USD' }), 'untrusted'],
    ['no number of its own', signedAnswer({ ...ACCEPTED, refund_id: '' }), 'untrusted'],
    ['refused without a signature', SAMPLES.micropayRefused, 'refused'],
    ['HTML', '<html>502</html>', 'no_answer'],
    ['truncated', SAMPLES.refundAccepted.slice(0, -40), 'no_answer'],
  ])('%s: unknown', async (_, answer, doubt) => {
    const { gateway, transport, log } = testGateway();
    transport.reply = () => answer;
    expect(await gateway.refund(REFUND)).toEqual(unknown(doubt));
    expect(log.entries.at(-1)).toMatchObject({ event: `gateway_${doubt}`, fields: { path: '/secapi/pay/refund', orderNo: ORDER.orderNo } });
  });

  it('silence is no answer; what could not leave is told as such', async () => {
    const { gateway, transport } = testGateway();
    transport.reply = () => ({ kind: 'no_answer', reason: 'ECONNRESET', lineLost: true, sentMsAgo: 5 });
    expect(await gateway.refund(REFUND)).toEqual(unknown('no_answer'));
    transport.reply = () => ({ kind: 'not_sent', reason: 'ECONNREFUSED' });
    expect(await gateway.refund(REFUND)).toEqual({ kind: 'not_sent' });
    expect(gateway.line()).toBe('offline');
  });

  it('without a certificate nothing is sent', async () => {
    const { gateway, transport } = testGateway({ endpoints: ['https://localhost:1'], clientCert: null });
    expect(await gateway.refund(REFUND)).toMatchObject({
      kind: 'refused',
      failure: { code: 'configuration_error', acquirerCode: 'CERT_MISSING' },
    });
    expect(transport.posts).toEqual([]);
  });
});

describe('refundquery', () => {
  it('the published answer: succeeded; asked by its own number, without the certificate', async () => {
    const { gateway, transport, asked } = testGateway();
    transport.reply = () => SAMPLES.refundQueried;
    expect(await gateway.queryRefund(REFUND)).toEqual({ kind: 'succeeded', succeededAtMs: Date.UTC(2026, 10, 22, 6, 5, 33) });
    expect(transport.posts[0]?.call).toMatchObject({ path: '/pay/refundquery', needsCertificate: false, safeToRepeat: true });
    expect(asked()[0]).toMatchObject({ out_refund_no: REFUND.refundNo });
    expect(asked()[0]).not.toHaveProperty('offset');
  });

  /** An acquirer that lists all refunds of the order, ten at a time; ours is the one at `place`. */
  function listing(place: number, total: number) {
    return (body: string): string => {
      const offset = Number(fieldsOf(body).offset ?? '0');
      const count = Math.min(10, total - offset);
      const head = { ...ENVELOPE, result_code: 'SUCCESS', out_trade_no: ORDER.orderNo, total_fee: '2350', fee_type: 'CNY' };
      if (count <= 0) return signedAnswer({ ...ENVELOPE, result_code: 'FAIL', err_code: 'REFUNDNOTEXIST' });
      const records = Array.from({ length: count }, (_, n) => {
        const refundNo = offset + n === place ? REFUND.refundNo : `OTHER-${offset + n}`;
        return {
          [`out_refund_no_${n}`]: refundNo,
          [`refund_fee_${n}`]: refundNo === REFUND.refundNo ? '800' : '1',
          [`refund_status_${n}`]: 'PROCESSING',
        };
      });
      return signedAnswer(Object.assign({ ...head, total_refund_count: String(total), refund_count: String(count) }, ...records));
    };
  }

  it.each([
    [0, 1, 1],
    [9, 12, 1],
    [10, 12, 2],
    [49, 50, 5],
  ])('the refund at place %d of %d is found after %d pages', async (place, total, pages) => {
    const { gateway, transport, asked } = testGateway();
    transport.reply = (_, body) => listing(place, total)(body);
    expect(await gateway.queryRefund(REFUND)).toEqual({ kind: 'processing' });
    expect(asked().map(({ offset }) => offset ?? null)).toEqual(Array.from({ length: pages }, (_, n) => (n === 0 ? null : String(10 * n))));
  });

  it('a list without ours proves nothing, and has an end', async () => {
    const { gateway, transport, log } = testGateway();
    transport.reply = (_, body) => listing(99, 50)(body);
    expect(await gateway.queryRefund(REFUND)).toEqual(unknown('untrusted'));
    expect(transport.posts.length).toBe(5);
    expect(log.entries.at(-1)).toMatchObject({ event: 'gateway_untrusted', fields: { why: 'out_refund_no' } });
  });

  it('a list that breaks off proves nothing', async () => {
    const { gateway, transport } = testGateway();
    transport.reply = (_, body) => (fieldsOf(body).offset ? SAMPLES.micropayRefused : listing(99, 12)(body));
    expect(await gateway.queryRefund(REFUND)).toEqual(unknown('refused'));
  });
});
