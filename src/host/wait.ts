import type { ServerResponse } from 'node:http';
import type { Cancel, Clock } from '../basics/clock.ts';
import type { Charge } from '../contract/charge.ts';
import type { Refund } from '../contract/refund.ts';
import { isRefundFinal } from '../payment/refund-state.ts';
import { isFinal } from '../payment/state.ts';
import type { FeedEvent, Terminal } from '../terminal/terminal.ts';
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
  return until({
    now: charge,
    isDone: ({ status }) => isFinal(status),
    told: ({ type, data }) => (type === 'charge.updated' && data.id === charge.id ? data : null),
    find: () => parts.terminal.find(charge.id),
    waitMs,
    outgoing,
    parts,
  });
}

/** The same for a refund. */
export function untilRefundFinal(refund: Refund, waitMs: number, outgoing: ServerResponse, parts: WaitParts): Promise<Refund> {
  return until({
    now: refund,
    isDone: ({ status }) => isRefundFinal(status),
    told: ({ type, data }) => (type === 'refund.updated' && data.id === refund.id ? data : null),
    find: () => parts.terminal.findRefund(refund.id),
    waitMs,
    outgoing,
    parts,
  });
}

type Wait<Thing> = {
  readonly now: Thing;
  readonly isDone: (thing: Thing) => boolean;
  readonly told: (event: FeedEvent) => Thing | null; // what an event tells of this thing
  readonly find: () => Thing | null;
  readonly waitMs: number;
  readonly outgoing: ServerResponse;
  readonly parts: WaitParts;
};

function until<Thing>({ now, isDone, told, find, waitMs, outgoing, parts }: Wait<Thing>): Promise<Thing> {
  const { terminal, clock, held } = parts;
  if (isDone(now) || waitMs === 0) return Promise.resolve(now);
  return new Promise((resolve) => {
    const cancels: Cancel[] = [];

    function finish(): void {
      for (const cancel of cancels) cancel();
      outgoing.off('close', finish);
      resolve(find() ?? now);
    }

    const letGo = held.hold(finish);
    if (!letGo) return finish();
    cancels.push(letGo, clock.after(waitMs, finish));
    cancels.push(
      terminal.feed(null, (event) => {
        const thing = told(event);
        if (thing !== null && isDone(thing)) finish();
      }),
    );
    outgoing.once('close', finish);
  });
}
