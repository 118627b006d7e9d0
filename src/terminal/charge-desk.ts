import type { Clock } from '../basics/clock.ts';
import { err, ok, type Result } from '../basics/result.ts';
import type { Charge, ChargePage } from '../contract/charge.ts';
import type { Abilities } from '../gateway/abilities.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Log } from '../log/log.ts';
import type { Currency } from '../money/currency.ts';
import { type Fen, MAX_CHARGE_FEN } from '../money/fen.ts';
import { type Intent, isOfferMethod, parseChargeId, usualSaleOf } from '../payment/charge.ts';
import { isOffer, type OfferedTo } from '../payment/offer.ts';
import { endedWithoutMoney, isUnsent } from '../sale/parking.ts';
import type { AuthCode } from '../scanner/auth-code.ts';
import type { ChargeFilter, Journal } from '../store/journal.ts';
import { attachedTo } from './attached-payment.ts';
import { chargeView } from './charge-view.ts';
import { inTheWay } from './in-the-way.ts';
import { awaitsCode, isGivenUp, type LiveCharge, offeredOrder } from './live-charge.ts';
import type { Names } from './names.ts';
import type { Runner } from './runner.ts';
import { openChargeOf, tellsOfSale } from './same-sale.ts';
import type { ChargeRequest, Refusal, SaleHeld } from './terminal.ts';
import type { UsedCodes } from './used-codes.ts';

/** Where charges are asked for, given their code, given up and looked up, whoever asks: the till or a screen. */
export type ChargeDesk = {
  charge(request: ChargeRequest): Result<{ readonly charge: Charge; readonly created: boolean }, Refusal | SaleHeld>;
  /** What the request's key had begun before, if anything. */
  begunBefore(request: KeyedRequest): Result<Charge, Refusal> | null;
  /** The sale of a cashier's charge that ended without money, to be asked for once more. */
  sameSale(chargeId: string, amountFen: Fen): Result<CarriedSale, 'not_now'>;
  /**
   * The sale of a cashier's charge, to be taken another way: what was not sent is canceled, a QR is withdrawn. `shown_again`: the sale's own QR,
   * withdrawn before and not closed yet, stands once more; asked for from the QR itself too. `not_now`: the customer types his password, or
   * money may have moved.
   */
  otherWay(chargeId: string, method: OtherMethod): Result<OtherWay, 'not_now'>;
  giveCode(chargeId: string, code: AuthCode): Result<Charge, Refusal | SaleHeld>;
  cancel(chargeId: string): Result<Charge, Refusal>;
  askNow(chargeId: string): Result<Charge, Refusal>;
  /** What the shop's own software hands over for an offer that stands. */
  parameters(chargeId: string): Promise<Result<Readonly<Record<string, string>>, 'not_found' | 'no_parameters' | 'no_answer'>>;
  find(chargeId: string): Charge | null;
  list(filter: ChargeFilter, cursor: string | null, limit: number): Result<ChargePage, 'bad_cursor'>;
  /** The charge that the next scan belongs to; there is at most one. */
  awaitingCode(): LiveCharge | undefined;
  /** Takes no new charge and no code from now on. */
  close(): void;
};

type KeyedRequest = Pick<ChargeRequest, 'origin' | 'idempotencyKey' | 'fingerprint'>;
/** What each charge of one sale has in common. */
export type CarriedSale = Pick<Intent, 'saleId' | 'amountFen' | 'tillReference'> & {
  readonly currency?: Currency; // left out: the store's
  readonly description: string | null;
};

type OtherMethod = 'payment_code' | 'merchant_qr';
type OtherWay = { readonly kind: 'anew'; readonly carried: CarriedSale } | { readonly kind: 'shown_again'; readonly chargeId: string };

type Parts = {
  readonly runner: Runner;
  readonly journal: Journal;
  readonly abilities: Abilities;
  readonly gateway: Pick<Gateway, 'parameters'>;
  readonly usedCodes: UsedCodes;
  readonly names: Names;
  readonly shiftId: () => string | null; // of the shift that is open now
  readonly clock: Clock;
  readonly log: Log;
  readonly currency: Currency; // of the store: when nobody said another
  readonly storeName: string; // what the customer reads when nobody said more
  /** Told before a charge begins to await its code, and when one has begun. */
  readonly willAwaitCode: () => void;
  readonly begun: (live: LiveCharge) => void;
};

