import { networkInterfaces } from 'node:os';
import type { Clock, Random } from '../../basics/clock.ts';
import { drawnAhead } from '../../basics/drawn-ahead.ts';
import { err, type Result } from '../../basics/result.ts';
import type { WechatV2Config } from '../../config/config.ts';
import type { Log } from '../../log/log.ts';
import type { Doubt, Gateway, Order } from '../gateway.ts';
import { createHttpsTransport } from '../transport/https-transport.ts';
import { Line } from '../transport/line.ts';
import type { Exchange, FileExchange, Transport } from '../transport/transport.ts';
import { chargeOutcome, plainSentence, queryOutcome, type Reading, reverseOutcome } from './answers.ts';
import { type Beliefs, believe, type Disbelief, type NamedOrder } from './believe.ts';
import { lookUpFields, lookUpOutcome } from './look-up.ts';
import { BILL_PATH, billCall } from './read-bill.ts';
import { type Converse, refundCalls } from './refund-calls.ts';
import { chargeForm, orderBody, requestBody, type Terms } from './requests.ts';
import { createSigner, type Fields } from './sign.ts';
import { WECHAT_DIALECT, type WechatCall, type WechatPath, wechatCall } from './wire.ts';
import { parseXml } from './xml.ts';

export type WechatV2Parts = {
  readonly config: WechatV2Config;
  readonly requestTimeoutMs: number;
  readonly terminalId: string; // `device_info`
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly spbillCreateIp?: string; // this machine's address; found out when it is not told
  readonly transport?: Transport; // another way to the acquirer, for a simulation
};

/**
 * Makes the gateway to WeChat Pay v2: micropay, orderquery, reverse, refund and refundquery behind our port.
 *
 * Throws when the configuration cannot work (`gateway.endpoints`, `gateway.clientCert`, `gateway.ca`).
 */
