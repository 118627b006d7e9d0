import type { WooshDesk } from './desk.ts';
import type { Intent } from './intent.ts';
import { referenceOf } from './session-book.ts';

/** The merchant's number of what an intent pays: its own, else that of its session; '' when there is none. */
export function orderNoOf({ sessions }: Pick<WooshDesk, 'sessions'>, { orderNo, sessionId }: Intent): string {
  const session = sessionId === null ? undefined : sessions.find(sessionId);
  return orderNo || (session ? referenceOf(session) : '');
}

/** Every intent of a merchant's number, oldest first: nothing keeps it from being used twice. */
export function intentsOf({ intents, sessions }: Pick<WooshDesk, 'intents' | 'sessions'>, orderNo: string): Intent[] {
  const ofSessions = sessions.ofReference(orderNo).flatMap(({ intentId }) => intents.find(intentId) ?? []);
  return [...intents.ofOrder(orderNo), ...ofSessions];
}
