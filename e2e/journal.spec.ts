import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { Charge, ChargePage } from '../src/contract/charge.ts';
import type { Health } from '../src/contract/health.ts';
import type { Problem } from '../src/contract/till.ts';
import { startTerminal, type TerminalProcess } from './parts/terminal-process.ts';

const CORE = path.resolve(import.meta.dirname, '../out/core/run.js');

/** A charge of the till with its code, and its end. Each of another amount: the same customer paying the same again would be a finding. */
async function sell(terminal: TerminalProcess, key: string, amount = 1280): Promise<Charge> {
  const { body: code } = await terminal.till<{ authCode: string }>('/sandbox/codes', { method: 'POST', body: {} });
  const begun = await terminal.till('/charges', { body: { amount, authCode: code.authCode }, key });
  return (await terminal.till(`/charges/${begun.body.id}?wait=20`)).body;
}

/** One bit of what was written about an order. */
function flipABitOf(file: string, orderNo: string): void {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(`${orderNo}till`);
  expect(at).toBeGreaterThan(0);
  bytes[at + orderNo.length + 1] = (bytes[at + orderNo.length + 1] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

test('a bit of the journal flips: no charge is begun, what can be read is shown, and one command makes it whole', async ({ page }) => {
  const first = await startTerminal();
  const { dataDir } = first;
  const sold = [await sell(first, 'key-1'), await sell(first, 'key-2', 1281), await sell(first, 'key-3', 1282)];
  expect(sold.map(({ status }) => status)).toEqual(['paid', 'paid', 'paid']);
  await page.goto(first.cashierUrl);
  await expect(page.locator('main[data-screen=paid][data-live=true]')).toBeVisible();
  await page.keyboard.press('F1');
  await page.getByRole('button', { name: '把账本查一遍' }).click();
  await expect(page.locator('[data-look=whole]')).toContainText('6 条，全部完好');
  expect(await first.stop()).toBe(0);

  const last = sold[2] as Charge;
  flipABitOf(path.join(dataDir, 'journal.db'), last.orderNo);
  const damaged = await startTerminal({ dataDir });
  expect(damaged.log()).toContain('entry 5 is not what was written');
  expect((await damaged.till<Health>('/health')).body).toMatchObject({ status: 'read_only', journal: 'damaged' });
  const refused = await damaged.till<Problem>('/charges', { body: { amount: 1280 }, key: 'key-4' });
  expect(refused).toMatchObject({ status: 503, body: { code: 'journal_damaged' } });
  const { body: readable } = await damaged.till<ChargePage>('/charges');
  expect(readable.items.map(({ id }) => id)).toEqual(expect.arrayContaining(sold.slice(0, 2).map(({ id }) => id)));
  expect((await damaged.till(`/charges/${sold[0]?.id}`)).body).toMatchObject({ status: 'paid', amount: 1280 });

  await page.goto(damaged.cashierUrl);
  await expect(page.locator('main[data-screen=journal_damaged]')).toBeVisible();
  await expect(page.getByRole('heading', { name: '暂停收款' })).toBeVisible();
  await expect(page.getByText(`npm run restore -- ${dataDir}`)).toBeVisible();
  for (const key of ['Digit5', 'Enter']) await page.keyboard.press(key);
  await page.keyboard.press('F8');
  await expect(page.getByText('¥12.80').first()).toBeVisible();
  expect(await damaged.stop()).toBe(0);

  const restored = spawnSync(process.execPath, [CORE, 'restore', dataDir], { encoding: 'utf8' });
  expect(restored).toMatchObject({ status: 0, stderr: '' });
  expect(restored.stdout).toContain('4 entries again');
  expect(restored.stdout).toContain('2 entries at its end are lost');
  const whole = await startTerminal({ dataDir });
  expect((await whole.till<Health>('/health')).body).toMatchObject({ status: 'ok', journal: 'ok' });
  expect(await sell(whole, 'key-5')).toMatchObject({ status: 'paid' });
  expect(await whole.stop()).toBe(0);
  expect(spawnSync(process.execPath, [CORE, 'verify', dataDir], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});
