import type { Clock, Random } from '../basics/clock.ts';
import type { Result } from '../basics/result.ts';
import type { OfficeAnswer } from '../contract/office.ts';
import type { ActPage } from '../contract/people.ts';
import { ShiftPageQuery, ShiftQuery, type ShiftReport, type ShiftView } from '../contract/shift.ts';
import type { Currency } from '../money/currency.ts';
import { fen } from '../money/fen.ts';
import { mayDo } from '../people/may-do.ts';
import type { PersonId, Role } from '../people/person.ts';
import type { Shift } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';
import { actSlip } from './act-slip.ts';
import { type Handlers, type Needs, type Readings, reading } from './desk.ts';
import type { Doer } from './office.ts';
import { actView } from './people-readings.ts';
import type { ShiftDesk, ShiftRefusal } from './shift-desk.ts';
import { blindReading, shiftDocument } from './shift-view.ts';

/** Of one shift; a busy one has some tens. */
const MOST_ACTS = 200;

export type ShiftCommandKind = 'open_shift' | 'hand_over' | 'count_cash' | 'correct_count' | 'close_shift';

/** What windows may do about shifts, and read of them. */
export type ShiftCommands = {
  readonly handlers: Handlers<ShiftCommandKind>;
  readonly needs: Needs<ShiftCommandKind>;
  readonly readings: Readings;
  view(): ShiftView;
};

type Parts = {
  readonly desk: ShiftDesk;
  readonly journal: Journal;
  readonly currency: Currency; // of the store
  readonly clock: Clock;
  readonly random: Random;
  readonly terminalId: string; // stands for the cashier while nobody has been set up and no name is given
  /** The role of somebody; null: nobody has been set up. */
  readonly roleOf: (doer: Doer) => Role | null;
};

export function createShiftCommands(parts: Parts): ShiftCommands {
  const { desk, journal, currency, terminalId, roleOf } = parts;
  let lastClosing: { readonly requestId: string; readonly shiftId: string } | null = null; // pressed twice, it answers the same

  function cashierOf({ actor }: Doer, name: string | undefined): { readonly cashier: string; readonly personId: PersonId | null } {
    if (actor.kind === 'person') return { cashier: actor.name, personId: actor.id };
    return { cashier: name ?? terminalId.slice(0, 20), personId: null };
  }

  function reportOf(shift: Shift, reader: Doer): OfficeAnswer {
    const role = roleOf(reader);
    const report: ShiftReport = { kind: shift.closing ? 'z' : 'x', ...shiftDocument(journal, shift, currency) };
    const seesAll = role === null || mayDo(role, 'see_reports');
    return { ok: true, value: seesAll ? report : blindReading(report) };
  }

  const handlers: Handlers<ShiftCommandKind> = {
    open_shift({ requestId, openingFloat, cashier }, doer) {
      const request = { openingFloatFen: fen(openingFloat), by: doer.actor, idempotencyKey: `cashier:${requestId}` };
      const opened = desk.open({ ...request, ...cashierOf(doer, cashier) });
      return answer(opened, ({ shift }) => ({ shiftId: shift.id }));
    },
    hand_over: ({ cashier }, doer) => answer(desk.handOver(cashierOf(doer, cashier)), ({ id }) => ({ shiftId: id })),
    count_cash: ({ counted }, { actor }) => answer(desk.count(fen(counted), actor), countAnswer),
    correct_count({ counted, reason = null }, doer) {
      const act = actSlip(parts, doer, { deed: 'correct_count', subject: desk.current()?.id ?? null, amountFen: counted, reason });
      return answer(desk.count(fen(counted), doer.actor, true, [act]), countAnswer);
    },
    async close_shift({ requestId, countedCash }, { actor }) {
      const shift = lastClosing?.requestId === requestId ? desk.find(lastClosing.shiftId) : desk.current();
      if (!shift) return { ok: false, code: 'no_shift' };
      lastClosing = { requestId, shiftId: shift.id };
      const closed = await desk.close(shift.id, countedCash === null ? null : fen(countedCash), actor);
      return answer(closed, (z) => {
        const { zNumber, totals, cashDifference } = shiftDocument(journal, z, currency);
        return { shiftId: z.id, zNumber, expected: totals.cash.expected, difference: cashDifference };
      });
    },
  };

  return {
    handlers,
    needs: { open_shift: 'person', hand_over: 'person', count_cash: 'person', correct_count: 'correct_count', close_shift: 'person' },
    readings: {
      shift: reading('person', ShiftQuery, ({ id }, reader) => {
        const shift = id === undefined ? desk.current() : desk.find(id);
        return shift ? reportOf(shift, reader) : { ok: false, code: id === undefined ? 'no_shift' : 'not_found' };
      }),
      shift_acts: reading('see_reports', ShiftQuery, ({ id }) => {
        const shift = id === undefined ? desk.current() : desk.find(id);
        if (!shift) return { ok: false, code: id === undefined ? 'no_shift' : 'not_found' };
        const acts = journal.slipsBetween('act', shift.openedAfterSeq, shift.closing?.afterSeq ?? journal.lastSeq());
        const page: ActPage = { items: acts.slice(-MOST_ACTS).map(({ slip }) => actView(slip)), nextCursor: null };
        return { ok: true, value: page };
      }),
      shifts: reading('see_reports', ShiftPageQuery, ({ cursor, limit }) => {
        const page = desk.page(cursor ?? null, limit);
        return answer(page, ({ items, nextCursor }) => ({
          items: items.map((shift) => shiftDocument(journal, shift, currency)),
          nextCursor,
        }));
      }),
    },
    view() {
      const shift = desk.current();
      if (!shift) return { shift: null };
      const { id, cashier, openedAtMs, openingFloatFen, count } = shift;
      const openedAt = new Date(openedAtMs).toISOString();
      return { shift: { id, cashier, openedAt, openingFloat: openingFloatFen, isCounted: count !== null, isClosing: desk.isClosing() } };
    },
  };
}

type Counted = { readonly fen: number; readonly expectedFen: number };

/** What is told once a count is given. */
function countAnswer({ fen: counted, expectedFen: expected }: Counted): object {
  return { counted, expected, difference: counted - expected };
}

function answer<T>(result: Result<T, ShiftRefusal | 'bad_cursor'>, value: (made: T) => object): OfficeAnswer {
  return result.ok ? { ok: true, value: value(result.value) } : { ok: false, code: result.error };
}
