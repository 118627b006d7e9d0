import type { Context } from 'hono';
import type { Terminal } from '../terminal/terminal.ts';
import { readBytes } from './body.ts';
import { problem } from './problem.ts';
import type { Env, Route } from './routes.ts';

/** Where acquirers post their own reports. Each is served only while the configuration expects it. */
export const NOTICE_PATHS: readonly string[] = ['/notify/wechat', '/webhooks/wooshpay'];

/** Takes reports as they come, byte for byte: their signature is over just that. No token: what is not signed is not believed. */
export function noticeRoutes({ terminal }: { readonly terminal: Pick<Terminal, 'noticePath' | 'notice'> }): Route[] {
  return NOTICE_PATHS.map((path) => ({ method: 'POST', path, handle: (c) => take(c, terminal) }));
}

async function take(c: Context<Env>, terminal: Pick<Terminal, 'noticePath' | 'notice'>): Promise<Response> {
  if (terminal.noticePath() !== c.req.path) return nothingHere();
  const body = await readBytes(c.env.incoming);
  if (!body.ok) return body.error;
  const headers = Object.fromEntries(
    Object.entries(c.env.incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
  const reply = terminal.notice({ headers, body: body.value });
  if (!reply) return nothingHere();
  return new Response(reply.body, { status: reply.status, headers: { 'content-type': reply.contentType } });
}

function nothingHere(): Response {
  return problem('not_found', { detail: 'There is nothing at this address.' });
}
