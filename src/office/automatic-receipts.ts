import type { Cancel, Clock } from '../basics/clock.ts';
import type { Log } from '../log/log.ts';
import type { DocumentRef, PrintQueue } from '../receipt/print-job.ts';
import type { Copy } from '../receipt/receipt.ts';
import type { Journal, JournalChange } from '../store/journal.ts';

/** Entries of the journal that are looked at in one go. */
const LOOK_PIECE = 200;

/** Several things happen at once when a sale ends; nobody waits for paper so short a time. */
const GATHER_MS = 20;

/** After the disk refused. */
const AGAIN_MS = 1_000;

/** A paper that comes by itself, and whose it is. Reports are the shop's, on its first printer. */
export type Owed = { readonly document: DocumentRef; readonly copies: readonly Copy[]; readonly isReport: boolean };

const BOTH: readonly Copy[] = ['customer', 'merchant'];

/** What an entry of the journal owes on paper; null: nothing. */
export function owedFor(change: JournalChange): Owed | null {
  if (change.kind === 'slip') return owedForSlip(change.slip);
  const { intent, state, refund } = change;
  if (refund) return refund.state.status === 'succeeded' ? owed('refund', refund.intent.id, BOTH) : null;
  return state.status === 'paid' ? owed('charge', intent.id, BOTH) : null;
}

function owedForSlip(slip: Extract<JournalChange, { kind: 'slip' }>['slip']): Owed | null {
  if (slip.kind === 'shift') return slip.closing ? { document: { kind: 'z', id: slip.id }, copies: ['merchant'], isReport: true } : null;
  if (slip.kind !== 'cash_entry') return null;
  return owed('cash', slip.id, slip.what === 'pay_in' || slip.what === 'pay_out' ? ['merchant'] : BOTH);
}

function owed(kind: 'charge' | 'refund' | 'cash', id: string, copies: readonly Copy[]): Owed {
  return { document: { kind, id }, copies, isReport: false };
}

/** Goes through the journal behind the terminal: what it finds there is durable. Its place is kept, so a restart owes nobody a paper. */
export type JournalWatch = {
  /** @param kept where the last life stopped; null: what was written so far owes nothing */
  start(kept: number | null): Promise<void>;
  /** Something was written. Returns at once. */
  look(): void;
  stop(): Promise<void>;
};

export type JournalWatchParts = {
  readonly journal: Pick<Journal, 'changesAfter' | 'lastSeq'>;
  readonly queue: Pick<PrintQueue, 'keepPosition'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Keeps what is owed. Rejects when the disk refuses: it is asked again. @returns whether there was anything new */
  readonly owe: (owed: Owed) => Promise<boolean>;
};

export function watchJournal({ journal, queue, clock, log, owe }: JournalWatchParts): JournalWatch {
  let position: number | null = null;
  let stopGathering: Cancel | null = null;
  let looking: Promise<void> = Promise.resolve();
  let isStopped = false;

  function lookIn(ms: number): void {
    if (position === null || stopGathering || isStopped) return;
    stopGathering = clock.after(ms, () => {
      stopGathering = null;
      looking = looking.then(lookOn);
    });
  }

  async function lookOn(): Promise<void> {
    try {
      while (!isStopped && (await lookAtPiece())) {}
    } catch (cause) {
      log.write('print_queue_failed', { problem: String(cause) });
      lookIn(AGAIN_MS);
    }
  }

  /** @returns whether there is more */
  async function lookAtPiece(): Promise<boolean> {
    const from = position ?? journal.lastSeq();
    const changes = journal.changesAfter(from, LOOK_PIECE);
    const isFull = changes.length === LOOK_PIECE;
    let isNew = false;
    for (const change of changes) {
      const owed = owedFor(change);
      if (owed && (await owe(owed))) isNew = true;
    }
    position = changes.at(-1)?.seq ?? from;
    // After the jobs: who is killed between finds them again, and knows them.
    if (isNew || isFull) await queue.keepPosition(position);
    return isFull;
  }

  return {
    async start(kept) {
      position = Math.min(kept ?? journal.lastSeq(), journal.lastSeq());
      if (kept === null) await queue.keepPosition(position);
      lookIn(GATHER_MS);
    },
    look: () => lookIn(GATHER_MS),
    async stop() {
      isStopped = true;
      stopGathering?.();
      await looking;
    },
  };
}
