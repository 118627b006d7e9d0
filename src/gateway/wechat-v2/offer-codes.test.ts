import { describe, expect, it } from 'vitest';
import { offerOutcome, withdrawOutcome } from './offer-answers.ts';
import { openIdOutcome } from './open-id.ts';
import { createSigner } from './sign.ts';
import { CONFIG, ENVELOPE, ORDER } from './test-setting.ts';
import { API_KEY } from './testing/samples.ts';

const reading = { signer: createSigner(API_KEY, 'HMAC-SHA256'), identity: CONFIG, order: ORDER, alarm() {} };
const fields = (said: Record<string, string>) => new Map(Object.entries({ ...ENVELOPE, ...said }));
const failed = (err_code: string) => fields({ result_code: 'FAIL', err_code, err_code_des: '说明' });

const FORMAL = [
  ...['PARAM_ERROR', 'LACK_PARAMS', 'XML_FORMAT_ERROR', 'REQUIRE_POST_METHOD', 'POST_DATA_EMPTY', 'NOT_UTF8'],
  ...['SIGNERROR', 'NOAUTH', 'APPID_NOT_EXIST', 'MCHID_NOT_EXIST', 'APPID_MCHID_NOT_MATCH'],
];
/** What nobody can read as a refusal: no code, or one that is none. */
const WORDLESS: readonly [string, Record<string, string>][] = [
  ['a result nobody defined', { result_code: 'MAYBE' }],
  ['no result', {}],
  ['a failure without a code', { result_code: 'FAIL' }],
  ['a failure with a code that is none', { result_code: 'FAIL', err_code: 'x'.repeat(65) }],
];

describe('unifiedorder', () => {
  it.each([...FORMAL, 'INVALID_REQUEST'])('%s declines: ours to mend', (acquirerCode) => {
    const decline = { code: 'configuration_error', acquirerCode, message: '说明' };
    expect(offerOutcome(failed(acquirerCode), reading, 'NATIVE')).toEqual({ kind: 'declined', decline });
  });

  it('NOTENOUGH declines', () => {
    expect(offerOutcome(failed('NOTENOUGH'), reading, 'JSAPI')).toMatchObject({ decline: { code: 'insufficient_funds' } });
  });

  it.each(['ORDERPAID', 'ORDERCLOSED', 'OUT_TRADE_NO_USED'])('%s: the number is known there', (code) => {
    expect(offerOutcome(failed(code), reading, 'NATIVE')).toEqual({ kind: 'ask' });
  });

  it.each(['SYSTEMERROR', 'NEVER_HEARD_OF', 'toString'])('%s decides nothing', (acquirerCode) => {
    expect(offerOutcome(failed(acquirerCode), reading, 'NATIVE')).toEqual({ kind: 'unknown', doubt: 'unsure', acquirerCode });
  });

  it.each(WORDLESS)('%s decides nothing', (_, said) => {
    expect(offerOutcome(fields(said), reading, 'NATIVE')).toEqual({ kind: 'unknown', doubt: 'unsure', acquirerCode: null });
  });
});

describe('closeorder', () => {
  it.each<[string, object]>([
    ['ORDERCLOSED', { kind: 'closed' }],
    ['ORDERNOTEXIST', { kind: 'absent' }],
    ['ORDERPAID', { kind: 'refused', acquirerCode: 'ORDERPAID' }],
    ['TRADE_STATE_ERROR', { kind: 'refused', acquirerCode: 'TRADE_STATE_ERROR' }],
    ['INVALID_REQUEST', { kind: 'refused', acquirerCode: 'INVALID_REQUEST' }],
    ['SYSTEMERROR', { kind: 'again', acquirerCode: 'SYSTEMERROR' }],
    ['NEVER_HEARD_OF', { kind: 'again', acquirerCode: 'NEVER_HEARD_OF' }],
    ...FORMAL.map((acquirerCode): [string, object] => [acquirerCode, { kind: 'refused', acquirerCode }]),
  ])('%s', (code, outcome) => {
    expect(withdrawOutcome(failed(code))).toEqual(outcome);
  });

  it.each(WORDLESS)('%s: again', (_, said) => {
    expect(withdrawOutcome(fields(said))).toEqual({ kind: 'again', acquirerCode: null });
  });
});

describe('authcodetoopenid', () => {
  const known = (said: Record<string, string>) => fields({ result_code: 'SUCCESS', ...said });

  it('tells the customer, a provider the one of the shop’s own app', () => {
    expect(openIdOutcome(known({ openid: 'oUpF8uN3vKqYtB7mWc1Rj5XsHd2E' }), reading)).toEqual({
      kind: 'known',
      openId: 'oUpF8uN3vKqYtB7mWc1Rj5XsHd2E',
    });
    const identity = { ...CONFIG, subAppId: 'wx1111111111111111', subMchId: '1900000109' };
    const both = known({ openid: 'oProvider', sub_openid: 'oShop' });
    expect(openIdOutcome(both, { ...reading, identity })).toEqual({ kind: 'known', openId: 'oShop' });
  });

  it.each(['', ' oUpF8u', 'o'.repeat(129), 'o\u202Eu'])('no customer can be called %j', (openid) => {
    expect(openIdOutcome(known({ openid }), reading)).toEqual({ kind: 'unknown', doubt: 'untrusted' });
  });

  it.each([...FORMAL, 'AUTHCODEEXPIRE', 'AUTH_CODE_ERROR', 'AUTH_CODE_INVALID'])('%s refuses', (acquirerCode) => {
    expect(openIdOutcome(failed(acquirerCode), reading)).toEqual({ kind: 'refused', acquirerCode, message: '说明' });
  });

  it.each(['SYSTEMERROR', 'NEVER_HEARD_OF'])('%s decides nothing', (code) => {
    expect(openIdOutcome(failed(code), reading)).toEqual({ kind: 'unknown', doubt: 'unsure' });
  });

  it.each(WORDLESS)('%s decides nothing', (_, said) => {
    expect(openIdOutcome(fields(said), reading)).toEqual({ kind: 'unknown', doubt: 'unsure' });
  });
});
