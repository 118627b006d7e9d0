import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { err, ok, type Result } from '../basics/result.ts';
import { fen } from '../money/fen.ts';
import { type Intent, parseChargeId, parseOrderNo, parseTransactionId, usualSaleOf } from '../payment/charge.ts';
import type { KeptState } from '../payment/state.ts';
import { type MemoryPrintQueue, memoryPrintQueue } from '../receipt/memory-print-queue.ts';
import type { Paper } from '../receipt/paper.ts';
import { paperText } from '../receipt/paper-text.ts';
import type { NotPrinted, Printer, PrinterCondition, PrinterProblem } from '../receipt/printer.ts';
import type { Copy } from '../receipt/receipt.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import { COUNTER, type Doer } from './office.ts';
import { createReceiptDesk, type ReceiptDesk } from './receipt-desk.ts';

export const doer: Doer = { seat: COUNTER, actor: { kind: 'counter' }, approvedBy: null };

/** A printer that does what the test says. */
type FakePrinter = Printer & {
  problem: NotPrinted | null; // of each paper from now on
  isHeld: boolean; // takes its time over the next one
  kicked: number;
  readonly came: Paper[];
  release(): void;
};

function fakePrinter(): FakePrinter {
  let release = (): void => {};
  const fake: FakePrinter = {
    problem: null,
    isHeld: false,
    kicked: 0,
    came: [],
    release: () => release(),
    async print(paper): Promise<Result<PrinterCondition, NotPrinted>> {
      if (fake.isHeld) {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      }
      if (fake.problem) return err(fake.problem);
      fake.came.push(paper);
      return ok('ready');
    },
    async kick(): Promise<Result<null, PrinterProblem>> {
      fake.kicked += 1;
      return ok(null);
    },
    condition: async () => fake.problem?.problem ?? 'ready',
  };
  return fake;
}

export type Shop = {
  readonly desk: ReceiptDesk;
  readonly journal: MemoryJournal;
  readonly queue: MemoryPrintQueue;
  readonly printer: FakePrinter;
  readonly clock: HandClock;
  readonly logged: string[];
  /** Lets what has been begun come to rest, and time pass. */
  pass(ms: number): Promise<void>;
  texts(): readonly string[];
};

/** A receipt desk with one printer, that stops after the test. @param before the shop that was there before a restart */
export async function shop({
  before = null,
  copies = ['customer'],
  automatic = true,
}: {
  before?: Shop | null;
  copies?: readonly Copy[];
  automatic?: boolean;
} = {}): Promise<Shop> {
  const clock = before?.clock ?? new HandClock();
  const journal = before?.journal ?? memoryJournal();
  const queue = memoryPrintQueue(before?.queue.image());
  const printer = fakePrinter();
  const logged: string[] = [];
  const desk = createReceiptDesk({
    config: { store: { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'en' } },
    paper: {
      config: { printAutomatically: automatic, language: null, footer: null },
      printers: [{ config: { name: 'counter', width: 58, profile: 'gb18030', copies, drawer: true }, printer }],
      logo: null,
      queue,
      makers: { pdf: async () => new Uint8Array(), escPos: () => new Uint8Array() },
    },
    isTraining: false,
    journal,
    terminal: { feed: () => () => {} },
    clock,
    random: { bytes: (count) => randomBytes(count) },
    log: { write: (event, fields) => void logged.push(JSON.stringify([event, fields])) },
    changed: () => {},
  });
  const made: Shop = {
    ...{ desk, journal, queue, printer, clock, logged },
    async pass(ms) {
      await settled();
      clock.advance(ms);
      await settled();
    },
    texts: () => printer.came.map(paperText),
  };
  onTestFinished(async () => {
    const stopping = desk.stop();
    printer.release();
    await settled();
    clock.advance(2_000);
    await stopping;
  });
  await made.pass(50);
  return made;
}

/** Everything that only waits for promises has happened. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A charge that is durable. */
export function charged({ journal, clock }: Pick<Shop, 'journal' | 'clock'>, status: 'paid' | 'unresolved' | 'declined' = 'paid'): string {
  const count = journal.lastSeq() + 1; // no other charge's
  const id = parseChargeId(`ch_${count}`);
  const orderNo = parseOrderNo(`T01D2611220000N${String(count).padStart(8, '0')}`);
  const transactionId = parseTransactionId(`42000000000000000000000${count}`);
  if (!id || !orderNo || !transactionId) throw new Error('names');
  const states: Readonly<Record<typeof status, KeptState>> = {
    paid: { status: 'paid', transactionId, wallet: 'wechat', paidAtMs: clock.wallMs(), payer: null },
    unresolved: { status: 'unresolved', armedOnly: false, undo: null, known: false, reversalsOpen: false, reversalRefused: null },
    declined: { status: 'declined', code: 'code_expired', acquirerCode: null, message: null },
  };
  const intent: Intent = {
    ...{ id, orderNo, saleId: usualSaleOf({ id, tillReference: null }), origin: 'cashier', method: 'payment_code', amountFen: fen(1280) },
    ...{ currency: 'CNY', description: 'tea', tillReference: null, idempotencyKey: null, fingerprint: null, shiftId: null },
    createdAtMs: clock.wallMs(),
  };
  const codeHint = '1345••••••••••7712';
  journal.append([
    { kind: 'charge_created', intent, state: { status: 'awaiting_code', armed: true }, codeHint: null, atMs: clock.wallMs() },
  ]);
  journal.append([{ kind: 'charge_changed', chargeId: id, state: states[status], codeHint, atMs: clock.wallMs() }]);
  return id;
}

export function printCommand(id: string, more: object = {}) {
  return { kind: 'print', document: { kind: 'charge', id }, copy: 'customer', ...more } as const;
}
