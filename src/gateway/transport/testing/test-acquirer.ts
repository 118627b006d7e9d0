import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Pair } from './certificates.ts';

/** One request as it arrived, complete. */
export type Seen = {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  readonly socket: Socket;
  readonly certified: boolean;
};

export type Reply = (seen: Seen, response: http.ServerResponse) => void;

/** A small server on loopback that answers what it is told, for the wire alone: it knows nothing of payments. */
export class TestAcquirer {
  readonly seen: Seen[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server: http.Server;
  readonly #secure: boolean;
  #waiting: (() => void)[] = [];
  connections = 0;
  reply: Reply = (_, response) => void response.end('<xml><return_code>FAIL</return_code></xml>');
  /** Answers the connectivity test; null: hang. */
  replyToProbe: Reply | null = (_, response) => void response.end('<xml></xml>');

  private constructor(server: http.Server, secure: boolean) {
    this.#server = server;
    this.#secure = secure;
    server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => void this.#serve(request, response));
    server.on('connection', (socket: Socket) => {
      this.connections++;
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      this.#wake();
    });
  }

  /** With a pair it speaks TLS; under `/secapi/` it then wants a client certificate of `ca`. */
  static async start(tls: (Pair & { readonly ca: string }) | null = null, keepAliveTimeout = 5_000): Promise<TestAcquirer> {
    const server = tls
      ? https.createServer({ ...tls, requestCert: true, rejectUnauthorized: false, keepAliveTimeout })
      : http.createServer({ keepAliveTimeout });
    const acquirer = new TestAcquirer(server, tls !== null);
    server.on('tlsClientError', () => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return acquirer;
  }

  get origin(): string {
    const { port } = this.#server.address() as AddressInfo;
    return this.#secure ? `https://localhost:${port}` : `http://127.0.0.1:${port}`;
  }

  /** What came but probes. */
  posts(): readonly Seen[] {
    return this.seen.filter(({ method }) => method === 'POST');
  }

  /** Waits until something that arrives makes it so. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Cuts every connection, as a server that restarts does. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return; // broken off by the client
    }
    const { method = '', url = '', headers, socket } = request;
    const certified = this.#secure && (socket as TLSSocket).authorized;
    const seen = { method, path: url, headers, body: Buffer.concat(chunks).toString(), socket, certified };
    this.seen.push(seen);
    if (method === 'GET') this.replyToProbe?.(seen, response);
    else if (this.#secure && url.startsWith('/secapi/') && !certified) {
      response.writeHead(400).end('<html>No required SSL certificate was sent</html>');
    } else this.reply(seen, response);
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
