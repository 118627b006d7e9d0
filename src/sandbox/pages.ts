import { existsSync } from 'node:fs';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { problem } from './problem.ts';

/** No answer or command of these pages comes near it. */
const MAX_JSON_BYTES = 16 * 1024;

/** What a page may do: use what this site serves, and nothing else. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A worker obeys the policy of its own script: it may load the decoder of the phone's camera, which is WebAssembly. Pages compile nothing. */
const SCRIPT_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

const HEADERS = {
  // Of the machine the camera alone, for the phone, which is on both pages, to scan merchants' codes with.
  'permissions-policy': 'camera=(self), microphone=(), display-capture=(), geolocation=(), usb=(), serial=(), hid=(), bluetooth=()',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

export type PagesParts = {
  readonly phoneApi: Hono;
  readonly faultsApi: Hono;
  readonly pagesDir: string | null; // the built screens: phone.html, faults.html, assets/
};

/** The site of the simulated phone and of the faults, for this machine's own browser and for scripts. */
export function createPages({ phoneApi, faultsApi, pagesDir }: PagesParts): Hono {
  const site = new Hono();
  site.use(async (context, next) => {
    await next();
    const { path } = context.req;
    const { headers } = context.res;
    for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
    headers.set('content-security-policy', path.endsWith('.js') ? SCRIPT_POLICY : PAGE_POLICY);
    if (!path.includes('/assets/')) headers.set('cache-control', 'no-store');
  });
  site.use(guard);
  site.use(limit);
  site.route('/phone/api', phoneApi);
  site.route('/faults/api', faultsApi);
  site.get('/phone', (context) => context.redirect('/phone/'));
  site.get('/faults', (context) => context.redirect('/faults/'));
  if (pagesDir && existsSync(pagesDir)) {
    site.get('/phone/', serveStatic({ root: pagesDir, rewriteRequestPath: () => '/phone.html' }));
    site.get('/faults/', serveStatic({ root: pagesDir, rewriteRequestPath: () => '/faults.html' }));
    site.get('/assets/*', serveStatic({ root: pagesDir }));
  }
  site.notFound((context) => problem(context, 404, 'not_found', 'There is nothing here.'));
  site.onError((_error, context) => problem(context, 400, 'bad_request', 'The request cannot be read.'));
  return site;
}

/** Refuses a foreign name (a rebound DNS entry) and, for everything that changes something, a foreign page. */
const guard: MiddlewareHandler = async (context, next) => {
  const host = context.req.header('host') ?? '';
  if (!/^(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/.test(host)) return problem(context, 403, 'foreign_host', 'Only this machine is served.');
  const origin = context.req.header('origin');
  const changes = context.req.method !== 'GET' && context.req.method !== 'HEAD';
  if (changes && origin !== undefined && origin !== `http://${host}`)
    return problem(context, 403, 'foreign_origin', 'Only its own pages are served.');
  return next();
};

/** Hono's own limit makes a new request of each one without a length, which fails beside a host that has its own kind of request. */
const limit: MiddlewareHandler = async (context, next) => {
  if (context.req.header('transfer-encoding') !== undefined) return problem(context, 411, 'length_required', 'Say how long the body is.');
  const length = Number(context.req.header('content-length') ?? 0);
  if (length > MAX_JSON_BYTES) return problem(context, 413, 'too_large', `At most ${MAX_JSON_BYTES} bytes.`);
  return next();
};
