import type { Context } from 'hono';
import { FindingQuery } from '../contract/till.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { checkFields } from './body.ts';
import { invalidFields } from './problem.ts';
import type { Env } from './routes.ts';
import type { TillRoute } from './till-scope.ts';

type Parts = { readonly terminal: Terminal };

/** The call about findings. The remedies are the cashier's: a till gives back through the charge's refunds, and the finding is settled by that. */
export function findingRoutes(parts: Parts): TillRoute[] {
  return [{ method: 'GET', path: '/findings', scope: 'charges', handle: (c) => listFindings(c, parts) }];
}

function listFindings(c: Context<Env>, { terminal }: Parts): Response {
  const query = checkFields(FindingQuery, c.req.query());
  if (!query.ok) return query.error;
  const { status, cursor, limit } = query.value;
  const page = terminal.findings(status === 'open', cursor ?? null, limit);
  return page.ok ? c.json(page.value) : invalidFields([{ field: 'cursor', detail: 'The nextCursor of the page before.' }]);
}
