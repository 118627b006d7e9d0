import type { DoctorView, ScanReport } from '../../src/contract/doctor.ts';

/** Letters and figures in one piece, longer than this, may be somebody's key: of the file, which leaves the shop, less is told than of the page. */
const LONG_WORD = 8;
const WORD_ENDS_TOLD = 2;

/**
 * What the page about scanners has seen, for the gun's maker or dealer: JSON, one line a scan. Nothing in it can be paid with, and
 * nothing tells of a sale.
 *
 * @param surroundings what the browser and the clock say
 */
export function doctorRecord(
  view: DoctorView,
  surroundings: { readonly at: string; readonly browser: string; readonly cameras: number },
): string {
  const devices = [...view.devices, ...view.noticed].map((device) => ({ ...device, id: undefined, canSearch: undefined }));
  const parts = [
    ['program', 'Saoma'],
    ['at', surroundings.at],
    ['browser', surroundings.browser],
    ['cameras', surroundings.cameras],
  ] as const;
  return [
    '{',
    ...parts.map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`),
    `  "devices": ${lines(devices)},`,
    `  "scansNewestFirst": ${lines(view.reports.map(scanOf))}`,
    '}',
    '',
  ].join('\n');
}

function scanOf({ at, kind, name, cells, length, symbology, end, timing, outcome }: ScanReport) {
  const bytes = (outcome.kind === 'test_code' ? cells : withoutLongWords(cells)).join(' ');
  return {
    at,
    kind,
    name,
    bytes,
    length,
    symbology,
    end,
    ...timing,
    madeOfIt: outcome.kind,
    wallet: 'wallet' in outcome ? outcome.wallet : undefined,
  };
}

/** Masks the inside of long words that the page still shows. Control characters have names of several letters and part words. */
function withoutLongWords(cells: readonly string[]): readonly string[] {
  const isWord = (cell: string | undefined) => cell !== undefined && /^[\p{L}\p{Nd}_-]$/u.test(cell);
  const told = [...cells];
  let begin = 0;
  for (let place = 0; place <= cells.length; place += 1) {
    if (isWord(cells[place])) continue;
    if (place - begin > LONG_WORD) told.fill('•', begin + WORD_ENDS_TOLD, place - WORD_ENDS_TOLD);
    begin = place + 1;
  }
  return told;
}

function lines(items: readonly object[]): string {
  return items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`;
}
