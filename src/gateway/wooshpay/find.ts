import type { Doubt, Order } from '../gateway.ts';
import type { About, Heard } from './api.ts';
import { disbelief, type Found } from './believe.ts';
import { wordOf } from './codes.ts';
import type { Desk } from './desk.ts';
import { type Intent, readIntent } from './intent.ts';
import { intentsInList, searchPath, sessionsInList } from './lists.ts';
import { type FoundSession, readSession, type Session, sessionDisbelief } from './session.ts';

/** All that WooshPay has under an order's number, believed. */
export type Standings = { readonly kind: 'found'; readonly intents: readonly Intent[]; readonly session: Session | null };

/** Why nothing is known of it. */
export type Unknown = { readonly kind: 'unknown'; readonly doubt: Doubt; readonly acquirerCode: string | null };

export type Finding = Standings | { readonly kind: 'absent' } | Unknown;

const ABSENT = { kind: 'absent' } as const;

/**
 * Finds what WooshPay has of an order: by its ids where this process knows them, else by a search for its number; a list is read where the
 * search fails. Orders of a hosted page are found by their session.
 *
 * Source: WooshPay, PaymentIntents: retrieve, search, list.
 */
export async function find(desk: Desk, order: Order): Promise<Finding> {
  const { intentIds, sessionIds } = desk.known.order(order.orderNo);
  const known = sessionIds.length > 0 ? await retrieveSessions(desk, order, sessionIds) : await retrieveAll(desk, order, intentIds);
  if (known.kind !== 'absent') return known;
  desk.known.forget(order.orderNo); // a wrong id must not hide what the number finds
  const found = order.method === 'link' ? ABSENT : await search(desk, order);
  const mayBeSession = order.method === undefined || order.method === 'link';
  return found.kind === 'absent' && mayBeSession ? searchSessions(desk, order) : found;
}

/** What an exchange that brought nothing leaves to be said. */
export function unknownAfter(heard: Exclude<Heard, { readonly kind: 'done' }>): Unknown {
  if (heard.kind === 'unheard') return { kind: 'unknown', doubt: 'no_answer', acquirerCode: null };
  const doubt: Doubt = heard.status === 401 || heard.status === 403 ? 'refused' : 'unsure';
  return { kind: 'unknown', doubt, acquirerCode: wordOf(heard.error) ?? `HTTP_${heard.status}` };
}

/** One intent by its id. */
export async function retrieve(desk: Desk, order: Order, found: Extract<Found, { readonly id: string }>): Promise<Finding> {
  const about: About = { what: 'retrieve payment intent', orderNo: order.orderNo };
  const heard = await desk.api.get(about, `/v1/payment_intents/${found.id}`);
  if (heard.kind === 'refused' && heard.status === 404) return ABSENT;
  return heard.kind === 'done' ? believed(desk, order, about, [{ value: heard.value, found }]) : unknownAfter(heard);
}

async function retrieveAll(desk: Desk, order: Order, ids: readonly string[]): Promise<Finding> {
  const findings: Finding[] = [];
  for (const id of ids) findings.push(await retrieve(desk, order, { by: 'id', id }));
  return together(findings);
}

/** Several make one: what is unknown of one is unknown of all, unless another is paid. Of several pages the one that is still open counts. */
function together(findings: readonly Finding[]): Finding {
  const found = findings.filter((finding) => finding.kind === 'found');
  const intents = found.flatMap((finding) => finding.intents);
  const unknown = findings.find((finding) => finding.kind === 'unknown');
  if (unknown && !intents.some(({ status }) => status === 'succeeded')) return unknown;
  const sessions = found.flatMap(({ session }) => session ?? []);
  const session = sessions.find(({ status }) => status === 'open') ?? sessions.find(({ status }) => status !== 'expired') ?? sessions[0];
  return found.length > 0 ? { kind: 'found', intents, session: session ?? null } : ABSENT;
}

