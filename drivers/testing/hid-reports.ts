import { type PosLayout, USUAL_LAYOUT } from '../hid/pos-report.ts';

/** How a HID-POS gun sends a code. */
export type PosStyle = { readonly layout?: PosLayout; readonly symbology?: string; readonly padding?: number };

/** A report of a gun has this many bytes, its id included. */
const POS_REPORT_BYTES = 64;

/** The reports of one code by a HID-POS gun. @param code Latin-1, of any length */
export function posReports(code: string, { layout = USUAL_LAYOUT, symbology = ']C0', padding = 0 }: PosStyle = {}): readonly Uint8Array[] {
  const bytes = Buffer.from(code, 'latin1');
  const reports: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += layout.dataMax) {
    const part = bytes.subarray(at, at + layout.dataMax);
    const report = Buffer.alloc(POS_REPORT_BYTES, padding);
    report[0] = layout.reportId;
    report[layout.countAt] = part.length;
    if (layout.symbologyAt !== null) report.write(symbology, layout.symbologyAt, 'latin1');
    part.copy(report, layout.dataFrom);
    if (layout.moreAt !== null) report[layout.moreAt] = at + layout.dataMax < bytes.length ? 1 : 0;
    reports.push(report);
  }
  return reports;
}

const RELEASED = new Uint8Array(8);
const SHIFT_LEFT = 0x02;
const OTHER_KEYS: Readonly<Record<string, number>> = { '\r': 0x28, '\t': 0x2b, ' ': 0x2c, '-': 0x2d, '/': 0x38, '.': 0x37, ':': 0x33 };

/** The reports of one code by a gun that is a keyboard: a press and a release for each character. @param text digits, letters, a few signs, CR, TAB */
export function keyboardReports(text: string): readonly Uint8Array[] {
  return [...text].flatMap((character) => [
    Uint8Array.of(/[A-Z:]/.test(character) ? SHIFT_LEFT : 0, 0, usageOf(character), 0, 0, 0, 0, 0),
    RELEASED,
  ]);
}

function usageOf(character: string): number {
  const letter = 'abcdefghijklmnopqrstuvwxyz'.indexOf(character.toLowerCase());
  const digit = '1234567890'.indexOf(character);
  const usage = letter >= 0 ? 0x04 + letter : digit >= 0 ? 0x1e + digit : OTHER_KEYS[character];
  if (usage === undefined) throw new Error(`no key writes ${JSON.stringify(character)}`);
  return usage;
}

/**
 * The same by a gun that presses the next key before it lets the last one go; equal characters need a release between.
 *
 * @param text digits, small letters, CR, TAB
 */
export function rollingReports(text: string): readonly Uint8Array[] {
  const usages = [...text].map(usageOf);
  const reports = usages.flatMap((usage, place) => {
    const last = place === 0 ? usage : (usages[place - 1] ?? usage);
    return last === usage ? [RELEASED, keysDown(usage)] : [keysDown(last, usage), keysDown(usage)];
  });
  return [...reports, RELEASED];
}

function keysDown(...usages: readonly number[]): Uint8Array {
  const report = new Uint8Array(8);
  report.set(usages, 2);
  return report;
}