/** The customer is whoever pays. */
const NOBODY_NAMED: OfferedTo = { openId: null, clientIp: null };

export function createChargeDesk(parts: Parts): ChargeDesk {
  const { runner, journal, abilities, usedCodes, names, clock, log } = parts;
  let isClosed = false;

  function charge(request: ChargeRequest): Result<{ readonly charge: Charge; readonly created: boolean }, Refusal | SaleHeld> {
    if (isClosed) return err('stopping');
    const before = begunBefore(request);
    if (before) return before.ok ? ok({ charge: before.value, created: false }) : before;
    if (journal.damage()) return err('journal_damaged');
    const { method = 'payment_code', currency = parts.currency, to = NOBODY_NAMED } = request;
    if (!abilities.methods.includes(method)) return err('unsupported_method');
    if (!abilities.currencies.includes(currency)) return err('unsupported_currency');
    if (request.amountFen > (abilities.mostOf?.[currency] ?? MAX_CHARGE_FEN)) return err('amount_too_large');
    const isOffer = isOfferMethod(method);
    const awaitsScan = !isOffer && !request.authCode;
    if (awaitsScan && awaitingCode()) return err('terminal_busy');
    const id = names.chargeId();
    const saleId = request.saleId ?? usualSaleOf({ id, tillReference: request.tillReference });
    const other = awaitsScan ? undefined : inTheWay(runner, { id, saleId });
    if (other) return held(other);
    const intent: Intent = {
      id,
      orderNo: names.orderNo(),
      saleId,
      origin: request.origin,
      method,
      amountFen: request.amountFen,
      currency,
      description: request.description ?? parts.storeName,
      tillReference: request.tillReference,
      idempotencyKey: keyOf(request),
      fingerprint: request.fingerprint,
      shiftId: parts.shiftId(),
      createdAtMs: clock.wallMs(),
    };
    const usedBefore = request.authCode !== null && usedCodes.ageMs(request.authCode) !== null;
    if (awaitsScan) parts.willAwaitCode();
    try {
      const live = isOffer ? runner.offer(intent, to) : runner.begin(intent, request.authCode, usedBefore);
      parts.begun(live);
      return ok({ charge: chargeView(live), created: true });
    } catch (error) {
      if (runner.live(intent.id)) throw error; // begun all the same: a bug must not be told as "nothing was begun"
      log.write('journal_failed', { orderNo: intent.orderNo, message: String(error) });
      return err('journal_failed');
    }
  }

  function begunBefore(request: KeyedRequest): Result<Charge, Refusal> | null {
    const key = keyOf(request);
    const known = key ? journal.chargeByIdempotencyKey(key) : null;
    if (!known) return null;
    if (known.intent.fingerprint !== request.fingerprint) return err('idempotency_key_reused');
    return ok(chargeView(runner.live(known.intent.id) ?? known));
  }

  function sameSale(chargeId: string, amountFen: Fen): Result<CarriedSale, 'not_now'> {
    const id = parseChargeId(chargeId);
    const charge = id && journal.charge(id);
    if (!charge) return err('not_now');
    const { intent, state } = charge;
    if (attachedTo(intent.saleId, journal)) return err('not_now'); // it has its money
    const isOver = endedWithoutMoney(state.status) && !openChargeOf(runner, intent.saleId) && tellsOfSale(journal, charge);
    if (intent.origin === 'till' || intent.amountFen !== amountFen || !isOver) return err('not_now');
    // A sale that was settled another way meanwhile is not asked for again.
    const slip = journal.slip('parked_sale', intent.saleId)?.slip;
    return slip && slip.status !== 'parked' ? err('not_now') : ok(intent);
  }

  function otherWay(chargeId: string, method: OtherMethod): Result<OtherWay, 'not_now'> {
    const id = parseChargeId(chargeId);
    const live = id && runner.live(id);
    if (!live) {
      const ended = id && journal.charge(id);
      const carried = ended ? sameSale(chargeId, ended.intent.amountFen) : err('not_now' as const);
      return carried.ok ? ok({ kind: 'anew', carried: carried.value }) : carried;
    }
    const { intent, state } = live;
    if (intent.origin === 'till' || live.revived || isGivenUp(live)) return err('not_now');
    if (intent.method === method) return shownAgain(live);
    if (!isOffer(state) && !isUnsent(state.status)) return err('not_now');
    const beside = [...runner.all()].find((other) => other.intent.saleId === intent.saleId && other !== live);
    // A QR that is being closed cannot be put back: then the code is awaited as before, and nothing is given up.
    const way: Result<OtherWay, 'not_now'> =
      method === 'merchant_qr' && beside ? shownAgain(beside) : ok({ kind: 'anew', carried: intent });
    if (way.ok) runner.dispatch(intent.id, { kind: 'cancel' });
    return way;
  }

  /** Puts a withdrawn QR back, as long as nobody has asked for its closing. */
  function shownAgain({ intent }: LiveCharge): Result<OtherWay, 'not_now'> {
    runner.dispatch(intent.id, { kind: 'offer_again' });
    const { state } = runner.live(intent.id) ?? {};
    const stands = state && isOffer(state) && state.status === 'awaiting_customer';
    return stands ? ok({ kind: 'shown_again', chargeId: intent.id }) : err('not_now');
  }

  function awaitingCode(): LiveCharge | undefined {
    return [...runner.all()].find(awaitsCode);
  }

  /** Finds a charge that can still change, or says why it cannot. */
  function open(chargeId: string): Result<LiveCharge, Refusal> {
    const id = parseChargeId(chargeId);
    const live = id && runner.live(id);
    if (live) return ok(live);
    return err(id && journal.charge(id) ? 'already_final' : 'not_found');
  }

  function giveCode(chargeId: string, code: AuthCode): Result<Charge, Refusal | SaleHeld> {
    if (isClosed) return err('stopping');
    const live = open(chargeId);
    if (!live.ok) return live;
    if (!awaitsCode(live.value)) return err('no_code_awaited');
    if (journal.damage()) return err('journal_damaged');
    if (usedCodes.ageMs(code) !== null) return err('used_code');
    const other = inTheWay(runner, live.value.intent);
    if (other) return held(other);
    runner.giveCode(live.value, code);
    return ok(chargeView(live.value));
  }

  function tell(chargeId: string, kind: 'cancel' | 'ask_now'): Result<Charge, Refusal> {
    const live = open(chargeId);
    if (!live.ok) return live;
    runner.dispatch(live.value.intent.id, { kind });
    return ok(chargeView(live.value));
  }

  function list(filter: ChargeFilter, cursor: string | null, limit: number): Result<ChargePage, 'bad_cursor'> {
    if (cursor !== null && !/^\d{1,15}$/.test(cursor)) return err('bad_cursor');
    const page = journal.charges(filter, cursor === null ? null : Number(cursor), limit);
    const items = page.items.map((record) => chargeView(runner.live(record.intent.id) ?? record));
    return ok({ items, nextCursor: page.nextBefore === null ? null : String(page.nextBefore) });
  }

  async function parameters(chargeId: string): ReturnType<ChargeDesk['parameters']> {
    const id = parseChargeId(chargeId);
    const live = id && runner.live(id);
    if (!live) return err(id && journal.charge(id) ? 'no_parameters' : 'not_found');
    const { state } = live;
    const shown = isOffer(state) && !state.offer.undo ? state.offer.shown : null;
    if (!shown || shown.content !== null) return err('no_parameters');
    const outcome = await parts.gateway.parameters(offeredOrder(live), shown);
    return outcome.kind === 'ready' ? ok(outcome.parameters) : err('no_answer');
  }

  return {
    charge,
    parameters,
    begunBefore,
    sameSale,
    otherWay,
    giveCode,
    cancel: (chargeId) => tell(chargeId, 'cancel'),
    askNow: (chargeId) => tell(chargeId, 'ask_now'),
    find(chargeId) {
      const id = parseChargeId(chargeId);
      const found = id && (runner.live(id) ?? journal.charge(id));
      return found ? chargeView(found) : null;
    },
    list,
    awaitingCode,
    close() {
      isClosed = true;
    },
  };
}

/** Tills and screens choose keys for themselves: neither may answer the other's. */
function keyOf({ origin, idempotencyKey }: KeyedRequest): string | null {
  return idempotencyKey && `${origin}:${idempotencyKey}`;
}

function held({ intent }: LiveCharge): Result<never, SaleHeld> {
  return err({ code: 'sale_unsettled', chargeId: intent.id });
}
