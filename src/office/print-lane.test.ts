import { describe, expect, test } from 'vitest';
import { charged, doer, printCommand, shop } from './test-receipt-shop.ts';

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
