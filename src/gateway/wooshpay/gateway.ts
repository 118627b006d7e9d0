import type { Clock } from '../../basics/clock.ts';
import type { WooshPayConfig } from '../../config/config.ts';
import type { Log } from '../../log/log.ts';
import type { Gateway } from '../gateway.ts';
import { createHttpsTransport } from '../transport/https-transport.ts';
import { Line } from '../transport/line.ts';
import { ownAddress } from '../transport/own-address.ts';
import type { Transport } from '../transport/transport.ts';
import { Api } from './api.ts';
import type { Desk } from './desk.ts';
import { KnownIds } from './known-ids.ts';
import { lookUp } from './look-up.ts';
import { createOffers } from './offers.ts';
import { query } from './query.ts';
import { createRefunds } from './refunds.ts';
import { submissions } from './submission.ts';
import { createUndo } from './undo.ts';
import { createWebhooks } from './webhooks.ts';
import { readKey, wooshPayDialect } from './wire.ts';

export type WooshPayParts = {
  readonly config: WooshPayConfig;
  readonly requestTimeoutMs: number;
  readonly terminalId: string; // told in `metadata`
  readonly clock: Clock;
  readonly log: Log;
  readonly clientIp?: string; // this machine's address; found out when it is not told
  readonly transport?: Transport; // another way to the acquirer, for a simulation
};

/**
 * Makes the gateway to WooshPay: payment intents, hosted pages, refunds and reports behind our port.
 *
 * Throws when the configuration cannot work (`gateway.endpoints`, `gateway.secretKey`, `gateway.ca`).
 */
export function createWooshPayGateway(parts: WooshPayParts): Gateway {
  const { config, requestTimeoutMs, terminalId, clock, log } = parts;
  const isLive = readKey(config.secretKey, config.endpoints);
  const hosts = { endpoints: config.endpoints, ca: config.ca, clientCert: null };
  const transport = parts.transport ?? createHttpsTransport({ config: hosts, dialect: wooshPayDialect(config.secretKey), clock, log });
  const line = new Line(clock, (timeoutMs) => transport.probe(timeoutMs));
  const desk: Desk = {
    api: new Api({ transport, line, log, timeoutMs: requestTimeoutMs }),
    known: new KnownIds(),
    terms: { terminalId, clientIp: parts.clientIp ?? ownAddress(), returnUrl: config.returnUrl },
    report: (event, fields) => log.write(event, fields),
    ...{ clock, isLive },
  };
  const { reverse, withdraw, tidy } = createUndo(desk);

  return {
    ...submissions(desk, tidy),
    query: (order) => query(desk, order),
    ...{ reverse, withdraw },
    ...createOffers(desk, tidy),
    openId: async () => ({ kind: 'refused', acquirerCode: 'UNSUPPORTED', message: null }),
    notices: config.webhookSecret === null ? null : createWebhooks(desk, config.webhookSecret),
    lookUp: (number, deadlineMs) => lookUp(desk, number, deadlineMs),
    ...createRefunds(desk),
    bill: async () => ({ kind: 'not_yet' }), // there is none: who asks for the abilities first does not ask for it
    line: () => line.status(),
    onLine: (listener) => line.onChange(listener),
    open: () => line.open(),
    async close() {
      line.close();
      await transport.close();
    },
  };
}
