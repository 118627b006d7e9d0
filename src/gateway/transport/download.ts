import * as http from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';
import type { Cancel, Clock } from '../../basics/clock.ts';
import type { Endpoint } from './endpoints.ts';
import type { HeaderLines } from './transport.ts';

/** How long a file may take, in milliseconds. */
export type DownloadLimits = {
  readonly connectMs: number;
  readonly firstMs: number; // from the request to the answer's head
  readonly silenceMs: number; // between two pieces, while somebody waits for one
  readonly wholeMs: number; // over all of it, the reader's own time included
};

export type DownloadRequest = { readonly path: string; readonly body: string; readonly headers: HeaderLines };

/** How a request for a file begins to be answered, or that it is not. */
export type DownloadHead =
  | { readonly kind: 'answered'; readonly status: number; readonly sentAtMs: number }
  | { readonly kind: 'failed'; readonly reason: string; readonly timedOut: boolean; readonly sentAtMs: number | null };

/**
 * One request to one host for a file that is too large to be held: its pieces are read as fast as somebody takes them. Asking
 * changes nothing there, so unlike a payment it may leave before the connection stands.
 */
export class Download {
  readonly head: Promise<DownloadHead>;
  readonly over: Promise<void>;
  readonly #clock: Clock;
  readonly #limits: DownloadLimits;
  readonly #request: http.ClientRequest;
  #settle: (head: DownloadHead) => void = () => {};
  #response: http.IncomingMessage | null = null;
  #sentAtMs: number | null = null;
  #brokenOff: string | null = null;
  #isLeft = false; // who took the pieces wants no more: that breaks nothing off
  #toConnect: Cancel = () => {};
  #toBegin: Cancel = () => {};

  constructor(endpoint: Endpoint, wanted: DownloadRequest, { clock, limits }: { clock: Clock; limits: DownloadLimits }) {
    this.#clock = clock;
    this.#limits = limits;
    this.head = new Promise((resolve) => {
      this.#settle = resolve;
    });
    const { host, port, hostHeader } = endpoint.address;
    const headers = { Host: hostHeader, 'User-Agent': 'Saoma', ...Object.fromEntries(wanted.headers) };
    const options = { agent: endpoint.agent('plain'), host, port, method: 'POST', path: wanted.path, headers };
    this.#request = (endpoint.secure ? https : http).request(options);
    this.#request.on('socket', (socket) => this.#take(socket, endpoint.secure));
    this.#request.on('response', (response) => this.#begin(response));
    this.#request.on('error', (error: NodeJS.ErrnoException) => this.#breakOff(error.code ?? error.name, false));
    this.over = new Promise((resolve) => this.#request.on('close', resolve));
    const toEnd = clock.after(limits.wholeMs, () => this.#breakOff('deadline', true));
    this.#toConnect = clock.after(limits.connectMs, () => this.#breakOff('connect_timeout', true));
    this.#toBegin = clock.after(limits.firstMs, () => this.#breakOff('deadline', true));
    this.#request.on('close', () => {
      toEnd();
      this.#leave('closed', false, this.#response?.complete !== true); // what came whole can still be read
    });
    this.#request.end(wanted.body);
  }

  /** The answer's pieces; who stops taking them ends it. Throws when it breaks off, and `brokenOff` says why. */
  async *pieces(): AsyncGenerator<Uint8Array, void> {
    const response = this.#response;
    if (!response) return;
    const pieces = response[Symbol.asyncIterator]();
    try {
      for (;;) {
        const toSpeak = this.#clock.after(this.#limits.silenceMs, () => this.#breakOff('silence', true));
        const piece = await pieces.next().finally(toSpeak);
        if (piece.done) return;
        yield piece.value;
      }
    } catch (cause) {
      this.#brokenOff ??= 'broken_off';
      throw cause;
    } finally {
      this.#isLeft = true;
      response.destroy();
    }
  }

  brokenOff(): string | null {
    return this.#brokenOff;
  }

  abandon(reason: string): void {
    this.#breakOff(reason, false);
  }

  #take(socket: Socket, secure: boolean): void {
    const stand = () => {
      this.#sentAtMs = this.#clock.monotonicMs();
      this.#toConnect();
    };
    if (this.#request.reusedSocket) stand();
    else socket.once(secure ? 'secureConnect' : 'connect', stand);
  }

  #begin(response: http.IncomingMessage): void {
    this.#response = response;
    this.#toConnect();
    this.#toBegin();
    response.on('error', () => {}); // told to who takes the pieces
    this.#settle({ kind: 'answered', status: response.statusCode ?? 0, sentAtMs: this.#sentAtMs ?? this.#clock.monotonicMs() });
  }

  #breakOff(reason: string, timedOut: boolean): void {
    this.#leave(reason, timedOut, true);
    this.#response?.destroy(new Error(reason));
    this.#request.destroy();
  }

  #leave(reason: string, timedOut: boolean, isBroken: boolean): void {
    this.#toConnect();
    this.#toBegin();
    this.#settle({ kind: 'failed', reason, timedOut, sentAtMs: this.#sentAtMs });
    if (isBroken && !this.#isLeft) this.#brokenOff ??= reason;
  }
}
