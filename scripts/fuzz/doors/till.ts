import { type Door, PLANTED_CODE } from '../door.ts';
import { wireRequest } from '../request.ts';
import { openHostApp, TOKEN, USUAL_HEADERS } from './host-app.ts';

const HEADERS = { ...USUAL_HEADERS, authorization: `Bearer ${TOKEN}` };
const KEYED = { ...HEADERS, 'idempotency-key': 'key-0001' };
const CHARGE = {
  amount: 2350,
  currency: 'CNY',
  description: '日用百货',
  tillReference: 'R-17',
  method: 'payment_code',
  authCode: PLANTED_CODE,
};

/** The till API: methods, addresses, headers and bodies. */
export const tillDoor: Door = {
  name: 'till',
  guards: 'the till API',
  share: 6,
  seeds: [
    wireRequest('POST', '/till/v1/charges', KEYED, CHARGE),
    wireRequest('POST', '/till/v1/charges', { ...KEYED, 'idempotency-key': 'key-0002' }, { amount: 1 }),
    wireRequest('GET', '/till/v1/charges?limit=50&status=paid,declined&cursor=abc&tillReference=R-17', HEADERS),
    wireRequest('GET', '/till/v1/charges?orderNo=T01202611220001', HEADERS),
    wireRequest('GET', '/till/v1/charges/T01-1?wait=30', HEADERS),
    wireRequest('POST', '/till/v1/charges/T01-1/code', HEADERS, { authCode: PLANTED_CODE }),
    wireRequest('POST', '/till/v1/charges/T01-1/cancel', HEADERS),
    wireRequest('POST', '/till/v1/charges/T01-1/refunds', KEYED, { amount: 800, reason: '商品破损', fundingAccount: 'balance' }),
    wireRequest('GET', '/till/v1/refunds/R-1?wait=5', HEADERS),
    wireRequest('GET', '/till/v1/events?lastEventId=e-1', { ...HEADERS, 'last-event-id': '7-12' }),
    wireRequest('GET', '/till/v1/health', { host: HEADERS.host }),
    wireRequest('POST', '/till/v1/sandbox/codes', HEADERS, {}),
    wireRequest('POST', '/till/v1/shifts', HEADERS, {}),
  ],
  words: [
    ...[
      'POST',
      'GET',
      'PUT',
      'HEAD',
      'OPTIONS',
      'DELETE',
      '/till/v1/charges',
      '/refunds',
      '/code',
      '/cancel',
      '/events',
      '?wait=60',
      '?limit=0',
      '%2e%2e',
      '%zz',
      '//',
    ],
    ...[
      '"amount"',
      '"authCode"',
      '"description"',
      '"tillReference"',
      '"fundingAccount"',
      '"__proto__"',
      '[[[[',
      '{"a":',
      '\\ud800',
      '\\u0000',
      'content-encoding: gzip\n',
      'origin: http://evil.example\n',
    ],
    ...[
      'content-type: text/plain\n',
      'charset=utf-16',
      'Bearer',
      'Bearer wrong',
      'idempotency-key: \n',
      '281234567890123456',
      '6212345678901234567',
      'host: evil\n',
      'USD',
      'link',
      'awaiting_code',
    ],
  ],
  secrets: [PLANTED_CODE, TOKEN],
  open: openHostApp,
};
