import { createHmac } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { HandClock } from '../../basics/hand-clock.ts';
import { checkSignature, WINDOW_S } from './signature.ts';
import { INTENT, listOf, OFFER, ORDER, PAID_INTENT, PAYMENT, PI, REFUND, said, setting, WEBHOOK_SECRET } from './test-setting.ts';

/** Made for this: any reader must come to the same. */
const VECTOR = {
  secret: 'whsec_test_0123456789abcdef',
  t: 1_700_000_001,
  body: '{"id":"evt_1700000000000000001","object":"event","created":1700000000000,"livemode":false,"type":"payment_intent.succeeded","data":{"object":{"id":"pi_1700000000000000000","object":"payment_intent","amount":1250,"currency":"CNY","status":"succeeded","merchant_order_id":"POS01-20260101-000001"}}}',
  v1: 'f963722bd6a63f0cc3d5537c80aecb16651d9c8eb97515e8a9429c1081ad7406',
};
const NOW_S = new HandClock().wallMs() / 1_000;

function signed(body: string, t = NOW_S, secret = WEBHOOK_SECRET): Record<string, string> {
  const v1 = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
  return { 'wooshpay-signature': `t=${t},v1=${v1}` };
}

describe('a signature', () => {
  const body = Buffer.from(VECTOR.body);
  const check = (header: string | undefined, nowS = VECTOR.t, bytes: Uint8Array = body, secret = VECTOR.secret) =>
    checkSignature(header, bytes, secret, nowS * 1_000);
  const TRUE = `t=${VECTOR.t},v1=${VECTOR.v1}`;

  test('the vector', () => {
    expect(body.byteLength).toBe(296);
    expect(check(TRUE)).toBeNull();
  });

  it.each([
    ['spaces', ` t = ${VECTOR.t} , v1 = ${VECTOR.v1} `, null],
    ['another order, and names of tomorrow', `v2=x,v1=${VECTOR.v1},t=${VECTOR.t},a`, null],
    ['a second key', `t=${VECTOR.t},v1=${'0'.repeat(64)},v1=${VECTOR.v1}`, null],
    ['none', undefined, 'signature'],
    ['empty', '', 'signature'],
    ['no time', `v1=${VECTOR.v1}`, 'signature'],
    ['no signature', `t=${VECTOR.t}`, 'signature'],
    ['another time', `t=${VECTOR.t + 1},v1=${VECTOR.v1}`, 'signature'],
    ['another signature', `t=${VECTOR.t},v1=${VECTOR.v1.replace('f', 'e')}`, 'signature'],
    ['cut off', `t=${VECTOR.t},v1=${VECTOR.v1.slice(0, 62)}`, 'signature'],
    ['an older kind', `t=${VECTOR.t},v0=${VECTOR.v1}`, 'signature'],
  ])('%s', (_, header, why) => {
    expect(check(header)).toBe(why);
  });

  it.each([
    [WINDOW_S, null],
    [WINDOW_S + 1, 'time'],
    [-WINDOW_S, null],
    [-WINDOW_S - 1, 'time'],
  ])('%i seconds off', (seconds, why) => {
    expect(check(TRUE, VECTOR.t + seconds)).toBe(why);
  });

  test('over each byte, and by the secret as it is written', () => {
    expect(check(TRUE, VECTOR.t, Buffer.from(`${VECTOR.body}\n`))).toBe('signature');
    expect(check(TRUE, VECTOR.t, body, 'test_0123456789abcdef')).toBe('signature');
  });
});

