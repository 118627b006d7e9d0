import type { Cancel, Clock, Random } from '../../basics/clock.ts';
import { err, type Result } from '../../basics/result.ts';
import type { WooshFault, WooshSwitches } from '../../contract/sandbox-wooshpay.ts';
import type { Currency } from '../../money/currency.ts';
import type { Wallet } from '../wallet.ts';
import { CONDUCTS, HONEST } from './conduct.ts';
import type { Success, WooshAccount, WooshDesk } from './desk.ts';
import { EndpointBook } from './endpoints.ts';
import { EventLog, type WooshEvent } from './events.ts';
import { forge } from './forge.ts';
import { Idempotency } from './idempotency.ts';
import { Ids } from './ids.ts';
import { forgetfulWooshStore, type Intent, type Refund, type WooshStore } from './intent.ts';
import { IntentBook } from './intent-book.ts';
import { asText, type JsonObject, parseObject } from './json.ts';
import { orderNoOf } from './order-no.ts';
import { readParameters } from './page.ts';
import { RefundBook } from './refund-book.ts';
import { apiError, invalid, KEY_IN_USE, KEY_MISMATCH, type Refusal, TOO_MANY } from './refusal.ts';
import { type Route, routeOf } from './routes.ts';
import { SessionBook } from './session-book.ts';
import { closeSession, tellSession } from './sessions.ts';
import { showIntent, showRefund } from './show.ts';
import { type WooshTimes, wooshTimes } from './times.ts';

export type WooshAcquirerOptions = {
  readonly account: WooshAccount;
  readonly clock: Clock;
  readonly random: Random;
  readonly wallet: Wallet; // of the customer's phone, whose codes are taken
  readonly times?: WooshTimes;
  readonly store?: WooshStore; // default: keeps nothing
  readonly pageUrl?: (sessionId: string) => string; // where the hosted page of a session is
};

/** One request, free of any transport. Names of headers are in lower case. */
export type WooshRequest = {
  readonly method: string;
  readonly path: string;
  readonly query?: string; // without the question mark
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
};

/** What goes back, and for the log: which call it was, of which order, what came of it. */
export type WooshReply = {
  readonly status: number;
  readonly body: string; // JSON
  readonly call: string | null;
  readonly orderNo: string;
  readonly outcome: string; // a status, or an error code
  readonly instead: Success['instead'] | null; // a scenario keeps the answer back
};

/** The truth about one intent's money, to compare a ledger with. */
export type IntentTruth = Pick<Intent, 'id' | 'amount' | 'currency' | 'status'> & {
  readonly orderNo: string; // the merchant's, of the intent or of its session
  readonly captured: number; // how often money was taken
  readonly refunded: number; // what was given back, in hundredths
};

/** The truth about one refund. */
export type RefundTruth = Pick<Refund, 'id' | 'intentId' | 'amount' | 'currency' | 'status' | 'metadata'>;

/** An acquirer in memory that speaks the WooshPay wire. Synchronous, no I/O but its store; see the README for what is guessed. */
export class WooshAcquirer {
  readonly account: WooshAccount;
  readonly wallet: Wallet;
  readonly desk: WooshDesk;
  readonly #idempotency: Idempotency;
  readonly #listeners = new Set<(event: WooshEvent) => void>();
  #switches: WooshSwitches = { bareErrors: false, ignoresIdempotency: false };
  #cause: JsonObject | null = null;

  constructor(options: WooshAcquirerOptions) {
    const { account, clock, random, wallet, times = wooshTimes(), store = forgetfulWooshStore() } = options;
    this.account = account;
    this.wallet = wallet;
    const ids = new Ids(clock, random);
    const intents = new IntentBook({
      clock,
      wallet,
      store,
      emit: (type, intent) => this.#emit(type, showIntent(intent)),
    });
    const refunds = new RefundBook({
      clock,
      wallet,
      store,
      intents,
      emit: (refund) => this.#emit('charge.refund.updated', showRefund(refund)),
    });
    const sessions = new SessionBook({
      clock,
      store,
      emit: (type, session) => this.#emit(type, tellSession(this.desk, session)),
      expire: (session) => closeSession({ intents, sessions }, session),
    });
    const pageUrl =
      options.pageUrl ?? ((id) => `https://checkouttest.wooshpay.com/pay/${id.replace('cs_', 'cs_test_')}?key=${account.publishableKey}`);
    const endpoints = new EndpointBook(store);
    const events = new EventLog();
    this.desk = { clock, random, ids, wallet, times, account, intents, refunds, sessions, endpoints, events, pageUrl };
    this.#idempotency = new Idempotency({ clock, store, secret: account.payKey });
    intents.onChange((intent) => {
      const session = intent.captures > 0 && intent.sessionId ? sessions.find(intent.sessionId) : undefined;
      if (session?.status === 'open') sessions.end(session, 'complete');
    });
  }

