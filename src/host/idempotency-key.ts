import type { Context } from 'hono';
import { err, ok, type Result } from '../basics/result.ts';
import { invalidFields, problem } from './problem.ts';
import type { Env } from './routes.ts';
import { DEFAULT_NAME } from './till-scope.ts';

/**
 * Reads the header that names a request, or makes the refusal: 400 without one. The keys of different clients never meet: a
 * client's name stands before its own, and neither a name nor a key has a tab in it.
 */
export function readIdempotencyKey(c: Context<Env>): Result<string, Response> {
  const { name } = c.var.tillClient;
  const key = c.req.header('idempotency-key') ?? '';
  if (key === '') return err(problem('idempotency_key_required'));
  if (/^[\x20-\x7e]{1,255}$/.test(key)) return ok(name === DEFAULT_NAME ? key : `${name}\t${key}`);
  return err(invalidFields([{ field: 'Idempotency-Key', detail: '1 to 255 printable ASCII characters.' }]));
}
