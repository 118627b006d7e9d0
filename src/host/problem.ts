import { type FieldError, PROBLEMS, type Problem, type ProblemCode } from '../contract/till.ts';

/** What a problem says beyond its code. Nothing of it may repeat what the caller sent: that may be a payment code. */
export type ProblemDetails = {
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly wallet?: string;
  readonly reason?: string;
  readonly chargeId?: string;
  readonly scope?: string;
};

/** Writes an error as RFC 9457 wants it. @param details more than the title says */
export function problemDocument(code: ProblemCode, details: ProblemDetails = {}): Problem {
  const { status, title } = PROBLEMS[code];
  const { detail = `${title}.`, errors, ...rest } = details;
  return { type: `urn:saoma:problem:${code}`, title, status, detail, code, ...(errors && { errors: [...errors] }), ...rest };
}

/** The same as an HTTP answer. */
export function problem(code: ProblemCode, details: ProblemDetails = {}, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(problemDocument(code, details)), {
    status: PROBLEMS[code].status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
}

/** A request whose fields are not as they must be. */
export function invalidFields(errors: readonly FieldError[]): Response {
  const names = errors.map(({ field }) => field).join(', ');
  return problem('invalid_request', { detail: `Not as they must be: ${names}.`, errors });
}
