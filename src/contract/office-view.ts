import * as v from 'valibot';
import { PEOPLE_COMMANDS, type PeopleView } from './people.ts';
import { REFUND_COMMANDS, type RefundOfficeView } from './refund-office.ts';

/** What a window may ask of the office. Each desk declares its own commands beside what it shows; this is the list of them. */
export const OfficeCommand = v.variant('kind', [...PEOPLE_COMMANDS, ...REFUND_COMMANDS]);
export type OfficeCommand = v.InferOutput<typeof OfficeCommand>;

/** What a window shows of the office at all times, whole at each change; the newest wins. Lists and reports are asked for. */
export type OfficeView = PeopleView & RefundOfficeView;
