import { createDecipheriv, createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { FaultPlan } from './faults.ts';
import { startNotifier } from './notifier.ts';
import { parseRequest } from './parse.ts';
import { OFFER_SAMPLES } from './sample-offers.ts';
import { type Fields, sign } from './sign.ts';
import { MERCHANT, openTestShop, PATHS, readReply } from './test-merchant.ts';

const SIGNED = Object.keys(OFFER_SAMPLES).filter((name) => OFFER_SAMPLES[name]?.includes('<sign>'));

function sample(name: string): string {
  const xml = OFFER_SAMPLES[name];
  if (xml === undefined) throw new Error(`no sample ${name}`);
  return xml;
}

function read(xml: string): Fields {
  const parsed = parseRequest(Buffer.from(xml));
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

function decrypt(reqInfo: string): string {
  const key = Buffer.from(createHash('md5').update(MERCHANT.apiKey).digest('hex'), 'ascii');
  const decipher = createDecipheriv('aes-256-ecb', key, null);
  return Buffer.concat([decipher.update(Buffer.from(reqInfo, 'base64')), decipher.final()]).toString('utf8');
}

const namesIn = (xml: string) => [...xml.matchAll(/<(\w+)>/g)].map(([, name]) => name);

/** A shop that was asked what the sample asks. */
function openShop() {
  const shop = openTestShop();
  const asked = (call: keyof typeof PATHS, name: string) => readReply(shop.acquirer.handle(PATHS[call], 'POST', Buffer.from(sample(name))));
  return { ...shop, asked };
}

test.each(SIGNED)('%s: its signature is right', (name) => {
  const fields = read(sample(name));
  expect(sign(fields, MERCHANT.apiKey, 'HMAC-SHA256')).toBe(fields.get('sign'));
});

test('the order of the sample is placed, and answered with the fields of the sample', () => {
  const { asked, acquirer } = openShop();
  const placed = asked('unifiedorder', 'unifiedorder request');
  const expected = [...read(sample('unifiedorder placed for a QR')).keys()];
  expect([...placed.keys()].filter((name) => name !== 'device_info')).toEqual(expected);
  expect([...acquirer.book.all()]).toMatchObject([
    { orderNo: 'POS0731T04202611220002', amountFen: 5990, offer: { expiresAtMs: Date.UTC(2026, 10, 22, 3, 15), signType: 'HMAC-SHA256' } },
  ]);
});

test('a page in the wallet, a refusal and a close are answered with the fields of the samples', () => {
  const { asked, offer, close, acquirer } = openShop();
  const names = (name: string) => [...read(sample(name)).keys()];
  const page = offer({ trade_type: 'JSAPI', openid: acquirer.wallet.openId(), sign_type: 'HMAC-SHA256' });
  expect([...page.keys()]).toEqual(names('unifiedorder placed for a page in the wallet'));
  asked('unifiedorder', 'unifiedorder request');
  const refused = offer({ out_trade_no: 'POS0731T04202611220002' });
  expect([...refused.keys()]).toEqual(names('unifiedorder refused'));
  expect(refused.get('err_code_des')).toBe(read(sample('unifiedorder refused')).get('err_code_des'));
  const closed = close();
  expect([...closed.keys()]).toEqual(names('closeorder done'));
  expect(closed.get('result_msg')).toBe(read(sample('closeorder done')).get('result_msg'));
});

test('a payment is told of with every field of the sample', () => {
  const { asked, acquirer, clock } = openShop();
  asked('unifiedorder', 'unifiedorder request');
  clock.advance(153_000);
  const told: string[] = [];
  acquirer.onNotice((notice) => told.push(acquirer.writeNotice(notice)));
  const order = acquirer.book.find('POS0731T04202611220002');
  if (order) acquirer.book.capture(order);
  const ours = Object.fromEntries(read(told[0] ?? ''));
  const theirs = Object.fromEntries(read(sample('payment notification')));
  expect(Object.keys(ours)).toEqual(expect.arrayContaining(Object.keys(theirs)));
  for (const name of ['return_code', 'appid', 'mch_id', 'result_code', 'trade_type', 'total_fee', 'fee_type', 'cash_fee', 'out_trade_no']) {
    expect([name, ours[name]]).toEqual([name, theirs[name]]);
  }
  expect(ours.time_end).toBe('20261122100233');
});

test('the refund of the sample is taken on, and told of with the very fields of the sample', () => {
  const { asked, pay, acquirer, clock } = openShop();
  pay({ out_trade_no: 'POS0731T04202611220001' });
  const accepted = asked('refund', 'refund request');
  expect([...accepted.keys()].filter((name) => name !== 'refund_channel')).toEqual(
    [...read(sample('refund accepted')).keys()].filter((name) => !name.startsWith('coupon')), // nothing here was paid by voucher
  );
  const told: string[] = [];
  acquirer.onNotice((notice) => told.push(`${notice.url} ${acquirer.writeNotice(notice)}`));
  clock.advance(1_000);
  const [url = '', message = ''] = told[0]?.split(/ (.*)/s) ?? [];
  expect(url).toBe('https://pay.example.com/wx/refund-notify');
  expect([...read(message).keys()]).toEqual([...read(sample('refund notification')).keys()]);
  expect(namesIn(decrypt(read(message).get('req_info') ?? ''))).toEqual(namesIn(sample('refund notification, decrypted')));
});

test('the notification of the sample decrypts to its plain text, the published vector to its own', () => {
  expect(decrypt(read(sample('refund notification')).get('req_info') ?? '')).toBe(sample('refund notification, decrypted'));
  const vector = 'bDP/xixH0hFEaZusu714Uyyh0dv8MPgMqVLeIkI0QHBoWJbCzCFX0olPqtxTh2q95uvewe45Es+0+iD/4no6Cg==';
  expect(decrypt(vector)).toBe('<root><refund_status>SUCCESS</refund_status></root>');
});

test('the reply of the sample is taken', () => {
  const { asked, acquirer, clock, offer } = openShop();
  asked('unifiedorder', 'unifiedorder request');
  offer();
  const faults = new FaultPlan(clock);
  startNotifier({
    ...{ acquirer, faults, clock },
    post: (_url, _body, answered) => clock.after(1, () => answered({ status: 200, body: sample('notification taken') })),
  });
  const order = acquirer.book.find('SALE-0001');
  if (order) acquirer.book.capture(order);
  clock.advance(60_000);
  expect(faults.view().log).toMatchObject([{ call: 'notification', answer: 'SUCCESS' }]);
});
