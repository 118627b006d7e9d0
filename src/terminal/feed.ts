import type { Cancel } from '../basics/clock.ts';
import type { Journal } from '../store/journal.ts';
import { chargeView } from './charge-view.ts';
import type { FeedEvent } from './terminal.ts';

/** Events kept in memory for listeners that come back. Older ones are replayed from the journal. */
const REMEMBERED = 2_000;
/** Journal entries replayed in one piece to a listener that was away for long. */
const REPLAY_PIECE = 500;

/** The stream of what happens, with ids that survive the process. */
export type Feed = {
  publish(event: Omit<FeedEvent, 'id'>): void;
  listen(lastEventId: string | null, listener: (event: FeedEvent) => void): Cancel;
};

/**
 * An id is `S-N`: the number of the newest journal entry, and a count of what happened since. After a restart, or when
 * too much has happened, a listener is told every journal entry after S: nothing durable is lost, passing moments are.
 */
export function createFeed(journal: Journal): Feed {
  const listeners = new Set<(event: FeedEvent) => void>();
  const remembered: FeedEvent[] = [];
  let seq = journal.lastSeq();
  let count = 0;

  function publish(event: Omit<FeedEvent, 'id'>): void {
    const lastSeq = journal.lastSeq();
    count = lastSeq === seq ? count + 1 : 0;
    seq = lastSeq;
    const numbered = { ...event, id: `${seq}-${count}` };
    remembered.push(numbered);
    if (remembered.length > REMEMBERED) remembered.splice(0, REMEMBERED / 2);
    for (const listener of listeners) listener(numbered);
  }

  function replay(lastEventId: string, listener: (event: FeedEvent) => void): void {
    const at = remembered.findIndex((event) => event.id === lastEventId);
    if (at >= 0) {
      for (const event of remembered.slice(at + 1)) listener(event);
      return;
    }
    const match = /^(\d{1,15})-\d{1,15}$/.exec(lastEventId);
    if (!match) return;
    for (let after = Number(match[1]); ; ) {
      const records = journal.changesAfter(after, REPLAY_PIECE);
      for (const record of records) listener({ id: `${record.seq}-0`, type: 'charge.updated', data: chargeView(record) });
      const last = records.at(-1);
      if (!last || records.length < REPLAY_PIECE) return;
      after = last.seq;
    }
  }

  return {
    publish,
    listen(lastEventId, listener) {
      if (lastEventId !== null) replay(lastEventId, listener);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
