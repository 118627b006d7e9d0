import type { Cancel, Clock, Random } from '../basics/clock.ts';
import type { Config, PrinterConfig, ReceiptConfig } from '../config/config.ts';
import type { OfficeAnswer } from '../contract/office.ts';
import type { ReceiptView } from '../contract/receipt.ts';
import type { Log } from '../log/log.ts';
import { layOut } from '../receipt/lay-out.ts';
import type { Bitmap, Paper, PaperWidth } from '../receipt/paper.ts';
import { type DocumentRef, type PrintJob, type PrintQueue, printedKey } from '../receipt/print-job.ts';
import type { Printer } from '../receipt/printer.ts';
import { languageFor } from '../receipt/profile.ts';
import type { Copy } from '../receipt/receipt.ts';
import { type PaperLanguage, receiptTextIn } from '../receipt/text/receipt-text-in.ts';
import type { Journal } from '../store/journal.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { newId } from './act-slip.ts';
import { type Owed, watchJournal } from './automatic-receipts.ts';
import type { Drawer } from './cash-desk.ts';
import type { Handlers, Needs } from './desk.ts';
import { findReceipt, madeAt, type NoReceipt } from './find-receipt.ts';
import type { Doer } from './office.ts';
import { createPrintLane, type PrintLane } from './print-lane.ts';

/** More papers nobody waits for; the oldest were owed days ago. */
const MOST_JOBS = 500;

/** Papers that are remembered as printed, more than a till prints in a day. What is older than a day counts as printed. */
const REMEMBERED_PRINTED = 2_000;
const FRESH_MS = 24 * 3_600_000;

const MOST_SHOWN = 20;

export type ReceiptCommandKind = 'print' | 'print_again' | 'drop_job' | 'print_test';

/** A configured printer and the way to it. */
export type Printing = {
  readonly config: Pick<PrinterConfig, 'name' | 'width' | 'profile' | 'copies' | 'drawer'>;
  readonly printer: Printer;
};

/** Where papers come from: printed by themselves when they are durable, or asked for. */
export type ReceiptDesk = {
  readonly handlers: Handlers<ReceiptCommandKind>;
  readonly needs: Needs<ReceiptCommandKind>;
  view(): ReceiptView;
  readonly drawer: Drawer;
  /** A paper as it would be printed, without printing it. */
  paper(
    document: DocumentRef,
    as: { readonly copy: Copy; readonly width: PaperWidth; readonly language: PaperLanguage | null },
  ): Paper | NoReceipt;
  /** The language of the shop's papers. */
  readonly language: PaperLanguage;
  /** Something was written that may owe a paper. Returns at once. */
  look(): void;
  stop(): Promise<void>;
};

/** What the terminal prints with. */
export type PaperParts = {
  readonly config: Pick<ReceiptConfig, 'printAutomatically' | 'language' | 'footer'>;
  readonly printers: readonly Printing[];
  readonly logo: Bitmap | null;
  readonly queue: PrintQueue;
  readonly makers: PaperMakers;
};

/** What makes files of papers. */
export type PaperMakers = {
  pdf(paper: Paper, language: PaperLanguage): Promise<Uint8Array>;
  /** For a printer with the letters of that language. */
  escPos(paper: Paper, language: PaperLanguage): Uint8Array;
};

/** A terminal without printers. */
export const NO_PAPER: PaperParts = {
  config: { printAutomatically: false, language: null, footer: null },
  printers: [],
  logo: null,
  queue: {
    load: async () => ({ jobs: [], position: null, printed: [] }),
    keep: async () => {},
    drop: async () => {},
    keepPosition: async () => {},
    notePrinted: async () => {},
  },
  makers: { pdf: () => Promise.reject(new Error('nothing makes files')), escPos: () => new Uint8Array() },
};

export type ReceiptDeskParts = {
  readonly config: Pick<Config, 'store'>;
  readonly paper: PaperParts;
  readonly isTraining: boolean;
  readonly journal: Journal;
  readonly terminal: Pick<Terminal, 'feed'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Whether a paper tells what a count should find, to somebody who is still to count blind. Left out: none does. */
  readonly isToBeCounted?: (document: DocumentRef, doer: Doer) => boolean;
  readonly changed: () => void;
};

