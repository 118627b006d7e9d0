import { Hono } from 'hono';
import { HandClock } from '../../../src/basics/hand-clock.ts';
import { SAMPLES } from '../../../src/gateway/wechat-v2/testing/samples.ts';
import { FaultPlan } from '../../../src/sandbox/faults.ts';
import { createFaultsApi } from '../../../src/sandbox/faults-api.ts';
import { createPages } from '../../../src/sandbox/pages.ts';
import { parseRequest } from '../../../src/sandbox/parse.ts';
import { createPhoneApi } from '../../../src/sandbox/phone-api.ts';
import { sign } from '../../../src/sandbox/sign.ts';
import { MERCHANT, openTestShop, PATHS } from '../../../src/sandbox/test-merchant.ts';
import { createWechatPhoneSource } from '../../../src/sandbox/wechat-phone-source.ts';
import { writeXml } from '../../../src/sandbox/wire.ts';
import { bytesOf, type Door, holds, type OpenDoor, PLANTED_CODE, refused, TAKEN, type Tried } from '../door.ts';
import { readWireRequest, wireRequest } from '../request.ts';

const HEADERS = { host: '127.0.0.1:7711', 'content-type': 'application/json' };
const CALLS = Object.values(PATHS);
const NEXT_DOOR = CALLS.length;
/** An acquirer remembers every order, so it is made anew now and then. */
const INPUTS_A_SHOP = 400;

const REQUESTS = Object.entries(SAMPLES).filter(([name]) => name.endsWith('Request'));

/** A first byte that chooses the call, or the pages behind them. */
const to = (call: number, bytes: Uint8Array) => Uint8Array.from([call, ...bytes]);
const page = (method: string, target: string, body: object | string = '') => to(NEXT_DOOR, wireRequest(method, target, HEADERS, body));

/** The embedded acquirer's wire, each message once as it comes and once rightly signed; its phone and its faults. */
export const sandboxDoor: Door = {
  name: 'sandbox',
  guards: "the sandbox's wire, phone and faults",
  share: 4,
  seeds: [
    ...REQUESTS.flatMap(([, text]) => CALLS.map((_, call) => to(call, bytesOf(text)))),
    page('POST', '/phone/api/actions', { kind: 'pay', orderNo: 'POS0731T04202611220001' }),
    page('POST', '/phone/api/actions', { kind: 'scan', content: 'weixin://wxpay/bizpayurl?pr=p8Nf2Kzzz' }),
    page('POST', '/phone/api/actions', { kind: 'network', network: 'off' }),
    page('POST', '/phone/api/actions', { kind: 'balance', balanceFen: 100 }),
    page('POST', '/faults/api', { call: 'micropay', kind: 'delay_after', times: 2, delayMs: 100, errCode: 'SYSTEMERROR' }),
    page('POST', '/faults/api/line', { line: 'down' }),
    page('POST', '/faults/api/bills', { kind: 'payment_there', orderNo: 'STRANGER-1', amountFen: 100, atMs: 1_795_000_000_000 }),
    page('POST', '/faults/api/bills/ready', { ready: 'at_once' }),
    page('GET', '/faults/api'),
    page('DELETE', '/faults/api'),
    page('GET', '/phone/'),
  ],
  words: [
    '<xml>',
    '</xml>',
    '<![CDATA[',
    ']]>',
    '&#x41;',
    '<!DOCTYPE',
    'sign_type',
    '<bill_date>20261122</bill_date>',
    '<tar_type>GZIP</tar_type>',
    'MD5',
    'HMAC-SHA256',
    '<sub_mch_id>1</sub_mch_id>',
    '<device_info>',
    'auth_code',
    'total_fee',
    'offset',
    '<offset>-1</offset>',
    PLANTED_CODE,
    '"kind":',
    '"pay"',
    '[[[[',
    'host: evil\n',
    'origin: http://evil\n',
    'content-length: 99999\n',
  ],
  secrets: [PLANTED_CODE, MERCHANT.apiKey],
  open: openSandbox,
};

function openSandbox(): OpenDoor {
  let shop = openShop();
  let left = INPUTS_A_SHOP;
  return {
    take(input) {
      if (left === 0) shop = openShop();
      left = left === 0 ? INPUTS_A_SHOP : left - 1;
      const call = CALLS[(input[0] ?? 0) % (NEXT_DOOR + 1)];
      return call === undefined ? shop.browse(input.subarray(1)) : shop.ask(call, input.subarray(1));
    },
  };
}

function openShop() {
  const clock = new HandClock();
  const { acquirer } = openTestShop({ clock });
  const faults = new FaultPlan(clock);
  const { book, refundBook: refunds, wallet } = acquirer;
  const sources = [createWechatPhoneSource({ book, refunds, wallet, clock })];
  const phoneApi = createPhoneApi({ sources, wallet, merchantName: '店', clock });
  const faultsApi = createFaultsApi(faults, async () => true, acquirer.bills);
  const site = new Hono().route('/', createPages({ phoneApi, faultsApi, pagesDir: null }));

  function ask(path: string, input: Uint8Array): Tried {
    const told = answerTo(path, input);
    const parsed = parseRequest(input);
    if (!parsed.ok) return refused(parsed.error, told);
    const type = parsed.value.get('sign_type') === 'HMAC-SHA256' ? 'HMAC-SHA256' : 'MD5';
    const claimed = new Map([...parsed.value, ['appid', MERCHANT.appId], ['mch_id', MERCHANT.mchId]]);
    claimed.set('sign', sign(claimed, MERCHANT.apiKey, type));
    answerTo(path, bytesOf(writeXml(claimed)));
    return TAKEN; // what it says depends on the orders before
  }

  /** @returns the answer, which must be a message itself, or a bill */
  function answerTo(path: string, input: Uint8Array): string {
    const reply = acquirer.handle(path, 'POST', input);
    holds(
      reply.status === 200 && (reply.body.startsWith('\ufeff交易时间') || parseRequest(bytesOf(reply.body)).ok),
      `an answer that is no message: ${reply.status} ${reply.body.slice(0, 100)}`,
    );
    return reply.body;
  }

  async function browse(input: Uint8Array): Promise<Tried> {
    const { method, target, headers, body } = readWireRequest(input);
    if (/events/.test(decodable(target))) return TAKEN; // goes on for ever
    let request: Request;
    try {
      request = new Request(`http://127.0.0.1:7711${target}`, {
        method,
        headers: headers as [string, string][],
        ...(method === 'GET' || method === 'HEAD' ? {} : { body }),
      });
    } catch {
      return refused('no request');
    }
    const answer = await site.fetch(request);
    const text = await answer.text();
    if (answer.status < 400 || answer.status === 409 || answer.status === 503) return TAKEN;
    return refused(String(answer.status), text || answer.statusText);
  }

  return { ask, browse };
}

function decodable(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
