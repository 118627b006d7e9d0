import type { Context } from 'hono';
import { ReceiptFileQuery } from '../contract/receipt.ts';
import type { Office } from '../office/office.ts';
import { checkFields } from './body.ts';
import { fileAnswer } from './office-routes.ts';
import { problem } from './problem.ts';
import type { Env } from './routes.ts';
import type { TillRoute } from './till-scope.ts';

/** Receipts as files, for a till that prints them itself or a customer who wants no paper. */
export function receiptRoutes({ office }: { readonly office: Promise<Office> | null }): TillRoute[] {
  const serve = (kind: 'charge' | 'refund') => async (c: Context<Env>) =>
    office ? receipt(c, kind, await office) : problem('not_implemented');
  return [
    { method: 'GET', path: '/charges/:id/receipt', scope: 'reports', handle: serve('charge') },
    { method: 'GET', path: '/refunds/:id/receipt', scope: 'reports', handle: serve('refund') },
  ];
}

async function receipt(c: Context<Env>, kind: 'charge' | 'refund', { receipts }: Office): Promise<Response> {
  const query = checkFields(ReceiptFileQuery, c.req.query());
  if (!query.ok) return query.error;
  const { format, copy, width, language = null } = query.value;
  const made = await receipts.file({ kind, id: c.req.param('id') ?? '', format, copy, width, language });
  if (made.ok) return fileAnswer(made.value);
  return made.error === 'not_found' ? problem('not_found', { detail: `There is no such ${kind}.` }) : problem('nothing_to_print');
}