export function createWechatV2Gateway(parts: WechatV2Parts): Gateway {
  const { config, requestTimeoutMs, clock, random, log } = parts;
  const signer = createSigner(config.apiKey, config.signType);
  const transport = parts.transport ?? createHttpsTransport({ config, dialect: WECHAT_DIALECT, clock, log });
  const line = new Line(clock, (timeoutMs) => transport.probe(timeoutMs));
  const spbillCreateIp = parts.spbillCreateIp ?? ownAddress();
  const terms: Terms = { identity: config, signer, random: drawnAhead(random), terminalId: parts.terminalId, spbillCreateIp };
  const templateOf = chargeForm(terms);
  const lacksCertificate = config.clientCert === null && config.endpoints.some((endpoint) => endpoint.startsWith('https:'));
  if (lacksCertificate) log.write('gateway_certificate_missing'); // at start, not when the first customer wants money back

  const call = (path: WechatPath, repeat: 'once' | 'safe_to_repeat') => wechatCall(path, repeat, requestTimeoutMs);
  const MICROPAY = call('/pay/micropay', 'once');
  const ORDERQUERY = call('/pay/orderquery', 'safe_to_repeat');
  const REVERSE = call('/secapi/pay/reverse', 'safe_to_repeat');
  const refundCall = call('/secapi/pay/refund', 'safe_to_repeat');
  const queryCall = call('/pay/refundquery', 'safe_to_repeat');

  /** What an exchange that brought nothing tells of the line. */
  function unheard(exchange: Exclude<Exchange | FileExchange, { readonly kind: 'answered' }>): void {
    if (exchange.kind === 'not_sent') line.lost();
    else if (exchange.lineLost) line.lost(exchange.sentMsAgo);
  }

  /** Listens to the exchanges of one call about one order; tells the line and the log on the way. */
  function listener<Asked extends NamedOrder>({ path }: WechatCall, order: Asked) {
    const beliefs: Beliefs<Asked> = { signer, identity: config, order };
    const alarm = (disbelief: Disbelief): Result<never, Disbelief> => {
      log.write(`gateway_${disbelief.doubt}`, { path, orderNo: order.orderNo, why: plainSentence(disbelief.why) });
      return err(disbelief);
    };
    const hear = (exchange: Exchange): Result<Fields, Disbelief> => {
      if (exchange.kind !== 'answered') {
        unheard(exchange);
        return alarm({ doubt: 'no_answer', why: exchange.reason });
      }
      const message = parseXml(exchange.body);
      if (!message.ok) return alarm({ doubt: 'no_answer', why: message.error });
      line.heard();
      const believed = believe(message.value, beliefs);
      return believed.ok ? believed : alarm(believed.error);
    };
    return { ...beliefs, alarm, hear };
  }

  const converse: Converse = async <Asked extends NamedOrder>(call: WechatCall, order: Asked, body: string) => {
    const exchange = await transport.prepare(call, Buffer.byteLength(body)).send(body);
    const reading = listener(call, order);
    return { heard: reading.hear(exchange), reading, isSent: exchange.kind !== 'not_sent' };
  };

  /** Asks something that may be asked again. `then` reads the believed answer. */
  async function ask<Outcome>(
    call: WechatCall,
    order: Order,
    then: (fields: Fields, reading: Reading) => Outcome,
  ): Promise<Outcome | Unheard> {
    const { heard, reading } = await converse(call, order, orderBody(order, terms));
    return heard.ok ? then(heard.value, reading) : { kind: 'unknown', doubt: heard.error.doubt, acquirerCode: null };
  }

  return {
    prepare(order) {
      const template = templateOf(order);
      const prepared = transport.prepare(MICROPAY, template.bodyBytes);
      return {
        async submit(code, leaveWithinMs) {
          const exchange = await prepared.send(template.complete(code), leaveWithinMs);
          const listening = listener(MICROPAY, order);
          const heard = listening.hear(exchange);
          if (exchange.kind === 'not_sent') return { outcome: { kind: 'not_sent' }, sentMsAgo: 0 };
          const { sentMsAgo } = exchange;
          if (heard.ok) return { outcome: chargeOutcome(heard.value, listening), sentMsAgo };
          return { outcome: { kind: 'unknown', doubt: heard.error.doubt, acquirerCode: null, askAtOnce: false }, sentMsAgo };
        },
        discard: () => prepared.discard(),
      };
    },
    query: (order) => ask(ORDERQUERY, order, queryOutcome),
    async reverse(order) {
      if (lacksCertificate) return { kind: 'refused', acquirerCode: 'CERT_MISSING' };
      return ask(REVERSE, order, reverseOutcome);
    },
    offer: async () => ({ kind: 'not_sent' }),
    withdraw: async () => ({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null }),
    parameters: async () => ({ kind: 'unknown', doubt: 'no_answer' }),
    openId: async () => ({ kind: 'unknown', doubt: 'no_answer' }),
    notices: null,
    async lookUp(number, deadlineMs) {
      const asked: NamedOrder = { orderNo: number.kind === 'order' ? number.orderNo : null };
      const { heard, reading } = await converse({ ...ORDERQUERY, timeoutMs: deadlineMs }, asked, requestBody(lookUpFields(number), terms));
      return heard.ok ? lookUpOutcome(heard.value, number, reading) : { kind: 'unknown', doubt: heard.error.doubt };
    },
    ...refundCalls({ terms, converse, refundCall, queryCall, lacksCertificate }),
    bill: billCall({
      terms,
      transport,
      complain: (event, fields) => log.write(event, { path: BILL_PATH, ...fields }),
      hear: (exchange) => (exchange.kind === 'answered' ? line.heard() : unheard(exchange)),
    }),
    line: () => line.status(),
    onLine: (listener) => line.onChange(listener),
    open: () => line.open(),
    async close() {
      line.close();
      await transport.close();
    },
  };
}

type Unheard = { readonly kind: 'unknown'; readonly doubt: Doubt; readonly acquirerCode: null };

/** The first address of this machine that others can see. Source: micropay, spbill_create_ip. */
function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? '127.0.0.1';
}
