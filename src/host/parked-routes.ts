import { hash } from 'node:crypto';
import type { Context } from 'hono';
import { ParkBody } from '../contract/till.ts';
import { fen } from '../money/fen.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { readJsonBody } from './body.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { problem } from './problem.ts';
import type { Env } from './routes.ts';
import type { TillRoute } from './till-scope.ts';

type Parts = { readonly terminal: Terminal };

/** The calls about sales set aside without their money. A till collects one with a charge of the same `tillReference`. */
export function parkedRoutes(parts: Parts): TillRoute[] {
  return [
    { method: 'POST', path: '/parked-sales', scope: 'charges', handle: (c) => park(c, parts) },
    { method: 'GET', path: '/parked-sales', scope: 'charges', handle: (c) => c.json({ items: parts.terminal.parkedSales() }) },
    { method: 'GET', path: '/parked-sales/:id', scope: 'charges', handle: (c) => show(c, parts) },
    { method: 'POST', path: '/parked-sales/:id/drop', scope: 'charges', handle: (c) => drop(c, parts) },
  ];
}

async function park(c: Context<Env>, { terminal }: Parts): Promise<Response> {
  const key = readIdempotencyKey(c);
  if (!key.ok) return key.error;
  const body = await readJsonBody(c.env.incoming, ParkBody);
  if (!body.ok) return body.error;
  const { amount, currency, description = null, tillReference = null, note = null } = body.value;
  if (currency !== undefined && currency !== terminal.currency()) {
    return problem('unsupported_currency', { detail: 'Sales are parked in the store’s currency.' });
  }
  const parked = terminal.park({
    origin: 'till',
    amountFen: fen(amount),
    description,
    tillReference,
    note,
    idempotencyKey: key.value,
    fingerprint: hash('sha256', JSON.stringify([amount, currency ?? 'CNY', description, tillReference, note]), 'hex'),
  });
  return parked.ok ? c.json(parked.value.sale, parked.value.created ? 201 : 200) : problem(parked.error);
}

function show(c: Context<Env>, { terminal }: Parts): Response {
  const sale = terminal.findParked(c.req.param('id') ?? '');
  return sale ? c.json(sale) : noSuchSale();
}

function drop(c: Context<Env>, { terminal }: Parts): Response {
  const dropped = terminal.dropParked(c.req.param('id') ?? '');
  if (dropped.ok) return c.json(dropped.value);
  return dropped.error === 'not_found' ? noSuchSale() : problem(dropped.error);
}

function noSuchSale(): Response {
  return problem('not_found', { detail: 'There is no such parked sale.' });
}
