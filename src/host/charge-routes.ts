import { hash } from 'node:crypto';
import type { Context } from 'hono';
import { err, ok, type Result } from '../basics/result.ts';
import { type Charge, STATUSES } from '../contract/charge.ts';
import { ChargeBody, ChargeQuery, CodeBody, type FieldError, WaitQuery } from '../contract/till.ts';
import { parseCurrency } from '../money/currency.ts';
import { fen } from '../money/fen.ts';
import { type Method, parseOrderNo } from '../payment/charge.ts';
import type { Status } from '../payment/state.ts';
import type { AuthCode } from '../scanner/auth-code.ts';
import { readScan, type ScanRefusal } from '../scanner/read-scan.ts';
import type { ChargeFilter } from '../store/journal.ts';
import type { Refusal, SaleHeld } from '../terminal/terminal.ts';
import { checkFields, readJsonBody } from './body.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { invalidFields, problem } from './problem.ts';
import type { Env } from './routes.ts';
import type { TillRoute } from './till-scope.ts';
import { untilFinal, type WaitParts } from './wait.ts';

/** The calls about charges. Source: interface of the terminal, "Till API". */
export function chargeRoutes(parts: WaitParts): TillRoute[] {
  return [
    { method: 'POST', path: '/charges', scope: 'charges', handle: (c) => createCharge(c, parts) },
    { method: 'GET', path: '/charges', scope: 'charges', handle: (c) => listCharges(c, parts) },
    { method: 'GET', path: '/charges/:id', scope: 'charges', handle: (c) => showCharge(c, parts) },
    { method: 'POST', path: '/charges/:id/code', scope: 'charges', handle: (c) => giveCode(c, parts) },
    { method: 'GET', path: '/charges/:id/parameters', scope: 'charges', handle: (c) => showParameters(c, parts) },
    { method: 'POST', path: '/open-ids', scope: 'charges', handle: (c) => tellOpenId(c, parts) },
    { method: 'POST', path: '/charges/:id/cancel', scope: 'charges', handle: (c) => cancelCharge(c, parts) },
  ];
}

async function createCharge(c: Context<Env>, { terminal }: WaitParts): Promise<Response> {
  const key = readIdempotencyKey(c);
  if (!key.ok) return key.error;
  const body = await readJsonBody(c.env.incoming, ChargeBody);
  if (!body.ok) return body.error;
  const { amount, currency, description = null, tillReference = null, method, authCode = null } = body.value;
  const known = currency === undefined ? null : parseCurrency(currency);
  if (currency !== undefined && !known) return problem('unsupported_currency', { detail: 'The acquirer takes no such currency.' });
  const { openId = null, clientIp = null } = body.value;
  const lacks = lacking(method, { openId, clientIp, authCode });
  if (lacks) return invalidFields([lacks]);
  const code = authCode === null ? ok(null) : readCode(authCode);
  if (!code.ok) return code.error;
  const taken = terminal.charge({
    origin: 'till',
    method,
    ...(known && { currency: known }),
    to: { openId, clientIp },
    amountFen: fen(amount),
    description,
    tillReference,
    authCode: code.value,
    idempotencyKey: key.value,
    fingerprint: fingerprint(
      [amount, currency ?? 'CNY', description, tillReference, method, ...(openId || clientIp ? [openId, clientIp] : [])],
      code.value,
    ),
  });
  return taken.ok ? c.json(taken.value.charge, taken.value.created ? 201 : 200) : refused(taken.error);
}

/** What a way to pay needs beside the amount, and what it has no use for. */
const NEEDS: Readonly<Record<Method, readonly ('openId' | 'clientIp')[]>> = {
  payment_code: [],
  merchant_qr: [],
  link: [],
  official_account: ['openId'],
  mini_program: ['openId'],
  app: [],
  h5: ['clientIp'],
};

type Given = { readonly openId: string | null; readonly clientIp: string | null; readonly authCode: string | null };

function lacking(method: Method, given: Given): FieldError | null {
  const missing = NEEDS[method].find((field) => given[field] === null);
  if (missing) return { field: missing, detail: `Needed for ${method}.` };
  return method !== 'payment_code' && given.authCode !== null ? { field: 'authCode', detail: `Not for ${method}.` } : null;
}

async function showCharge(c: Context<Env>, parts: WaitParts): Promise<Response> {
  const query = checkFields(WaitQuery, c.req.query());
  if (!query.ok) return query.error;
  const charge = findCharge(c, parts);
  if (!charge.ok) return charge.error;
  return c.json(await untilFinal(charge.value, query.value.wait * 1000, c.env.outgoing, parts));
}

