import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import { ok } from '../basics/result.ts';
import { type ProblemCode, ReportQuery, ShiftBody, ShiftCloseBody, ShiftQuery } from '../contract/till.ts';
import { fen } from '../money/fen.ts';
import type { Office, TillShifts } from '../office/office.ts';
import { checkFields, readJsonBody } from './body.ts';
import type { Held } from './held.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { fileAnswer } from './office-routes.ts';
import { invalidFields, problem } from './problem.ts';
import type { Env } from './routes.ts';
import type { TillRoute } from './till-scope.ts';

type Parts = { readonly office: Promise<Office> | null; readonly held: Held };
type Refusal = Exclude<Extract<ReturnType<TillShifts['page']>, { ok: false }>['error'], 'bad_cursor'> | 'not_implemented';

/** What the till is told. What is not here is called the same on both sides. */
const PROBLEM_OF: Partial<Readonly<Record<Refusal, ProblemCode>>> = { no_shift: 'not_found', not_counted: 'not_found' };

/** The calls about shifts. Source: interface of the terminal, "Till API". */
export function shiftRoutes({ office, held }: Parts): TillRoute[] {
  const served = (answer: (c: Context<Env>, shifts: TillShifts) => Response | Promise<Response>) => async (c: Context<Env>) =>
    office ? answer(c, (await office).shifts) : problem('not_implemented');
  const asking = (answer: (c: Context<Env>, shifts: TillShifts) => Promise<Response>) =>
    served((c, shifts) => untilHostCloses(answer(c, shifts), held));
  return [
    { method: 'POST', path: '/shifts', scope: 'shifts', handle: served(openShift) },
    { method: 'GET', path: '/shifts', scope: 'shifts', handle: served(listShifts) },
    {
      method: 'GET',
      path: '/shifts/current',
      scope: 'shifts',
      handle: served((c, shifts) => shown(c, shifts.current(), 'No shift is open.')),
    },
    { method: 'GET', path: '/shifts/:id', scope: 'shifts', handle: served((c, shifts) => shown(c, shifts.find(idOf(c)))) },
    { method: 'POST', path: '/shifts/:id/close', scope: 'shifts', handle: asking(closeShift) },
    {
      method: 'POST',
      path: '/shifts/:id/reconcile',
      scope: 'shifts',
      handle: asking(async (c, shifts) => shown(c, await shifts.reconcile(idOf(c)))),
    },
  ];
}

/** A shift's report, as JSON or as a file. */
export function reportRoutes({ office }: Pick<Parts, 'office'>): TillRoute[] {
  const handle = async (c: Context<Env>) => (office ? report(c, (await office).shifts) : problem('not_implemented'));
  return [{ method: 'GET', path: '/shifts/:id/report', scope: 'reports', handle }];
}

async function openShift(c: Context<Env>, shifts: TillShifts): Promise<Response> {
  const isNamed = c.req.header('idempotency-key') !== undefined;
  const key = isNamed ? readIdempotencyKey(c) : ok(null);
  if (!key.ok) return key.error;
  const body = await readJsonBody(c.env.incoming, ShiftBody);
  if (!body.ok) return body.error;
  const { cashier, openingFloat } = body.value;
  const opened = shifts.open({
    cashier,
    openingFloatFen: fen(openingFloat ?? 0),
    idempotencyKey: key.value,
    tillName: c.var.tillClient.name,
  });
  return opened.ok ? c.json(opened.value.shift, opened.value.created ? 201 : 200) : refused(opened.error);
}

function listShifts(c: Context<Env>, shifts: TillShifts): Response {
  const query = checkFields(ShiftQuery, c.req.query());
  if (!query.ok) return query.error;
  const page = shifts.page(query.value.cursor ?? null, query.value.limit);
  if (page.ok) return c.json(page.value);
  return page.error === 'bad_cursor'
    ? invalidFields([{ field: 'cursor', detail: 'The nextCursor of the page before.' }])
    : refused(page.error);
}

async function closeShift(c: Context<Env>, shifts: TillShifts): Promise<Response> {
  const body = hasNoBody(c.env.incoming) ? ok({ countedCash: null }) : await readJsonBody(c.env.incoming, ShiftCloseBody);
  if (!body.ok) return body.error;
  const { countedCash } = body.value;
  return shown(c, await shifts.close(idOf(c), countedCash == null ? null : fen(countedCash), c.var.tillClient.name));
}

/** Asking the acquirer takes longer than a host that closes waits: who asked for it is told, rather than cut off. */
function untilHostCloses(answer: Promise<Response>, held: Held): Promise<Response> {
  return new Promise((resolve, reject) => {
    const letGo = held.hold(() => resolve(problem('stopping')));
    answer.then(resolve, reject).finally(() => letGo?.());
  });
}

async function report(c: Context<Env>, shifts: TillShifts): Promise<Response> {
  const query = checkFields(ReportQuery, c.req.query());
  if (!query.ok) return query.error;
  const made = await shifts.report(idOf(c), query.value.format);
  if (!made.ok) return refused(made.error);
  return made.value.kind === 'file' ? fileAnswer(made.value) : c.json(made.value);
}

function shown(c: Context<Env>, shift: ReturnType<TillShifts['find']>, detail = 'There is no such shift.'): Response {
  return shift.ok ? c.json(shift.value) : refused(shift.error, detail);
}

function refused(refusal: Refusal, detail = 'There is no such shift.'): Response {
  const code = PROBLEM_OF[refusal] ?? (refusal as ProblemCode);
  return problem(code, code === 'not_found' ? { detail } : {});
}

function idOf(c: Context<Env>): string {
  return c.req.param('id') ?? '';
}

/** A till that has nothing to say sends nothing. */
function hasNoBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}
