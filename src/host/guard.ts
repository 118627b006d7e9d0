import type { IncomingMessage } from 'node:http';
import type { ProblemCode } from '../contract/till.ts';

/** On every answer. A page that needs more than nothing says so itself. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Names of this machine for itself; no name server can be made to answer them for another. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** What stands for every address names none; a connection that is gone already has none left. */
const NOBODY = ['0.0.0.0', '::', ''];

export type Door = {
  readonly listen: string;
  readonly port: number;
  readonly scheme?: 'https'; // http when left out
  readonly anyHost?: readonly string[]; // paths that are reached under whatever name a proxy has: what comes there is signed
  readonly hostNames?: readonly string[]; // other names of ours, which a certificate vouches for
};

/** What a link elsewhere may lead to. */
const ENTRANCES = ['/', '/cashier', '/cashier/', '/manager', '/manager/', '/display', '/display/'];

/**
 * Keeps web pages of others out: a page whose name was rebound to this machine carries a foreign Host, a page elsewhere
 * a foreign Origin, and one that embeds an address of ours says so in Sec-Fetch-Site.
 *
 * @returns why the request is refused, or null
 */
export function guard(incoming: Pick<IncomingMessage, 'headers' | 'method' | 'url' | 'socket'>, door: Door): ProblemCode | null {
  const { headers, method, url = '' } = incoming;
  const host = headers.host?.toLowerCase() ?? '';
  if (method === 'POST' && door.anyHost?.includes(url) && headers.origin === undefined) return null;
  if (!ownHosts(incoming.socket.localAddress ?? '', door).includes(host)) return 'foreign_host';
  if (!url.startsWith('/')) return 'foreign_host'; // an address with a host of its own is for proxies
  const path = url.replace(/\?.*/s, '');
  if (path === '/till/v1/health' && method === 'GET') return null; // tells nothing that a stranger may not know
  if (headers.origin !== undefined && headers.origin.toLowerCase() !== `${door.scheme ?? 'http'}://${host}`) return 'foreign_origin';
  const site = headers['sec-fetch-site'];
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none';
  return isForeign && !ENTRANCES.includes(path) ? 'foreign_origin' : null;
}

function ownHosts(localAddress: string, { listen, port, scheme, hostNames = [] }: Door): string[] {
  // The address that the caller reached is ours, also when every address of the machine is listened on.
  const reached = localAddress.replace(/^::ffff:/, '');
  const named = [listen.toLowerCase(), reached].filter((address) => !NOBODY.includes(address));
  const names = [...LOOPBACK, ...named.map(bracketed), ...hostNames];
  const usualPort = scheme === 'https' ? 443 : 80;
  return names.flatMap((name) => (port === usualPort ? [`${name}:${port}`, name] : [`${name}:${port}`]));
}

/** Writes an address as it stands in an address line: IPv6 in brackets. */
export function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