function listCharges(c: Context<Env>, { terminal }: WaitParts): Response {
  const query = checkFields(ChargeQuery, c.req.query());
  if (!query.ok) return query.error;
  const statuses = (c.req.queries('status') ?? []).flatMap((some) => some.split(',')).map((one) => one.trim());
  if (!statuses.every(isStatus)) return invalidFields([{ field: 'status', detail: `Any of ${STATUSES.join(', ')}.` }]);
  const { orderNo, tillReference, shiftId, limit, cursor } = query.value;
  const ours = orderNo === undefined ? undefined : parseOrderNo(orderNo);
  if (ours === null) return c.json({ items: [], nextCursor: null }); // nothing can have such a number
  const filter: ChargeFilter = {
    ...(ours !== undefined && { orderNo: ours }),
    ...(tillReference !== undefined && { tillReference }),
    ...(shiftId !== undefined && { shiftId }),
    ...(statuses.length > 0 && { statuses }),
  };
  const page = terminal.list(filter, cursor ?? null, limit);
  return page.ok ? c.json(page.value) : invalidFields([{ field: 'cursor', detail: 'The nextCursor of the page before.' }]);
}

async function giveCode(c: Context<Env>, parts: WaitParts): Promise<Response> {
  const charge = findCharge(c, parts);
  if (!charge.ok) return charge.error;
  const body = await readJsonBody(c.env.incoming, CodeBody);
  if (!body.ok) return body.error;
  const code = readCode(body.value.authCode);
  if (!code.ok) return code.error;
  const given = parts.terminal.giveCode(charge.value.id, code.value);
  return given.ok ? c.json(given.value) : refused(given.error);
}

function cancelCharge(c: Context<Env>, parts: WaitParts): Response {
  const charge = findCharge(c, parts);
  if (!charge.ok) return charge.error;
  const canceled = parts.terminal.cancel(charge.value.id);
  return canceled.ok ? c.json(canceled.value) : problem(canceled.error);
}

/** What the shop's own software hands to the customer's WeChat: signed anew at each call, good for a moment. */
async function showParameters(c: Context<Env>, { terminal }: WaitParts): Promise<Response> {
  const parameters = await terminal.parameters(c.req.param('id') ?? '');
  return parameters.ok ? c.json({ parameters: parameters.value }) : problem(parameters.error);
}

async function tellOpenId(c: Context<Env>, { terminal }: WaitParts): Promise<Response> {
  const body = await readJsonBody(c.env.incoming, CodeBody);
  if (!body.ok) return body.error;
  const code = readCode(body.value.authCode);
  if (!code.ok) return code.error;
  const outcome = await terminal.openId(code.value);
  if (outcome.kind === 'known') return c.json({ openId: outcome.openId });
  if (outcome.kind === 'unknown') return problem('no_answer');
  return problem('open_id_refused', { detail: `The acquirer says ${outcome.acquirerCode}.` });
}

/** Another charge of the sale that is not known yet is named: the till can wait for that one. */
function refused(refusal: Refusal | SaleHeld): Response {
  return typeof refusal === 'string' ? problem(refusal) : problem(refusal.code, { chargeId: refusal.chargeId });
}

function findCharge(c: Context<Env>, { terminal }: WaitParts): Result<Charge, Response> {
  const charge = terminal.find(c.req.param('id') ?? '');
  return charge ? ok(charge) : err(problem('not_found', { detail: 'There is no such charge.' }));
}

function readCode(text: string): Result<AuthCode, Response> {
  const code = readScan(text);
  return code.ok ? code : err(unsupportedCode(code.error));
}

const WALLET_NAMES = { alipay: 'Alipay', unionpay: 'UnionPay', digital_rmb: 'digital RMB', qq: 'QQ Wallet' } as const;

/** Says whose code or what else it is, never the code. */
function unsupportedCode(refusal: ScanRefusal): Response {
  if (refusal.kind !== 'foreign_wallet') return problem('unsupported_code', { reason: refusal.kind });
  const { kind: reason, wallet } = refusal;
  return problem('unsupported_code', { detail: `This is a payment code of ${WALLET_NAMES[wallet]}, not of WeChat.`, reason, wallet });
}

function isStatus(text: string): text is Status {
  return (STATUSES as readonly string[]).includes(text);
}

/**
 * Tells one request from another under the same key. Of the payment code only the hint goes in: the hash is kept on
 * disk, and eighteen digits are soon found again from their hash.
 */
function fingerprint(fields: readonly (string | number | null)[], code: AuthCode | null): string {
  return hash('sha256', JSON.stringify([...fields, code?.hint() ?? null]), 'hex');
}
