import { parentPort, workerData } from 'node:worker_threads';
import { DOORS } from './doors/all.ts';
import { type Batch, hunt, type Tally } from './hunt.ts';

export type Ask = { readonly door: string; readonly batch: Batch };
export type Answer = Tally;

/** The number of the input that is in, for the watchdog of the main thread: a thread that hangs cannot tell. */
const inside = new Int32Array(workerData as SharedArrayBuffer);

parentPort?.on('message', async ({ door: name, batch }: Ask) => {
  const door = DOORS.find((one) => one.name === name);
  if (!door) throw new Error(`no door is called ${name}`);
  parentPort?.postMessage(await hunt(door, batch, (number) => Atomics.store(inside, 0, number)));
});
