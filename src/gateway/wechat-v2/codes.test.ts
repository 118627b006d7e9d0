import { describe, expect, it } from 'vitest';
import { plainSentence } from '../words.ts';
import { chargeOutcome, queryOutcome, reverseOutcome } from './answers.ts';
import { createSigner } from './sign.ts';
import { CONFIG, ENVELOPE, ORDER, PAID, PAYMENT } from './test-setting.ts';
import { API_KEY } from './testing/samples.ts';

const reading = { signer: createSigner(API_KEY, 'HMAC-SHA256'), identity: CONFIG, order: ORDER, alarm() {} };
const fields = (said: Record<string, string>) => new Map(Object.entries({ ...ENVELOPE, ...said }));
const failed = (err_code: string, err_code_des = '说明', more = {}) => fields({ result_code: 'FAIL', err_code, err_code_des, ...more });

describe('micropay', () => {
  it.each([
    ['AUTHCODEEXPIRE', 'code_expired', false],
    ['AUTH_CODE_ERROR', 'code_invalid', false],
    ['AUTH_CODE_INVALID', 'code_invalid', false],
    ['NOTENOUGH', 'insufficient_funds', false],
    ['NOTSUPORTCARD', 'card_not_supported', false],
    ['ORDERCLOSED', 'order_number_used', false],
    ['ORDERREVERSED', 'order_number_used', false],
    ['TRADE_ERROR', 'payment_error', true],
    ['INVALID_REQUEST', 'configuration_error', true],
    ['PARAM_ERROR', 'configuration_error', false],
    ['NOAUTH', 'configuration_error', false],
    ['APPID_NOT_EXIST', 'configuration_error', false],
    ['MCHID_NOT_EXIST', 'configuration_error', false],
    ['APPID_MCHID_NOT_MATCH', 'configuration_error', false],
    ['SIGNERROR', 'configuration_error', false],
    ['LACK_PARAMS', 'configuration_error', false],
    ['XML_FORMAT_ERROR', 'configuration_error', false],
    ['REQUIRE_POST_METHOD', 'configuration_error', false],
    ['POST_DATA_EMPTY', 'configuration_error', false],
    ['NOT_UTF8', 'configuration_error', false],
  ])('%s declines as %s, asking first: %s', (acquirerCode, code, askFirst) => {
    const decline = { code, acquirerCode, message: '说明' };
    expect(chargeOutcome(failed(acquirerCode), reading)).toEqual({ kind: 'declined', decline, askFirst });
  });

  it.each([
    ['101 付款码已过期，请退出重试', 'code_expired'],
    ['101 付款码无效，请重新扫码', 'code_invalid'],
    ['101 每个二维码仅限使用一次，请刷新再试', 'code_invalid'],
    ['请扫描微信支付授权码(以10/11/12/13/14/15为前缀的18位数字)', 'code_invalid'],
  ])('AUTH_CODE_INVALID saying %s declines as %s', (message, code) => {
    expect(chargeOutcome(failed('AUTH_CODE_INVALID', message), reading)).toMatchObject({ kind: 'declined', decline: { code, message } });
  });

  it.each([
    ['SYSTEMERROR', false],
    ['BANKERROR', true],
    ['ORDERPAID', true],
    ['BUYER_MISMATCH', true],
    ['OUT_TRADE_NO_USED', true],
    ['NEVER_HEARD_OF', false],
    ['toString', false],
  ])('%s leaves the outcome unknown, asking at once: %s', (acquirerCode, askAtOnce) => {
    expect(chargeOutcome(failed(acquirerCode), reading)).toEqual({ kind: 'unknown', doubt: 'unsure', acquirerCode, askAtOnce });
  });

  it('USERPAYING: the customer types', () => {
    expect(chargeOutcome(failed('USERPAYING'), reading)).toEqual({ kind: 'customer_paying', acquirerCode: 'USERPAYING' });
  });

  it('success is paid', () => {
    expect(chargeOutcome(fields(PAID), reading)).toEqual({ kind: 'paid', payment: PAYMENT });
  });

  it.each([
    ['a result nobody defined', { result_code: 'MAYBE' }],
    ['no result', {}],
    ['a failure without a code', { result_code: 'FAIL' }],
    ['a failure with a code that is none', { result_code: 'FAIL', err_code: 'x'.repeat(65) }],
  ])('%s decides nothing', (_, said) => {
    expect(chargeOutcome(fields(said), reading)).toEqual({ kind: 'unknown', doubt: 'unsure', acquirerCode: null, askAtOnce: false });
  });
});

