import type { Context } from 'hono';
import { PaymentQuery } from '../contract/inquiry.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { checkFields } from './body.ts';
import { problem } from './problem.ts';
import type { Env } from './routes.ts';
import type { TillRoute } from './till-scope.ts';

/** The question of a customer who says that he has paid. Source: interface of the terminal, "Till API". */
export function paymentRoutes({ terminal }: { readonly terminal: Terminal }): TillRoute[] {
  return [{ method: 'GET', path: '/payments', scope: 'charges', handle: (c) => lookUp(c, terminal) }];
}

async function lookUp(c: Context<Env>, terminal: Terminal): Promise<Response> {
  const query = checkFields(PaymentQuery, c.req.query());
  if (!query.ok) return query.error;
  const known = await terminal.lookUp(query.value.number);
  return known.ok ? c.json(known.value) : problem('unsupported_number', { reason: known.error });
}
