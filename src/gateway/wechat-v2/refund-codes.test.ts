import { describe, expect, it } from 'vitest';
import type { RefundOrder } from '../gateway.ts';
import { refundOutcome, refundPage } from './refund-answers.ts';
import { createSigner } from './sign.ts';
import { CONFIG, ENVELOPE, ORDER, REFUND } from './test-setting.ts';
import { API_KEY } from './testing/samples.ts';

const alarms: string[] = [];
const reading = {
  signer: createSigner(API_KEY, 'HMAC-SHA256'),
  identity: CONFIG,
  order: ORDER,
  refund: REFUND,
  alarm: ({ why }: { why: string }) => void alarms.push(why),
};
const fields = (said: Record<string, string>) => new Map(Object.entries({ ...ENVELOPE, ...said }));
const failed = (err_code: string) => fields({ result_code: 'FAIL', err_code, err_code_des: '说明' });

describe('refund: every row of the error table', () => {
  it.each([
    ['TRADE_OVERDUE', 'too_old'],
    ['ERROR', 'refused'],
    ['USER_ACCOUNT_ABNORMAL', 'account_closed'],
    ['INVALID_TRANSACTIONID', 'charge_unknown'],
    ['ORDERNOTEXIST', 'charge_unknown'],
    ['REFUND_FEE_MISMATCH', 'amount_differs'],
    ['PARAM_ERROR', 'configuration_error'],
    ['CERT_ERROR', 'configuration_error'],
    ['NOAUTH', 'configuration_error'],
    ['INVALID_REQUEST', 'configuration_error'],
    ['APPID_NOT_EXIST', 'configuration_error'],
    ['MCHID_NOT_EXIST', 'configuration_error'],
    ['APPID_MCHID_NOT_MATCH', 'configuration_error'],
    ['REQUIRE_POST_METHOD', 'configuration_error'],
    ['SIGNERROR', 'configuration_error'],
    ['XML_FORMAT_ERROR', 'configuration_error'],
    ['LACK_PARAMS', 'configuration_error'],
    ['POST_DATA_EMPTY', 'configuration_error'],
    ['NOT_UTF8', 'configuration_error'],
  ])('%s refuses as %s', (acquirerCode, code) => {
    expect(refundOutcome(failed(acquirerCode), reading)).toEqual({ kind: 'refused', failure: { code, acquirerCode, message: '说明' } });
  });

  it.each(['SYSTEMERROR', 'BIZERR_NEED_RETRY', 'NEVER_HEARD_OF', 'toString'])('%s leaves it unknown', (acquirerCode) => {
    expect(refundOutcome(failed(acquirerCode), reading)).toEqual({ kind: 'unknown', doubt: 'unsure', acquirerCode });
  });

  it.each([
    ['INVALID_REQ_TOO_MUCH', 60_000],
    ['FREQUENCY_LIMITED', 0],
    ['ORDER_NOT_READY', 0],
  ])('%s was not taken on: again after %d ms or more', (acquirerCode, waitMs) => {
    expect(refundOutcome(failed(acquirerCode), reading)).toEqual({ kind: 'limited', acquirerCode, waitMs });
  });

  it.each([
    ['unsettled', 'balance'],
    ['balance', 'unsettled'],
  ] as const)('NOTENOUGH from %s names the other account: %s', (from, other) => {
    const short = { ...reading, refund: { ...REFUND, from } satisfies RefundOrder };
    expect(refundOutcome(failed('NOTENOUGH'), short)).toEqual({ kind: 'no_funds', acquirerCode: 'NOTENOUGH', message: '说明', other });
  });

  it.each([
    ['a result nobody defined', { result_code: 'MAYBE' }],
    ['no result', {}],
    ['a failure without a code', { result_code: 'FAIL' }],
  ])('%s decides nothing', (_, said) => {
    expect(refundOutcome(fields(said), reading)).toEqual({ kind: 'unknown', doubt: 'unsure', acquirerCode: null });
  });
});

