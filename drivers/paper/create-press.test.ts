import { expect, it } from 'vitest';
import { sampleReading } from '../../src/report/sample-z.ts';
import { createPress } from './create-press.ts';

it('makes its jobs in their order while the program goes on, and says when one cannot be made', async () => {
  const press = createPress();
  let turns = 0;
  const turning = setInterval(() => (turns += 1), 5);
  const table = { name: '表', columns: [{ head: '商品', kind: 'text' as const }], rows: [['苹果']] };
  const [z, sheet, broken] = await Promise.allSettled([
    press.make({ kind: 'z', reading: sampleReading('zh-CN') }),
    press.make({ kind: 'xlsx', table, timeZone: 'Asia/Shanghai' }),
    press.make({ kind: 'xlsx', table, timeZone: 'Nowhere' }),
  ]);
  clearInterval(turning);
  expect(z.status === 'fulfilled' && Buffer.from(z.value).subarray(0, 5).toString()).toBe('%PDF-');
  expect(sheet.status === 'fulfilled' && Buffer.from(sheet.value).subarray(0, 2).toString()).toBe('PK');
  expect(broken.status).toBe('rejected');
  expect(turns).toBeGreaterThan(10);
  press.stop();
  await expect(press.make({ kind: 'xlsx', table, timeZone: 'Asia/Shanghai' })).rejects.toThrow('stopped');
});

it('without a thread the page is made all the same', async () => {
  const press = createPress('/nowhere/press-worker.js');
  const made = await press.make({ kind: 'z', reading: sampleReading('en') });
  expect(Buffer.from(made).subarray(0, 5).toString()).toBe('%PDF-');
});
