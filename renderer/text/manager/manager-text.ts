import type { SectionName } from '../../manager/section-name.ts';
import type { PrintersText } from '../printers/printers-text.ts';
import type { ReconciliationText } from '../reconciliation/reconciliation-text.ts';
import type { ShiftsText } from '../shifts/shifts-text.ts';
import type { PeopleWords } from './people-text.ts';
import type { RecordsText } from './records-text.ts';
import type { SettingsWords } from './settings-text.ts';

/** Every word of the manager's page that no other page has. The page addresses a manager: 您. */
export type ManagerText = {
  readonly title: string;

  readonly bar: {
    readonly counter: string; // back to it
    readonly manager: (name: string) => string;
    readonly signOut: string;
    readonly nobody: string; // nobody has been set up: whoever stands there
  };

  readonly help: {
    readonly title: string;
    readonly close: string;
    readonly f1: string;
    readonly f5: string;
    readonly f11: string;
    readonly counter: string;
    readonly escape: string;
    readonly arrows: string;
    readonly enter: string;
    readonly hold: string;
    readonly space: string; // the key
  };

  readonly part: { readonly failed: string; readonly again: string }; // one did not come

  readonly rail: { readonly label: string; readonly waiting: (count: number) => string } & Readonly<Record<SectionName, string>>;

  readonly shifts: ShiftsText;
  readonly reconciliation: ReconciliationText;
  readonly printers: PrintersText;
  readonly records: RecordsText;
  readonly people: PeopleWords;
  readonly settings: SettingsWords;
};