async function search(desk: Desk, order: Order): Promise<Finding> {
  const about: About = { what: 'search payment intents', orderNo: order.orderNo };
  const heard = await desk.api.get(about, searchPath(order.orderNo));
  const values = heard.kind === 'done' ? await intentsInList(desk, order, { kind: 'page', value: heard.value }) : null;
  if (values) return chosen(desk, order, about, values);
  const failed = heard.kind === 'done' ? null : unknownAfter(heard);
  if (failed?.doubt === 'no_answer' || failed?.acquirerCode === 'rate_limit') return failed; // a list would fare no better
  const listed = await intentsInList(desk, order, { kind: 'since' });
  return listed ? chosen(desk, order, about, listed) : (failed ?? { kind: 'unknown', doubt: 'unsure', acquirerCode: null });
}

function chosen(desk: Desk, order: Order, about: About, values: readonly unknown[]): Finding {
  const found: Found = { by: 'order_number' };
  return values.length === 0
    ? ABSENT
    : believed(
        desk,
        order,
        about,
        values.map((value) => ({ value, found })),
      );
}

type Candidate = { readonly value: unknown; readonly found: Found };

/** Keeps what is believed; what is not casts doubt on the rest, unless that is paid. */
export function believed(desk: Desk, order: Order, about: About, candidates: readonly Candidate[]): Finding {
  const intents: Intent[] = [];
  let why: string | null = null;
  for (const { value, found } of candidates) {
    const intent = readIntent(value);
    const wrong = intent ? disbelief(intent, order, found, desk.isLive) : 'not an intent';
    if (!intent || wrong) {
      why = wrong;
      continue;
    }
    intents.push(intent);
    if (found.by !== 'session') desk.known.learnIntent(order.orderNo, intent.id);
  }
  if (why !== null) desk.api.alarm(about, why);
  if (why !== null && !intents.some(({ status }) => status === 'succeeded')) return UNTRUSTED;
  return { kind: 'found', intents, session: null };
}

const UNTRUSTED: Unknown = { kind: 'unknown', doubt: 'untrusted', acquirerCode: null };

async function retrieveSessions(desk: Desk, order: Order, ids: readonly string[]): Promise<Finding> {
  const findings: Finding[] = [];
  for (const id of ids) findings.push(await retrieveSession(desk, order, id));
  return together(findings);
}

async function retrieveSession(desk: Desk, order: Order, id: string): Promise<Finding> {
  const about: About = { what: 'retrieve checkout session', orderNo: order.orderNo };
  const heard = await desk.api.get(about, `/v1/checkout/sessions/${id}`);
  if (heard.kind === 'refused' && heard.status === 404) return ABSENT;
  return heard.kind === 'done' ? withIntent(desk, order, believedSession(desk, order, heard.value, { by: 'id', id })) : unknownAfter(heard);
}

/** One number may have come to several pages, where keys were not looked at: the customer may have paid on any of them. */
async function searchSessions(desk: Desk, order: Order): Promise<Finding> {
  const values = await sessionsInList(desk, order);
  const reported = desk.known.order(order.orderNo).reportedSessionIds;
  if (!values?.length && reported.length > 0) return retrieveSessions(desk, order, reported);
  if (!values) return { kind: 'unknown', doubt: 'unsure', acquirerCode: null };
  const sessions = values.map((value) => believedSession(desk, order, value, { by: 'order_number' })); // all of them learnt
  const findings: Finding[] = [];
  for (const session of sessions) findings.push(await withIntent(desk, order, session));
  return together(findings);
}

/** @returns null when it is not believed, which is told */
export function believedSession(desk: Desk, order: Order, value: unknown, found: FoundSession): Session | null {
  const session = readSession(value);
  const wrong = session ? sessionDisbelief(session, order, found, desk.isLive) : 'not a session';
  if (!session || wrong) {
    desk.api.alarm({ what: 'checkout session', orderNo: order.orderNo }, wrong ?? '');
    return null;
  }
  desk.known.learnSession(order.orderNo, session.id);
  return session;
}

/** The page and the payment decide together: a session that was left is no refusal, and a page that thanks is no money. */
async function withIntent(desk: Desk, order: Order, session: Session | null): Promise<Finding> {
  if (!session) return UNTRUSTED;
  if (session.intentId === null) return { kind: 'found', intents: [], session };
  const finding = await retrieve(desk, order, { by: 'session', id: session.intentId });
  if (finding.kind === 'absent') return { kind: 'found', intents: [], session };
  return finding.kind === 'found' ? { ...finding, session } : finding;
}
