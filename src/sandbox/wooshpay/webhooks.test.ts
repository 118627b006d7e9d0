import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { WooshFault } from '../../contract/sandbox-wooshpay.ts';
import type { JsonObject } from './json.ts';
import { ACCOUNT, codeFor, errorOf, openWooshShop } from './test-shop.ts';
import { wooshTimes } from './times.ts';
import { signWebhook, type WebhookPost, Webhooks } from './webhooks.ts';

const URL_HERE = 'http://127.0.0.1:7710/webhooks/wooshpay';

/** A shop whose events are posted to a box. @param status what the receiver answers; null: nothing */
function postedShop(status: () => number | null = () => 200) {
  const times = wooshTimes();
  const shop = openWooshShop({ times });
  const posts: (WebhookPost & { readonly atMs: number })[] = [];
  const canceled: number[] = [];
  const webhooks = new Webhooks({
    clock: shop.clock,
    times,
    faults: shop.faults,
    endpoints: shop.acquirer.desk.endpoints,
    secret: ACCOUNT.webhookSecret,
    post(post, answered) {
      const number = posts.push({ ...post, atMs: shop.clock.wallMs() });
      const said = status();
      const cancel = said === null ? () => {} : shop.clock.after(1, () => answered(said));
      return () => {
        canceled.push(number);
        cancel();
      };
    },
  });
  shop.acquirer.onEvent((event) => webhooks.report(event));
  webhooks.setUrl(URL_HERE);
  const typesPosted = () => posts.map(({ body }) => JSON.parse(body).type);
  return { ...shop, webhooks, posts, canceled, typesPosted };
}

function isSigned({ headers, body }: WebhookPost, secret: string): boolean {
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(headers['wooshpay-signature'] ?? '') ?? [];
  return v1 === createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
}

test('the signature of the published form', () => {
  const body =
    '{"id":"evt_1700000000000000001","object":"event","created":1700000000000,"livemode":false,"type":"payment_intent.succeeded","data":{"object":{"id":"pi_1700000000000000000","object":"payment_intent","amount":1250,"currency":"CNY","status":"succeeded","merchant_order_id":"POS01-20260101-000001"}}}';
  expect(body).toHaveLength(296);
  expect(signWebhook(body, 1_700_000_001, 'whsec_test_0123456789abcdef')).toBe(
    't=1700000001,v1=f963722bd6a63f0cc3d5537c80aecb16651d9c8eb97515e8a9429c1081ad7406',
  );
});

test('each event, with the thing as its GET shows it and the request that caused it', () => {
  const shop = postedShop();
  const key = { 'idempotency-key': 'T01-0001-1-pay' };
  const { json } = shop.create({ ...payByCode(), amount: 1250 }, key);
  expect(shop.typesPosted()).toEqual(['payment_intent.created', 'payment_intent.succeeded']);
  const event = JSON.parse(shop.posts[1]?.body ?? '') as JsonObject;
  expect(event).toMatchObject({ object: 'event', livemode: false, data: { object: json }, request: { idempotency_key: 'T01-0001-1-pay' } });
  expect(event.id).toMatch(/^evt_\d{19}$/);
  expect(shop.get(`/events/${event.id}`).json).toEqual(event);
  expect(shop.posts.every((post) => isSigned(post, ACCOUNT.webhookSecret))).toBe(true);
});

test('nobody to tell, nothing posted', () => {
  const shop = postedShop();
  shop.webhooks.setUrl(null);
  shop.pay(codeFor('0000'));
  expect(shop.posts).toEqual([]);
});

describe('what is not taken comes again', () => {
  test('18 times within 72 hours, signed afresh each time, then never', () => {
    const shop = postedShop(() => 500);
    shop.plant('webhook', 'lost'); // the creation's own event
    const startMs = shop.clock.wallMs();
    shop.pay(codeFor('0000'));
    shop.clock.advance(80 * 60 * 60 * 1000);
    expect(shop.posts).toHaveLength(18);
    const seconds = shop.posts.map(({ atMs }) => Math.round((atMs - startMs) / 1000));
    expect(seconds.slice(0, 4)).toEqual([0, 10, 30, 70]);
    expect(seconds.at(-1)).toBe(259_198);
    expect(new Set(shop.posts.map(({ body }) => body)).size).toBe(1);
    for (const post of shop.posts) {
      expect(post.headers['wooshpay-signature']).toContain(`t=${Math.floor(post.atMs / 1000)},`);
      expect(isSigned(post, ACCOUNT.webhookSecret)).toBe(true);
    }
  });

  test('a redirect is no answer; silence is cut after 10 s', () => {
    const answers: (number | null)[] = [302, null, 204];
    const shop = postedShop(() => answers.shift() ?? null);
    shop.plant('webhook', 'lost');
    shop.pay(codeFor('0000'));
    shop.clock.advance(10_001);
    expect(shop.posts).toHaveLength(2);
    shop.clock.advance(9_999);
    expect(shop.canceled).toEqual([]);
    shop.clock.advance(1);
    expect(shop.canceled).toEqual([2]);
    shop.clock.advance(80 * 60 * 60 * 1000);
    expect(shop.posts).toHaveLength(3);
  });

  test('stopped, it posts nothing more', () => {
    const shop = postedShop(() => null);
    shop.pay(codeFor('0000'));
    shop.webhooks.stop();
    shop.clock.advance(80 * 60 * 60 * 1000);
    shop.pay(codeFor('0000'));
    expect(shop.posts).toHaveLength(2);
    expect(shop.canceled).toEqual([1, 2]);
  });
});

