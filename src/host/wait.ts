import type { ServerResponse } from 'node:http';
import type { Cancel, Clock } from '../basics/clock.ts';
import type { Charge } from '../contract/charge.ts';
import { isFinal } from '../payment/state.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Held } from './held.ts';

export type WaitParts = { readonly terminal: Terminal; readonly clock: Clock; readonly held: Held };

/**
 * Waits for a charge's end.
 *
 * @param charge as it is now
 * @param waitMs how long at most
 * @param outgoing the answer that is waited for: when its caller hangs up, the wait is over
 * @returns the charge at the moment it became final; after `waitMs`, or when the host closes or is crowded, as it then is
 */
export function untilFinal(charge: Charge, waitMs: number, outgoing: ServerResponse, parts: WaitParts): Promise<Charge> {
  const { terminal, clock, held } = parts;
  if (isFinal(charge.status) || waitMs === 0) return Promise.resolve(charge);
  return new Promise((resolve) => {
    const cancels: Cancel[] = [];

    function finish(): void {
      for (const cancel of cancels) cancel();
      outgoing.off('close', finish);
      resolve(terminal.find(charge.id) ?? charge);
    }

    const letGo = held.hold(finish);
    if (!letGo) return finish();
    cancels.push(letGo, clock.after(waitMs, finish));
    cancels.push(
      terminal.feed(null, (event) => {
        if (event.type === 'charge.updated' && 'orderNo' in event.data && event.data.id === charge.id && isFinal(event.data.status))
          finish();
      }),
    );
    outgoing.once('close', finish);
  });
}
