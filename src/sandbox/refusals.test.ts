import { describe, expect, test } from 'vitest';
import { MERCHANT, openTestShop, outcome, PATHS, readReply, sale, signedBody, type TestShop } from './test-merchant.ts';

function raw(shop: TestShop, body: Uint8Array, path: string = PATHS.micropay, method = 'POST') {
  return readReply(shop.acquirer.handle(path, method, body));
}

describe('a request that is none', () => {
  const utf8Lie = Buffer.concat([Buffer.from('<xml><a>'), Buffer.from([0xff]), Buffer.from('</a></xml>')]);
  const cases: readonly [string, string, string, Uint8Array][] = [
    ['GET', 'REQUIRE_POST_METHOD', 'GET', Buffer.alloc(0)],
    ['an empty body', 'POST_DATA_EMPTY', 'POST', Buffer.alloc(0)],
    ['a document type', 'XML_FORMAT_ERROR', 'POST', Buffer.from('<!DOCTYPE xml><xml><a>1</a></xml>')],
    ['wrong bytes', 'NOT_UTF8', 'POST', utf8Lie],
    ['no nonce', 'LACK_PARAMS', 'POST', signedBody({ ...sale('1'), nonce_str: '' })],
    ['no signature', 'LACK_PARAMS', 'POST', signedBody({ ...sale('1'), sign: '' })],
    ['another merchant', 'MCHID_NOT_EXIST', 'POST', signedBody({ ...sale('1'), mch_id: '10000101' })],
    ['an unknown sign type', 'PARAM_ERROR', 'POST', signedBody({ ...sale('1'), sign_type: 'SHA1', sign: 'X' })],
  ];
  test.each(cases)('%s: unsigned %s', (_name, errCode, method, body) => {
    const answer = raw(openTestShop(), body, PATHS.micropay, method);
    expect(answer.get('return_code')).toBe('FAIL');
    expect(answer.get('err_code')).toBe(errCode);
    expect(answer.has('sign')).toBe(false);
  });

  test.each(['MD5', 'HMAC-SHA256'])('a wrong %s signature: return_code FAIL, 签名错误, nothing else, nothing done', (signType) => {
    const shop = openTestShop();
    const stranger = { ...MERCHANT, apiKey: 'f'.repeat(32) };
    const answer = raw(shop, signedBody({ ...sale(shop.newCode()), sign_type: signType }, stranger));
    expect(Object.fromEntries(answer)).toEqual({ return_code: 'FAIL', return_msg: '签名错误' });
    expect(shop.acquirer.orders()).toEqual([]);
  });

  test('an app of somebody else: signed refusal', () => {
    expect(outcome(openTestShop().pay({ appid: 'wx0000000000000000' }))).toBe('APPID_MCHID_NOT_MATCH');
  });

  const badFields: readonly [string, Record<string, string>][] = [
    ['LACK_PARAMS', { body: '' }],
    ['LACK_PARAMS', { auth_code: '' }],
    ['PARAM_ERROR', { total_fee: '0' }],
    ['PARAM_ERROR', { total_fee: '1.5' }],
    ['PARAM_ERROR', { total_fee: '007' }],
    ['PARAM_ERROR', { out_trade_no: '12345' }],
    ['PARAM_ERROR', { out_trade_no: 'x'.repeat(33) }],
    ['PARAM_ERROR', { out_trade_no: '订单号一二三' }],
    ['PARAM_ERROR', { body: '拿'.repeat(43) }],
    ['PARAM_ERROR', { device_info: 'x'.repeat(33) }],
    ['PARAM_ERROR', { fee_type: 'USD' }],
    ['PARAM_ERROR', { spbill_create_ip: '10.20.4' }],
    ['PARAM_ERROR', { scene_info: '{' }],
  ];
  test.each(badFields)('%s for %o, and the code is not spent', (errCode, fields) => {
    const shop = openTestShop();
    const code = shop.newCode();
    expect(outcome(shop.pay({ auth_code: code, ...fields }))).toBe(errCode);
    expect(outcome(shop.pay({ auth_code: code }))).toBe('SUCCESS');
  });

  test('lengths just within the limits pass', () => {
    expect(outcome(openTestShop().pay({ body: '拿'.repeat(42), device_info: 'x'.repeat(32), out_trade_no: 'x'.repeat(32) }))).toBe(
      'SUCCESS',
    );
  });
});
