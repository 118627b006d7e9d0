import type { Clock } from '../basics/clock.ts';
import type { StoreConfig } from '../config/config.ts';
import type { OfficeAnswer } from '../contract/office.ts';
import { ExportQuery, type ReportAnswer, ReportQuery, ZReportQuery } from '../contract/report.ts';
import { addDays, createCalendar } from '../report/calendar.ts';
import { createReport } from '../report/create-report.ts';
import { cashierAt, type Whose } from '../report/lines-of.ts';
import type { Press } from '../report/press.ts';
import type { Report, Stretch } from '../report/report.ts';
import { REPORT_TEXTS } from '../report/report-texts.ts';
import { type AskedStretch, sameMomentBefore, stretchBefore, stretchOf } from '../report/stretches.ts';
import { parseShiftId, type Shift } from '../shift/shift.ts';
import type { Journal, Span } from '../store/journal.ts';
import { type Readings, reading } from './desk.ts';
import { createFiles } from './export-files.ts';
import { walkLines } from './ledger-walk.ts';
import type { OfficeFile } from './office.ts';
import { readZ } from './read-z.ts';

export type ReportDeskParts = {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly press: Press; // somebody else's to stop
  readonly store: StoreConfig;
  readonly isTraining: boolean;
};

/** Sums, files and pages over the journal, read in slices. */
export type ReportDesk = {
  readonly readings: Readings;
  /** A shift's report to take away: its Z as it was written down; of an open shift what it holds now. */
  shiftReport(shift: Shift, format: 'csv' | 'pdf'): Promise<OfficeFile>;
  stop(): void;
};

/** Shifts whose cashiers are remembered while lines are read: a year of three a day. */
const MOST_SHIFTS = 1_200;

export function createReportDesk({ journal, clock, press, store, isTraining }: ReportDeskParts): ReportDesk {
  const calendar = createCalendar(store.timeZone);
  const text = REPORT_TEXTS[store.locale];
  let isStopped = false;
  let last: Promise<unknown> = Promise.resolve();
  const walk = { journal, clock, isStopped: () => isStopped };

  /** Who had which shift, looked up once per report. */
  function whose(): Whose {
    const shifts = new Map<string, Shift | null>();
    return {
      terminal: store.terminalId,
      cashier(shiftId, atMs) {
        if (shiftId === null) return null;
        const known = shifts.get(shiftId);
        const shift = known === undefined ? (journal.slip('shift', shiftId)?.slip ?? null) : known;
        if (shifts.size < MOST_SHIFTS) shifts.set(shiftId, shift);
        return shift && cashierAt(shift, atMs);
      },
    };
  }

  const spanOf = ({ from, to }: Stretch): Span => ({ fromMs: calendar.startMs(from), toMs: calendar.startMs(addDays(to, 1)) });
  const files = createFiles({ ...walk, press, store, text, calendar, whose });

  /** Reports are summed one after the other: each walks the journal. */
  function summed(stretch: Stretch, upToMs: number | null): Promise<Report> {
    const sum = last.then(async () => {
      const report = createReport(stretch, calendar, store.currency ?? 'CNY', upToMs);
      for await (const line of walkLines(walk, spanOf(stretch), whose())) report.add(line);
      return report.result();
    });
    last = sum.catch(() => undefined);
    return sum;
  }

  async function bothOf(stretch: Stretch, isCompared: boolean): Promise<{ readonly report: Report; readonly before: Report | null }> {
    const nowMs = clock.wallMs();
    const report = await summed(stretch, null);
    const before = isCompared ? await summed(stretchBefore(stretch), sameMomentBefore(stretch, nowMs, calendar)) : null;
    return { report, before };
  }

  async function answer(asked: AskedStretch, isCompared: boolean): Promise<OfficeAnswer> {
    const nowMs = clock.wallMs();
    const stretch = stretchOf(asked, nowMs, calendar);
    if (stretch === null) return { ok: false, code: 'invalid_stretch' };
    const both = await bothOf(stretch, isCompared);
    const at = { nowMs, today: calendar.dayOf(nowMs), hour: calendar.hourOf(nowMs), timeZone: store.timeZone };
    const value: ReportAnswer = { ...both, ...at };
    return isStopped ? { ok: false, code: 'stopping' } : { ok: true, value };
  }

  async function shiftReport(shift: Shift, format: 'csv' | 'pdf'): Promise<OfficeFile> {
    return files.z(readZ({ journal, shift, store, isTraining, nowMs: clock.wallMs() }), format);
  }

  return {
    readings: {
      report: reading('see_reports', ReportQuery, ({ compare, ...asked }) => answer(asked, compare !== 'none')),
      export: reading('see_reports', ExportQuery, async ({ what, format, ...asked }) => {
        const stretch = stretchOf(asked, clock.wallMs(), calendar);
        if (stretch === null) return { ok: false, code: 'invalid_stretch' };
        if (what !== 'report')
          return format === 'pdf' ? { ok: false, code: 'invalid_request' } : files.rows(what, stretch, spanOf(stretch), format);
        const both = await bothOf(stretch, format === 'pdf');
        return files.report({ ...both, isTraining, madeAtMs: clock.wallMs() }, format);
      }),
      z_report: reading('see_reports', ZReportQuery, async ({ shiftId, format }) => {
        const id = parseShiftId(shiftId);
        const shift = id && journal.slip('shift', id)?.slip;
        if (!shift) return { ok: false, code: 'not_found' };
        return shift.closing ? shiftReport(shift, format) : { ok: false, code: 'shift_open' };
      }),
    },
    shiftReport,
    stop() {
      isStopped = true;
    },
  };
}