describe('planted faults', () => {
  /** Strikes the second event of a paid charge. */
  function struck(kind: WooshFault['kind'], part: Partial<WooshFault> = {}) {
    const shop = postedShop();
    shop.plant('webhook', kind, { skip: 1, ...part });
    shop.pay(codeFor('0000'));
    return shop;
  }

  test('lost', () => expect(struck('lost').typesPosted()).toEqual(['payment_intent.created']));

  test('duplicate: the same event twice', () => {
    const { posts } = struck('duplicate');
    expect(posts).toHaveLength(3);
    expect(posts[2]?.body).toBe(posts[1]?.body);
  });

  test('late', () => {
    const shop = struck('late', { delayMs: 3_000 });
    shop.clock.advance(2_999);
    expect(shop.posts).toHaveLength(1);
    shop.clock.advance(1);
    expect(shop.posts).toHaveLength(2);
    expect(shop.posts[1]?.headers['wooshpay-signature']).toContain(`t=${Math.floor(shop.clock.wallMs() / 1000)},`);
  });

  test('reordered: after the next one', () => {
    const shop = postedShop();
    shop.plant('webhook', 'reordered');
    shop.pay(codeFor('0000'));
    shop.clock.advance(0);
    expect(shop.typesPosted()).toEqual(['payment_intent.succeeded', 'payment_intent.created']);
  });

  test('bad_signature, stale', () => {
    const [, forged] = struck('bad_signature').posts;
    expect(forged && isSigned(forged, ACCOUNT.webhookSecret)).toBe(false);
    const shop = struck('stale');
    const [, old] = shop.posts;
    expect(old && isSigned(old, ACCOUNT.webhookSecret)).toBe(true);
    expect(old?.headers['wooshpay-signature']).toContain(`t=${Math.floor(shop.clock.wallMs() / 1000) - 86_400},`);
  });
});

describe('registered endpoints', () => {
  const WANTED = {
    url: 'http://127.0.0.1:9/hook',
    enabled_events: ['payment_intent.succeeded'],
    description: 'till events',
    api_version: '1.0.1',
  };

  test('each gets what it asked for, signed with its own secret, told once', () => {
    const shop = postedShop();
    const { json } = shop.post('/webhook_endpoints', WANTED);
    const { secret, ...shown } = json;
    expect(shown).toMatchObject({ object: 'webhook_endpoint', status: 'enabled', livemode: false, ...WANTED });
    expect(secret).toMatch(/^whsec_/);
    expect(shop.get(`/webhook_endpoints/${json.id}`).json).toEqual(shown);
    expect(shop.get('/webhook_endpoints').json.data).toEqual([shown]);

    shop.pay(codeFor('0000'));
    const own = shop.posts.filter(({ url }) => url === WANTED.url);
    expect(own).toHaveLength(1);
    expect(own[0] && isSigned(own[0], String(secret))).toBe(true);
    expect(shop.posts).toHaveLength(3);

    shop.post(`/webhook_endpoints/${json.id}`, { disabled: true });
    shop.pay(codeFor('0000'));
    expect(shop.posts.filter(({ url }) => url === WANTED.url)).toHaveLength(1);
    expect(shop.send('DELETE', `/v1/webhook_endpoints/${json.id}`)).toMatchObject([{ status: 200 }]);
    expect(shop.get(`/webhook_endpoints/${json.id}`).status).toBe(404);
  });

  test.each([
    'https://shop.example/hook',
    'https://127.0.0.1/hook',
    'http://name@127.0.0.1/hook',
    'http://192.168.1.5/hook',
    'http://127.0.0.1.example/hook',
    'file:///etc/passwd',
    'no url',
  ])('%s is not on this machine: refused', (url) => {
    const shop = postedShop();
    expect(errorOf(shop.post('/webhook_endpoints', { ...WANTED, url })).param).toBe('url');
    expect(shop.webhooks.setUrl(url)).toBe(false);
    expect(shop.webhooks.url()).toBe(URL_HERE);
  });
});

function payByCode(): JsonObject {
  return {
    currency: 'CNY',
    confirm: true,
    payment_method_options: { wechat_pay: { terminal_type: 'SCAN_CODE' } },
    payment_method_data: { type: 'wechat_pay', wechat_pay: { payment_code: codeFor('0000') } },
  };
}
