import { err, ok, type Result } from '../basics/result.ts';
import type { Log } from '../log/log.ts';
import type { Currency } from '../money/currency.ts';
import type { Shift } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';
import type { OfficeFile, TillShifts } from './office.ts';
import type { ShiftDesk, ShiftRefusal } from './shift-desk.ts';
import { shiftDocument } from './shift-view.ts';

/** Makes a shift's report to take away. */
export type ShiftReports = (shift: Shift, format: 'csv' | 'pdf') => Promise<OfficeFile>;

type Parts = {
  readonly desk: ShiftDesk;
  readonly journal: Journal;
  readonly currency: Currency; // of the store
  readonly log: Log;
  readonly reports: ShiftReports | null; // null: there are none to take away
};

/** Shifts as the till's software sees them. What cannot be read of a damaged journal is said, and nothing is guessed. */
export function createTillShifts({ desk, journal, currency, log, reports }: Parts): TillShifts {
  function shown<T>(read: () => T): Result<T, 'journal_damaged'> {
    try {
      return ok(read());
    } catch (cause) {
      log.write('journal_failed', { message: String(cause) });
      return err('journal_damaged');
    }
  }

  const document = (shift: Shift) => shown(() => shiftDocument(journal, shift, currency));
  const documentOf = (done: Result<Shift, ShiftRefusal>) => (done.ok ? document(done.value) : done);

  return {
    open({ cashier, openingFloatFen, idempotencyKey, tillName }) {
      const by = { kind: 'till', name: tillName } as const;
      const key = idempotencyKey && `till:${idempotencyKey}`;
      const opened = desk.open({ cashier, personId: null, openingFloatFen, by, idempotencyKey: key });
      if (!opened.ok) return opened;
      const shift = document(opened.value.shift);
      return shift.ok ? ok({ shift: shift.value, created: opened.value.created }) : shift;
    },
    current() {
      const shift = desk.current();
      return shift ? document(shift) : err('not_found');
    },
    find(id) {
      const shift = desk.find(id);
      return shift ? document(shift) : err('not_found');
    },
    page(cursor, limit) {
      const page = desk.page(cursor, limit);
      if (!page.ok) return page;
      const { items, nextCursor } = page.value;
      return shown(() => ({ items: items.map((shift) => shiftDocument(journal, shift, currency)), nextCursor }));
    },
    close: async (id, countedFen, tillName) => documentOf(await desk.close(id, countedFen, { kind: 'till', name: tillName })),
    reconcile: async (id) => documentOf(await desk.reconcile(id)),
    async report(id, format) {
      const shift = desk.find(id);
      if (!shift) return err('not_found');
      if (format !== 'json') return reports ? ok(await reports(shift, format)) : err('not_implemented');
      const shiftShown = document(shift);
      return shiftShown.ok ? ok({ kind: shift.closing ? 'z' : 'x', ...shiftShown.value }) : shiftShown;
    },
  };
}
