import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Certificates } from '../../src/gateway/wechat-v2/testing/certificates.ts';

/** What the acquirer's thread is told. */
export type AcquirerOrders = {
  readonly tls: { readonly cert: string; readonly key: string; readonly ca: string };
  readonly oneWayMs: number; // of the line before it
  readonly idleCloseMs: number; // a connection that idles longer is closed
  readonly arrived: SharedArrayBuffer; // one BigInt64: when the newest POST was complete, ns of the monotonic clock
};

/** An acquirer in a thread of its own that says "paid" to everything, and knows when a request was complete. */
export type BenchAcquirer = {
  readonly origin: string;
  readonly port: number;
  /** Measures from now to the newest request's last byte at the acquirer. @param deed sends one request and waits for its answer; @returns µs */
  timed(deed: () => Promise<unknown>): Promise<number>;
  stop(): Promise<void>;
};

export async function startAcquirer(
  certificates: Pick<Certificates, 'ca' | 'server'>,
  line: { readonly oneWayMs: number; readonly idleCloseMs: number } = { oneWayMs: 0, idleCloseMs: 60_000 },
): Promise<BenchAcquirer> {
  const arrived = new SharedArrayBuffer(8);
  const newest = new BigInt64Array(arrived);
  const orders: AcquirerOrders = { tls: { ...certificates.server, ca: certificates.ca }, ...line, arrived };
  const worker = new Worker(new URL('acquirer-thread.ts', import.meta.url), { workerData: orders });
  const [port] = (await once(worker, 'message')) as [number];
  return {
    origin: `https://localhost:${port}`,
    port,
    async timed(deed) {
      const begunNs = process.hrtime.bigint();
      await deed();
      const tookNs = Atomics.load(newest, 0) - begunNs;
      if (tookNs < 0n) throw new Error('answered without a request');
      return Number(tookNs) / 1_000;
    },
    async stop() {
      await worker.terminate();
    },
  };
}
