import { describe, expect, test } from 'vitest';
import { charged, doer, printCommand, shop } from './test-receipt-shop.ts';

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
