import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Timers fire up to this much late; the rest is waited for turn by turn. */
const TIMER_SLACK_MS = 2;

/**
 * A line of some length before a port of this machine: every byte, and every end, arrives later by `oneWayMs`.
 *
 * @returns the port to connect to
 */
export function delayingProxy(port: number, oneWayMs: number): Promise<number> {
  const proxy = createServer({ noDelay: true }, (near) => {
    const far = connect({ port, host: '127.0.0.1', noDelay: true });
    carry(near, far, oneWayMs);
    carry(far, near, oneWayMs);
  });
  return new Promise((resolve) => {
    proxy.listen(0, '127.0.0.1', () => resolve((proxy.address() as AddressInfo).port));
  });
}

function carry(from: Socket, to: Socket, oneWayMs: number): void {
  from.on('data', (bytes) => later(oneWayMs, () => to.writable && to.write(bytes)));
  from.on('end', () => later(oneWayMs, () => to.end()));
  from.on('error', () => to.destroy());
  from.on('close', () => later(oneWayMs, () => to.destroy()));
}

/** Exact to some µs, because a millisecond of a timer's lateness is as much as what is measured. */
function later(delayMs: number, deed: () => void): void {
  const dueMs = performance.now() + delayMs;
  const wait = () => (performance.now() >= dueMs ? deed() : setImmediate(wait));
  setTimeout(wait, delayMs - TIMER_SLACK_MS);
}
