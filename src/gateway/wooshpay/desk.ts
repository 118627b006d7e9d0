import type { Clock } from '../../basics/clock.ts';
import type { Api } from './api.ts';
import type { KnownIds } from './known-ids.ts';

/** What the calls of one gateway share. */
export type Desk = {
  readonly api: Api;
  readonly known: KnownIds;
  readonly clock: Clock;
  readonly isLive: boolean; // whether the key moves real money
  readonly terms: Terms;
  readonly report: (event: 'gateway_paid_twice', fields: { readonly orderNo: string; readonly what: string }) => void;
};

/** What every request of one terminal says. */
export type Terms = {
  readonly terminalId: string;
  readonly clientIp: string; // address of the machine that calls
  readonly returnUrl: string; // where a customer's browser goes after paying
};
