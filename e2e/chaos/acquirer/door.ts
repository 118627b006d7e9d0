import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Dice } from '../../torture/dice.ts';

/** Others of this machine listen there too. */
const TRIES = 20;

/** The acquirer's port, which can vanish and come back. */
export type Door = {
  /** Finds a port, below those that systems hand out: nobody takes it while the line is refused. */
  openAnywhere(dice: Dice): Promise<void>;
  port(): number;
  open(): Promise<void>;
  /** Resets every connection and refuses new ones. */
  close(): Promise<void>;
};

export function createDoor(host: string, handler: RequestListener): Door {
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  let port = 0;

  async function open(): Promise<void> {
    if (server) return;
    const opening = createServer({ keepAliveTimeout: 60_000, noDelay: true }, handler);
    opening.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => socket.destroy());
    });
    opening.listen(port, host);
    await once(opening, 'listening');
    server = opening;
  }

  return {
    port: () => port,
    open,
    async openAnywhere(dice) {
      for (let left = TRIES; !server; left -= 1) {
        port = dice.int(20_000, 31_999);
        await open().catch((error: unknown) => {
          if (left === 0) throw error;
        });
      }
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
