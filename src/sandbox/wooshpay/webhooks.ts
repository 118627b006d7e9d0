import { createHmac } from 'node:crypto';
import type { Cancel, Clock } from '../../basics/clock.ts';
import type { WooshFault } from '../../contract/sandbox-wooshpay.ts';
import type { FaultPlan } from '../faults.ts';
import type { EndpointBook } from './endpoints.ts';
import { isLoopback } from './endpoints.ts';
import type { WooshEvent } from './events.ts';
import type { WooshTimes } from './times.ts';

/** One delivery as it leaves. */
export type WebhookPost = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Posts it. @param answered hears the HTTP status, or null when nothing came back; once, and never after the cancellation */
export type PostWebhook = (post: WebhookPost, answered: (status: number | null) => void) => Cancel;

export type WebhooksParts = {
  readonly clock: Clock;
  readonly times: WooshTimes;
  readonly faults: FaultPlan<WooshFault>;
  readonly endpoints: EndpointBook;
  readonly secret: string; // of the configured address
  readonly post: PostWebhook;
};

type Target = { readonly url: string; readonly secret: string };

/** More that wait for an endpoint than this: the oldest are given up. */
const MOST_WAITING = 10_000;

/** A stale delivery is signed for a time so long ago. */
const STALE_S = 24 * 60 * 60;

/**
 * The value of `Wooshpay-Signature`. Source: WooshPay, webhook signatures.
 *
 * @param atS seconds since 1970
 * @param secret whole, as it was shown
 */
export function signWebhook(body: string, atS: number, secret: string): string {
  const v1 = createHmac('sha256', secret).update(`${atS}.${body}`).digest('hex');
  return `t=${atS},v1=${v1}`;
}

/** Reports events to where the merchant wants them, again and again until somebody takes them. */
export class Webhooks {
  readonly #parts: WebhooksParts;
  readonly #waiting = new Set<Cancel>();
  readonly #posting = new Set<Cancel>();
  #held: (() => void)[] = [];
  #url: string | null = null;
  #isStopped = false;

  constructor(parts: WebhooksParts) {
    this.#parts = parts;
  }

  /** The configured address beside the registered endpoints, signed with the account's own secret. */
  url(): string | null {
    return this.#url;
  }

  /** @returns false, and nothing changes, when it is not on this machine */
  setUrl(url: string | null): boolean {
    if (url !== null && !isLoopback(url)) return false;
    this.#url = url;
    return true;
  }

  /** Sends an event to everybody who wants to hear of it. */
  report(event: WooshEvent): void {
    if (this.#isStopped) return;
    const body = JSON.stringify(event.body);
    for (const target of this.#targets(event.type)) this.#first(event, body, target);
  }

  /** Posts nothing more. */
  stop(): void {
    for (const cancel of [...this.#waiting, ...this.#posting]) cancel();
    this.#posting.clear();
    this.#isStopped = true;
  }

  #targets(type: string): Target[] {
    const registered = this.#parts.endpoints
      .all()
      .filter(({ status, enabledEvents }) => status === 'enabled' && (enabledEvents.includes(type) || enabledEvents.includes('*')));
    return this.#url ? [{ url: this.#url, secret: this.#parts.secret }, ...registered] : registered;
  }

  /** The first delivery, with its planted fault. */
  #first(event: WooshEvent, body: string, target: Target): void {
    const { faults, clock } = this.#parts;
    const fault = faults.take('webhook');
    const send = (forged: { secret?: string; ageS?: number } = {}) => this.#send(event, body, { ...target, ...forged }, 0);
    if (fault) faults.note({ call: 'webhook', orderNo: event.type, fault: fault.kind, answer: event.id });
    switch (fault?.kind) {
      case 'lost':
        return;
      case 'late':
      case 'delay_before':
        this.#after(fault.delayMs, send);
        return;
      case 'reordered':
        this.#held.push(send);
        return;
      case 'bad_signature':
        send({ secret: `${target.secret}x` });
        return;
      case 'stale':
        send({ ageS: STALE_S });
        return;
      default:
        send();
    }
    if (fault?.kind === 'duplicate') send();
    const held = this.#held;
    this.#held = [];
    for (const late of held) clock.after(0, late);
  }

  /** One delivery; what is not taken comes again, signed afresh. */
  #send(event: WooshEvent, body: string, target: Target & { readonly ageS?: number }, count: number): void {
    const { clock, times, post } = this.#parts;
    const atS = Math.floor(clock.wallMs() / 1000) - (target.ageS ?? 0);
    const answered = (status: number | null): void => {
      cancelWait();
      this.#posting.delete(cancelPost);
      const gapMs = times.webhookGapsMs[count];
      const isTaken = status !== null && status >= 200 && status < 300;
      if (!isTaken && gapMs !== undefined) this.#after(gapMs, () => this.#send(event, body, target, count + 1));
    };
    const cancelWait = this.#after(times.webhookTimeoutMs, () => {
      cancelPost();
      answered(null);
    });
    const headers = { 'content-type': 'application/json', 'wooshpay-signature': signWebhook(body, atS, target.secret) };
    const cancelPost = post({ url: target.url, headers, body }, answered);
    this.#posting.add(cancelPost);
  }

  #after(delayMs: number, callback: () => void): Cancel {
    const cancelPlan = this.#parts.clock.after(delayMs, () => {
      this.#waiting.delete(cancel);
      callback();
    });
    const cancel = () => {
      this.#waiting.delete(cancel);
      cancelPlan();
    };
    this.#waiting.add(cancel);
    const [oldest] = this.#waiting;
    if (this.#waiting.size > MOST_WAITING) oldest?.();
    return cancel;
  }
}
