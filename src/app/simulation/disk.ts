import type { HandClock } from '../../basics/hand-clock.ts';
import type { ChargeId } from '../../payment/charge.ts';
import type { ChargeRecord, Entry, Journal, RefundRecord } from '../../store/journal.ts';
import { type JournalImage, memoryJournal } from '../../store/memory-journal.ts';
import type { Chance } from './chance.ts';
import type { Mishaps } from './mishaps.ts';
import { keyOf, type Recorder } from './recorder.ts';

/** A commit meets one of its mishaps about so often, where such things happen. */
const CRASH_SHARE = 0.002;
/** After the last write of a clean stop more often: of what dies then, what it laid down lives on. */
const CRASH_LAID_DOWN_SHARE = 0.2;
/** The write with which the next process takes it up again fails more often too: then it lies there a little longer. */
const TAKEN_UP_SHARE = 0.05;
const TAKEN_UP_HICCUP_SHARE = 0.2;
/** Also the write with which a charge begins: whoever asked for it asks again under its key, and it is begun by the next process. */
const BEGUN_CRASH_SHARE = 0.005;
const HICCUP_SHARE = 0.03;
const SLOW_SHARE = 0.03;

/** The terminal's disk, over all its processes. */
export type Disk = {
  /** The journal as a process opens it. A dead one writes nothing more. @param die ends that process, at once */
  open(process: { readonly isAlive: () => boolean; readonly die: () => never }): Journal;
  /** What is wrong with the disk as a whole, or null. */
  set(condition: 'disk_full' | 'disk_read_only' | null): void;
  isSpoilt(): boolean;
  image(): JournalImage;
  openCharges(): readonly ChargeRecord[];
  openRefunds(): readonly RefundRecord[];
  /** Whether a charge is laid down: it awaits its code, and no process has taken it up. */
  hasLaidDown(): boolean;
  chargeByOrderNo: Journal['chargeByOrderNo'];
};

const REFUSALS = { disk_full: 'database or disk is full', disk_read_only: 'attempt to write a readonly database' } as const;

export type DiskParts = {
  readonly clock: HandClock;
  readonly chance: Chance;
  readonly mishaps: Mishaps;
  readonly recorder: () => Recorder;
};

export function createDisk({ clock, chance, mishaps, recorder }: DiskParts): Disk {
  let journal = memoryJournal();
  let condition: keyof typeof REFUSALS | null = null;
  const commits = new Map<string, number>();

  function nameCommit(entries: readonly Entry[]): string {
    const [first] = entries;
    const key = first ? keyOfEntry(first) : '';
    const count = (commits.get(key) ?? 0) + 1;
    commits.set(key, count);
    return `${key} commit ${count}`;
  }

  function keyOfEntry(entry: Entry): string {
    switch (entry.kind) {
      case 'charge_created':
        return keyOf(entry.intent.idempotencyKey);
      case 'charge_changed':
        return keyOfCharge(entry.chargeId);
      case 'refund_created':
        return keyOfCharge(entry.intent.chargeId);
      case 'refund_changed':
        return keyOfCharge(journal.refund(entry.refundId)?.intent.chargeId);
      default:
        return entry.kind;
    }
  }

  function isTakenUp(entry: Entry): boolean {
    if (entry.kind !== 'charge_changed' || entry.state.status !== 'awaiting_code' || !entry.state.armed) return false;
    const before = journal.charge(entry.chargeId)?.state;
    return before?.status === 'awaiting_code' && !before.armed;
  }

  function crashShareOf(entries: readonly Entry[]): number {
    if (entries.some(isTakenUp)) return TAKEN_UP_SHARE;
    return entries.some(({ kind }) => kind === 'charge_created') ? BEGUN_CRASH_SHARE : CRASH_SHARE;
  }

  function keyOfCharge(id: ChargeId | undefined): string {
    return keyOf((id && journal.charge(id)?.intent.idempotencyKey) ?? null);
  }

  function commit(entries: readonly Entry[], die: () => never): number {
    const place = nameCommit(entries);
    const takesUp = entries.some(isTakenUp);
    const crashShare = crashShareOf(entries);
    if (mishaps.strikes('crash_before_commit', place, crashShare)) die();
    if (mishaps.strikes('disk_slow', place, SLOW_SHARE)) clock.stall(chance.of(place, 'slow').between(50, 4_000));
    if (condition) throw new Error(REFUSALS[condition]);
    if (mishaps.strikes('commit_fails_once', place, takesUp ? TAKEN_UP_HICCUP_SHARE : HICCUP_SHARE)) throw new Error('disk I/O error');
    // Of a commit that was cut short nothing is kept: what was written of it is rolled back at the next start.
    if (mishaps.strikes('crash_during_commit', place, crashShare)) die();
    const from = journal.lastSeq();
    const seq = journal.append(entries);
    for (const change of journal.changesAfter(from, entries.length)) {
      const [orderNo, status] =
        change.kind === 'charge' ? [change.intent.orderNo, change.state.status] : [change.slip.kind, 'slip' as const];
      recorder().note({ kind: 'kept', seq: change.seq, orderNo, status, text: textOf(change) });
    }
    if (mishaps.strikes('crash_after_commit', place, entries.some(laysDown) ? CRASH_LAID_DOWN_SHARE : CRASH_SHARE)) die();
    return seq;
  }

  return {
    open({ isAlive, die }) {
      journal = memoryJournal(journal.image());
      return { ...journal, append: (entries) => (isAlive() ? commit(entries, die) : die()) };
    },
    set(next) {
      condition = next;
    },
    isSpoilt: () => condition !== null,
    image: () => journal.image(),
    openCharges: () => journal.openCharges(),
    openRefunds: () => journal.openRefunds(),
    hasLaidDown: () => journal.openCharges().some(({ state }) => state.status === 'awaiting_code' && !state.armed),
    chargeByOrderNo: (orderNo) => journal.chargeByOrderNo(orderNo),
  };
}

/** Whether a charge that awaits its code is put down for the next process. */
function laysDown(entry: Entry): boolean {
  return entry.kind === 'charge_changed' && entry.state.status === 'awaiting_code' && !entry.state.armed;
}

/** An image as text, entry by entry, in the words in which the facts tell of it. */
export function imageAsText(image: JournalImage): readonly string[] {
  return image.map(textOf);
}

function textOf({ seq, ...left }: JournalImage[number]): string {
  return JSON.stringify({ ...left, seq });
}
