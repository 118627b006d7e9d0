import { TILL_SCOPES, type TillClientConfig, type TillScope } from '../config/config.ts';
import type { News } from '../terminal/terminal.ts';
import { problem } from './problem.ts';
import type { Route } from './routes.ts';

/** What a call or an event needs: that scope, or none, for every client. */
export type NeededScope = TillScope | 'every';

/** A call of the till API. One without its scope does not type-check. */
export type TillRoute = Route & { readonly scope: NeededScope };

/** The name under which the till's software acts that has the one token of `till.token`. Nobody else may have it. */
export const DEFAULT_NAME = 'till';

/** Whoever has the one token may everything. */
export function defaultClient(token: string): TillClientConfig {
  return { name: DEFAULT_NAME, token, scopes: TILL_SCOPES };
}

/** Whether a client is told of an event: whoever may not ask for a thing does not hear of it either. */
export const EVENT_SCOPES: Readonly<Record<News['type'], NeededScope>> = {
  'charge.updated': 'charges',
  'parked.updated': 'charges',
  'finding.updated': 'charges',
  'refund.updated': 'refunds',
  'shift.updated': 'shifts',
  'scanner.updated': 'every',
  'gateway.updated': 'every',
};

/** Turns whoever may not away before anything is looked up: what there is stays untold. */
export function withinScope({ scope, handle, ...route }: TillRoute): Route {
  if (scope === 'every') return { ...route, handle };
  return {
    ...route,
    handle: (c) =>
      c.var.tillClient.scopes.has(scope)
        ? handle(c)
        : problem('scope_missing', { detail: `This needs a token with the scope ${scope}.`, scope }),
  };
}
