import type { WooshFault } from '../../../contract/sandbox-wooshpay.ts';
import type { Chance } from '../chance.ts';
import type { MishapKind, Mishaps } from '../mishaps.ts';

/** What may befall one exchange: its class, and what the acquirer or the line does. */
type Fate = { readonly kind: MishapKind; readonly fault: WooshFault['kind'] };
type Rows = readonly (readonly [weight: number, fate: Fate])[];

/** Longer than any deadline, so that a request arrives when the terminal has given up. Nothing stays on its way for longer than 15 s. */
const LONGEST_WAY_MS = 14_000;
/** A customer pays so long after a cancel that was confirmed. */
const LATE_SUCCESS_MS: readonly [number, number] = [500, 50_000];

/** Of any call. A new one is a row. */
const USUAL: Rows = [
  [4, { kind: 'request_lost', fault: 'drop_before' }],
  [3, { kind: 'request_lost', fault: 'hang_before' }],
  [5, { kind: 'answer_lost', fault: 'drop_after' }],
  [4, { kind: 'answer_lost', fault: 'hang_after' }],
  [4, { kind: 'late_request', fault: 'delay_before' }],
  [4, { kind: 'late_answer', fault: 'delay_after' }],
  [4, { kind: 'half_answer', fault: 'truncated' }],
  [2, { kind: 'server_error', fault: 'http_500' }],
  [3, { kind: 'server_error', fault: 'http_500_after' }],
  [2, { kind: 'server_error', fault: 'http_502' }],
  [3, { kind: 'server_error', fault: 'http_502_after' }],
  [1, { kind: 'forged', fault: 'wrong_amount' }],
  [1, { kind: 'forged', fault: 'wrong_currency' }],
  [1, { kind: 'forged', fault: 'wrong_order' }],
  [1, { kind: 'forged', fault: 'wrong_id' }],
  [1, { kind: 'forged', fault: 'wrong_livemode' }],
  [2, { kind: 'unsure', fault: 'wrong_status' }],
  [3, { kind: 'unsure', fault: 'rate_limited' }],
  [3, { kind: 'unsure', fault: 'conflict' }],
  [1, { kind: 'unsure', fault: 'old_style' }],
];

/** Of single calls, beside the usual. */
const SPECIAL: Readonly<Record<string, Rows>> = {
  cancel_intent: [[15, { kind: 'lying', fault: 'late_success' }]],
  create_refund: [[8, { kind: 'unsure', fault: 'refund_pending' }]],
  search_intents: [[10, { kind: 'lying', fault: 'not_found' }]],
};

/** Of these alone a wrong id can be told: it was asked for. What is made, or found by its number, has nothing to compare it with. */
const ASKED_BY_ID: ReadonlySet<string> = new Set([
  'retrieve_intent',
  'retrieve_session',
  'retrieve_refund',
  'cancel_intent',
  'expire_session',
]);

type FateParts = {
  readonly mishaps: Mishaps;
  readonly chance: Chance;
  readonly share: number;
  /** Whether the customer could still pay what is being canceled: nobody pays late what was refused, nor what he never scanned. */
  readonly mayComeLate: boolean;
};

/** Decides what befalls an exchange. @param place its name in the story */
export function drawFate(call: WooshFault['call'], place: string, { mishaps, chance, share, mayComeLate }: FateParts): WooshFault | null {
  const rows = [...USUAL, ...(SPECIAL[call] ?? [])].filter(([, { fault }]) => {
    if (fault === 'late_success') return mayComeLate;
    return fault !== 'wrong_id' || ASKED_BY_ID.has(call);
  });
  const fate = mishaps.pick(place, share, rows);
  if (!fate) return null;
  const own = chance.of(place, 'fate');
  const delayMs = fate.fault === 'late_success' ? own.between(...LATE_SUCCESS_MS) : own.between(100, LONGEST_WAY_MS);
  return { call, kind: fate.fault, times: 1, skip: 0, delayMs };
}
