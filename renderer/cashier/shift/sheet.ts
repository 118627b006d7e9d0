import type { CashRow } from '../../../src/contract/cash.ts';
import type { ShiftReading } from '../../../src/contract/shift.ts';
import type { EntryKey } from '../entry.ts';
import { pressAmount } from '../entry.ts';
import { type CountDraft, pressCount } from './count-draft.ts';

/** A sale that is to be settled at the counter without the wallet. Amount in fen. */
export type Due = {
  readonly amount: number;
  readonly of:
    | { readonly kind: 'typed' }
    | { readonly kind: 'charge'; readonly chargeId: string }
    | { readonly kind: 'parked'; readonly parkedId: string };
};

/** What was counted against what should be there; difference = counted − expected. All in fen. */
export type Counted = { readonly counted: number; readonly expected: number; readonly difference: number };

/** What the counter shows of shift and drawer, if anything. `text`: an amount as it is being typed. */
export type DeskSheet =
  | { readonly kind: 'closed' }
  | { readonly kind: 'menu' }
  | { readonly kind: 'opening'; readonly text: string; readonly name: string }
  | { readonly kind: 'taking_over'; readonly name: string } // while nobody has been set up: by a name
  /** `tender` null: cash; else another by its name, which may still be empty. */
  | { readonly kind: 'cash'; readonly due: Due; readonly text: string; readonly tender: string | null; readonly known: readonly string[] }
  | {
      readonly kind: 'taken';
      readonly due: Due;
      readonly received: number;
      readonly change: number;
      readonly tender: string | null;
      readonly entryId: string;
    }
  | { readonly kind: 'paying'; readonly what: 'pay_in' | 'pay_out'; readonly text: string; readonly note: string }
  | { readonly kind: 'lines'; readonly rows: readonly CashRow[] | null; readonly code: string | null }
  | { readonly kind: 'returning'; readonly row: CashRow; readonly text: string }
  | { readonly kind: 'reading'; readonly report: ShiftReading | null; readonly code: string | null }
  | { readonly kind: 'counting'; readonly draft: CountDraft }
  | { readonly kind: 'counted'; readonly counted: Counted; readonly report: ShiftReading | null }
  | { readonly kind: 'correcting'; readonly draft: CountDraft; readonly before: Counted; readonly report: ShiftReading | null }
  | { readonly kind: 'done'; readonly shiftId: string; readonly zNumber: number; readonly report: ShiftReading | null };

/** A digit or an editing key on what is being typed. Pure; a sheet on which nothing is typed stays as it is. */
export function typeOn(sheet: DeskSheet, key: EntryKey): DeskSheet {
  switch (sheet.kind) {
    case 'opening':
    case 'paying':
    case 'returning':
      return { ...sheet, text: pressAmount(sheet.text, key) };
    case 'cash':
      return sheet.tender === null ? { ...sheet, text: pressAmount(sheet.text, key) } : sheet;
    case 'counting':
    case 'correcting':
      return { ...sheet, draft: pressCount(sheet.draft, key) };
    default:
      return sheet;
  }
}

/** The large covers that stand instead of the counter; the others are drawers over it. */
export type PageSheet = Extract<DeskSheet, { kind: 'opening' | 'cash' | 'taken' | 'paying' | 'returning' }>;
