import * as http from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';
import type { Cancel, Clock } from '../../basics/clock.ts';
import type { Endpoint, Kind } from './endpoints.ts';
import type { HeaderLines, Method } from './transport.ts';

/** One request to one host. Its body is not handed over before the connection stands, so what failed earlier has certainly not left. */
export type AttemptEnd =
  | { readonly kind: 'answered'; readonly status: number; readonly body: Uint8Array; readonly sentAtMs: number }
  | { readonly kind: 'failed'; readonly reason: string; readonly timedOut: boolean; readonly sentAtMs: number | null };

export type AttemptRequest = {
  readonly method: Method;
  readonly path: string;
  readonly headers: HeaderLines; // beside host, length and connection
  readonly kind: Kind;
  readonly bodyBytes: number | null; // null: not known yet; the header is then written with the body
  readonly maxAnswerBytes: number;
};

/** An attempt as the transport knows it, whatever lies below. */
export type OpenAttempt = Pick<Attempt, keyof Attempt>;

export class Attempt {
  readonly endpoint: Endpoint;
  readonly ended: Promise<AttemptEnd>;
  readonly #clock: Clock;
  readonly #request: http.ClientRequest;
  #settle: (end: AttemptEnd) => void = () => {};
  #over = false;
  #connected = false;
  #socket: Socket | null = null;
  #body: string | null = null;
  #leaveByMs = Number.POSITIVE_INFINITY;
  #sentAtMs: number | null = null;
  #onIdle: () => void = () => {};
  readonly #maxAnswerBytes: number;
  // What must not outlive it: its timers, and its listener on a connection that others use after it.
  readonly #cancels: Cancel[] = [];

  constructor(endpoint: Endpoint, wanted: AttemptRequest, clock: Clock) {
    this.endpoint = endpoint;
    this.#clock = clock;
    this.#maxAnswerBytes = wanted.maxAnswerBytes;
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
    const { request } = endpoint.secure ? https : http;
    this.#request = request(options(endpoint, wanted));
    this.#request.on('socket', (socket: Socket) => this.#take(socket));
    this.#request.on('response', (response) => this.#read(response));
    this.#request.on('error', (error: NodeJS.ErrnoException) => this.#fail(error.code ?? error.name, false));
    this.#request.on('close', () => this.#fail('closed', false));
  }

  isOver(): boolean {
    return this.#over;
  }

  isConnected(): boolean {
    return this.#connected && !this.#over;
  }

  /** Whether it runs on a connection that served another request before; such a one may have been closed meanwhile. */
  isReused(): boolean {
    return this.#request.reusedSocket;
  }

  /** Tells when the connection has stood idle for too long to be trusted. */
  onIdle(listener: () => void): void {
    this.#onIdle = listener;
  }

  /** Sends it now, or as soon as the connection stands: head and body in one write. */
  send(body: string, limits: { readonly connectMs: number; readonly totalMs: number }): Promise<AttemptEnd> {
    this.#body = body;
    this.#leaveByMs = this.#clock.monotonicMs() + limits.connectMs;
    if (this.#connected) this.#write(body);
    else this.connectWithin(limits.connectMs);
    this.#cancels.push(this.#clock.after(limits.totalMs, () => this.#giveUp('deadline')));
    return this.ended;
  }

  connectWithin(connectMs: number): void {
    const overdue = () => this.#connected || this.#giveUp('connect_timeout');
    this.#cancels.push(this.#clock.after(connectMs, overdue));
  }

  abandon(reason: string): void {
    this.#breakOff(reason, false);
  }

  #take(socket: Socket): void {
    this.#socket = socket;
    const idle = () => this.#sentAtMs === null && this.#onIdle();
    socket.on('timeout', idle);
    this.#cancels.push(() => socket.off('timeout', idle));
    if (this.#request.reusedSocket) this.#stand();
    else socket.once(this.endpoint.secure ? 'secureConnect' : 'connect', () => this.#stand());
  }

  #stand(): void {
    this.#connected = true;
    if (this.#body === null || this.#over) return;
    // A machine that stood still may hear of its connection late.
    if (this.#clock.monotonicMs() <= this.#leaveByMs) this.#write(this.#body);
    else this.#giveUp('connect_timeout');
  }

  #write(body: string): void {
    this.#sentAtMs = this.#clock.monotonicMs();
    this.#request.end(body);
  }

  #read(response: http.IncomingMessage): void {
    const chunks: Buffer[] = [];
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > this.#maxAnswerBytes) return this.abandon('too_large');
      chunks.push(chunk);
    });
    response.on('end', () => {
      const sentAtMs = this.#sentAtMs ?? this.#clock.monotonicMs();
      this.#end({ kind: 'answered', status: response.statusCode ?? 0, body: Buffer.concat(chunks, bytes), sentAtMs });
    });
    response.on('error', () => this.abandon('broken_off'));
  }

  #giveUp(reason: string): void {
    this.#breakOff(reason, true);
  }

  /** What was sent and not answered must not arrive later, when it counts as lost. */
  #breakOff(reason: string, timedOut: boolean): void {
    const unanswered = this.#sentAtMs === null || this.#over ? null : this.#socket;
    this.#fail(reason, timedOut);
    if (unanswered) this.endpoint.cut(unanswered);
    this.#request.destroy();
  }

  #fail(reason: string, timedOut: boolean): void {
    this.#end({ kind: 'failed', reason, timedOut, sentAtMs: this.#sentAtMs });
  }

  #end(end: AttemptEnd): void {
    if (this.#over) return;
    this.#over = true;
    this.#body = null;
    this.#socket = null;
    for (const cancel of this.#cancels) cancel();
    this.#settle(end);
  }
}

/** Headers as a list are complete when the request is made; only the body is missing then. */
function options(endpoint: Endpoint, { method, path, headers: own, kind, bodyBytes }: AttemptRequest): https.RequestOptions {
  const { host, port, hostHeader } = endpoint.address;
  const headers: (readonly [string, string])[] = [['Host', hostHeader], ['Connection', 'keep-alive'], ['User-Agent', 'Saoma'], ...own];
  const to = { agent: endpoint.agent(kind), host, port, method, path };
  if (bodyBytes === null) return { ...to, headers: Object.fromEntries(headers) };
  if (method === 'POST') headers.push(['Content-Length', String(bodyBytes)]);
  return { ...to, headers: headers.flat() };
}
