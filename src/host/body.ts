import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { err, ok, type Result } from '../basics/result.ts';
import type { FieldError } from '../contract/till.ts';
import { invalidFields, problem } from './problem.ts';

/** No body of ours comes near; a larger one is a mistake or an attack. */
export const MAX_BODY_BYTES = 64 * 1024;

type ObjectSchema = v.ObjectSchema<v.ObjectEntries, undefined>;

/**
 * Reads a request's JSON body against its schema.
 *
 * @returns the value, or the finished refusal: 400, 413 or 415, with the field named
 */
export async function readJsonBody<Schema extends v.GenericSchema>(
  incoming: IncomingMessage,
  schema: Schema,
): Promise<Result<v.InferOutput<Schema>, Response>> {
  if (!isJson(incoming)) return err(problem('unsupported_media_type'));
  const bytes = await readBytes(incoming);
  if (!bytes.ok) return bytes;
  const text = decodeUtf8(bytes.value);
  if (text === null) return err(problem('invalid_encoding'));
  const json = parseJson(text);
  if (!json.ok) return err(problem('invalid_json'));
  return checkFields(schema, json.value);
}

/** Checks fields against a schema; the refusal names each wrong one and what is expected of it. */
export function checkFields<Schema extends v.GenericSchema>(schema: Schema, value: unknown): Result<v.InferOutput<Schema>, Response> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return err(problem('invalid_request', { detail: 'The body must be a JSON object.' }));
  }
  const parsed = v.safeParse(schema, value);
  return parsed.success ? ok(parsed.output) : err(invalidFields(fieldErrors(schema, parsed.issues)));
}

/** One error a field. The schema's own messages repeat what was sent, so the field's description is told instead. */
function fieldErrors(schema: v.GenericSchema, issues: readonly v.BaseIssue<unknown>[]): FieldError[] {
  const fields = new Set(issues.map((issue) => v.getDotPath(issue) ?? ''));
  return [...fields].map((field) => ({ field, detail: describe(schema, field) }));
}

function describe(schema: v.GenericSchema, field: string): string {
  const entry = schema.type === 'object' ? (schema as unknown as ObjectSchema).entries[field] : undefined;
  return (entry && v.getDescription(entry)) ?? 'This field is missing or not as it must be.';
}

function isJson(incoming: IncomingMessage): boolean {
  if (incoming.headers['content-encoding'] !== undefined) return false;
  const [type = '', ...parameters] = (incoming.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='));
  return type.trim() === 'application/json' && (charset === undefined || /^charset="?utf-?8"?$/.test(charset));
}

/** Reads a request's bytes. @returns them, or the finished refusal */
export async function readBytes(incoming: IncomingMessage): Promise<Result<Buffer, Response>> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    // The request must outlive the loop: destroying it would cut the line before the refusal is written.
    for await (const piece of incoming.iterator({ destroyOnReturn: false })) {
      size += piece.length;
      if (size > MAX_BODY_BYTES) return err(problem('body_too_large'));
      pieces.push(piece);
    }
  } catch {
    return err(problem('invalid_request', { detail: 'The body ended too soon.' })); // the caller hung up: nobody reads this
  }
  return ok(Buffer.concat(pieces));
}

function decodeUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function parseJson(text: string): Result<unknown, 'not_json'> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err('not_json');
  }
}
