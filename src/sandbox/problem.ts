import type { Context } from 'hono';

/** A refusal of the pages' API as a problem document (RFC 9457) with a stable `code`. */
export function problem(context: Context, status: 400 | 403 | 404 | 409 | 411 | 413 | 415 | 503, code: string, detail: string): Response {
  return context.body(JSON.stringify({ type: 'about:blank', status, code, title: code, detail }), status, {
    'content-type': 'application/problem+json; charset=utf-8',
  });
}
