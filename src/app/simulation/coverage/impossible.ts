import { EVENTS, FAULTS, type FaultName, STATUSES } from './coverage.ts';

/** Meetings that cannot be, and why. `events` are names or the part before the colon; what is left out means all of them. */
export type Impossible = {
  readonly statuses?: readonly (typeof STATUSES)[number][];
  readonly events?: readonly string[];
  readonly otherThan?: readonly string[]; // events to which it does not apply
  readonly faults?: readonly FaultName[];
  readonly why: string;
};

const OF_AN_EXCHANGE: readonly FaultName[] = [
  'request_lost',
  'answer_lost',
  'late_request',
  'late_answer',
  'duplicated',
  'half_answer',
  'server_error',
  'forged',
  'unsure',
  'lying',
  'stale_connection',
];
const PURSUED = ['awaiting_customer', 'unresolved', 'reversing'] as const;

export const IMPOSSIBLE: readonly Impossible[] = [
  {
    statuses: ['awaiting_code'],
    events: ['charge_answered', 'query_answered', 'reverse_answered', 'timer', 'no_room'],
    why: 'nothing was sent or asked for a charge that awaits its code, and nothing waits',
  },
  {
    statuses: ['awaiting_code'],
    otherThan: ['resumed'],
    faults: OF_AN_EXCHANGE,
    why: 'nothing was sent yet; an armed order of which something was sent is resumed, and then pursued',
  },
  {
    statuses: ['queued'],
    events: ['code_scanned', 'charge_answered', 'query_answered', 'reverse_answered', 'timer:ask', 'timer:deadline', 'timer:reverse_delay'],
    why: 'a queued charge has its code, nothing on its way, and one wait: for the end of its code',
  },
  {
    statuses: ['awaiting_code'],
    faults: ['lying'],
    why: 'lies are told in answers to questions, and none is asked before the journal has the charge as sent',
  },
  { statuses: ['queued'], faults: OF_AN_EXCHANGE, why: 'a charge is queued only as long as certainly nothing of it has left' },
  {
    statuses: ['submitting'],
    events: ['code_scanned', 'reverse_answered', 'timer:ask', 'timer:deadline', 'timer:reverse_delay', 'no_room'],
    why: 'a charge on its way takes no scan, is not undone yet, and has one wait: for the end of its code',
  },
  {
    statuses: ['submitting'],
    events: ['query_answered:paid', 'query_answered:customer_paying', 'query_answered:not_paid', 'query_answered:undone'],
    why: 'asked about after a refusal alone: no simulated acquirer refuses for good what it takes (the steps have unit tests)',
  },
  { statuses: ['submitting'], events: ['query_answered'], faults: ['none'], why: 'asked about only after an answer of the unsure kind' },
  {
    statuses: ['submitting'],
    events: ['charge_answered:paid'],
    faults: ['forged'],
    why: 'a forged payment is not believed; a forged refusal carries nothing that could be forged',
  },
  {
    statuses: ['submitting'],
    events: ['charge_answered:paid', 'charge_answered:customer_paying'],
    faults: ['request_lost', 'answer_lost', 'half_answer', 'server_error', 'unsure', 'stale_connection'],
    why: 'no such answer is read of a submission that this befell',
  },
  {
    statuses: ['submitting'],
    events: ['charge_answered:declined'],
    faults: ['request_lost', 'answer_lost', 'half_answer', 'server_error', 'stale_connection'],
    why: 'no such answer is read of a submission that this befell',
  },
  {
    statuses: ['submitting'],
    events: ['charge_answered:not_sent'],
    faults: OF_AN_EXCHANGE,
    why: 'what befalls an exchange befalls what has left',
  },
  { events: ['resumed'], faults: ['none'], why: 'the end of a process is counted for every open charge' },
  {
    statuses: ['unresolved', 'queued'],
    faults: ['none'],
    why: 'where nothing goes wrong, nothing is unknown and nothing waits for the line',
  },
  {
    events: ['charge_answered:unknown', 'charge_answered:not_sent'],
    faults: ['none'],
    why: 'where nothing goes wrong, a submission is answered',
  },
  {
    statuses: ['submitting'],
    otherThan: ['query_answered', 'resumed', 'cancel', 'ask_now', 'line_back', 'clean_stop', 'timer:code_expiry'],
    faults: ['lying'],
    why: 'lies are told in answers to questions and reversals, after the submission is answered',
  },
  {
    statuses: PURSUED,
    events: ['code_scanned', 'charge_answered', 'timer:code_expiry', 'no_room'],
    why: 'the submission was answered or given up before; its code is forgotten',
  },
  {
    statuses: ['awaiting_customer'],
    events: ['reverse_answered'],
    why: 'whoever is being undone is no longer shown as somebody who is awaited',
  },
  {
    statuses: ['awaiting_customer'],
    events: ['query_answered:not_paid'],
    why: 'an order with an open dialog does not go back to having none',
  },
  {
    events: ['query_answered:not_paid', 'reverse_answered:refused'],
    faults: ['none'],
    why: 'the acquirer does so by a mishap of the unsure kind only',
  },
  { events: ['clean_stop'], faults: ['none'], why: 'a stop in good order is itself counted, for every open charge' },
  {
    statuses: ['awaiting_customer', 'reversing'],
    events: ['query_answered:absent', 'reverse_answered:absent'],
    faults: ['none'],
    why: 'an order that was told of is absent only by a lie; where nothing goes wrong, none is undone that was not told of',
  },
  {
    events: ['query_answered:unknown', 'reverse_answered:unknown'],
    faults: ['none'],
    why: 'where nothing goes wrong, questions and reversals are answered',
  },
  {
    statuses: ['awaiting_customer'],
    events: ['query_answered:undone'],
    faults: ['none'],
    why: 'the terminal gives up waiting for a customer no later than the acquirer, and from then on undoes',
  },
  {
    statuses: ['submitting'],
    events: ['timer:code_expiry'],
    faults: ['none'],
    why: 'where nothing goes wrong, a submission is answered long before its code is dead',
  },
];

/** Why a meeting cannot be, or null. */
export function whyImpossible(status: string, event: string, fault: FaultName): string | null {
  return IMPOSSIBLE.find((rule) => applies(rule, status, event, fault))?.why ?? null;
}

function applies({ statuses, events, otherThan, faults }: Impossible, status: string, event: string, fault: FaultName): boolean {
  return (
    (!statuses || statuses.some((name) => name === status)) &&
    (!events || events.some((name) => names(name, event))) &&
    !otherThan?.some((name) => names(name, event)) &&
    (!faults || faults.includes(fault))
  );
}

function names(name: string, event: string): boolean {
  return event === name || event.startsWith(`${name}:`);
}

/** Every meeting there is, in the order of the counts. */
export function everyMeeting(): readonly { readonly status: string; readonly event: string; readonly fault: FaultName }[] {
  return STATUSES.flatMap((status) => EVENTS.flatMap((event) => FAULTS.map((fault) => ({ status, event, fault }))));
}
