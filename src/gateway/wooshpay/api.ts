import type { Log } from '../../log/log.ts';
import type { Line } from '../transport/line.ts';
import type { Call, Exchange, Transport } from '../transport/transport.ts';
import { plainSentence } from '../words.ts';
import { type ApiError, readApiError } from './api-error.ts';
import { deed, question } from './wire.ts';

/** What an exchange brought: what was asked for, WooshPay's refusal, or nothing that can be read. */
export type Heard =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly status: number; readonly error: ApiError }
  | { readonly kind: 'unheard'; readonly isSent: boolean };

/** What an exchange is about, for the log. `what` is a name of ours: paths hold numbers. */
export type About = { readonly what: string; readonly orderNo: string | null };

export type ApiParts = {
  readonly transport: Transport;
  readonly line: Line;
  readonly log: Log;
  readonly timeoutMs: number;
};

/** Speaks with WooshPay: JSON out and in, what went wrong told to the line and the log. */
export class Api {
  readonly #parts: ApiParts;

  constructor(parts: ApiParts) {
    this.#parts = parts;
  }

  get(about: About, path: string, timeoutMs = this.#parts.timeoutMs): Promise<Heard> {
    return this.#converse(about, question({ path, timeoutMs }), '');
  }

  /** @param key the same for what must happen once */
  post(about: About, path: string, fields: unknown, key: string): Promise<Heard> {
    return this.#converse(about, this.deed(path, key), JSON.stringify(fields));
  }

  deed(path: string, key: string): Call {
    return deed({ path, timeoutMs: this.#parts.timeoutMs }, key);
  }

  /** Reads what an exchange brought. Source: WooshPay, API introduction: HTTP status codes. */
  hear({ what, orderNo }: About, exchange: Exchange): Heard {
    const { line, log } = this.#parts;
    if (exchange.kind !== 'answered') {
      if (exchange.kind === 'not_sent') line.lost();
      else if (exchange.lineLost) line.lost(exchange.sentMsAgo);
      log.write('gateway_no_answer', { call: what, orderNo, why: exchange.reason });
      return { kind: 'unheard', isSent: exchange.kind !== 'not_sent' };
    }
    const { status } = exchange;
    const value = parseJson(exchange.body);
    const error = status >= 400 ? readApiError(value) : null;
    if (value === undefined || (status >= 400 && !error)) {
      log.write('gateway_no_answer', { call: what, orderNo, why: 'no JSON of theirs' });
      return { kind: 'unheard', isSent: true };
    }
    line.heard();
    if (!error) return { kind: 'done', value };
    const why = `${status} ${error.code ?? error.type ?? ''}`.trim();
    if (status === 401 || status === 403) log.write('gateway_refused', { call: what, orderNo, why });
    else if (status !== 404) log.write('gateway_unsure', { call: what, orderNo, why });
    return { kind: 'refused', status, error };
  }

  /** An answer is not believed: somebody must look at it. @param why the field's name */
  alarm({ what, orderNo }: About, why: string): void {
    this.#parts.log.write('gateway_untrusted', { call: what, orderNo, why: plainSentence(why) });
  }

  /** WooshPay says something that nobody documented. */
  unsure({ what, orderNo }: About, why: string): void {
    this.#parts.log.write('gateway_unsure', { call: what, orderNo, why: plainSentence(why) });
  }

  prepare(call: Call, bodyBytes: number) {
    return this.#parts.transport.prepare(call, bodyBytes);
  }

  async #converse(about: About, call: Call, body: string): Promise<Heard> {
    return this.hear(about, await this.prepare(call, Buffer.byteLength(body)).send(body));
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @returns undefined when it is no JSON object or list */
function parseJson(body: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(utf8.decode(body));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
