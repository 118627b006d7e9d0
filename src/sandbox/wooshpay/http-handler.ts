import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PhoneSource } from '../phone-source.ts';
import type { WooshRequest } from './acquirer.ts';
import { exchangeWoosh, type WooshDelivery, type WooshExchangeParts } from './exchange.ts';
import { PAGE_HEADERS, sessionAt, showPage } from './hosted-page.ts';

/** Larger bodies than any legal one are refused. */
const MAX_BODY_BYTES = 256 * 1024;

const HUGE_BYTES = 64 * 1024 * 1024;
const PIECE = 'x'.repeat(64 * 1024);

export type WooshHandlerParts = WooshExchangeParts & { readonly phone: PhoneSource };

/** The acquirer's end of a loopback HTTP server: the API under `/v1`, and the hosted pages under `/pay`. */
export function createWooshHandler(parts: WooshHandlerParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    const method = request.method ?? 'GET';
    readBody(request, (body) => {
      if (body === null) {
        response.writeHead(413, { 'content-type': 'text/html', connection: 'close' }).end('<html>413 Request Entity Too Large</html>');
        return;
      }
      if (path.startsWith('/pay/')) {
        servePage(parts, request, path, response);
        return;
      }
      exchangeWoosh(parts, { method, path, query, headers: headersOf(request), body }, (delivery) => deliver(delivery, response));
    });
  };
}

function headersOf({ headers }: IncomingMessage): WooshRequest['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));
}

/** Only for this machine's own browser: a foreign name (a rebound DNS entry) or a foreign page pays nothing. */
function servePage({ acquirer, phone }: WooshHandlerParts, request: IncomingMessage, path: string, response: ServerResponse): void {
  const { host = '', origin } = request.headers;
  const isOwn = /^(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/.test(host) && (origin === undefined || origin === `http://${host}`);
  const session = sessionAt(acquirer.desk, path);
  if (!isOwn || !session) {
    response.writeHead(isOwn ? 404 : 403, PAGE_HEADERS).end();
    return;
  }
  if (request.method === 'POST') {
    phone.scan(`http://${host}${path}`); // whatever comes of it, the page tells
    response.writeHead(303, { ...PAGE_HEADERS, location: path }).end();
    return;
  }
  response.writeHead(200, PAGE_HEADERS).end(showPage(acquirer.desk, session, request.headers['accept-language'] ?? ''));
}

/** Collects a body. @param done hears null once it is larger than any legal one; never called when the client goes away */
function readBody(request: IncomingMessage, done: (body: string | null) => void): void {
  const pieces: Buffer[] = [];
  let size = 0;
  request.on('data', (piece: Buffer) => {
    size += piece.length;
    if (size <= MAX_BODY_BYTES) pieces.push(piece);
    else if (size - piece.length <= MAX_BODY_BYTES) done(null);
  });
  request.on('end', () => {
    if (size <= MAX_BODY_BYTES) done(Buffer.concat(pieces).toString());
  });
  request.on('error', () => request.destroy());
}

function deliver(delivery: WooshDelivery, response: ServerResponse): void {
  if (delivery.kind === 'cut') {
    response.socket?.destroy();
    return;
  }
  if (delivery.kind === 'huge') {
    response.writeHead(200, { 'content-type': 'application/json' });
    // The client may well hang up in the middle: that is what it should do.
    pipeline(Readable.from(hugeJson()), response).catch(() => response.destroy());
    return;
  }
  const body = Buffer.from(delivery.body);
  response.writeHead(delivery.status, { 'content-type': delivery.type, 'content-length': body.length }).end(body);
}

function* hugeJson(): Generator<string> {
  yield '{"object":"payment_intent","description":"';
  for (let sent = 0; sent < HUGE_BYTES; sent += PIECE.length) yield PIECE;
  yield '"}';
}
