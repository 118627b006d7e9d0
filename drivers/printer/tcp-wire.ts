import { type NetConnectOpts, Socket } from 'node:net';
import type { Clock } from '../../src/basics/clock.ts';
import { err, ok, type Result } from '../../src/basics/result.ts';
import type { PrinterProblem } from '../../src/receipt/printer.ts';
import type { Line, Wire } from './wire.ts';

/** A printer on the same floor answers in milliseconds; one that is off never does. */
const CONNECT_LIMIT_MS = 3_000;

/** How long the other side may take to say that it has seen the end. */
const CLOSE_LIMIT_MS = 1_000;

/** The system's words for a connection that did not come about. */
const PROBLEMS: Readonly<Record<string, PrinterProblem>> = {
  ECONNREFUSED: 'wrong_address', // a machine is there, and nothing prints on it
  ENOTFOUND: 'wrong_address',
  EAI_AGAIN: 'wrong_address',
  EINVAL: 'wrong_address',
  EADDRNOTAVAIL: 'wrong_address',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
};

/** A printer on the network: raw bytes, port 9100 as a rule. */
export function tcpWire(address: { readonly host: string; readonly port: number }, { clock }: { readonly clock: Clock }): Wire {
  return {
    open() {
      return new Promise<Result<Line, PrinterProblem>>((resolve) => {
        const socket = new Socket();
        const stopWaiting = clock.after(CONNECT_LIMIT_MS, () => fail('off'));
        const fail = (problem: PrinterProblem): void => {
          stopWaiting();
          socket.destroy();
          resolve(err(problem));
        };
        socket.on('error', (error: NodeJS.ErrnoException) => fail(PROBLEMS[error.code ?? ''] ?? 'off'));
        const options: NetConnectOpts = { ...address, noDelay: true, keepAlive: true };
        socket.connect(options, () => {
          stopWaiting();
          resolve(ok(lineOn(socket, clock)));
        });
      });
    },
  };
}

function lineOn(socket: Socket, clock: Clock): Line {
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        socket.write(bytes, (error) => (error ? reject(error) : resolve()));
        void closed.then(() => reject(new Error('the connection is closed')));
      }),
    listen(listener) {
      socket.removeAllListeners('data');
      socket.on('data', listener);
    },
    async close() {
      socket.end();
      const stopWaiting = clock.after(CLOSE_LIMIT_MS, () => socket.destroy());
      await closed;
      stopWaiting();
    },
  };
}
