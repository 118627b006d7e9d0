import { writeSync } from 'node:fs';
import { openChargeProcess } from '../../src/app/charge-process.ts';
import { createShutdown } from '../../src/app/shutdown.ts';
import { systemClock as clock } from '../../src/app/system.ts';
import { createLog } from '../../src/log/create-log.ts';

/**
 * The composition root's own first phases, up to a terminal that takes charges: `ready`. Then, in the background as in the
 * core, the way to the acquirer: `line`.
 */
export async function chargeProcess([config = '', data = '.']: readonly string[]): Promise<void> {
  const log = createLog({ write: () => {}, json: true, clock });
  const opened = await openChargeProcess({ flags: { config, data }, pagesDir: '', log, shutdown: createShutdown() });
  if (!opened.ok) throw new Error(opened.error.message);
  writeSync(1, 'ready\n');
  const gateway = await opened.value.gateway;
  if (!gateway.ok) throw new Error(gateway.error.message);
  writeSync(1, 'line\n');
  gateway.value.open();
}
