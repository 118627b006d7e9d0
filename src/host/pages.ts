import { promises as files } from 'node:fs';
import { extname, join } from 'node:path';
import { problem } from './problem.ts';
import type { Route } from './routes.ts';

/** What a page of ours may do: use what this host serves, and nothing else. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "media-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A camera for the cashier's screen itself, where there is no scanner; nothing else of the machine, and nothing for frames. */
const PAGE_PERMISSIONS = 'camera=(self), microphone=(), display-capture=(), geolocation=(), usb=(), serial=(), hid=(), bluetooth=()';

/**
 * A worker obeys the policy of its own script, not its page's: it may load its parts and the decoder, which is WebAssembly. Pages may not
 * compile anything.
 */
const SCRIPT_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** What a page is made of. Anything else in the folder is not served. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
};

/** A plain file name: no folder, no dot in front, so that nothing outside the folder can be named. */
const FILE_NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/;

/** Nothing of the machine: other pages have no need of any of it. */
const NO_PERMISSIONS = PAGE_PERMISSIONS.replace('camera=(self)', 'camera=()');

/**
 * The cashier's screen, the manager's, and what they are made of. The customer's phone and the faults belong to the sandbox's own origin.
 * @param pagesDir where the build put the pages and `assets/`
 */
export function pageRoutes(pagesDir: string): Route[] {
  return [
    { method: 'GET', path: '/', handle: (c) => c.redirect('/cashier/') },
    { method: 'GET', path: '/cashier', handle: (c) => c.redirect('/cashier/') },
    { method: 'GET', path: '/cashier/', handle: () => servePage(join(pagesDir, 'cashier.html'), PAGE_PERMISSIONS) },
    ...managerRoutes(pagesDir),
  ];
}

/** The manager's page alone, for whoever may see nothing else. */
export function managerRoutes(pagesDir: string): Route[] {
  return [
    { method: 'GET', path: '/manager', handle: (c) => c.redirect('/manager/') },
    { method: 'GET', path: '/manager/', handle: () => servePage(join(pagesDir, 'manager.html'), NO_PERMISSIONS) },
    assetRoute(pagesDir),
  ];
}

/** The page for customers alone. */
export function displayPageRoutes(pagesDir: string): Route[] {
  return [
    { method: 'GET', path: '/display', handle: (c) => c.redirect('/display/') },
    { method: 'GET', path: '/display/', handle: () => servePage(join(pagesDir, 'display.html'), NO_PERMISSIONS) },
  ];
}

/** What pages are made of. */
export function assetRoute(pagesDir: string): Route {
  return { method: 'GET', path: '/assets/:file', handle: (c) => serveAsset(pagesDir, c.req.param('file') ?? '') };
}

function servePage(path: string, permissions: string): Promise<Response> {
  return serveFile(path, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': PAGE_POLICY,
    'permissions-policy': permissions,
  });
}

async function serveAsset(pagesDir: string, file: string): Promise<Response> {
  const contentType = CONTENT_TYPES[extname(file)];
  if (!contentType || !FILE_NAME.test(file)) return problem('not_found');
  // The build puts a hash of the content into each name: what a name stands for never changes.
  return serveFile(join(pagesDir, 'assets', file), {
    'content-type': contentType,
    'cache-control': 'public, max-age=31536000, immutable',
    ...(contentType === CONTENT_TYPES['.js'] ? { 'content-security-policy': SCRIPT_POLICY } : {}),
  });
}

async function serveFile(path: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  try {
    return new Response(await files.readFile(path), { headers });
  } catch {
    return problem('not_found'); // not built, or never was
  }
}
