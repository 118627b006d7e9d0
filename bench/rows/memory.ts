import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { TILL_BASE } from '../../src/host/till-routes.ts';
import { type Started, startProgram, stopProgram } from '../parts/processes.ts';
import type { Table } from '../parts/report.ts';
import type { Room } from '../parts/row.ts';
import { CORE } from './start.ts';

const IDLE_MS = 10_000;
/** As `npm start` has it: package.json. */
const START_FLAGS = ['--max-semi-space-size=4'];
/** Tills that charge at once. */
const TILLS = 8;

/** Resident memory of the built core without a window: idle, and after many charges through the till API in sandbox mode. */
export async function memory({ dir, isQuick }: Room): Promise<readonly Table[]> {
  const charges = isQuick ? 500 : 10_000;
  const started = await startProgram([...START_FLAGS, CORE, '--headless', '--port', '0', '--data', dir]);
  try {
    await pause(IDLE_MS);
    const idle = resident(started);
    const token = readFileSync(path.join(dir, 'till-token'), 'utf8').trim();
    const begunMs = performance.now();
    await Promise.all(
      Array.from({ length: TILLS }, (_, till) => chargeOften(`${started.url}${TILL_BASE}`, token, `${till}`, charges / TILLS)),
    );
    const perSecond = (charges * 1_000) / (performance.now() - begunMs);
    const after = resident(started);
    await pause(IDLE_MS);
    const rested = resident(started);
    return [
      {
        title: 'resident memory of the built core, no window, sandbox inside (MB)',
        columns: ['MB', 'growth'],
        lines: [
          { name: 'idle for 10 s', figures: [idle, 0] },
          { name: `after ${charges.toLocaleString('en')} charges`, figures: [after, after - idle] },
          { name: '10 s later', figures: [rested, rested - idle] },
        ],
        goals: [{ what: 'idle', reached: idle, wanted: { atMost: 110 }, unit: ' MB' }],
        notes: [
          `${Math.round(perSecond)} charges a second through the till API, paid by the embedded acquirer, which keeps its orders in memory`,
        ],
      },
    ];
  } finally {
    await stopProgram(started);
  }
}

/** Resident set in MB, as the kernel counts it. */
function resident({ child }: Started): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

async function chargeOften(api: string, token: string, till: string, charges: number): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  for (let n = 0; n < charges; n++) {
    const code = await fetch(`${api}/sandbox/codes`, { method: 'POST', headers });
    const { authCode } = (await code.json()) as { authCode: string };
    const keyed = { ...headers, 'idempotency-key': `${till}-${n}` };
    const begun = await fetch(`${api}/charges`, { method: 'POST', headers: keyed, body: JSON.stringify({ amount: 1, authCode }) });
    const { id } = (await begun.json()) as { id: string };
    const ended = await fetch(`${api}/charges/${id}?wait=30`, { headers });
    const { status } = (await ended.json()) as { status: string };
    if (status !== 'paid') throw new Error(`charge ${n} of till ${till} is ${status}`);
  }
}
