import * as v from 'valibot';
import { CASH_COMMANDS, type CashView } from './cash.ts';
import { PEOPLE_COMMANDS, type PeopleView } from './people.ts';
import { RECEIPT_COMMANDS, type ReceiptView } from './receipt.ts';
import { RECONCILIATION_COMMANDS, type ReconciliationView } from './reconciliation.ts';
import { REFUND_COMMANDS, type RefundOfficeView } from './refund-office.ts';
import { SHIFT_COMMANDS, type ShiftView } from './shift.ts';

/** What a window may ask of the office. Each desk declares its own commands beside what it shows; this is the list of them. */
export const OfficeCommand = v.variant('kind', [
  ...PEOPLE_COMMANDS,
  ...REFUND_COMMANDS,
  ...SHIFT_COMMANDS,
  ...CASH_COMMANDS,
  ...RECEIPT_COMMANDS,
  ...RECONCILIATION_COMMANDS,
]);
export type OfficeCommand = v.InferOutput<typeof OfficeCommand>;

/** What a window shows of the office at all times, whole at each change; the newest wins. Lists and reports are asked for. */
export type OfficeView = PeopleView & ReceiptView & RefundOfficeView & ShiftView & CashView & ReconciliationView;
