import { assert } from '../basics/assert.ts';
import type { Clock, Random } from '../basics/clock.ts';
import { err, ok, type Result } from '../basics/result.ts';
import type { Log } from '../log/log.ts';
import type { Currency } from '../money/currency.ts';
import { type Fen, fen } from '../money/fen.ts';
import type { Actor, PersonId } from '../people/person.ts';
import type { OpenShift } from '../shift/open-shift.ts';
import { leftOpen, readTotals } from '../shift/read-shift.ts';
import { type Closing, type Count, parseShiftId, type Shift, type ShiftTotals } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';
import type { Slip } from '../store/slip.ts';
import { newId } from './act-slip.ts';
import { writeSlips } from './write-slips.ts';

/** Each is written anew with every change of the shift; a stint of a day has a few. */
const MOST_HAND_OVERS = 100;

/** Why nothing was done about a shift. Codes are stable: the till API shows them. */
export type ShiftRefusal =
  | 'shift_already_open'
  | 'idempotency_key_reused' // the key came with another cashier or float before
  | 'not_found'
  | 'no_shift' // none is open
  | 'shift_closed' // with another count than this
  | 'shift_open' // what was asked is for closed ones
  | 'already_counted' // and another number needs a manager's word
  | 'not_counted'
  | 'too_many_hand_overs' // it has to be closed
  | 'journal_failed'
  | 'journal_damaged'
  | 'stopping';

export type OpenRequest = {
  readonly cashier: string; // 1 to 40 characters
  readonly personId: PersonId | null;
  readonly openingFloatFen: Fen;
  readonly by: Actor;
  readonly idempotencyKey: string | null; // with the name of who made it before it
};

/** What the closing asks of whoever compares the ledger with the acquirer. */
export type Reconciler = {
  /** Finds out what can be found out about a shift that is being closed. Takes a few seconds at most; never rejects. */
  ask(shift: Shift): Promise<void>;
  /** What is written down with the closing, in the same append. */
  slips(closed: Shift): readonly Slip[];
  /** Compares a closed shift with the acquirer's bills as far as there are any. Never rejects. */
  compare(shift: Shift): Promise<void>;
};

/** Where shifts are opened, handed over, counted and closed, whoever asks: the till or a screen. */
export type ShiftDesk = {
  current(): Shift | null;
  find(id: string): Shift | null;
  /** Newest first. @param cursor of the page before, or null; @param limit 1 to 200 */
  page(
    cursor: string | null,
    limit: number,
  ): Result<{ readonly items: readonly Shift[]; readonly nextCursor: string | null }, 'bad_cursor'>;
  open(request: OpenRequest): Result<{ readonly shift: Shift; readonly created: boolean }, ShiftRefusal>;
  handOver(to: { readonly cashier: string; readonly personId: PersonId | null }): Result<Shift, ShiftRefusal>;
  /** Writes a blind count down. @param beside written in the same append; @param mayReplace whether another count may stand already */
  count(counted: Fen, by: Actor, mayReplace?: boolean, beside?: readonly Slip[]): Result<Count, ShiftRefusal>;
  /** Asks, then closes. Never waits for what stays unknown. @param countedFen null: nobody counts now */
  close(id: string, countedFen: Fen | null, by: Actor): Promise<Result<Shift, ShiftRefusal>>;
  isClosing(): boolean;
  /** Compares a closed shift with the acquirer now. */
  reconcile(id: string): Promise<Result<Shift, ShiftRefusal>>;
  stop(): void;
};

export type ShiftDeskParts = {
  readonly journal: Journal;
  readonly openShift: OpenShift;
  readonly reconciler: Reconciler;
  readonly currency: Currency; // of the store
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Told of each shift that was written. */
  readonly written: (shift: Shift) => void;
  /** Something else about shifts that is shown has changed. */
  readonly changed: () => void;
};

