import type { Clock, Random } from '../../basics/clock.ts';
import type { Result } from '../../basics/result.ts';
import type { WooshFault } from '../../contract/sandbox-wooshpay.ts';
import type { Wallet } from '../wallet.ts';
import type { EndpointBook } from './endpoints.ts';
import type { EventLog } from './events.ts';
import type { Ids } from './ids.ts';
import type { IntentBook } from './intent-book.ts';
import type { JsonObject } from './json.ts';
import type { RefundBook } from './refund-book.ts';
import type { Refusal } from './refusal.ts';
import type { SessionBook } from './session-book.ts';
import type { WooshTimes } from './times.ts';

/** The merchant as this acquirer knows him. */
export type WooshAccount = {
  readonly secretKey: string; // sk_test_…
  readonly publishableKey: string; // pk_test_…
  readonly webhookSecret: string; // whsec_…, of the configured webhook
  readonly appId: string; // of the shop in WeChat, for the front end's parameters
  readonly payKey: string; // signs these
};

/** What the calls work with. */
export type WooshDesk = {
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  readonly wallet: Wallet;
  readonly times: WooshTimes;
  readonly account: WooshAccount;
  readonly intents: IntentBook;
  readonly refunds: RefundBook;
  readonly sessions: SessionBook;
  readonly endpoints: EndpointBook;
  readonly events: EventLog;
  pageUrl(sessionId: string): string;
};

/** One believed request. */
export type WooshCallRequest = {
  readonly id: string; // of the path, '' when it names none
  readonly fields: JsonObject; // the body
  readonly query: ReadonlyMap<string, string>; // of a GET: query and body, flat: `created[gte]`
  readonly fault: WooshFault | null; // where it bears on what is done and not only on what is told
};

/** What a call comes to. */
export type Success = {
  readonly body: JsonObject;
  readonly orderNo?: string; // for the log
  readonly instead?: 'http_502' | { readonly cutAfterMs: number }; // the scenario's way of not answering
};

export type CallHandler = (desk: WooshDesk, request: WooshCallRequest) => Result<Success, Refusal>;