describe('orderquery', () => {
  const state = (trade_state: string) => fields({ result_code: 'SUCCESS', trade_state, out_trade_no: ORDER.orderNo });
  it.each([
    ['USERPAYING', { kind: 'customer_paying' }],
    ['NOTPAY', { kind: 'not_paid' }],
    ['ACCEPT', { kind: 'not_paid' }],
    ['PAYERROR', { kind: 'payment_failed' }],
    ['REVOKED', { kind: 'undone', acquirerCode: 'REVOKED' }],
    ['CLOSED', { kind: 'undone', acquirerCode: 'CLOSED' }],
    ['REFUND', { kind: 'undone', acquirerCode: 'REFUND' }],
    ['SOMETHING_NEW', { kind: 'unknown', doubt: 'unsure', acquirerCode: 'SOMETHING_NEW' }],
    ['', { kind: 'unknown', doubt: 'unsure', acquirerCode: null }],
  ])('trade_state %s', (tradeState, outcome) => {
    expect(queryOutcome(state(tradeState), reading)).toEqual(outcome);
  });

  it.each(['REVOKED', 'CLOSED', 'REFUND', 'PAYERROR', 'SUCCESS'])('trade_state %s of no order ends nobody’s charge', (trade_state) => {
    expect(queryOutcome(fields({ result_code: 'SUCCESS', trade_state }), reading)).toMatchObject({ kind: 'unknown', doubt: 'untrusted' });
  });

  it('trade_state SUCCESS is paid', () => {
    expect(queryOutcome(fields({ ...PAID, trade_state: 'SUCCESS' }), reading)).toEqual({ kind: 'paid', payment: PAYMENT });
  });

  it('result_code SUCCESS alone is not paid', () => {
    expect(queryOutcome(fields(PAID), reading)).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    ['ORDERNOTEXIST', { kind: 'absent' }],
    ['SYSTEMERROR', { kind: 'unknown', doubt: 'unsure', acquirerCode: 'SYSTEMERROR' }],
    ['SIGNERROR', { kind: 'unknown', doubt: 'unsure', acquirerCode: 'SIGNERROR' }],
    ['NEVER_HEARD_OF', { kind: 'unknown', doubt: 'unsure', acquirerCode: 'NEVER_HEARD_OF' }],
  ])('error %s', (code, outcome) => {
    expect(queryOutcome(failed(code), reading)).toEqual(outcome);
  });
});

describe('reverse', () => {
  it.each([
    ['N', { kind: 'reversed' }],
    ['Y', { kind: 'again', acquirerCode: null }],
    ['', { kind: 'again', acquirerCode: null }],
  ])('success with recall=%s', (recall, outcome) => {
    expect(reverseOutcome(fields({ result_code: 'SUCCESS', recall }))).toEqual(outcome);
  });

  const REFUSING = ['REVERSE_EXPIRE', 'TRADE_ERROR', 'INVALID_REQUEST', 'INVALID_TRANSACTIONID', 'PARAM_ERROR', 'NOAUTH', 'SIGNERROR'];
  const FORMAL = ['APPID_NOT_EXIST', 'MCHID_NOT_EXIST', 'APPID_MCHID_NOT_MATCH', 'LACK_PARAMS', 'XML_FORMAT_ERROR', 'NOT_UTF8'];
  it.each([...REFUSING, ...FORMAL, 'REQUIRE_POST_METHOD', 'POST_DATA_EMPTY'])('%s refuses', (acquirerCode) => {
    expect(reverseOutcome(failed(acquirerCode, '', { recall: 'N' }))).toEqual({ kind: 'refused', acquirerCode });
    expect(reverseOutcome(failed(acquirerCode, '', { recall: 'Y' }))).toEqual({ kind: 'again', acquirerCode });
  });

  it.each(['SYSTEMERROR', 'USERPAYING', 'NEVER_HEARD_OF'])('%s is to be repeated, even with recall=N', (acquirerCode) => {
    expect(reverseOutcome(failed(acquirerCode, '', { recall: 'N' }))).toEqual({ kind: 'again', acquirerCode });
  });

  it('ORDERNOTEXIST is absent', () => {
    expect(reverseOutcome(failed('ORDERNOTEXIST'))).toEqual({ kind: 'absent' });
  });

  it('a failure without a code is to be repeated', () => {
    expect(reverseOutcome(fields({ result_code: 'FAIL', recall: 'N' }))).toEqual({ kind: 'again', acquirerCode: null });
  });
});

it('takes nothing from a sentence that could be a code, a signature or a trick on a screen', () => {
  expect(plainSentence('码 134567890123456789 无效')).toBe('码 … 无效');
  expect(plainSentence('9A0A8659F005D6984697E2CA0A9CF3B7')).toBe('…');
  expect(plainSentence('余额\u0000\n\u202E不足')).toBe('余额 不足');
  expect(plainSentence('长'.repeat(500))).toHaveLength(128);
});
