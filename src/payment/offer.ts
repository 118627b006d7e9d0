/** Who an offer is for, as far as the acquirer must be told: of orders that the shop's own software places. */
export type OfferedTo = {
  readonly openId: string | null; // the customer, as the merchant's app knows him; of official accounts and mini programs
  readonly clientIp: string | null; // address of his phone; of H5
};

/** Characters of what an acquirer may give to be shown: a QR's text has a hundred, a picture of one a few thousand. */
export const MAX_SHOWN = 20_000;

/** What the acquirer gave for the customer: a text to show as a QR or to follow, or the name under which his WeChat finds the order. */
export type Shown = {
  readonly content: string | null; // `weixin://…`, `https://…`; no secret: whoever uses it can only pay
  readonly prepayId: string | null; // of orders that the shop's own software hands over
};

/** Why an offer is being withdrawn. */
export type OfferUndo = 'canceled' | 'expired';

/** What is known and wanted of an order that the customer pays by himself and that has no end yet. */
export type Offer = {
  readonly to: OfferedTo;
  readonly expiresAtMs: number; // wall clock: until then it is shown, and the acquirer takes its money
  readonly shown: Shown | null; // null: the acquirer's answer has not come; nobody can have paid
  readonly undo: OfferUndo | null; // null: it stands
  readonly mayClose: boolean; // `closeDelayMs` has passed since it was placed: the acquirer lets it be closed
  readonly inFlight: 'offer' | 'query' | 'withdraw' | null;
  readonly closeSent: boolean; // it cannot be put back any more
  readonly closed: boolean; // the query in flight (or next) confirms an answered closing
  readonly confirmations: number; // answers that it is closed
  readonly absences: number; // answers in a row that the acquirer knows no such order
  readonly silences: number; // questions in a row without a trustworthy answer
  readonly polls: number; // questions since it was shown; the wait between them grows
  readonly rounds: number; // repeats of placing or closing; the wait between them grows
  readonly acquirerCode: string | null; // the acquirer's last word, for the manager
};

/** An offer's place in its life. `queued`: no byte of it has left; `reversing`: it is being withdrawn. */
export type OfferState = {
  readonly status: 'queued' | 'submitting' | 'awaiting_customer' | 'unresolved' | 'reversing';
  readonly offer: Offer;
};

/** What of it outlives the process. */
export type KeptOffer = Pick<Offer, 'to' | 'expiresAtMs' | 'shown' | 'undo' | 'closeSent'>;
export type KeptOfferState = { readonly status: OfferState['status']; readonly offer: KeptOffer };

/** Whether a charge's state is that of an offer which has no end yet. */
export function isOffer<State extends { readonly status: string }>(state: State): state is Extract<State, { readonly offer: unknown }> {
  return 'offer' in state;
}

/** An offer of which nothing has left. */
export function newOffer(to: OfferedTo, expiresAtMs: number): Offer {
  return {
    to,
    expiresAtMs,
    shown: null,
    undo: null,
    mayClose: false,
    inFlight: null,
    closeSent: false,
    closed: false,
    confirmations: 0,
    absences: 0,
    silences: 0,
    polls: 0,
    rounds: 0,
    acquirerCode: null,
  };
}

/** Takes from an offer what the journal keeps. */
export function keptOffer({ to, expiresAtMs, shown, undo, closeSent }: Offer): KeptOffer {
  return { to, expiresAtMs, shown, undo, closeSent };
}

/** Brings a kept offer back to life, knowing nothing that the process knew. */
export function reviveOffer({ to, expiresAtMs, ...kept }: KeptOffer): Offer {
  return { ...newOffer(to, expiresAtMs), ...kept };
}
