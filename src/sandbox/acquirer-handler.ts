import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TLSSocket } from 'node:tls';
import { type Delivery, type ExchangeParts, exchange } from './exchange.ts';
import { MAX_BODY_BYTES } from './parse.ts';

/** What the platform says to a `/secapi/` call without the merchant's certificate. */
const NO_CERTIFICATE = '<html><head><title>400 No required SSL certificate was sent</title></head></html>';

const HUGE_BYTES = 64 * 1024 * 1024;
const PIECE = 'x'.repeat(64 * 1024);

/**
 * The acquirer's end of an HTTP or HTTPS server. Over TLS, `/secapi/` wants a client certificate that the server verified;
 * over plain loopback HTTP it cannot be asked for.
 */
export function createAcquirerHandler(parts: ExchangeParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const url = request.url ?? '/';
    if (url.startsWith('/secapi/') && request.socket instanceof TLSSocket && !request.socket.authorized) {
      response.writeHead(400, { 'content-type': 'text/html' }).end(NO_CERTIFICATE);
      return;
    }
    readBody(request, (body) => {
      if (!body) {
        response.writeHead(413, { 'content-type': 'text/html', connection: 'close' }).end('<html>413 Request Entity Too Large</html>');
        return;
      }
      const negativeTest = request.headers['wechatpay-negative-test'];
      const path = url.split('?', 1)[0] ?? '/';
      const asked = { path, method: request.method ?? 'GET', body, negativeTest: typeof negativeTest === 'string' ? negativeTest : null };
      exchange(parts, asked, (delivery) => deliver(delivery, response));
    });
  };
}

/** Collects a body. @param done hears null once it is larger than any legal one; never called when the client goes away */
function readBody(request: IncomingMessage, done: (body: Buffer | null) => void): void {
  const pieces: Buffer[] = [];
  let size = 0;
  request.on('data', (piece: Buffer) => {
    size += piece.length;
    if (size <= MAX_BODY_BYTES) pieces.push(piece);
    else if (size - piece.length <= MAX_BODY_BYTES) done(null);
  });
  request.on('end', () => {
    if (size <= MAX_BODY_BYTES) done(Buffer.concat(pieces));
  });
  request.on('error', () => request.destroy());
}

function deliver(delivery: Delivery, response: ServerResponse): void {
  if (delivery.kind === 'cut') {
    response.socket?.destroy();
    return;
  }
  if (delivery.kind === 'huge') {
    response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' });
    // The client may well hang up in the middle: that is what it should do.
    pipeline(Readable.from(hugeXml()), response).catch(() => response.destroy());
    return;
  }
  const body = delivery.packed ?? Buffer.from(delivery.body);
  response.writeHead(delivery.status, { ...delivery.headers, 'content-length': body.length }).end(body);
}

function* hugeXml(): Generator<string> {
  yield '<xml><return_code><![CDATA[SUCCESS]]></return_code><attach><![CDATA[';
  for (let sent = 0; sent < HUGE_BYTES; sent += PIECE.length) yield PIECE;
  yield ']]></attach></xml>';
}
