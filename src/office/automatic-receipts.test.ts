import { describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { memoryPrintQueue } from '../receipt/memory-print-queue.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { charged, type Shop, shop } from './test-receipt-shop.ts';

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
