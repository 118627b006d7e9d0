import type { ScannerFault } from '../../src/scanner/scanner.ts';
import type { FoundGun } from './find-guns.ts';
import type { HidFailure } from './hid-system.ts';

/** What brings the rights: the rule lies beside the program, in the checkout as in the package. */
export const UDEV_RULE = 'resources/udev/60-saoma-scanner.rules';

/** Gives this user the right to read USB scanners, once and for all. */
const TAKE_RULE = `sudo cp ${UDEV_RULE} /etc/udev/rules.d/ && sudo udevadm control --reload && sudo udevadm trigger`;
const INSTALL_LIBRARY = 'sudo apt-get install libusb-1.0-0';

/** The C library that node-hid is linked to, on Linux. */
export const NO_LIBRARY = `USB scanners cannot be read without libusb: ${INSTALL_LIBRARY}. Everything else works; start again afterwards.`;

/** What a manager types against it. */
export const REMEDIES: Readonly<Partial<Record<ScannerFault, string>>> = { forbidden: TAKE_RULE, no_library: INSTALL_LIBRARY };

/** Windows keeps keyboards to itself and macOS asks first; there the screen reads what the gun types. */
export function typesOnly({ name }: FoundGun): string {
  return `${name} types like a keyboard, and this system lets only the window in front read it. To be read always, switch it to "USB HID-POS" by the code in its manual.`;
}

/** What keeps a gun from being read, for the log and the manager. */
export function sentence(failure: HidFailure, { name, path, model }: Pick<FoundGun, 'name' | 'path' | 'model'>): string {
  switch (failure.kind) {
    case 'no_library':
      return NO_LIBRARY;
    case 'missing':
      return `${name} is not plugged in.`;
    case 'forbidden':
      return `This user may not read ${name} (${model}, ${path}). Give the right once: ${TAKE_RULE}. A maker that is not in the file gets a line like the others.`;
    case 'broken':
      return `${name} (${path}) cannot be opened: ${failure.detail}`;
  }
}
