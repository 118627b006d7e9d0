import { hash } from 'node:crypto';
import type { Context } from 'hono';
import { RefundBody, WaitQuery } from '../contract/till.ts';
import { fen } from '../money/fen.ts';
import { checkFields, readJsonBody } from './body.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { problem } from './problem.ts';
import type { Env } from './routes.ts';
import type { TillRoute } from './till-scope.ts';
import { untilRefundFinal, type WaitParts } from './wait.ts';

/** The calls about refunds. Source: interface of the terminal, "Till API". */
export function refundRoutes(parts: WaitParts): TillRoute[] {
  return [
    { method: 'POST', path: '/charges/:id/refunds', scope: 'refunds', handle: (c) => createRefund(c, parts) },
    { method: 'GET', path: '/refunds/:id', scope: 'refunds', handle: (c) => showRefund(c, parts) },
  ];
}

async function createRefund(c: Context<Env>, { terminal }: WaitParts): Promise<Response> {
  const key = readIdempotencyKey(c);
  if (!key.ok) return key.error;
  const chargeId = c.req.param('id') ?? '';
  const body = await readJsonBody(c.env.incoming, RefundBody);
  if (!body.ok) return body.error;
  const { amount, reason = null, fundingAccount } = body.value;
  const taken = terminal.refund({
    origin: 'till',
    chargeId,
    amountFen: fen(amount),
    reason,
    from: fundingAccount,
    idempotencyKey: key.value,
    fingerprint: hash('sha256', JSON.stringify([chargeId, amount, reason, fundingAccount]), 'hex'),
  });
  if (taken.ok) return c.json(taken.value.refund, taken.value.created ? 201 : 200);
  return taken.error === 'not_found' ? problem('not_found', { detail: 'There is no such charge.' }) : problem(taken.error);
}

async function showRefund(c: Context<Env>, parts: WaitParts): Promise<Response> {
  const query = checkFields(WaitQuery, c.req.query());
  if (!query.ok) return query.error;
  const refund = parts.terminal.findRefund(c.req.param('id') ?? '');
  if (!refund) return problem('not_found', { detail: 'There is no such refund.' });
  return c.json(await untilRefundFinal(refund, query.value.wait * 1000, c.env.outgoing, parts));
}
