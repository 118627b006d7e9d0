import * as v from 'valibot';
import { err, ok, type Result } from '../../basics/result.ts';
import { parseCurrency } from '../../money/currency.ts';
import { fen } from '../../money/fen.ts';
import { parseOrderNo } from '../../payment/charge.ts';
import { parseRefundNo } from '../../payment/refund.ts';
import type { Notice, Notices } from '../gateway.ts';
import type { Desk } from './desk.ts';
import { readIntent } from './intent.ts';
import { maybe, textOf } from './lenient.ts';
import { readRefund } from './refund.ts';
import { Remembered } from './remembered.ts';
import { readSession } from './session.ts';
import { checkSignature } from './signature.ts';

export const WEBHOOK_PATH = '/webhooks/wooshpay';

/** Reports come again for 72 hours; they are known again for longer than that. */
const KNOWN_FOR_MS = 7 * 24 * 60 * 60_000;
const MOST_KNOWN = 50_000;
const MAX_BYTES = 64 * 1024;

/** Our own reasons. Any other is the terminal's: a report about something else is a true one, and coming again would not help. */
const DISBELIEVED: ReadonlySet<string> = new Set(['signature', 'time', 'size', 'json', 'event', 'livemode']);

const Event = v.object({
  id: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,128}$/)),
  type: v.pipe(v.string(), v.maxLength(128)),
  livemode: maybe(v.boolean()),
  data: v.object({ object: v.unknown() }),
});
type Event = v.InferOutput<typeof Event>;

const NOBODYS = { orderNo: null, refundNo: null, amountFen: null, currency: null } as const;

/**
 * Reads what WooshPay reports by itself. A report is a reason to ask and never an answer, so order and age do not matter; one that came
 * before is about nothing (`other`): it was asked about then. The ids in it are learnt, which a search might not tell for a while.
 *
 * Source: WooshPay, webhooks: events, signatures, retries.
 */
export function createWebhooks(desk: Desk, secret: string): Notices {
  const { clock, known } = desk;
  const heardAtMs = new Remembered<string, number>(MOST_KNOWN); // wall clock, by the event's id

  function isRepeat(id: string): boolean {
    const nowMs = clock.wallMs();
    const beforeMs = heardAtMs.get(id);
    heardAtMs.set(id, nowMs);
    return beforeMs !== undefined && Math.abs(nowMs - beforeMs) < KNOWN_FOR_MS;
  }

  function noticeOf({ id, type, data: { object } }: Event): Notice {
    if (type.startsWith('payment_intent.')) return ofIntent(id, object);
    if (type.startsWith('checkout.session.')) return ofSession(id, object);
    if (type === 'charge.refund.updated') return ofRefund(id, object);
    return { about: 'other', id, ...NOBODYS };
  }

  function ofIntent(id: string, object: unknown): Notice {
    const intent = readIntent(object);
    const orderNo = parseOrderNo(intent?.orderNo ?? textOf(intent?.metadata, 'order_no') ?? '');
    if (!intent || !orderNo) return { about: 'other', id, ...NOBODYS };
    if (intent.orderNo !== null) known.learnIntent(orderNo, intent.id);
    const amountFen = fen(intent.amount);
    return { ...NOBODYS, about: 'payment', id, orderNo, amountFen, currency: parseCurrency(intent.currency) };
  }

  function ofSession(id: string, object: unknown): Notice {
    const session = readSession(object);
    const orderNo = parseOrderNo(session?.orderNo ?? '');
    if (!session || !orderNo) return { about: 'other', id, ...NOBODYS };
    known.learnReportedSession(orderNo, session.id);
    return { ...NOBODYS, about: 'payment', id, orderNo, amountFen: fen(session.amount), currency: parseCurrency(session.currency) };
  }

  function ofRefund(id: string, object: unknown): Notice {
    const refund = readRefund(object);
    const refundNo = parseRefundNo(refund?.refundNo ?? '');
    if (!refund || !refundNo) return { about: 'other', id, ...NOBODYS };
    known.learnRefund(refundNo, refund.id);
    return { ...NOBODYS, about: 'refund', id, refundNo, amountFen: fen(refund.amount), currency: parseCurrency(refund.currency) };
  }

  function read(headers: Readonly<Record<string, string>>, body: Uint8Array): Result<Notice, string> {
    if (body.byteLength > MAX_BYTES) return err('size');
    const wrong = checkSignature(headers['wooshpay-signature'], body, secret, clock.wallMs());
    if (wrong) return err(wrong);
    const value = parseJson(body);
    if (value === undefined) return err('json');
    const event = v.safeParse(Event, value);
    if (!event.success) return err('event');
    if (event.output.livemode === !desk.isLive) return err('livemode');
    const { id } = event.output;
    return ok(isRepeat(id) ? { about: 'other', id, ...NOBODYS } : noticeOf(event.output));
  }

  return {
    path: WEBHOOK_PATH,
    read: ({ headers, body }) => read(headers, body),
    reply: (why) => ({ status: why !== null && DISBELIEVED.has(why) ? 400 : 200, contentType: 'application/json', body: '{}' }),
  };
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}