describe('refundquery: every state and error', () => {
  const about = (more: Record<string, string>) =>
    fields({
      result_code: 'SUCCESS',
      out_trade_no: ORDER.orderNo,
      total_fee: '2350',
      refund_count: '1',
      out_refund_no_0: REFUND.refundNo,
      refund_fee_0: '800',
      ...more,
    });
  it.each([
    [
      { refund_status_0: 'SUCCESS', refund_success_time_0: '2026-11-22 14:05:33' },
      { kind: 'succeeded', succeededAtMs: Date.UTC(2026, 10, 22, 6, 5, 33) },
    ],
    [{ refund_status_0: 'SUCCESS' }, { kind: 'succeeded', succeededAtMs: null }],
    [
      { refund_status_0: 'SUCCESS', refund_success_time_0: 'soon' },
      { kind: 'succeeded', succeededAtMs: null },
    ],
    [{ refund_status_0: 'PROCESSING' }, { kind: 'processing' }],
    [{ refund_status_0: 'REFUNDCLOSE' }, { kind: 'closed', acquirerCode: 'REFUNDCLOSE' }],
    [{ refund_status_0: 'CHANGE' }, { kind: 'abnormal', acquirerCode: 'CHANGE' }],
    [{ refund_status_0: 'FAIL' }, { kind: 'unknown', doubt: 'unsure', acquirerCode: 'FAIL' }],
    [{ refund_status_0: 'SOMETHING_NEW' }, { kind: 'unknown', doubt: 'unsure', acquirerCode: 'SOMETHING_NEW' }],
    [{}, { kind: 'unknown', doubt: 'unsure', acquirerCode: null }],
  ])('%o', (said, outcome) => {
    expect(refundPage(about(said), reading, 0)).toEqual({ outcome });
  });

  it.each([
    ['REFUNDNOTEXIST', { kind: 'absent' }],
    ['SYSTEMERROR', { kind: 'unknown', doubt: 'unsure', acquirerCode: 'SYSTEMERROR' }],
    ['INVALID_TRANSACTIONID', { kind: 'unknown', doubt: 'unsure', acquirerCode: 'INVALID_TRANSACTIONID' }],
    ['PARAM_ERROR', { kind: 'unknown', doubt: 'unsure', acquirerCode: 'PARAM_ERROR' }],
    ['SIGNERROR', { kind: 'unknown', doubt: 'unsure', acquirerCode: 'SIGNERROR' }],
    ['NEVER_HEARD_OF', { kind: 'unknown', doubt: 'unsure', acquirerCode: 'NEVER_HEARD_OF' }],
  ])('error %s', (code, outcome) => {
    expect(refundPage(failed(code), reading, 0)).toEqual({ outcome });
  });

  it('found at any place of the list, read by that place alone', () => {
    const list = { refund_count: '2', out_refund_no_0: 'ANOTHER', refund_fee_0: '1', refund_status_0: 'REFUNDCLOSE' };
    const ours = { out_refund_no_1: REFUND.refundNo, refund_fee_1: '800', refund_status_1: 'SUCCESS' };
    expect(refundPage(about({ ...list, ...ours }), reading, 0)).toEqual({ outcome: { kind: 'succeeded', succeededAtMs: null } });
  });

  it.each([
    ['another order', { out_trade_no: 'POS0731T04202611220002' }, 'out_trade_no'],
    ['no order', { out_trade_no: '' }, 'out_trade_no'],
    ['another total', { total_fee: '2351' }, 'total_fee'],
    ['another currency', { fee_type: 'USD' }, 'fee_type'],
    ['another amount', { refund_fee_0: '801' }, 'refund_fee_0'],
    ['another refund alone', { out_refund_no_0: 'ANOTHER' }, 'out_refund_no'],
    ['no count', { refund_count: '' }, 'refund_count'],
    ['more than there can be', { refund_count: '51' }, 'refund_count'],
  ])('%s is not believed', (_, said, why) => {
    alarms.length = 0;
    const page = refundPage(about({ refund_status_0: 'SUCCESS', ...said }), reading, 0);
    expect(page).toEqual({ outcome: { kind: 'unknown', doubt: 'untrusted', acquirerCode: null } });
    expect(alarms).toEqual([why]);
  });
});
