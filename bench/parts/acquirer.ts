import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Certificates } from '../../src/gateway/transport/testing/certificates.ts';

/** What the acquirer's thread is told. */
export type AcquirerOrders = {
  readonly tls: { readonly cert: string; readonly key: string; readonly ca: string };
  readonly oneWayMs: number; // of the line before it
  readonly idleCloseMs: number; // a connection that idles longer is closed
  readonly shared: SharedArrayBuffer;
};

/** What both threads see: when the newest POST was complete (ns of the monotonic clock), and whether the acquirer is awake. */
export function sharedState(shared: SharedArrayBuffer): { readonly arrivedNs: BigInt64Array; readonly awake: Int32Array } {
  return { arrivedNs: new BigInt64Array(shared, 0, 1), awake: new Int32Array(shared, 8, 1) };
}

/** An acquirer in a thread of its own that says "paid" to everything, and knows when a request was complete. */
export type BenchAcquirer = {
  readonly origin: string;
  readonly port: number;
  /**
   * Measures from now to the request's last byte at the acquirer. The acquirer is awake by then: to wake a halted core costs the
   * sender 50 µs, which no acquirer behind a network would cost him, whichever client he uses.
   *
   * @param deed sends one request and waits for its answer
   * @returns µs
   */
  timed(deed: () => Promise<unknown>): Promise<number>;
  stop(): Promise<void>;
};

export async function startAcquirer(
  certificates: Pick<Certificates, 'ca' | 'server'>,
  line: { readonly oneWayMs: number; readonly idleCloseMs: number } = { oneWayMs: 0, idleCloseMs: 60_000 },
): Promise<BenchAcquirer> {
  const shared = new SharedArrayBuffer(16);
  const { arrivedNs, awake } = sharedState(shared);
  const orders: AcquirerOrders = { tls: { ...certificates.server, ca: certificates.ca }, ...line, shared };
  const worker = new Worker(new URL('acquirer-thread.ts', import.meta.url), { workerData: orders });
  const [port] = (await once(worker, 'message')) as [number];
  return {
    origin: `https://localhost:${port}`,
    port,
    async timed(deed) {
      worker.postMessage('wake');
      while (Atomics.load(awake, 0) === 0) await new Promise(setImmediate);
      const begunNs = process.hrtime.bigint();
      await deed();
      const tookNs = Atomics.load(arrivedNs, 0) - begunNs;
      if (tookNs < 0n) throw new Error('answered without a request');
      return Number(tookNs) / 1_000;
    },
    async stop() {
      await worker.terminate();
    },
  };
}
