import type { OfficeAnswer } from '../contract/office.ts';
import type { OfficeCommand } from '../contract/office-view.ts';
import type { Doer } from './office.ts';

/** What a desk does with each of its commands; together the desks have one handler for every command there is. */
export type Handlers<Kind extends OfficeCommand['kind'] = OfficeCommand['kind']> = {
  readonly [K in Kind]: (command: Extract<OfficeCommand, { kind: K }>, doer: Doer) => OfficeAnswer | Promise<OfficeAnswer>;
};