  /**
   * Answers one request. Never throws for what a client sends.
   *
   * @param fault already taken from the plan; only what the message itself shows of it is done here
   */
  handle(request: WooshRequest, fault: WooshFault | null = null): WooshReply {
    const route = routeOf(request.method, request.path);
    const call = route?.call ?? null;
    if (!this.#isBelieved(request.headers.authorization)) return this.#refuse(call, invalid(401, 'invalid_api_key', 'No valid API key.'));
    if (!route) return this.#refuse(null, invalid(404, 'resource_missing', 'Unrecognized request URL.'));
    const fields = readBody(request);
    if (!fields.ok) return this.#refuse(call, fields.error);
    const key = request.method === 'POST' && !this.#switches.ignoresIdempotency ? request.headers['idempotency-key'] : undefined;
    if (!key) return this.#act(route, request, fields.value, fault).told;

    const recall = this.#idempotency.recall(key, `${request.method} ${request.path}\n${request.body}`);
    if (recall.kind === 'mismatch') return this.#refuse(call, KEY_MISMATCH);
    if (recall.kind === 'in_use') return this.#refuse(call, KEY_IN_USE);
    if (recall.kind === 'again') return { ...recall, call, orderNo: numberIn(fields.value), outcome: 'replayed', instead: null };
    const { told, truth } = this.#act(route, request, fields.value, fault);
    const heldMs = heldBack(truth?.instead ?? null) || delayAfter(fault);
    // What a planted fault kept from being done may be tried again under the same key.
    if (truth) this.#idempotency.keep(key, { print: recall.print, status: truth.status, body: truth.body }, heldMs);
    return told;
  }

  /** Every intent with the truth about its money, oldest first. */
  intents(): IntentTruth[] {
    const { intents, refunds } = this.desk;
    return Array.from(intents.all(), (intent) => ({
      id: intent.id,
      orderNo: orderNoOf(this.desk, intent),
      amount: intent.amount,
      currency: intent.currency,
      status: intent.status,
      captured: intent.captures,
      refunded: refunds.returned(intent.id),
    }));
  }

  /** Every refund with what it came to, oldest first. */
  refunds(): RefundTruth[] {
    return Array.from(this.desk.refunds.all(), ({ id, intentId, amount, currency, status, metadata }) => ({
      id,
      intentId,
      amount,
      currency,
      status,
      metadata,
    }));
  }

  /** What was taken in a currency and not given back, in hundredths. */
  captured(currency: Currency): number {
    let total = 0;
    for (const truth of this.intents()) if (truth.currency === currency) total += truth.amount * truth.captured - truth.refunded;
    return total;
  }

  /** Calls back with each event, in the moment it happens. */
  onEvent(listener: (event: WooshEvent) => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  switches(): WooshSwitches {
    return this.#switches;
  }

  setSwitches(switches: WooshSwitches): void {
    this.#switches = switches;
  }

  /** @returns what the client is told, and what was truly done, if anything was */
  #act(route: Route, request: WooshRequest, fields: JsonObject, fault: WooshFault | null): { told: WooshReply; truth: WooshReply | null } {
    const { call } = route;
    const { acts, tells, forges } = fault ? CONDUCTS[fault.kind] : HONEST;
    const orderNo = numberIn(fields);
    const truth = acts ? this.#do(route, request, fields, fault) : null;
    const planted = fault && tells !== 'truth' ? plantedAnswer(tells, fault, call) : null;
    if (planted) {
      const told =
        'body' in planted ? this.#reply(call, { ...planted, orderNo }) : this.#refuse(call, planted, orderNo, tells === 'bare_error');
      return { told, truth };
    }
    const told = truth ?? this.#refuse(call, apiError(500), orderNo);
    return {
      told: forges && told.status === 200 ? { ...told, body: JSON.stringify(forge(parseObject(told.body) ?? {}, forges)) } : told,
      truth,
    };
  }

  #do({ call, id, handle }: Route, request: WooshRequest, fields: JsonObject, fault: WooshFault | null): WooshReply {
    const query = request.method === 'GET' ? readParameters(request.query ?? '', fields) : new Map<string, string>();
    this.#cause = { id: this.desk.ids.issue('req').id, idempotency_key: request.headers['idempotency-key'] ?? null };
    const answer = handle(this.desk, { id, fields, query, fault });
    this.#cause = null;
    return answer.ok ? this.#reply(call, answer.value) : this.#refuse(call, answer.error, numberIn(fields) || id);
  }

