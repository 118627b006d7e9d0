import type { PaymentEvent } from '../../../payment/event.ts';
import type { Status } from '../../../payment/state.ts';
import { MISHAPS } from '../mishaps.ts';

/** Statuses in which a charge can still meet something. */
export const STATUSES = [
  'awaiting_code',
  'queued',
  'submitting',
  'awaiting_customer',
  'unresolved',
  'reversing',
] as const satisfies readonly Status[];

/** Each event by its kind, and by what it brings where that makes a difference. */
const DETAILS = {
  code_scanned: [],
  charge_answered: ['paid', 'declined', 'customer_paying', 'unknown', 'not_sent'],
  query_answered: ['paid', 'customer_paying', 'not_paid', 'payment_failed', 'undone', 'absent', 'unknown'],
  reverse_answered: ['reversed', 'again', 'absent', 'refused', 'unknown'],
  timer: ['ask', 'deadline', 'reverse_delay', 'code_expiry'],
  cancel: [],
  ask_now: [],
  line_back: [],
  no_room: [],
  clean_stop: [],
  resumed: [],
} as const satisfies Record<Exclude<PaymentEvent['kind'], OfferEvent>, readonly string[]>;

/** What happens to offers alone: they have a list of their own. */
type OfferEvent = 'offer_answered' | 'withdraw_answered' | 'offer_again';

export const EVENTS: readonly string[] = Object.entries(DETAILS).flatMap(([kind, details]) =>
  details.length === 0 ? [kind] : details.map((detail) => `${kind}:${detail}`),
);

/** Where nothing has gone wrong yet, and then each class of mishap that the charge has suffered by then. */
export const FAULTS = ['none', ...MISHAPS] as const;
export type FaultName = (typeof FAULTS)[number];

/** Counts how often each status met each event under each fault. */
export type Coverage = {
  meet(status: Status, event: PaymentEvent, suffered: number): void;
  meetOffer(status: Status, event: PaymentEvent): void;
  readonly offers: Map<string, number>; // how often an offer's status met an event, by both names
  readonly counts: Float64Array; // by status, event, fault, in the orders above
};

const STATUS_AT = new Map<string, number>(STATUSES.map((status, index) => [status, index]));
const EVENT_AT = new Map<string, number>(EVENTS.map((event, index) => [event, index]));

export function createCoverage(): Coverage {
  const counts = new Float64Array(STATUSES.length * EVENTS.length * FAULTS.length);
  const offers = new Map<string, number>();
  return {
    offers,
    meetOffer(status, event) {
      const pair = `${status} × ${nameOf(event)}`;
      offers.set(pair, (offers.get(pair) ?? 0) + 1);
    },
    counts,
    meet(status, event, suffered) {
      if (isRepeat(status, event)) return;
      const at = cellAt(status, nameOf(event));
      if (suffered === 0) counts[at] = (counts[at] ?? 0) + 1;
      for (let bit = 0; bit < MISHAPS.length; bit += 1) if (suffered & (1 << bit)) counts[at + bit + 1] = (counts[at + bit + 1] ?? 0) + 1;
    },
  };
}

/** A code's end, or the end of a queue's room, that the disk did not take comes again, and may find the charge further on: it was counted where it came first. */
function isRepeat(status: Status, event: PaymentEvent): boolean {
  if (event.kind === 'no_room') return status !== 'queued' && status !== 'awaiting_code';
  return event.kind === 'timer' && event.timer === 'code_expiry' && status !== 'submitting' && status !== 'queued';
}

/** Where the counts of a status and an event begin; the faults follow one another. */
export function cellAt(status: string, event: string): number {
  const statusAt = STATUS_AT.get(status);
  const eventAt = EVENT_AT.get(event);
  if (statusAt === undefined || eventAt === undefined) throw new Error(`the coverage report does not know ${status} × ${event}`);
  return (statusAt * EVENTS.length + eventAt) * FAULTS.length;
}

function nameOf(event: PaymentEvent): string {
  switch (event.kind) {
    case 'charge_answered':
    case 'query_answered':
    case 'reverse_answered':
    case 'offer_answered':
    case 'withdraw_answered':
      return `${event.kind}:${event.outcome.kind}`;
    case 'timer':
      return `timer:${event.timer}`;
    default:
      return event.kind;
  }
}
