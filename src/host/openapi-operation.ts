import type { ProblemCode } from '../contract/till.ts';

/** A call as the OpenAPI document tells it. Schemas are named as in its `components`. */
export type Operation = {
  readonly summary: string;
  readonly parameters?: readonly object[];
  readonly body?: string;
  readonly isBodyOptional?: boolean;
  readonly answers: Readonly<Record<number, OperationAnswer>>;
  readonly problems: readonly ProblemCode[]; // beside those that every call can have
  readonly isOpen?: true; // needs no token
};

type OperationAnswer = {
  readonly schema: string;
  readonly text: string;
  readonly mediaType?: string; // JSON when left out
  readonly files?: readonly string[]; // what else it may be, as a file
};

/** Calls by method and path as OpenAPI writes it. */
export type Operations = Readonly<Record<string, Operation>>;

/** The thing that the path names. */
export const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

/** Of calls that may wait for the end of what they ask about. */
export const WAIT = {
  name: 'wait',
  in: 'query',
  description: 'Whole seconds to wait for the end; it answers as soon as the status is final.',
  schema: { type: 'integer', minimum: 0, maximum: 60, default: 0 },
};

/** Of calls that begin something. */
export const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Names the request: sent again with the same body, it answers the same thing and does nothing twice.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x20-\\x7e]+$' },
};

/** Of calls that answer a page; `cursor` is for those that have a next one. */
export const LIMIT = { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } };
export const CURSOR = text('cursor', 'The nextCursor of the page before.');

/** What a body can be refused for. */
export const BODY_PROBLEMS = ['invalid_encoding', 'invalid_json', 'invalid_request', 'body_too_large', 'unsupported_media_type'] as const;

/** A parameter of the query that is any text. */
export function text(name: string, description: string): object {
  return { name, in: 'query', description, schema: { type: 'string' } };
}
