import type { KeptPrinting, PrintJob, PrintQueue } from './print-job.ts';

export type MemoryPrintQueue = PrintQueue & {
  /** What a restart would find. */
  image(): KeptPrinting;
  /** Refuses from now on, as a full disk does. */
  isFull: boolean;
};

/** A print queue in memory, for tests. */
export function memoryPrintQueue({ jobs, position, printed }: KeptPrinting = { jobs: [], position: null, printed: [] }): MemoryPrintQueue {
  const kept = new Map<string, PrintJob>(jobs.map((job) => [job.id, job]));
  const keys = [...printed];
  let seq = position;
  const queue: MemoryPrintQueue = {
    isFull: false,
    image: () => ({ jobs: [...kept.values()], position: seq, printed: [...keys] }),
    load: async () => queue.image(),
    keep: (job) => write(() => kept.set(job.id, job)),
    drop: (id) => write(() => kept.delete(id)),
    keepPosition: (next) =>
      write(() => {
        seq = next;
      }),
    notePrinted: (key) => write(() => keys.push(key)),
  };
  async function write(change: () => unknown): Promise<void> {
    if (queue.isFull) throw new Error('no space left');
    change();
  }
  return queue;
}
