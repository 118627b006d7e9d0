import type { DoctorDevice, DoctorView, ScanReport } from '../../src/contract/doctor.ts';

/** What to do next, by what was seen. */
export type HintName =
  | 'missing' // configured, and not there
  | 'in_use'
  | 'forbidden'
  | 'broken'
  | 'wrong_pace' // a serial gun that sends signs nobody wrote
  | 'wrong_layout' // a keyboard gun set to another country
  | 'no_end'
  | 'slow'
  | 'nothing_heard'
  | 'switch_over'; // works as a keyboard; its own line would be surer

/** A gun's keys lie closer; a longer pause may tear a code. */
const LONGEST_GOOD_GAP_MS = 100;
/** The test code as far as its letters and figures go, whatever a layout made of its signs. */
const TEST_LENGTH = 15;

type Hint = { readonly name: HintName; readonly device: DoctorDevice | null };

/** The one thing to say: a device that does not open first, then what the newest scan showed. */
export function hintOf({ devices, reports }: DoctorView): Hint | null {
  const broken = devices.find(({ fault }) => fault !== null);
  if (broken?.fault) return { name: broken.fault, device: broken };
  const newest = reports[0];
  if (!newest) return { name: 'nothing_heard', device: null };
  const device = devices.find(({ id }) => id === newest.scannerId) ?? null;
  const name = SEEN.find(({ isSo }) => isSo(newest))?.name;
  return name ? { name, device } : null;
}

const SEEN: readonly { readonly name: HintName; readonly isSo: (report: ScanReport) => boolean }[] = [
  { name: 'wrong_pace', isSo: ({ kind, outcome, cells }) => kind === 'serial' && outcome.kind === 'not_a_code' && cells.some(isStrange) },
  {
    name: 'wrong_layout',
    isSo: ({ kind, scannerId, outcome, length }) =>
      kind === 'wedge' && scannerId !== 'paste' && outcome.kind === 'not_a_code' && length === TEST_LENGTH,
  },
  { name: 'no_end', isSo: ({ end, timing }) => end === 'none' && timing !== null },
  { name: 'slow', isSo: ({ timing }) => timing !== null && timing.longestGapMs > LONGEST_GOOD_GAP_MS },
  { name: 'switch_over', isSo: ({ kind, scannerId }) => kind === 'wedge' && scannerId !== 'paste' },
];

/** A byte beyond ASCII, or a control character that ends no code. */
function isStrange(cell: string): boolean {
  if (cell === '•') return false;
  return cell.length === 1 ? cell > '~' : !/^(?:CR|LF|TAB|STX|ETX)$/.test(cell);
}
