import type { ComponentType } from 'react';
import type { RecordDetail } from '../../../src/contract/records.ts';
import type { PageProps } from '../page-props.ts';
import { ReprintAction } from '../printers/reprint-action.tsx';
import { RefundAction } from '../refunds/refund-action.tsx';

/** What an action on a charge is given. */
export type RecordActionProps = Pick<PageProps, 'office' | 'view' | 'people' | 'text' | 'words' | 'isRemote'> & {
  readonly detail: RecordDetail;
  readonly onChanged: () => void; // something was done: the charge is read anew
};

/**
 * What can be done with a charge, as buttons in the foot of its sheet, the likeliest first. Each brings its button, with its key cap,
 * and whatever opens from it; one that cannot be done now stays visible and says when it can.
 */
export const RECORD_ACTIONS: readonly ComponentType<RecordActionProps>[] = [ReprintAction, RefundAction];
