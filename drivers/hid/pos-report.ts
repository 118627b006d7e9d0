import { err, ok, type Result } from '../../src/basics/result.ts';

/** Where a maker puts what in an input report; byte 0 is the report's id. */
export type PosLayout = {
  readonly reportId: number;
  readonly countAt: number; // how many bytes of data are meant: trusted, because zeros may be data and padding may be anything
  readonly symbologyAt: number | null; // three characters, as AIM names them: ]C0
  readonly dataFrom: number;
  readonly dataMax: number; // bytes
  readonly moreAt: number | null; // bit 0: the code goes on in the next report
};

/** Source: USB HID Point of Sale usage tables 1.02, Scanned Data Report; the makers' manuals put it like this in 64 bytes. */
export const USUAL_LAYOUT: PosLayout = { reportId: 2, countAt: 1, symbologyAt: 2, dataFrom: 5, dataMax: 56, moreAt: 63 };
/** Source: Newland's integration guides, "Acquire scanned data": no AIM name, 56 bytes from the third on. */
export const NEWLAND_LAYOUT: PosLayout = { reportId: 2, countAt: 1, symbologyAt: null, dataFrom: 2, dataMax: 56, moreAt: 63 };
/** Source: Microscan's help files, "Microscan HID": id, length, 62 bytes, never continued. */
export const MICROSCAN_LAYOUT: PosLayout = { reportId: 1, countAt: 1, symbologyAt: null, dataFrom: 2, dataMax: 62, moreAt: null };

/** What one report says. `text` may be a part of a payment code. */
export type PosReport = { readonly text: string; readonly symbology: string | null; readonly continues: boolean };

/** Why a report holds no data. */
export type PosRefusal =
  | { readonly kind: 'other_report' } // a status or an answer of the gun: nothing to do
  | { readonly kind: 'bad_report' }; // shorter than it says: what was joined so far is worth nothing either

/** Reads one input report. Text is Latin-1: one byte, one character. */
export function readPosReport(report: Uint8Array, layout: PosLayout): Result<PosReport, PosRefusal> {
  if (report[0] !== layout.reportId) return err({ kind: 'other_report' });
  const count = report[layout.countAt];
  if (count === undefined || count > layout.dataMax || layout.dataFrom + count > report.length) return err({ kind: 'bad_report' });
  return ok({
    text: latin1(report.subarray(layout.dataFrom, layout.dataFrom + count)),
    symbology: layout.symbologyAt === null ? null : readSymbology(report.subarray(layout.symbologyAt, layout.symbologyAt + 3)),
    continues: layout.moreAt !== null && ((report[layout.moreAt] ?? 0) & 1) === 1,
  });
}

function readSymbology(bytes: Uint8Array): string | null {
  const name = latin1(bytes);
  return /^\][A-Za-z][0-9A-Za-z]$/.test(name) ? name : null;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
