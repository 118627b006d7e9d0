import { EventEmitter } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { bytesOf } from './door.ts';

/** A request as it stands on the wire, without its framing. */
export type WireRequest = {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
};

/** Writes a request for a door to change: a line, headers, an empty line, the body. */
export function wireRequest(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>>,
  body: string | object = '',
): Uint8Array {
  const lines = [`${method} ${target}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  return bytesOf(`${lines.join('\n')}\n\n${typeof body === 'string' ? body : JSON.stringify(body)}`);
}

/** Reads it back, whatever became of it. */
export function readWireRequest(input: Uint8Array): WireRequest {
  const bytes = Buffer.from(input);
  const at = bytes.indexOf('\n\n');
  const head = bytes.subarray(0, at < 0 ? bytes.length : at).toString('latin1');
  const [first = '', ...lines] = head.split('\n');
  const [method = '', ...target] = first.split(' ');
  const headers = lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
  });
  return { method, target: target.join(' '), headers, body: at < 0 ? new Uint8Array() : bytes.subarray(at + 2) };
}

/** What Node hands to a server, as far as our rooms look at it. */
export function incomingOf({ method, target, headers, body }: WireRequest) {
  const named: IncomingHttpHeaders = {};
  for (const [name, value] of headers) named[name] ??= value;
  const stream = new Readable({ read() {} });
  if (body.length > 0) stream.push(body);
  stream.push(null);
  return Object.assign(stream, { method, url: target, headers: named, socket: { localAddress: '127.0.0.1' } });
}

/** An answer that goes on for ever to nobody: whatever is written is forgotten. */
export class Nobody extends EventEmitter {
  readonly destroyed = false;
  readonly writableNeedDrain = false;
  readonly writableLength = 0;
  writeHead(): this {
    return this;
  }
  flushHeaders(): void {}
  write(): boolean {
    return true;
  }
  end(): void {
    this.emit('close');
  }
  destroy(): void {
    this.emit('close');
  }
}
