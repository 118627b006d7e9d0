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

export type Door = { readonly listen: string; readonly port: number };

/**
 * Keeps web pages of others out: a page whose name was rebound to this machine carries a foreign Host, a page elsewhere
 * a foreign Origin, and one that embeds an address of ours says so in Sec-Fetch-Site.
 *
 * @returns why the request is refused, or null
 */
export function guard(incoming: IncomingMessage, door: Door): ProblemCode | null {
  const host = incoming.headers.host?.toLowerCase() ?? '';
  if (!ownHosts(incoming, door).includes(host)) return 'foreign_host';
  const path = incoming.url ?? '/';
  if (path === '/till/v1/health' && incoming.method === 'GET') return null; // tells nothing that a stranger may not know
  const { origin } = incoming.headers;
  if (origin !== undefined && origin.toLowerCase() !== `http://${host}`) return 'foreign_origin';
  const isApi = /^\/(?:till|ui|sandbox)(?:[/?]|$)/.test(path);
  const site = incoming.headers['sec-fetch-site'];
  if (isApi && site !== undefined && site !== 'same-origin' && site !== 'none') return 'foreign_origin';
  return null;
}

function ownHosts(incoming: IncomingMessage, { listen, port }: Door): string[] {
  // The address that the caller reached is ours, also when every address of the machine is listened on.
  const reached = (incoming.socket.localAddress ?? '').replace(/^::ffff:/, '');
  const names = [...LOOPBACK, bracketed(listen.toLowerCase()), bracketed(reached)];
  return names.flatMap((name) => (port === 80 ? [`${name}:80`, name] : [`${name}:${port}`]));
}

/** Writes an address as it stands in an address line: IPv6 in brackets. */
export function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
