import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** A till, its windows and a test rig take a dozen. */
export const MOST_CONNECTIONS = 256;

/** The system hands over a burst before the first closed connection is gone; beyond this it is refused at the door. */
const MOST_IN_A_BURST = 4 * MOST_CONNECTIONS;

/**
 * Keeps room for whoever has something to say. Connections that say nothing, or that kept alive after their last answer, give
 * way to new ones, the longest silent first: any program of this machine can open hundreds, and the till would wait at the door
 * until they time out. A connection whose request is being answered never gives way.
 */
export function boundConnections(server: Server): void {
  const open = new Set<Socket>();
  const silent = new Set<Socket>(); // longest silent first

  function forget(socket: Socket): void {
    open.delete(socket);
    silent.delete(socket);
  }

  server.maxConnections = MOST_IN_A_BURST;
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    silent.add(socket);
    socket.once('close', () => forget(socket));
    const [longest] = silent;
    if (open.size <= MOST_CONNECTIONS || !longest) return;
    forget(longest);
    longest.destroy();
  });
  server.on('request', ({ socket }, answer) => {
    silent.delete(socket);
    answer.once('close', () => open.has(socket) && silent.add(socket));
  });
}
