import { CHARGE_OPERATIONS } from './openapi-charges.ts';
import type { Operations } from './openapi-operation.ts';
import { RECEIPT_OPERATIONS } from './openapi-receipts.ts';
import { REFUND_OPERATIONS } from './openapi-refunds.ts';
import { SALE_OPERATIONS } from './openapi-sales.ts';
import { SHIFT_OPERATIONS } from './openapi-shifts.ts';
import { TERMINAL_OPERATIONS } from './openapi-terminal.ts';

/** Every call, in the order in which the document tells them. */
export const OPERATIONS: Operations = {
  ...CHARGE_OPERATIONS,
  ...REFUND_OPERATIONS,
  ...RECEIPT_OPERATIONS,
  ...SALE_OPERATIONS,
  ...TERMINAL_OPERATIONS,
  ...SHIFT_OPERATIONS,
};
