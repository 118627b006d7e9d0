import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Office } from '../office/office.ts';
import { chargeRoutes } from './charge-routes.ts';
import { type EventParts, streamEvents } from './events.ts';
import { fewFiles } from './few-files.ts';
import { findingRoutes } from './finding-routes.ts';
import { parkedRoutes } from './parked-routes.ts';
import { paymentRoutes } from './payment-routes.ts';
import { problem } from './problem.ts';
import { receiptRoutes } from './receipt-routes.ts';
import { refundRoutes } from './refund-routes.ts';
import { type Sandbox, sandboxRoutes } from './sandbox-routes.ts';
import { reportRoutes, shiftRoutes } from './shift-routes.ts';
import type { TillRoute } from './till-scope.ts';

/** The base of the till API. */
export const TILL_BASE = '/till/v1';

export type TillParts = EventParts & {
  readonly office: Promise<Office> | null; // null: a terminal without one
  readonly sandbox: Sandbox | null;
  readonly version: string;
};

/** Every call of the till API, below `TILL_BASE`. */
export function tillRoutes(parts: TillParts): TillRoute[] {
  const { terminal, sandbox, version } = parts;
  const routes: TillRoute[] = [
    { method: 'GET', path: '/health', scope: 'every', handle: (c) => c.json(terminal.health()) },
    {
      method: 'GET',
      path: '/openapi.json',
      scope: 'every',
      handle: async (c) => c.json((await import('./openapi.ts')).openapiDocument(version, routes)),
    },
    {
      method: 'GET',
      path: '/events',
      scope: 'every',
      handle(c) {
        const lastEventId = c.req.header('last-event-id') ?? c.req.query('lastEventId') ?? null;
        return streamEvents(c.env.outgoing, lastEventId, { ...parts, scopes: c.var.tillClient.scopes })
          ? RESPONSE_ALREADY_SENT
          : problem('too_many_streams');
      },
    },
    ...chargeRoutes(parts),
    ...refundRoutes(parts),
    ...parkedRoutes(parts),
    ...findingRoutes(parts),
    ...paymentRoutes(parts),
    ...shiftRoutes(parts),
    ...fewFiles([...reportRoutes(parts), ...receiptRoutes(parts)]),
    ...(sandbox ? sandboxRoutes(sandbox) : []),
  ];
  return routes;
}
