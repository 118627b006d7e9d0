import type { Charge } from '../../../src/contract/charge.ts';
import { awaitingCodeScreen } from './awaiting-code.tsx';
import { awaitingCustomerScreen } from './awaiting-customer.tsx';
import { declinedScreen } from './declined.tsx';
import { canceledScreen, paidScreen, reversedScreen } from './good-ends.tsx';
import { offerPlacingScreen, offerQueuedScreen } from './offer-placing.tsx';
import { offerShownScreen } from './offer-shown.tsx';
import { offerWithdrawnScreen } from './offer-withdrawn.tsx';
import { queuedScreen } from './queued.tsx';
import { reversingScreen } from './reversing.tsx';
import type { ScreenContent, ScreenProps } from './screen-parts.tsx';
import { submittingScreen } from './submitting.tsx';
import { unresolvedScreen } from './unresolved.tsx';

type Screens = Readonly<Record<Charge['status'], (props: ScreenProps) => ScreenContent>>;

/** One screen per state of the charge on the stage. */
export const SCREENS: Screens = {
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

/** The same of an order that the customer pays by himself. */
export const OFFER_SCREENS: Screens = {
  ...SCREENS,
  queued: offerQueuedScreen,
  submitting: offerPlacingScreen,
  awaiting_customer: offerShownScreen,
  reversing: offerWithdrawnScreen,
};
