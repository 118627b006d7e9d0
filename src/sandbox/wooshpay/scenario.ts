import type { Intent, Turn } from './intent.ts';

const SECOND_MS = 1000;

/** Why the wallet's side refuses, as `decline_code`. */
export type DeclineCode = 'invalid_request_error' | 'insufficient_funds' | 'generic_decline';

/** What comes of a payment code that asks for it by its last four digits. */
export type Scenario = {
  readonly status?: 'requires_action' | 'processing' | 'under_review'; // without one it is paid at once, or declined
  readonly turn?: { readonly turn: Turn; readonly afterMs: number }; // of its own accord; without one an open one lapses as any other
  readonly decline?: DeclineCode;
  readonly answer?: 'http_402' | 'http_500' | 'http_502' | 'cut'; // what comes back instead of the intent
  readonly cutAfterMs?: number;
  readonly cancel?: 'late_success' | 'too_late'; // what a cancellation meets
  readonly pollsRefused?: number; // so many retrieves answer 429, then it is paid
  readonly receivedOff?: number; // amount_received is off by so much
  readonly searchBlindMs?: number; // a search does not see it that long
  readonly refunds?: 'pending' | 'failed';
  readonly isOldStyle?: true;
};

const ASKS = { status: 'requires_action' } as const;

/** The scenarios by the last four digits of a code that the phone did not issue. Any other digits are paid at once. */
const SCENARIOS: Readonly<Record<string, Scenario>> = {
  '0001': { ...ASKS, turn: { turn: 'succeed', afterMs: 3 * SECOND_MS } },
  '0002': { ...ASKS, turn: { turn: 'succeed', afterMs: 20 * SECOND_MS } },
  '0003': ASKS,
  '0004': { decline: 'invalid_request_error' },
  '0005': { decline: 'insufficient_funds' },
  '0006': { decline: 'invalid_request_error', answer: 'http_402' },
  '0007': { answer: 'cut', cutAfterMs: 35 * SECOND_MS },
  '0008': { answer: 'http_500' },
  '0009': { answer: 'http_502' },
  '0010': { ...ASKS, cancel: 'late_success' },
  '0011': { ...ASKS, cancel: 'too_late' },
  '0012': { ...ASKS, pollsRefused: 3 },
  '0013': { status: 'under_review', turn: { turn: 'succeed', afterMs: 10 * SECOND_MS } },
  '0014': { receivedOff: -1 },
  '0015': { searchBlindMs: 15 * SECOND_MS },
  '0016': { refunds: 'pending' },
  '0017': { refunds: 'failed' },
  '0018': { status: 'processing', turn: { turn: 'succeed', afterMs: 5 * SECOND_MS } },
  '0019': { isOldStyle: true },
};

/** After a cancellation that came too early, the customer pays this much later. */
export const LATE_SUCCESS_MS = 5 * SECOND_MS;

/** The scenario that an intent's code asked for. */
export function scenarioOf({ scenario }: Pick<Intent, 'scenario'>): Scenario | undefined {
  return SCENARIOS[scenario];
}
