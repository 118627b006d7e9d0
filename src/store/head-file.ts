import { hash } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Cancel } from '../basics/clock.ts';
import type { Upkeep } from './quiet-checkpoint.ts';

/** How far the journal had come: number and chain of an entry that was durable. */
export type Head = { readonly seq: number; readonly chain: string };

/** The head is told at most this long after an entry: a write to memory, off the way of the charge. */
export const HEAD_AFTER_MS = 1_000;

/** Two places that are written in turn, so that a power cut spoils at most the newer one. */
const SLOT_BYTES = 128;
const SLOTS = 2;

const LINE = /^saoma-head 1 (\d{1,15}) ([0-9a-f]{64}) ([0-9a-f]{16})\s*$/;

/** Where the head of a journal is kept. */
export function headFileOf(journalFile: string): string {
  return `${journalFile}-head`;
}

/** Reads the head beside a journal. @returns null when there is none, or none that is whole */
export function readHead(journalFile: string): Head | null {
  const heads = slots(journalFile).flatMap((slot) => {
    const [, seq = '', chain = '', sum] = LINE.exec(slot) ?? [];
    return sum !== undefined && sum === checksum(seq, chain) ? [{ seq: Number(seq), chain }] : [];
  });
  return heads.reduce<Head | null>((newest, head) => (newest && newest.seq >= head.seq ? newest : head), null);
}

/** Replaces what the file says, durably: of a new journal, or of one that was restored. */
export function writeHead(journalFile: string, head: Head): void {
  const fd = openSync(headFileOf(journalFile), 'w', 0o600);
  try {
    for (let slot = 0; slot < SLOTS; slot += 1) writeSlot(fd, slot, head);
    fdatasyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

export type HeadKeeper = {
  /** Something was appended: the file will say so soon. */
  appended(): void;
  /** Says it now, and sees to it that a power cut does not undo it; for quiet moments. */
  settle(): void;
  close(): void;
};

/**
 * Keeps the head beside the journal, because a journal that lost its end looks whole by itself: cut log, deleted log, an old
 * copy in its place. Written after the entries are durable and never waited for by a charge; it may lag, it never runs ahead.
 */
export function keepHead(journalFile: string, tip: () => Head, { clock, log }: Upkeep): HeadKeeper {
  let fd: number | null = null;
  let slot = 0;
  let told = -1;
  let pending: Cancel | null = null;

  function tell(isDurable: boolean): void {
    pending?.();
    pending = null;
    try {
      fd ??= openSync(headFileOf(journalFile), 'r+');
      const { seq, chain } = tip();
      if (seq !== told) {
        slot = (slot + 1) % SLOTS;
        writeSlot(fd, slot, { seq, chain });
        told = seq;
      }
      if (isDurable) fdatasyncSync(fd);
    } catch (cause) {
      // The proof of the end is weaker for a while; the journal itself is as it should be.
      log.write('journal_failed', { call: 'head', reason: cause instanceof Error ? cause.message : String(cause) });
    }
  }

  return {
    appended() {
      pending ??= clock.after(HEAD_AFTER_MS, () => tell(false));
    },
    settle: () => tell(true),
    close() {
      if (tip().seq !== told || pending) tell(true);
      if (fd !== null) closeSync(fd);
      fd = null;
    },
  };
}

function slots(journalFile: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(headFileOf(journalFile), 'latin1');
  } catch {
    return []; // not there, or not to be read: told by the caller as an end that nobody vouches for
  }
  return Array.from({ length: SLOTS }, (_, slot) => text.slice(slot * SLOT_BYTES, (slot + 1) * SLOT_BYTES));
}

function writeSlot(fd: number, slot: number, { seq, chain }: Head): void {
  const line = `saoma-head 1 ${seq} ${chain} ${checksum(String(seq), chain)}`;
  writeSync(fd, `${line.padEnd(SLOT_BYTES - 1)}\n`, slot * SLOT_BYTES, 'latin1');
}

function checksum(seq: string, chain: string): string {
  return hash('sha256', `${seq} ${chain}`, 'hex').slice(0, 16);
}