  #reply(
    call: string | null,
    { body, orderNo = '', instead = null }: Pick<Success, 'body' | 'orderNo'> & { instead?: Success['instead'] | null },
  ): WooshReply {
    return { status: 200, body: JSON.stringify(body), call, orderNo, outcome: asText(body.status) ?? 'OK', instead };
  }

  #refuse(call: string | null, { status, error }: Refusal, orderNo = '', isBare = this.#switches.bareErrors): WooshReply {
    const body = JSON.stringify(isBare ? error : { error });
    return { status, body, call, orderNo, outcome: asText(error.code) ?? String(status), instead: null };
  }

  /** Basic, with the secret key as the name and no password. */
  #isBelieved(authorization: string | undefined): boolean {
    const given = /^Basic ([0-9A-Za-z+/]+=*)$/i.exec(authorization ?? '')?.[1];
    return given !== undefined && Buffer.from(given, 'base64').toString() === `${this.account.secretKey}:`;
  }

  #emit(type: string, object: JsonObject): void {
    const { id, createdMs } = this.desk.ids.issue('evt');
    const request = this.#cause ?? { id: null, idempotency_key: null };
    const event = { id, type, body: { id, object: 'event', created: createdMs, livemode: false, type, data: { object }, request } };
    this.desk.events.note(event);
    for (const listener of this.#listeners) listener(event);
  }
}

/** Source: WooshPay, headers and bodies; that forms are taken too is said in its introduction only. */
function readBody({ method, headers, body }: WooshRequest): Result<JsonObject, Refusal> {
  if (body === '') return { ok: true, value: {} };
  if (method === 'POST' && !/^application\/json\b/i.test(headers['content-type'] ?? ''))
    return err(invalid(400, 'content_type_invalid', 'The body must be application/json.'));
  const fields = parseObject(body);
  return fields ? { ok: true, value: fields } : err(invalid(400, 'json_invalid', 'The body is no JSON object.'));
}

/** What a planted fault says instead of the truth. */
function plantedAnswer(tells: string, fault: WooshFault, call: string): Refusal | { readonly body: JsonObject } {
  switch (tells) {
    case 'rate_limit':
      return TOO_MANY;
    case 'conflict':
      return KEY_IN_USE;
    case 'api_error':
      return apiError(500);
    case 'not_found':
      if (call.startsWith('search_') || call.startsWith('list_')) return { body: { object: 'list', has_more: false, data: [] } };
      return invalid(404, 'resource_missing', 'No such resource.');
    default: {
      const code = fault.errCode ?? 'parameter_invalid';
      return { status: fault.httpStatus ?? 400, error: { type: 'invalid_request_error', code, message: 'Planted.' } };
    }
  }
}

/** The number that a request tells, for the log. */
function numberIn(fields: JsonObject): string {
  return asText(fields.merchant_order_id) ?? asText(fields.payment_intent) ?? asText(fields.client_reference_id) ?? '';
}

function delayAfter(fault: WooshFault | null): number {
  return fault && CONDUCTS[fault.kind].waits === 'after' ? fault.delayMs : 0;
}

function heldBack(instead: WooshReply['instead']): number {
  return typeof instead === 'object' && instead ? instead.cutAfterMs : 0;
}
