import { createDecipheriv, createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../contract/sandbox.ts';
import { FaultPlan } from './faults.ts';
import { type PostReply, startNotifier } from './notifier.ts';
import { parseRequest } from './parse.ts';
import { type Fields, type SignType, sign } from './sign.ts';
import { MERCHANT, openTestShop } from './test-merchant.ts';

const TAKEN = '<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg></xml>';
const SENT_BACK = '<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[no]]></return_msg></xml>';
const NOTIFY_URL = 'http://127.0.0.1:9/notify/wechat';

type Posted = { readonly url: string; readonly body: string; readonly atMs: number };

/** A shop whose notifications arrive in a list. `replies` are given in turn, then the last one for ever; null is silence. */
function openShop({ replies = [TAKEN], timeFactor = 1 }: { replies?: readonly (string | PostReply | null)[]; timeFactor?: number } = {}) {
  const shop = openTestShop();
  const faults = new FaultPlan(shop.clock);
  const posted: Posted[] = [];
  let cancels = 0;
  const stop = startNotifier({
    acquirer: shop.acquirer,
    faults,
    clock: shop.clock,
    timeFactor,
    post(url, body, answered) {
      const reply = replies[Math.min(posted.length, replies.length - 1)] ?? null;
      posted.push({ url, body, atMs: shop.clock.monotonicMs() });
      if (reply !== null) shop.clock.after(100, () => answered(typeof reply === 'string' ? { status: 200, body: reply } : reply));
      return () => {
        cancels += 1;
      };
    },
  });
  return {
    ...shop,
    faults,
    posted,
    stop,
    cancels: () => cancels,
    plant: (kind: Fault['kind'], more: Partial<Fault> = {}) =>
      faults.plant({ call: 'notification', kind, times: 1, skip: 0, delayMs: 0, ...more }),
    log: () => faults.view().log.map(({ call, orderNo, fault, answer }) => [call, orderNo, fault, answer]),
    payOffer(fields: Record<string, string> = {}) {
      shop.offer(fields);
      const order = shop.acquirer.book.find(fields.out_trade_no ?? 'SALE-0001');
      if (!order) throw new Error('not placed');
      shop.acquirer.book.capture(order);
      shop.clock.advance(0);
    },
  };
}

function read(body: string | undefined): Fields {
  const parsed = parseRequest(Buffer.from(body ?? ''));
  if (!parsed.ok) throw new Error(`unreadable: ${parsed.error}`);
  return parsed.value;
}

function isSigned(fields: Fields, type: SignType): boolean {
  return fields.get('sign') === sign(fields, MERCHANT.apiKey, type);
}

/** By the steps of the documents, apart from the code that encrypts. */
function decrypt(reqInfo: string, apiKey = MERCHANT.apiKey): Fields {
  const decipher = createDecipheriv('aes-256-ecb', Buffer.from(createHash('md5').update(apiKey).digest('hex'), 'ascii'), null);
  const text = Buffer.concat([decipher.update(Buffer.from(reqInfo, 'base64')), decipher.final()]).toString('utf8');
  expect(text).toMatch(/^<root>.*<\/root>$/);
  return read(text.replace(/^<root>/, '<xml>').replace(/<\/root>$/, '</xml>'));
}

describe('an offer is paid', () => {
  test('told once, signed by the sign type of the order, with everything that was paid', () => {
    const { payOffer, posted, clock, acquirer, log } = openShop();
    payOffer({ attach: 'shift=A', device_info: 'T01' });
    clock.advance(24 * 60 * 60_000);
    expect(posted).toMatchObject([{ url: NOTIFY_URL, atMs: 0 }]);
    const told = read(posted[0]?.body);
    expect(Object.fromEntries(told)).toMatchObject({
      return_code: 'SUCCESS',
      result_code: 'SUCCESS',
      appid: MERCHANT.appId,
      mch_id: MERCHANT.mchId,
      out_trade_no: 'SALE-0001',
      transaction_id: acquirer.book.find('SALE-0001')?.transactionId,
      openid: acquirer.wallet.openId(),
      trade_type: 'NATIVE',
      total_fee: '5990',
      cash_fee: '5990',
      attach: 'shift=A',
      device_info: 'T01',
      time_end: '20261122100000',
    });
    expect([told.has('trade_state'), told.has('sign_type'), isSigned(told, 'MD5')]).toEqual([false, false, true]);
    expect(log()).toEqual([['notification', 'SALE-0001', null, 'SUCCESS']]);
  });

  test('HMAC-SHA256: named, and among what is signed', () => {
    const { payOffer, posted } = openShop();
    payOffer({ sign_type: 'HMAC-SHA256' });
    const told = read(posted[0]?.body);
    expect([told.get('sign_type'), isSigned(told, 'HMAC-SHA256')]).toEqual(['HMAC-SHA256', true]);
  });

  test('vouchers are listed one by one', () => {
    const { payOffer, posted } = openShop();
    payOffer({ total_fee: '3' });
    expect(Object.fromEntries(read(posted[0]?.body))).toMatchObject({
      coupon_fee: '3',
      coupon_count: '2',
      coupon_fee_1: '2',
      settlement_total_fee: '1',
    });
  });

  test('a payment code is never told of', () => {
    const { pay, clock, posted } = openShop();
    pay();
    clock.advance(60_000);
    expect(posted).toEqual([]);
  });
});

describe('a refund comes to its end', () => {
  const notify_url = 'http://127.0.0.1:9/notify/refund';

  test('told encrypted, also of a payment code', () => {
    const { pay, refund, clock, posted, acquirer } = openShop();
    pay();
    refund({ notify_url });
    clock.advance(1_000);
    expect(posted).toMatchObject([{ url: notify_url, atMs: 1_000 }]);
    const told = read(posted[0]?.body);
    expect([told.get('return_code'), told.get('appid'), told.get('mch_id'), told.has('sign')]).toEqual([
      'SUCCESS',
      MERCHANT.appId,
      MERCHANT.mchId,
      false,
    ]);
    expect(Object.fromEntries(decrypt(told.get('req_info') ?? ''))).toEqual({
      out_refund_no: 'R-1',
      out_trade_no: 'SALE-0001',
      refund_account: 'REFUND_SOURCE_UNSETTLED_FUNDS',
      refund_fee: '800',
      refund_id: acquirer.refundBook.find('R-1')?.refundId,
      refund_recv_accout: '支付用户零钱',
      refund_request_source: 'API',
      refund_status: 'SUCCESS',
      settlement_refund_fee: '800',
      settlement_total_fee: '2350',
      success_time: '2026-11-22 10:00:01',
      total_fee: '2350',
      transaction_id: acquirer.book.find('SALE-0001')?.transactionId,
    });
  });

  test.each([
    ['refund_closed', 'REFUNDCLOSE'],
    ['refund_abnormal', 'CHANGE'],
  ] as const)('%s: %s, without a time', (kind, status) => {
    const { pay, refund, clock, posted } = openShop();
    pay();
    refund({ notify_url }, { fault: { call: 'refund', kind, times: 1, skip: 0, delayMs: 0 } });
    clock.advance(1_000);
    const told = decrypt(read(posted[0]?.body).get('req_info') ?? '');
    expect([told.get('refund_status'), told.has('success_time')]).toEqual([status, false]);
  });

  test('nobody asked: nobody is told', () => {
    const { pay, refund, clock, posted, log } = openShop();
    pay();
    refund();
    clock.advance(60_000);
    expect([posted, log()]).toEqual([[], []]);
  });

  test('forged: another amount, another order, another merchant, another key', () => {
    const { pay, refund, clock, posted, plant } = openShop({ replies: [SENT_BACK] });
    pay();
    for (const kind of ['wrong_amount', 'wrong_order', 'wrong_merchant', 'unsigned', 'bad_signature'] as const) plant(kind);
    refund({ notify_url });
    clock.advance(300_000);
    const told = posted.map(({ body }) => read(body));
    expect(told.map((fields) => fields.get('mch_id'))).toEqual(['10000100', '10000100', '10000109', '10000100', '10000100']);
    const info = (index: number, key?: string) => decrypt(told[index]?.get('req_info') ?? '', key);
    expect([info(0).get('refund_fee'), info(0).get('total_fee')]).toEqual(['801', '2350']);
    expect(info(1).get('out_trade_no')).toBe('SALE-000X');
    expect(told[3]?.has('req_info')).toBe(false);
    expect(() => info(4)).toThrow();
    expect(info(4, '0'.repeat(32)).get('refund_fee')).toBe('800');
  });
});

describe('again, until it is taken', () => {
  const DAY_MS = 25 * 60 * 60_000;

  test('the documented waits, 24 hours and 4 minutes of them, then no more', () => {
    const { payOffer, posted, clock } = openShop({ replies: [SENT_BACK] });
    payOffer();
    clock.advance(DAY_MS * 2);
    const atS = posted.map(({ atMs }) => Math.floor(atMs / 1000)); // what the merchant needed for his replies is less than a second, but for the last
    expect(atS).toHaveLength(16);
    expect(atS.slice(0, 6)).toEqual([0, 15, 30, 60, 240, 840]);
    expect(atS.at(-1)).toBe(24 * 3600 + 4 * 60 + 1);
  });

  test('the waits shrink with the time factor', () => {
    const { payOffer, posted, clock } = openShop({ replies: [SENT_BACK], timeFactor: 0.01 });
    payOffer();
    clock.advance(1_000);
    expect(posted.map(({ atMs }) => atMs)).toEqual([0, 250, 500, 900]);
  });

  const others: readonly [string, string | PostReply | null, string][] = [
    ['FAIL', SENT_BACK, 'refused'],
    ['another status', { status: 500, body: TAKEN }, 'HTTP 500'],
    ['a redirect', { status: 302, body: '' }, 'HTTP 302'],
    ['nothing in it', '', 'refused'],
    ['a page', '<html>SUCCESS</html>', 'refused'],
    ['something around it', `${TAKEN}\n`, 'refused'],
    ['more in it', TAKEN.replace('</xml>', '<more>1</more></xml>'), 'refused'],
    ['another message', TAKEN.replace('OK', 'maybe'), 'refused'],
    ['no answer within five seconds', null, 'nothing'],
  ];
  test.each(others)('%s is not taken; the next one is', (_what, reply, answer) => {
    const { payOffer, posted, clock, log } = openShop({ replies: [reply, TAKEN] });
    payOffer();
    clock.advance(DAY_MS);
    expect(posted).toHaveLength(2);
    expect(log().map(([, , , heard]) => heard)).toEqual(['SUCCESS', answer]);
  });

  test('silence is cut after five seconds, and no late answer counts', () => {
    const { payOffer, posted, clock, cancels } = openShop({ replies: [null, TAKEN] });
    payOffer();
    clock.advance(4_999);
    expect(cancels()).toBe(0);
    clock.advance(1);
    expect(cancels()).toBe(1);
    clock.advance(15_000);
    expect(posted.map(({ atMs }) => atMs)).toEqual([0, 20_000]);
  });

  test('a reply that is declared as XML and leaves return_msg away is taken, as clients in wide use write it', () => {
    const { payOffer, posted, clock } = openShop({
      replies: ['<?xml version="1.0"?>\n<xml>\n  <return_code>SUCCESS</return_code>\n</xml>'],
    });
    payOffer();
    clock.advance(DAY_MS);
    expect(posted).toHaveLength(1);
  });

  test('a line that is down lets nothing in, and uses no fault up', () => {
    const { payOffer, posted, clock, faults, plant } = openShop();
    plant('wrong_amount');
    faults.setLine('down');
    payOffer();
    clock.advance(14_000);
    expect([posted.length, faults.view().faults.length]).toEqual([0, 1]);
    faults.setLine('up');
    clock.advance(2_000);
    expect(read(posted[0]?.body).get('total_fee')).toBe('5991');
  });

  test('stopped: nothing more', () => {
    const { payOffer, posted, clock, stop, offer, acquirer } = openShop({ replies: [null] });
    payOffer();
    stop();
    offer({ out_trade_no: 'SALE-0002' });
    const order = acquirer.book.find('SALE-0002');
    if (order) acquirer.book.capture(order);
    clock.advance(DAY_MS);
    expect([posted.length, acquirer.captured()]).toEqual([1, 11_980]);
  });
});

describe('planted faults', () => {
  test('duplicate: the same message twice in the same moment', () => {
    const { payOffer, posted, plant, clock } = openShop();
    plant('duplicate');
    payOffer();
    clock.advance(60_000);
    expect(posted.map(({ atMs }) => atMs)).toEqual([0, 0]);
    expect(posted[0]?.body).toBe(posted[1]?.body);
  });

  test('never_sent: not now, not later', () => {
    const { payOffer, posted, plant, clock, log } = openShop();
    plant('never_sent');
    payOffer();
    clock.advance(60_000);
    expect([posted, log()]).toEqual([[], [['notification', 'SALE-0001', 'never_sent', 'not_posted']]]);
  });

  test('delay_before: late', () => {
    const { payOffer, posted, plant, clock } = openShop();
    plant('delay_before', { delayMs: 40_000 });
    payOffer();
    clock.advance(60_000);
    expect(posted.map(({ atMs }) => atMs)).toEqual([40_000]);
  });

  test('drop_before: this one is lost, the next one comes', () => {
    const { payOffer, posted, plant, clock } = openShop();
    plant('drop_before');
    payOffer();
    clock.advance(60_000);
    expect(posted.map(({ atMs }) => atMs)).toEqual([15_000]);
  });

  const forged: readonly [Fault['kind'], string, string][] = [
    ['wrong_amount', 'total_fee', '5991'],
    ['wrong_order', 'out_trade_no', 'SALE-000X'],
    ['wrong_merchant', 'mch_id', '10000109'],
  ];
  test.each(forged)('%s: rightly signed all the same, and true the next time', (kind, name, value) => {
    const { payOffer, posted, plant, clock } = openShop({ replies: [SENT_BACK, TAKEN] });
    plant(kind);
    payOffer();
    clock.advance(60_000);
    const [first, second] = posted.map(({ body }) => read(body));
    expect([first?.get(name), first && isSigned(first, 'MD5')]).toEqual([value, true]);
    expect(second?.get(name)).not.toBe(value);
    expect(posted).toHaveLength(2);
  });

  test('bad_signature, unsigned, half of it, a bomb', () => {
    const { payOffer, posted, plant, clock } = openShop({ replies: [SENT_BACK] });
    for (const kind of ['bad_signature', 'unsigned', 'truncated', 'entity_bomb'] as const) plant(kind);
    payOffer();
    clock.advance(100_000);
    expect(isSigned(read(posted[0]?.body), 'MD5')).toBe(false);
    expect(read(posted[1]?.body).has('sign')).toBe(false);
    expect(parseRequest(Buffer.from(posted[2]?.body ?? '')).ok).toBe(false);
    expect(posted[3]?.body).toContain('<!ENTITY');
  });
});

test.each(['https://pay.example.com/wx/notify', 'https://127.0.0.1/notify'])(
  '%s is taken by the order, and never posted to',
  (notify_url) => {
    const { payOffer, posted, clock, log } = openShop();
    payOffer({ notify_url });
    clock.advance(60_000);
    expect([posted, log()]).toEqual([[], [['notification', 'SALE-0001', null, 'not_posted']]]);
  },
);
