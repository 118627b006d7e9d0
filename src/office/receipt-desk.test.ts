import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
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

const doer: Doer = { seat: COUNTER, actor: { kind: 'counter' }, approvedBy: null };

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

type Shop = {
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

const opened: Shop[] = [];
afterEach(async () => {
  for (const { desk, printer, clock } of opened.splice(0)) {
    const stopping = desk.stop();
    printer.release();
    await settled();
    clock.advance(2_000);
    await stopping;
  }
});

async function shop({
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
  opened.push(made);
  await made.pass(50);
  return made;
}

/** Everything that only waits for promises has happened. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

let count = 0;

/** A charge that is durable. */
function charged({ journal, clock }: Pick<Shop, 'journal' | 'clock'>, status: 'paid' | 'unresolved' | 'declined' = 'paid'): string {
  count += 1;
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

function printCommand(id: string, more: object = {}) {
  return { kind: 'print', document: { kind: 'charge', id }, copy: 'customer', ...more } as const;
}

describe('by itself', () => {
  test('what is durable and paid is printed once, and what is not is not', async () => {
    const s = await shop();
    charged(s, 'declined');
    charged(s, 'unresolved');
    charged(s);
    s.desk.look();
    s.desk.look();
    await s.pass(50);
    expect(s.texts()).toEqual([expect.stringContaining('CNY 12.80')]);
    s.desk.look();
    await s.pass(50);
    expect(s.texts()).toHaveLength(1);
    expect(s.texts()[0]).not.toContain('Reprint');
    expect(s.queue.image()).toMatchObject({ jobs: [], position: s.journal.lastSeq() });
  });

  test('each copy that the printer is told to print', async () => {
    const s = await shop({ copies: ['customer', 'merchant'] });
    charged(s);
    s.desk.look();
    await s.pass(50);
    expect(s.texts()).toEqual([expect.stringContaining('Customer copy'), expect.stringContaining('Merchant copy')]);
  });

  test('what was sold before there was a printer is not printed', async () => {
    const journal = memoryJournal();
    const clock = new HandClock();
    charged({ journal, clock });
    const s = await shop({ before: { journal, clock, queue: memoryPrintQueue() } as unknown as Shop });
    s.desk.look();
    await s.pass(50);
    expect(s.texts()).toEqual([]);
  });

  test('paid while the desk was away: printed in the next life', async () => {
    const first = await shop();
    await first.desk.stop();
    charged(first);
    const second = await shop({ before: first });
    await second.pass(50);
    expect(second.texts()).toHaveLength(1);
  });

  test('switched off by the configuration', async () => {
    const s = await shop({ automatic: false });
    charged(s);
    s.desk.look();
    await s.pass(1_000);
    expect(s.texts()).toEqual([]);
  });

  test('killed between the job and its place in the journal: no second one', async () => {
    const first = await shop();
    first.printer.problem = { problem: 'off', began: false };
    charged(first);
    first.desk.look();
    await first.pass(50);
    expect(first.queue.image().jobs).toHaveLength(1);
    // The place as it was before.
    const image = { ...first.queue.image(), position: 0 };
    await first.desk.stop();
    const second = await shop({ before: { ...first, queue: memoryPrintQueue(image) } });
    await second.pass(2_000);
    expect(second.texts()).toHaveLength(1);
  });

  test('a disk that refuses is asked again', async () => {
    const s = await shop();
    s.queue.isFull = true;
    charged(s);
    s.desk.look();
    await s.pass(50);
    expect(s.texts()).toEqual([]);
    expect(s.logged.join()).toContain('print_queue_failed');
    s.queue.isFull = false;
    await s.pass(1_000);
    await s.pass(1_000);
    expect(s.texts()).toHaveLength(1);
  });
});

describe('a printer in trouble', () => {
  test('off: the paper waits, is tried with growing waits up to half a minute, and comes in the end', async () => {
    const s = await shop();
    s.printer.problem = { problem: 'off', began: false };
    const id = charged(s);
    s.desk.look();
    await s.pass(50);
    expect(s.desk.view().printers).toMatchObject([
      { name: 'counter', status: 'off', waiting: 1, papers: [{ document: { kind: 'charge', id } }] },
    ]);
    const tries: number[] = [];
    const { print } = s.printer;
    s.printer.print = (paper) => {
      tries.push(s.clock.monotonicMs());
      return print(paper);
    };
    for (let second = 0; second < 200; second++) await s.pass(1_000);
    const waits = tries.slice(1).map((at, index) => Math.round((at - (tries[index] ?? 0)) / 1_000));
    expect(waits.slice(0, 4)).toEqual([2, 4, 8, 16]);
    expect(new Set(waits.slice(4))).toEqual(new Set([30]));
    s.printer.problem = null;
    await s.pass(30_000);
    expect(s.texts()).toEqual([expect.not.stringContaining('Reprint')]);
    expect(s.desk.view().printers).toMatchObject([{ status: 'ready', waiting: 0 }]);
  });

  test('ends in the middle: printed again, marked as a reprint', async () => {
    const s = await shop();
    s.printer.problem = { problem: 'out_of_paper', began: true };
    charged(s);
    s.desk.look();
    await s.pass(50);
    expect(s.desk.view().printers[0]?.papers).toMatchObject([{ isReprint: true }]);
    s.printer.problem = null;
    await s.pass(1_000);
    expect(s.texts()).toEqual([expect.stringContaining('* Reprint *')]);
  });

  test('killed in the middle: printed once more in the next life, marked', async () => {
    const first = await shop();
    first.printer.isHeld = true;
    charged(first);
    first.desk.look();
    await first.pass(50);
    const second = await shop({ before: first });
    await second.pass(50);
    expect(second.texts()).toEqual([expect.stringContaining('* Reprint *')]);
    expect(second.queue.image().jobs).toEqual([]);
  });

  test('somebody who has put in paper need not wait', async () => {
    const s = await shop();
    s.printer.problem = { problem: 'out_of_paper', began: false };
    charged(s);
    s.desk.look();
    await s.pass(60_000);
    s.printer.problem = null;
    const jobId = s.desk.view().printers[0]?.papers[0]?.id ?? '';
    expect(await s.desk.handlers.print_again({ kind: 'print_again', jobId }, doer)).toEqual({ ok: true });
    await s.pass(0);
    expect(s.texts()).toHaveLength(1);
  });

  test('a waiting paper can be dropped', async () => {
    const s = await shop();
    s.printer.problem = { problem: 'off', began: false };
    charged(s);
    s.desk.look();
    await s.pass(50);
    const jobId = s.desk.view().printers[0]?.papers[0]?.id ?? '';
    expect(await s.desk.handlers.drop_job({ kind: 'drop_job', jobId }, doer)).toEqual({ ok: true });
    expect(await s.desk.handlers.drop_job({ kind: 'drop_job', jobId }, doer)).toEqual({ ok: false, code: 'not_found' });
    s.printer.problem = null;
    await s.pass(60_000);
    expect([s.texts(), s.queue.image().jobs]).toEqual([[], []]);
  });

  test('the queue has an end; what is beyond it is told', async () => {
    const s = await shop();
    s.printer.problem = { problem: 'off', began: false };
    const id = charged(s);
    for (let n = 0; n < 500; n++) expect(await s.desk.handlers.print(printCommand(id), doer)).toMatchObject({ ok: true });
    expect(await s.desk.handlers.print(printCommand(id), doer)).toEqual({ ok: false, code: 'queue_full' });
  });
});

describe('asked for', () => {
  test('the second time it is a reprint, also after a restart', async () => {
    const first = await shop({ automatic: false });
    const id = charged(first);
    await first.desk.handlers.print(printCommand(id), doer);
    await first.pass(0);
    await first.desk.handlers.print(printCommand(id), doer);
    await first.pass(0);
    await first.desk.handlers.print(printCommand(id, { copy: 'merchant' }), doer);
    await first.pass(0);
    const second = await shop({ before: first, automatic: false });
    await second.desk.handlers.print(printCommand(id), doer);
    await second.pass(0);
    const marks = [...first.texts(), ...second.texts()].map((text) => text.includes('Reprint'));
    expect(marks).toEqual([false, true, false, true]);
  });

  test('what is older than a day counts as printed', async () => {
    const s = await shop({ automatic: false });
    const id = charged(s);
    s.clock.stepWall(25 * 3_600_000);
    await s.desk.handlers.print(printCommand(id), doer);
    await s.pass(0);
    expect(s.texts()).toEqual([expect.stringContaining('Reprint')]);
  });

  test('a charge that is not known yet gets its own slip, a declined one nothing', async () => {
    const s = await shop({ automatic: false });
    await s.desk.handlers.print(printCommand(charged(s, 'unresolved')), doer);
    await s.pass(0);
    expect(s.texts()).toEqual([expect.stringContaining('Not known yet')]);
    expect(await s.desk.handlers.print(printCommand(charged(s, 'declined')), doer)).toEqual({ ok: false, code: 'nothing_to_print' });
    expect(await s.desk.handlers.print(printCommand('ch_none'), doer)).toEqual({ ok: false, code: 'not_found' });
    expect(await s.desk.handlers.print(printCommand('ch_none', { printer: 'kitchen' }), doer)).toEqual({ ok: false, code: 'no_printer' });
  });

  test('in another language, where the printer has its letters', async () => {
    const s = await shop({ automatic: false });
    const id = charged(s);
    for (const language of ['zh-CN', 'ko'] as const) await s.desk.handlers.print(printCommand(id, { language }), doer);
    await s.pass(0);
    expect(s.texts()).toEqual([expect.stringContaining('收款小票'), expect.stringContaining('Customer copy')]);
  });

  test('a test page', async () => {
    const s = await shop({ automatic: false });
    await s.desk.handlers.print_test({ kind: 'print_test' }, doer);
    await s.pass(0);
    expect(s.texts()).toEqual([expect.stringContaining('Printer test')]);
  });

  test('the drawer', async () => {
    const s = await shop();
    expect(s.desk.drawer.canOpen()).toBe(true);
    s.desk.drawer.kick();
    expect(s.printer.kicked).toBe(1);
  });
});
