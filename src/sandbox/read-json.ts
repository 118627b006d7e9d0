import type { Context } from 'hono';
import * as v from 'valibot';
import { err, ok, type Result } from '../basics/result.ts';
import { problem } from './problem.ts';

/** Reads a JSON body by its schema. @returns the value, or the problem document that names the first wrong field */
export async function readJson<S extends v.GenericSchema>(context: Context, schema: S): Promise<Result<v.InferOutput<S>, Response>> {
  // A form of a foreign page can post text/plain without being asked first; JSON it cannot.
  if (!/^application\/json\b/i.test(context.req.header('content-type') ?? '')) {
    return err(problem(context, 415, 'json_expected', 'The body must be application/json.'));
  }
  let json: unknown;
  try {
    json = await context.req.json();
  } catch {
    return err(problem(context, 400, 'not_json', 'The body is no JSON.'));
  }
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  // Not the schema's own message, which repeats what was sent: that may be a payment code.
  return err(problem(context, 400, 'invalid_field', `${v.getDotPath(issue) ?? 'body'}: must be ${issue.expected ?? 'another'}.`));
}