export function createShiftDesk(parts: ShiftDeskParts): ShiftDesk {
  const { journal, openShift, reconciler, currency, clock, random, log } = parts;
  let closing: Promise<unknown> | null = null;
  let isStopped = false;

  function mayWrite(): Result<null, ShiftRefusal> {
    if (isStopped) return err('stopping');
    return journal.damage() ? err('journal_damaged') : ok(null);
  }

  function openOne(): Result<Shift, ShiftRefusal> {
    const free = mayWrite();
    if (!free.ok) return free;
    const shift = openShift.current();
    return shift ? ok(shift) : err('no_shift');
  }

  function write(shift: Shift, beside: readonly Slip[] = []): Result<Shift, ShiftRefusal> {
    if (!writeSlips(parts, [shift, ...beside])) return err(journal.damage() ? 'journal_damaged' : 'journal_failed');
    openShift.wrote(shift);
    parts.written(shift);
    return ok(shift);
  }

  function find(id: string): Shift | null {
    const shiftId = parseShiftId(id);
    return (shiftId && journal.slip('shift', shiftId)?.slip) ?? null;
  }

  /** The newest that was closed: numbers and what is carried over go on from there. */
  function lastClosed(): Closing | null {
    return journal.slips('shift', null, 2).items.find(({ slip }) => slip.closing)?.slip.closing ?? null;
  }

  function open(request: OpenRequest): Result<{ readonly shift: Shift; readonly created: boolean }, ShiftRefusal> {
    const { cashier, personId, openingFloatFen, by, idempotencyKey } = request;
    if (isStopped) return err('stopping');
    const known = idempotencyKey === null ? null : journal.slipByKey('shift', idempotencyKey);
    if (known) {
      const isSame = firstCashier(known.slip) === cashier && known.slip.openingFloatFen === openingFloatFen;
      return isSame ? ok({ shift: known.slip, created: false }) : err('idempotency_key_reused');
    }
    const free = mayWrite();
    if (!free.ok) return free;
    if (openShift.current()) return err('shift_already_open');
    const id = parseShiftId(newId(random, 'sh_'));
    assert(id, 'shift id');
    const lastSeq = journal.lastSeq();
    const shift: Shift = {
      ...{ kind: 'shift', id, status: 'open', cashier, personId, openedBy: by, openedAtMs: clock.wallMs(), openedAfterSeq: lastSeq },
      ...{ sinceSeq: lastClosed()?.afterSeq ?? 0, openingFloatFen, count: null, handOvers: [], carriedOver: leftOpen(journal) },
      ...{ idempotencyKey, closing: null },
    };
    const written = write(shift);
    if (!written.ok) return written;
    log.write('shift_opened', { shiftId: id });
    return ok({ shift, created: true });
  }

  async function close(id: string, countedFen: Fen | null, by: Actor): Promise<Result<Shift, ShiftRefusal>> {
    const closable = toClose(id, countedFen);
    if (!closable.ok || closable.value.status === 'closed') return closable;
    const startMs = clock.monotonicMs();
    // What is sold while the acquirer is asked moves what was counted and what should be there alike.
    const counted = countedFen === null ? ok(null) : countOf(closable.value, countedFen, by);
    if (!counted.ok) return counted;
    closing ??= reconciler.ask(closable.value).finally(() => {
      closing = null;
    });
    parts.changed();
    await closing;
    parts.changed();
    // Whatever happened meanwhile: another may have closed it, counted, or taken it over.
    const still = toClose(id, countedFen);
    if (!still.ok || still.value.status === 'closed') return still;
    const closed = closeNow({ ...still.value, count: still.value.count ?? counted.value }, by);
    if (closed.ok) log.write('shift_closed', { shiftId: id, ms: Math.round(clock.monotonicMs() - startMs), ...zOf(closed.value) });
    return closed;
  }

  /** The shift, if it can be closed with this count, or was. */
  function toClose(id: string, countedFen: Fen | null): Result<Shift, ShiftRefusal> {
    if (isStopped) return err('stopping');
    const shift = find(id);
    if (!shift) return err('not_found');
    const isCounted = [null, shift.count?.fen, shift.closing?.countedFen].includes(countedFen);
    if (shift.closing) return isCounted ? ok(shift) : err('shift_closed');
    const free = mayWrite();
    if (!free.ok) return free;
    return countedFen !== null && shift.count && shift.count.fen !== countedFen ? err('already_counted') : ok(shift);
  }

  /** @returns null when what it is made of cannot be read */
  function totalsOf(shift: Shift): ShiftTotals | null {
    try {
      return readTotals(journal, shift, currency, journal.lastSeq());
    } catch (cause) {
      log.write('journal_failed', { message: String(cause) });
      return null;
    }
  }

  /** A count as of now, with what should be in the drawer now. */
  function countOf(shift: Shift, counted: Fen, by: Actor): Result<Count, 'journal_damaged'> {
    const expectedFen = totalsOf(shift)?.cash.expectedFen;
    return expectedFen === undefined ? err('journal_damaged') : ok({ fen: counted, expectedFen, atMs: clock.wallMs(), by });
  }

  function closeNow(shift: Shift, by: Actor): Result<Shift, ShiftRefusal> {
    const afterSeq = journal.lastSeq();
    const totals = totalsOf(shift);
    if (totals === null) return err('journal_damaged');
    const { expectedFen } = totals.cash;
    // What moved after the count moved what is in the drawer and what should be there alike.
    const counted = shift.count && fen(Math.max(0, shift.count.fen + expectedFen - shift.count.expectedFen));
    const number = (lastClosed()?.number ?? 0) + 1;
    const z: Closing = { number, atMs: clock.wallMs(), afterSeq, by, countedFen: counted, leftOpen: leftOpen(journal), totals };
    const closed: Shift = { ...shift, status: 'closed', closing: z };
    return write(closed, reconciler.slips(closed));
  }

  return {
    current: openShift.current,
    find,
    page(cursor, limit) {
      if (cursor !== null && !/^\d{1,15}$/.test(cursor)) return err('bad_cursor');
      const { items, nextBefore } = journal.slips('shift', cursor === null ? null : Number(cursor), limit);
      return ok({ items: items.map(({ slip }) => slip), nextCursor: nextBefore === null ? null : String(nextBefore) });
    },
    open,
    handOver({ cashier, personId }) {
      const shift = openOne();
      if (!shift.ok) return shift;
      const { cashier: from, personId: before, handOvers } = shift.value;
      if (from === cashier && before === personId) return shift;
      if (handOvers.length >= MOST_HAND_OVERS) return err('too_many_hand_overs');
      const given = write({ ...shift.value, cashier, personId, handOvers: [...handOvers, { atMs: clock.wallMs(), from, to: cashier }] });
      if (given.ok) log.write('shift_handed_over', { shiftId: shift.value.id });
      return given;
    },
    count(counted, by, mayReplace = false, beside = []) {
      const shift = openOne();
      if (!shift.ok) return shift;
      const { count } = shift.value;
      if (mayReplace && !count) return err('not_counted');
      if (!mayReplace && count) return count.fen === counted ? ok(count) : err('already_counted');
      const made = countOf(shift.value, counted, by);
      if (!made.ok) return made;
      const written = write({ ...shift.value, count: made.value }, beside);
      return written.ok ? made : written;
    },
    close,
    isClosing: () => closing !== null,
    async reconcile(id) {
      const shift = find(id);
      if (!shift) return err('not_found');
      if (!shift.closing) return err('shift_open');
      const free = mayWrite();
      if (!free.ok) return free;
      await reconciler.compare(shift);
      return ok(find(id) ?? shift);
    },
    stop() {
      isStopped = true;
    },
  };
}

/** Whoever it was opened for, whoever has it now. */
function firstCashier({ handOvers, cashier }: Shift): string {
  return handOvers[0]?.from ?? cashier;
}

/** What the log says of a Z reading. */
function zOf({ closing }: Shift): { readonly number: number; readonly count: number } | null {
  return closing && { number: closing.number, count: closing.leftOpen.length };
}
