import type { DeviceFault, DoctorDevice, DoctorView, NoticedDevice, ScanReport } from '../../src/contract/doctor.ts';

/** What to do next, by what was seen. */
export type HintName =
  | DeviceFault
  | 'forbidden_usb' // a USB device needs another right than a serial one
  | 'wrong_pace' // a serial gun that sends signs nobody wrote
  | 'wrong_layout' // a keyboard gun set to another country
  | 'no_end'
  | 'slow'
  | 'nothing_heard'
  | 'line_unheard' // another gun was heard, a serial one was not yet
  | 'switch_over'; // works as a keyboard; its own line would be surer

/** A gun's keys lie closer; a longer pause may tear a code. */
const LONGEST_GOOD_GAP_MS = 100;
/** The test code as far as its letters and figures go, whatever a layout made of its signs. */
const TEST_LENGTH = 15;

export type Hint = {
  readonly name: HintName;
  readonly remedy: string | null; // a command for the manager
  readonly searchId: string | null; // the serial gun whose line may be searched for it
};

/** The one thing to say, or null when all is well: a device that does not open, then what the newest scan showed, then what is missing. */
export function hintOf(view: DoctorView): Hint | null {
  const { devices, reports, noticed } = view;
  const shut = devices.find(({ fault }) => fault !== null);
  if (shut) return faultHint(shut, shut.kind);
  const newest = reports[0];
  const seen = newest && SEEN.find(({ isSo }) => isSo(newest))?.name;
  if (seen)
    return { name: seen, remedy: null, searchId: devices.find((device) => device.canSearch && device.id === newest.scannerId)?.id ?? null };
  const [left] = noticed;
  if (left) return faultHint(left, 'hid');
  const unheard = devices.find((device) => device.canSearch && !reports.some(({ scannerId }) => scannerId === device.id));
  if (!newest) return { name: 'nothing_heard', remedy: null, searchId: unheard?.id ?? null };
  if (unheard) return { name: 'line_unheard', remedy: null, searchId: unheard.id };
  return isTyped(newest) ? { name: 'switch_over', remedy: null, searchId: null } : null;
}

function faultHint({ fault, remedy }: DoctorDevice | NoticedDevice, kind: DoctorDevice['kind']): Hint | null {
  return fault && { name: faultName(fault, kind), remedy, searchId: null };
}

/** How a device's fault is called on this page. */
export function faultName(fault: DeviceFault, kind: DoctorDevice['kind']): HintName {
  return fault === 'forbidden' && kind === 'hid' ? 'forbidden_usb' : fault;
}

const SEEN: readonly { readonly name: HintName; readonly isSo: (report: ScanReport) => boolean }[] = [
  { name: 'wrong_pace', isSo: ({ kind, outcome, cells }) => kind === 'serial' && outcome.kind === 'not_a_code' && cells.some(isStrange) },
  { name: 'wrong_layout', isSo: (report) => isTyped(report) && report.outcome.kind === 'not_a_code' && report.length === TEST_LENGTH },
  { name: 'no_end', isSo: ({ end, timing }) => end === 'none' && timing !== null },
  { name: 'slow', isSo: ({ timing }) => timing !== null && timing.longestGapMs > LONGEST_GOOD_GAP_MS },
];

function isTyped({ kind, scannerId }: ScanReport): boolean {
  return kind === 'wedge' && scannerId !== 'paste';
}

/** A byte beyond ASCII, or a control character that ends no code. */
function isStrange(cell: string): boolean {
  if (cell === '•') return false;
  return cell.length === 1 ? cell > '~' : !/^(?:CR|LF|TAB|STX|ETX)$/.test(cell);
}
