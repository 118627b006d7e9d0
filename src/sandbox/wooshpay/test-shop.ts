import { HandClock } from '../../basics/hand-clock.ts';
import type { WooshFault } from '../../contract/sandbox-wooshpay.ts';
import { FaultPlan } from '../faults.ts';
import { testRandom } from '../test-merchant.ts';
import { Wallet } from '../wallet.ts';
import { makeAccount } from './account.ts';
import { WooshAcquirer, type WooshAcquirerOptions } from './acquirer.ts';
import type { WooshEvent } from './events.ts';
import { exchangeWoosh, type WooshDelivery } from './exchange.ts';
import { type JsonObject, parseObject } from './json.ts';
import { createWooshPhone } from './phone.ts';

export const ACCOUNT = makeAccount('a seed for tests');

export const AUTHORIZATION = `Basic ${Buffer.from(`${ACCOUNT.secretKey}:`).toString('base64')}`;

/** What came back, its JSON read. */
export type Told = { readonly status: number; readonly json: JsonObject };

/** An acquirer under a hand-cranked clock, its customer's phone and a client in one. */
export function openWooshShop({ clock = new HandClock(), ...options }: Partial<WooshAcquirerOptions> & { clock?: HandClock } = {}) {
  const wallet = options.wallet ?? new Wallet({ clock, random: testRandom, codeLifeMs: 60_000, codeKey: 'key' });
  const acquirer = new WooshAcquirer({ account: ACCOUNT, clock, random: testRandom, wallet, ...options });
  const faults = new FaultPlan<WooshFault>(clock);
  const events: WooshEvent[] = [];
  acquirer.onEvent((event) => events.push(event));

  function send(method: string, target: string, body: JsonObject | string = '', headers: Record<string, string> = {}): WooshDelivery[] {
    const [path = '', query = ''] = target.split('?', 2);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const deliveries: WooshDelivery[] = [];
    const asked = { authorization: AUTHORIZATION, 'content-type': 'application/json', ...headers };
    exchangeWoosh({ acquirer, faults, clock }, { method, path, query, headers: asked, body: text }, (delivery) =>
      deliveries.push(delivery),
    );
    return deliveries;
  }
  function told(deliveries: readonly WooshDelivery[]): Told {
    const [delivery] = deliveries;
    if (delivery?.kind !== 'answer') throw new Error(`no answer but ${delivery?.kind ?? 'silence'}`);
    return { status: delivery.status, json: parseObject(delivery.body) ?? {} };
  }
  const post = (path: string, body: JsonObject | string = {}, headers: Record<string, string> = {}) =>
    told(send('POST', `/v1${path}`, body, headers));
  const get = (path: string, body: JsonObject | string = '') => told(send('GET', `/v1${path}`, body));

  return {
    clock,
    wallet,
    acquirer,
    faults,
    events,
    phone: createWooshPhone(acquirer.desk),
    send,
    told,
    post,
    get,
    create: (changes: JsonObject = {}, headers: Record<string, string> = {}) => post('/payment_intents', changes, headers),
    pay: (code: string, changes: JsonObject = {}) => post('/payment_intents', scan(code, changes)),
    plant: (call: WooshFault['call'], kind: WooshFault['kind'], part: Partial<WooshFault> = {}) =>
      faults.plant({ call, kind, times: 1, skip: 0, delayMs: 0, ...part }),
    types: () => events.map(({ type }) => type),
  };
}

/** A charge of 12.50 yuan by a payment code. */
export function scan(code: string, changes: JsonObject = {}): JsonObject {
  return {
    amount: 1250,
    currency: 'CNY',
    confirm: true,
    merchant_order_id: 'T01-0001-1',
    description: 'till 1',
    payment_method_types: ['wechat_pay'],
    payment_method_options: { wechat_pay: { terminal_type: 'SCAN_CODE', os_type: 'IOS', client_ip: '203.0.113.10' } },
    payment_method_data: { type: 'wechat_pay', wechat_pay: { payment_code: code } },
    metadata: { terminal_id: 'T01' },
    return_url: 'https://shop.example/pos',
    ...changes,
  };
}

/** The same by something the customer scans or follows. */
export function offerBy(terminalType: string, changes: JsonObject = {}, wechat: JsonObject = {}): JsonObject {
  return scan('', {
    payment_method_data: { type: 'wechat_pay' },
    payment_method_options: { wechat_pay: { terminal_type: terminalType, client_ip: '203.0.113.10', ...wechat } },
    ...changes,
  });
}

/** A code that the phone did not issue and that asks for a scenario by its end; another each time. */
export function codeFor(suffix: string): string {
  codes += 1;
  return `13${String(codes).padStart(12, '0')}${suffix}`;
}
let codes = 0;

/** The error of an answer, in or out of its wrapping. */
export function errorOf({ json }: Told): JsonObject {
  return (json.error ?? json) as JsonObject;
}
