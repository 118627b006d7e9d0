import type { Clock, Random } from '../../basics/clock.ts';
import { drawnAhead } from '../../basics/drawn-ahead.ts';
import type { WechatV2Config } from '../../config/config.ts';
import type { Log } from '../../log/log.ts';
import type { Doubt, Gateway, Order } from '../gateway.ts';
import { createHttpsTransport } from '../transport/https-transport.ts';
import { Line } from '../transport/line.ts';
import { ownAddress } from '../transport/own-address.ts';
import type { Transport } from '../transport/transport.ts';
import { chargeOutcome, queryOutcome, type Reading, reverseOutcome } from './answers.ts';
import type { NamedOrder } from './believe.ts';
import { createConversation } from './conversation.ts';
import { lookUpFields, lookUpOutcome } from './look-up.ts';
import { wechatNotices } from './notices.ts';
import { offerCalls } from './offer-calls.ts';
import { BILL_PATH, billCall } from './read-bill.ts';
import { refundCalls } from './refund-calls.ts';
import { chargeForm, orderBody, requestBody, type Terms } from './requests.ts';
import { createSigner, type Fields } from './sign.ts';
import { WECHAT_DIALECT, type WechatCall, type WechatPath, wechatCall } from './wire.ts';

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
 * Makes the gateway to WeChat Pay v2 behind our port: payment codes, orders that customers pay by themselves, refunds, bills.
 *
 * Throws when the configuration cannot work (`gateway.endpoints`, `gateway.clientCert`, `gateway.ca`).
 */
export function createWechatV2Gateway(parts: WechatV2Parts): Gateway {
  const { config, requestTimeoutMs, clock, random, log } = parts;
  const { notifyUrl } = config;
  const signer = createSigner(config.apiKey, config.signType);
  const transport = parts.transport ?? createHttpsTransport({ config, dialect: WECHAT_DIALECT, clock, log });
  const line = new Line(clock, (timeoutMs) => transport.probe(timeoutMs));
  const spbillCreateIp = parts.spbillCreateIp ?? ownAddress();
  const terms: Terms = { identity: config, signer, random: drawnAhead(random), terminalId: parts.terminalId, spbillCreateIp };
  const templateOf = chargeForm(terms);
  const lacksCertificate = config.clientCert === null && config.endpoints.some((endpoint) => endpoint.startsWith('https:'));
  if (lacksCertificate) log.write('gateway_certificate_missing'); // at start, not when the first customer wants money back

  const again = (path: WechatPath) => wechatCall(path, 'safe_to_repeat', requestTimeoutMs);
  const MICROPAY = wechatCall('/pay/micropay', 'once', requestTimeoutMs);
  const ORDERQUERY = again('/pay/orderquery');
  const REVERSE = again('/secapi/pay/reverse');
  const { converse, listen, heardOf } = createConversation({ terms, transport, line, log });

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
          const listening = listen(MICROPAY, order);
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
    ...offerCalls({ terms, clock, converse, notifyUrl, call: again }),
    notices: notifyUrl === null ? null : wechatNotices(config, signer),
    async lookUp(number, deadlineMs) {
      const asked: NamedOrder = { orderNo: number.kind === 'order' ? number.orderNo : null };
      const { heard, reading } = await converse({ ...ORDERQUERY, timeoutMs: deadlineMs }, asked, requestBody(lookUpFields(number), terms));
      return heard.ok ? lookUpOutcome(heard.value, number, reading) : { kind: 'unknown', doubt: heard.error.doubt };
    },
    ...refundCalls({ terms, converse, notifyUrl, call: again, lacksCertificate }),
    bill: billCall({
      terms,
      transport,
      complain: (event, fields) => log.write(event, { path: BILL_PATH, ...fields }),
      hear: heardOf,
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