describe('a report', () => {
  const event = (type: string, object: unknown, id = 'evt_1', more: object = {}) =>
    JSON.stringify({ id, object: 'event', created: 1, livemode: false, type, data: { object }, ...more });
  const open = () => {
    const whole = setting();
    const { notices } = whole.gateway;
    if (!notices) throw new Error('no reports are expected');
    const read = (body: string, headers = signed(body)) => notices.read({ headers, body: Buffer.from(body) });
    return { ...whole, notices, read };
  };
  const nothing = { orderNo: null, refundNo: null, amountFen: null, currency: null };
  const payment = { ...nothing, about: 'payment', id: 'evt_1', orderNo: ORDER.orderNo, amountFen: 1250, currency: 'CNY' };
  const session = {
    id: 'cs_1',
    currency: 'cny',
    amount_total: 1250,
    status: 'complete',
    client_reference_id: ORDER.orderNo,
    payment_intent: PI,
  };
  const refund = { id: 're_1', amount: 500, currency: 'CNY', status: 'succeeded', metadata: { refund_no: REFUND.refundNo } };

  it.each([
    ['payment_intent.created', INTENT, payment],
    ['payment_intent.requires_action', INTENT, payment],
    ['payment_intent.succeeded', PAID_INTENT, payment],
    ['payment_intent.payment_failed', INTENT, payment],
    ['payment_intent.canceled', INTENT, payment],
    ['payment_intent.succeeded', { ...PAID_INTENT, merchant_order_id: '', metadata: { order_no: ORDER.orderNo } }, payment],
    ['payment_intent.succeeded', { ...PAID_INTENT, merchant_order_id: null }, { ...nothing, about: 'other', id: 'evt_1' }],
    ['payment_intent.succeeded', 'words', { ...nothing, about: 'other', id: 'evt_1' }],
    ['checkout.session.completed', session, payment],
    ['checkout.session.expired', session, payment],
    [
      'charge.refund.updated',
      refund,
      { ...nothing, about: 'refund', id: 'evt_1', refundNo: REFUND.refundNo, amountFen: 500, currency: 'CNY' },
    ],
    ['charge.refund.updated', { ...refund, metadata: null }, { ...nothing, about: 'other', id: 'evt_1' }],
    ['charge.dispute.updated', {}, { ...nothing, about: 'other', id: 'evt_1' }],
    ['payment_link.paid', {}, { ...nothing, about: 'other', id: 'evt_1' }],
  ])('%s', (type, object, notice) => {
    expect(open().read(event(type, object))).toEqual({ ok: true, value: notice });
  });

  it.each([
    ['not signed', 'signature', event('payment_intent.succeeded', PAID_INTENT), {}],
    ['by another secret', 'signature', VECTOR.body, signed(VECTOR.body, NOW_S, 'whsec_other')],
    ['a recording', 'time', VECTOR.body, signed(VECTOR.body, NOW_S - 301)],
    ['of the other mode', 'livemode', event('payment_intent.succeeded', PAID_INTENT, 'evt_1', { livemode: true }), null],
    ['no JSON', 'json', '<xml>', null],
    ['no event', 'event', '{"id":"evt_1"}', null],
    ['too large', 'size', ' '.repeat(70_000), null],
  ])('%s: not believed, and answered so', (_, why, body, headers) => {
    const { read, notices } = open();
    expect(read(body, headers ?? signed(body))).toEqual({ ok: false, error: why });
    expect(notices.reply(why)).toEqual({ status: 400, contentType: 'application/json', body: '{}' });
  });

  test('a true one that is about nothing of this terminal is taken all the same: it would come for three days', () => {
    const { notices } = open();
    expect(notices.path).toBe('/webhooks/wooshpay');
    expect([null, 'out_trade_no', 'amount'].map((why) => notices.reply(why).status)).toEqual([200, 200, 200]);
  });

  test('that comes again is about nothing, for seven days', () => {
    const { read, clock } = open();
    const body = event('payment_intent.succeeded', PAID_INTENT);
    const again = () => {
      const answer = read(body, signed(body, Math.floor(clock.wallMs() / 1_000)));
      return answer.ok && answer.value.about;
    };
    expect([again(), again()]).toEqual(['payment', 'other']);
    clock.advance(7 * 24 * 3_600_000 - 1);
    expect(again()).toBe('other');
    clock.advance(7 * 24 * 3_600_000);
    expect(again()).toBe('payment');
  });

  test('that comes before the answer teaches the id, which a search would not tell yet', async () => {
    const { read, on, gateway, calls } = open();
    on({ [`GET /v1/payment_intents/${PI}`]: said(PAID_INTENT) });
    read(event('payment_intent.succeeded', PAID_INTENT));
    expect(await gateway.query(ORDER)).toEqual({ kind: 'paid', payment: PAYMENT });
    expect(calls()).toEqual([`GET /v1/payment_intents/${PI}`]);
  });

  test('never decides: a fresh answer does', async () => {
    const { read, on, gateway } = open();
    on({ [`GET /v1/payment_intents/${PI}`]: said(INTENT) });
    read(event('payment_intent.succeeded', PAID_INTENT));
    expect(await gateway.query(ORDER)).toEqual({ kind: 'customer_paying' });
  });

  test('about a refund whose answer was lost ends the doubt', async () => {
    const { read, on, gateway } = open();
    on({ 'POST /v1/refunds': said('', 502), 'GET /v1/refunds/re_1': said(refund) });
    for (let n = 0; n < 3; n++) await gateway.refund(REFUND);
    expect(await gateway.queryRefund(REFUND)).toMatchObject({ kind: 'unknown' });
    read(event('charge.refund.updated', refund));
    expect(await gateway.queryRefund(REFUND)).toEqual({ kind: 'succeeded', succeededAtMs: null });
    expect(await gateway.refund(REFUND)).toEqual({ kind: 'accepted', acquirerRefundId: 're_1' });
  });

  test('about a page teaches its session, before the list has it', async () => {
    const { read, on, gateway } = open();
    on({ 'GET /v1/checkout/sessions/list': listOf() });
    on({ 'GET /v1/checkout/sessions/cs_1': said({ ...session, status: 'open', payment_intent: null }) });
    read(event('checkout.session.created', session));
    expect(await gateway.query({ ...OFFER, method: 'link' })).toEqual({ kind: 'not_paid' });
  });
});
