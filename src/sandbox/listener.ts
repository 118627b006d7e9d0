import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A loopback HTTP server that can vanish and come back on the same port. */
export type Listener = {
  /** The port it has, or had. */
  port(): number;
  /** Listens: on the given port if that is free, else on any other. */
  open(preferredPort: number): Promise<void>;
  /** Listens again on the port it had. Rejects when somebody else has it by now. */
  reopen(): Promise<void>;
  /** Resets every connection and refuses new ones. */
  close(): Promise<void>;
};

/** A stuck client must not hold a socket open for ever; a keep-alive one may rest longer than any till waits between sales. */
const KEEP_ALIVE_MS = 120_000;

/** A request that trickles in longer than this is dropped. */
const REQUEST_MS = 30_000;

export function createListener(handler: RequestListener): Listener {
  let server: Server | null = null;
  let port = 0;
  const sockets = new Set<Socket>();

  async function listen(wantedPort: number): Promise<void> {
    const opening = createServer(
      { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: REQUEST_MS, noDelay: true, maxHeaderSize: 16 * 1024 },
      handler,
    );
    opening.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => socket.destroy());
    });
    opening.listen(wantedPort, '127.0.0.1');
    await once(opening, 'listening');
    server = opening;
    port = (opening.address() as AddressInfo).port;
  }

  return {
    port: () => port,
    async open(preferredPort) {
      try {
        await listen(preferredPort);
      } catch (error) {
        if (preferredPort === 0) throw error;
        await listen(0);
      }
    },
    async reopen() {
      if (!server) await listen(port);
    },
    async close() {
      const closing = server;
      server = null;
      if (!closing) return;
      closing.close();
      const isClosed = once(closing, 'close');
      for (const socket of sockets) socket.resetAndDestroy();
      await isClosed;
    },
  };
}
