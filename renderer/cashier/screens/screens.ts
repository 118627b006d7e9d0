import type { Charge } from '../../../src/contract/charge.ts';
import { awaitingCodeScreen } from './awaiting-code.tsx';
import { awaitingCustomerScreen } from './awaiting-customer.tsx';
import { declinedScreen } from './declined.tsx';
import { canceledScreen, paidScreen, reversedScreen } from './good-ends.tsx';
import { queuedScreen } from './queued.tsx';
import { reversingScreen } from './reversing.tsx';
import type { ScreenContent, ScreenProps } from './screen-parts.tsx';
import { submittingScreen } from './submitting.tsx';
import { unresolvedScreen } from './unresolved.tsx';

/** One screen per state of the charge on the stage. */
export const SCREENS: Readonly<Record<Charge['status'], (props: ScreenProps) => ScreenContent>> = {
  awaiting_code: awaitingCodeScreen,
  queued: queuedScreen,
  submitting: submittingScreen,
  awaiting_customer: awaitingCustomerScreen,
  unresolved: unresolvedScreen,
  reversing: reversingScreen,
  paid: paidScreen,
  declined: declinedScreen,
  reversed: reversedScreen,
  canceled: canceledScreen,
};
