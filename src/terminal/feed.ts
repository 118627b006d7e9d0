import type { Cancel, Clock } from '../basics/clock.ts';
import type { Shift as ShiftDocument } from '../contract/shift.ts';
import type { Shift } from '../shift/shift.ts';
import type { Journal, JournalChange, SlipRecord } from '../store/journal.ts';
import type { Slip } from '../store/slip.ts';
import { chargeView } from './charge-view.ts';
import { findingView } from './finding-view.ts';
import { parkedView } from './parked-view.ts';
import { refundView } from './refund-view.ts';
import type { FeedEvent, News } from './terminal.ts';

/** Events kept in memory for listeners that come back. Older ones are replayed from the journal. */
const REMEMBERED = 2_000;
/** Journal entries replayed in one piece to a listener that was away for long. */
const REPLAY_PIECE = 500;

/** Ours begin with the number of a journal entry. */
const ID = /^(\d{1,15})-[\w-]{1,40}$/;

/** What the outside is told of a shift as an entry left it. */
type ShiftDocuments = (shift: Shift) => ShiftDocument;

/** The stream of what happens, with ids that survive the process. */
export type Feed = {
  /** @param hasSequel another event of the same journal entry follows: who breaks off between the two is told both again */
  publish(event: News, hasSequel?: boolean): void;
  /** A shift was written, and nobody was told of that entry yet. */
  shiftWritten(shift: Shift): void;
  listen(lastEventId: string | null, listener: (event: FeedEvent) => void): Cancel;
  /** The id of the newest event: who listens from now on and leaves before the next one comes back with it. */
  position(): string;
};

export type FeedParts = {
  readonly journal: Journal;
  readonly clock: Clock;
  /** What passes and is in no journal, as it is now: the line, the scanners. */
  readonly passing: () => readonly News[];
  readonly shiftDocument?: ShiftDocuments | undefined;
};

/**
 * An id is `S-L-N`: the number of the newest journal entry, the life of the process, and a count of what happened in it since. After
 * a restart, or when too much has happened, a listener is told every journal entry after S and how it is with what passes: no id
 * names two events, nothing durable is lost, and of passing moments the last one counts.
 */
export function createFeed({ journal, clock, passing, shiftDocument }: FeedParts): Feed {
  const life = clock.wallMs().toString(36);
  const listeners = new Set<(event: FeedEvent) => void>();
  const remembered: FeedEvent[] = [];
  let seq = journal.lastSeq();
  let count = 0;

  /** A shift as a slip about it left it, or as what was found of it since. */
  function shiftOf(slip: Slip): ShiftDocument | null {
    const shift = slip.kind === 'reconciliation' ? (journal.slip('shift', slip.id)?.slip ?? null) : slip;
    return shiftDocument && shift?.kind === 'shift' ? shiftDocument(shift) : null;
  }

  function position(): string {
    return `${seq}-${life}-${count}`;
  }

  function publish(event: News, hasSequel = false): void {
    const lastSeq = hasSequel ? seq : journal.lastSeq();
    count = lastSeq === seq ? count + 1 : 0;
    seq = lastSeq;
    const numbered = { ...event, id: position() };
    remembered.push(numbered);
    if (remembered.length > REMEMBERED) remembered.splice(0, REMEMBERED / 2);
    for (const listener of listeners) listener(numbered);
  }

  /** Tells journal entries piece by piece, so that a listener who was away for a million charges holds up nobody; then goes on live. */
  function catchUp(after: number, listener: (event: FeedEvent) => void): Cancel {
    let stop: Cancel = () => {};
    let last = after;
    function piece(): void {
      const changes = journal.changesAfter(last, REPLAY_PIECE);
      for (const change of changes) for (const event of eventsOf(change, shiftOf)) listener(event);
      last = changes.at(-1)?.seq ?? last;
      stop = changes.length < REPLAY_PIECE ? goOn(listener) : clock.after(0, piece);
    }
    piece();
    return () => stop();
  }

  /** Goes on for somebody who may have missed what is in no journal. */
  function goOn(listener: (event: FeedEvent) => void): Cancel {
    for (const [n, news] of passing().entries()) listener({ ...news, id: `${position()}-${n}` });
    return live(listener);
  }

  function live(listener: (event: FeedEvent) => void): Cancel {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  return {
    publish,
    shiftWritten(shift) {
      if (shiftDocument) publish({ type: 'shift.updated', data: shiftDocument(shift) });
    },
    position,
    listen(lastEventId, listener) {
      if (lastEventId === null) return live(listener);
      const at = remembered.findIndex((event) => event.id === lastEventId);
      if (at >= 0) {
        for (const event of remembered.slice(at + 1)) listener(event);
        return live(listener);
      }
      const [, after] = ID.exec(lastEventId) ?? [];
      return after === undefined ? goOn(listener) : catchUp(Number(after), listener);
    },
  };
}

/** What an entry has to tell. The first of two carries the id of the entry before, so that nobody leaves with half. */
function eventsOf(change: JournalChange, shiftOf: (slip: Slip) => ShiftDocument | null): readonly FeedEvent[] {
  if (change.kind === 'slip') return eventsOfSlip(change, shiftOf(change.slip));
  const charge: News = { type: 'charge.updated', data: chargeView(change) };
  const id = `${change.seq}-0`;
  if (change.refund === null) return [{ ...charge, id }];
  const refund: FeedEvent = { id, type: 'refund.updated', data: refundView(change.refund) };
  return change.refund.state.status === 'succeeded' ? [{ ...charge, id: `${change.seq - 1}-1` }, refund] : [refund];
}

/** @param shift what a slip about a shift says of it */
function eventsOfSlip({ slip, updatedAtMs, seq }: SlipRecord, shift: ShiftDocument | null): readonly FeedEvent[] {
  switch (slip.kind) {
    case 'parked_sale':
      return [{ id: `${seq}-0`, type: 'parked.updated', data: parkedView({ slip, updatedAtMs }) }];
    case 'finding':
      return [{ id: `${seq}-0`, type: 'finding.updated', data: findingView({ slip, updatedAtMs }) }];
    case 'shift':
    case 'reconciliation':
      return shift ? [{ id: `${seq}-0`, type: 'shift.updated', data: shift }] : [];
    case 'attached_payment':
    case 'late_payment':
    case 'person':
    case 'act':
    case 'cash_entry':
    case 'discrepancy':
      return []; // nobody outside is told of these yet
  }
}