export function createReceiptDesk(parts: ReceiptDeskParts): ReceiptDesk {
  const { config, journal, clock, random, log } = parts;
  const { currency = 'CNY' } = config.store;
  const { queue, printers, logo, config: wishes } = parts.paper;
  const printed = new Set<string>();
  const lanes = new Map<string, { readonly lane: PrintLane; readonly printing: Printing }>();
  const watch = watchJournal({ journal, queue, clock, log, owe });
  let stopListening: Cancel = () => {};

  for (const printing of printers) {
    const { name } = printing.config;
    const paperOf = (job: PrintJob) => paperFor(job, printing);
    const lane = createPrintLane({ ...parts, queue, name, printer: printing.printer, paperOf, printed: hasPrinted });
    lanes.set(name, { lane, printing });
  }
  const ready = load();

  /** What the last life left, and where it stopped looking. */
  async function load(): Promise<void> {
    try {
      if (lanes.size === 0) return;
      const kept = await queue.load();
      for (const key of kept.printed) printed.add(key);
      for (const job of kept.jobs) laneOf(job.printer)?.add(job);
      for (const { lane } of lanes.values()) lane.hurry();
      if (!wishes.printAutomatically) return;
      stopListening = parts.terminal.feed(null, watch.look);
      await watch.start(kept.position);
    } catch (cause) {
      log.write('print_queue_failed', { problem: String(cause) });
    }
  }

  function hasPrinted(job: PrintJob): void {
    printed.add(printedKey(job));
    for (const oldest of printed) {
      if (printed.size <= REMEMBERED_PRINTED) break;
      printed.delete(oldest);
    }
  }

  /** A job of a printer that is configured no more goes to the first one. */
  function laneOf(name: string | undefined): PrintLane | null {
    return ((name !== undefined && lanes.get(name)) || [...lanes.values()][0])?.lane ?? null;
  }

  async function owe({ document, copies, isReport }: Owed): Promise<boolean> {
    let isQueued = false;
    const takers = [...lanes.values()].slice(0, isReport ? 1 : lanes.size);
    for (const { lane, printing } of takers) {
      for (const copy of copies) {
        if (!isReport && !printing.config.copies.includes(copy)) continue;
        if (printed.has(printedKey({ document, copy })) || isWaiting(lane, document, copy)) continue;
        isQueued = true;
        if (!(await enqueue(lane, { document, copy, language: null, isReprint: false })))
          log.write('receipt_dropped', { name: lane.name, kind: document.kind });
      }
    }
    return isQueued;
  }

  function isWaiting(lane: PrintLane, { kind, id }: DocumentRef, copy: Copy): boolean {
    return lane.jobs().some((job) => job.document.kind === kind && job.document.id === id && job.copy === copy);
  }

  /** @returns the job's id, or null when too many wait. Rejects when the disk refuses. */
  async function enqueue(lane: PrintLane, wanted: Pick<PrintJob, 'document' | 'copy' | 'language' | 'isReprint'>): Promise<string | null> {
    if (waiting() >= MOST_JOBS) return null;
    const job: PrintJob = { ...wanted, id: newId(random, 'pj_'), printer: lane.name, began: false, queuedAtMs: clock.wallMs() };
    await queue.keep(job);
    lane.add(job);
    return job.id;
  }

  function waiting(): number {
    return [...lanes.values()].reduce((sum, { lane }) => sum + lane.jobs().length, 0);
  }

  function paperFor(job: PrintJob, { config: { name, width, profile } }: Printing): Paper | null {
    const receipt = findReceipt(journal, job.document, { copy: job.copy, printer: name, currency, atMs: clock.wallMs() });
    if (typeof receipt === 'string') return null;
    const language = languageFor(job.language ?? usualLanguage(), profile);
    return layOut(receipt, setting(width, language, job.isReprint || job.began));
  }

  function usualLanguage(): PaperLanguage {
    return wishes.language ?? config.store.locale;
  }

  function setting(width: PaperWidth, language: PaperLanguage, isReprint: boolean) {
    const { name, terminalId, timeZone } = config.store;
    return {
      ...{ width, text: receiptTextIn(language), store: name, terminalId, timeZone, currency, isTraining: parts.isTraining, isReprint },
      ...{ printedAtMs: clock.wallMs(), footer: wishes.footer, logo },
    };
  }

  async function print(
    document: DocumentRef,
    copy: Copy,
    printer: string | undefined,
    language: PaperLanguage | null,
  ): Promise<OfficeAnswer> {
    await ready;
    const lane = printer === undefined || lanes.has(printer) ? laneOf(printer) : null;
    if (!lane) return no('no_printer');
    const found = findReceipt(journal, document, { copy, printer: lane.name, currency, atMs: clock.wallMs() });
    if (typeof found === 'string') return no(found);
    try {
      const madeAtMs = madeAt(found);
      const isReprint = madeAtMs !== null && (printed.has(printedKey({ document, copy })) || clock.wallMs() - madeAtMs > FRESH_MS);
      const jobId = await enqueue(lane, { document, copy, language, isReprint });
      return jobId === null ? no('queue_full') : { ok: true, value: { jobIds: [jobId] } };
    } catch (cause) {
      log.write('print_queue_failed', { problem: String(cause) });
      return no('disk_refused');
    }
  }

  function laneWith(jobId: string): PrintLane | null {
    return [...lanes.values()].find(({ lane }) => lane.jobs().some(({ id }) => id === jobId))?.lane ?? null;
  }

  return {
    handlers: {
      print({ document, copy, printer, language = null }, doer) {
        return parts.isToBeCounted?.(document, doer) ? no('not_counted') : print(document, copy, printer, language);
      },
      print_test: ({ printer }) => print({ kind: 'test', id: '' }, 'merchant', printer, null),
      print_again({ jobId }) {
        const lane = laneWith(jobId);
        lane?.hurry();
        return lane ? { ok: true } : no('not_found');
      },
      async drop_job({ jobId }) {
        const lane = laneWith(jobId);
        if (!lane) return no('not_found');
        lane.remove(jobId);
        try {
          await queue.drop(jobId);
          return { ok: true };
        } catch (cause) {
          log.write('print_queue_failed', { problem: String(cause) });
          return no('disk_refused');
        }
      },
    },
    needs: { print: 'person', print_test: 'anyone', print_again: 'anyone', drop_job: 'person' },
    view: () => ({
      printers: [...lanes.values()].map(({ lane }) => ({
        name: lane.name,
        status: lane.condition(),
        waiting: lane.jobs().length,
        papers: lane
          .jobs()
          .slice(0, MOST_SHOWN)
          .map(({ id, document, copy, isReprint, began, queuedAtMs }) => ({
            ...{ id, document, copy, isReprint: isReprint || began, queuedAt: new Date(queuedAtMs).toISOString() },
          })),
      })),
    }),
    drawer: {
      canOpen: () => printers.some(({ config: { drawer } }) => drawer),
      kick() {
        const printing = printers.find(({ config: { drawer } }) => drawer);
        void printing?.printer.kick().then((kicked) => {
          if (!kicked.ok) log.write('drawer_not_opened', { name: printing.config.name, problem: kicked.error });
        });
      },
    },
    paper(document, { copy, width, language }) {
      const receipt = findReceipt(journal, document, { copy, printer: '', currency, atMs: clock.wallMs() });
      return typeof receipt === 'string' ? receipt : layOut(receipt, setting(width, language ?? usualLanguage(), false));
    },
    language: usualLanguage(),
    look: watch.look,
    async stop() {
      await ready;
      stopListening();
      await watch.stop();
      await Promise.all([...lanes.values()].map(({ lane }) => lane.stop()));
    },
  };
}

function no(code: string): OfficeAnswer {
  return { ok: false, code };
}
