import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Press, PressJob } from '../../src/report/press.ts';

/** A page takes half a second, a full workbook a few: longer than this something is wrong. */
const LONGEST_MS = 60_000;
/** Megabytes that a job may take for its objects; a till is small. */
const MOST_MEMORY_MB = 384;

const isSource = import.meta.filename.endsWith('.ts');

/** Makes each job in a thread of its own, one after the other; when it ends, its memory goes back. */
export function createPress(workerFile: string = path.join(import.meta.dirname, isSource ? 'press-worker.ts' : 'press-worker.js')): Press {
  let last: Promise<unknown> = Promise.resolve();
  let running: Worker | null = null;
  let isStopped = false;

  async function run(job: PressJob): Promise<Uint8Array> {
    if (isStopped) throw new Error('the press is stopped');
    const worker = new Worker(workerFile, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } });
    running = worker;
    let hasBegun = false;
    const tooLong = setTimeout(() => void worker.terminate(), LONGEST_MS);
    try {
      return await new Promise<Uint8Array>((resolve, reject) => {
        worker.on('message', (said: 'begun' | Uint8Array) => {
          if (said === 'begun') hasBegun = true;
          else resolve(said);
        });
        worker.once('error', reject);
        worker.once('exit', () => reject(new Error(`the press ended without its ${job.kind}`)));
      });
    } catch (cause) {
      if (hasBegun || isStopped) throw cause;
      return (await import('./press-job.ts')).pressed(job); // no thread is to be had: better a page that holds up than none
    } finally {
      clearTimeout(tooLong);
      running = null;
      await worker.terminate();
    }
  }

  return {
    make(job) {
      const made = last.then(() => run(job));
      last = made.catch(() => undefined);
      return made;
    },
    stop() {
      isStopped = true;
      void running?.terminate();
    },
  };
}
