import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { ChargePage } from '../src/contract/charge.ts';
import type { Health } from '../src/contract/health.ts';
import type { ParkedSaleList } from '../src/contract/parked-sale.ts';
import { dataFolder, startTerminal, type TerminalProcess } from './parts/terminal-process.ts';
import { typeLikeAGun } from './parts/wedge-gun.ts';

/** A code's life cut short, so that nobody waits a minute for its end. */
const SHORT_LIVED = { gateway: { kind: 'sandbox' }, payment: { codeValidityMs: 5_000 } };

async function shows(page: Page, screen: string): Promise<void> {
  await expect(page.locator(`main[data-screen=${screen}][data-live=true]`)).toBeVisible({ timeout: 30_000 });
}

async function type(page: Page, figures: string): Promise<void> {
  await shows(page, 'keypad');
  for (const figure of figures) await page.keyboard.press(`Digit${figure}`, { delay: 60 });
}

/** Cuts the acquirer's line for real, or mends it. */
async function line(terminal: TerminalProcess, state: 'up' | 'down'): Promise<void> {
  const { faultsUrl } = await terminal.sandbox();
  const answer = await fetch(new URL('/faults/api/line', faultsUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(faultsUrl).origin },
    body: JSON.stringify({ line: state }),
  });
  expect(answer.status).toBe(200);
}

async function charges(terminal: TerminalProcess) {
  return (await terminal.till<ChargePage>('/charges')).body.items;
}

async function parked(terminal: TerminalProcess) {
  return (await terminal.till<ParkedSaleList>('/parked-sales')).body.items;
}

async function scan(page: Page, terminal: TerminalProcess): Promise<void> {
  const { body } = await terminal.till<{ authCode: string }>('/sandbox/codes', { method: 'POST', body: {} });
  await typeLikeAGun(page, body.authCode);
}

/** Opens the to-do page and puts the focus on its first row. */
async function firstRow(page: Page) {
  await page.keyboard.press('F6');
  const row = page.getByRole('dialog', { name: '待处理' }).locator('[data-row]').first();
  await expect(row).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(row).toBeFocused();
  return row;
}

test('the line is cut: queued, expired, parked; the line is back: collected by a scan, paid once', async ({ page }) => {
  test.setTimeout(120_000);
  const terminal = await startTerminal({ config: SHORT_LIVED });
  try {
    await page.goto(terminal.cashierUrl);
    await shows(page, 'keypad');
    await line(terminal, 'down');
    await expect(page.locator('header').first()).toContainText('离线', { timeout: 10_000 });
    await type(page, '89');
    await page.keyboard.press('Enter');
    await shows(page, 'awaiting_code');
    await scan(page, terminal);
    await shows(page, 'queued');
    await shows(page, 'declined');
    await expect(page.getByRole('heading', { name: '付款失败' })).toBeVisible();
    await expect(page.locator('main')).toContainText('付款码过期，没有扣款');
    await page.keyboard.press('F7');
    await page.getByLabel('备注，可以不写').fill('蓝衣服，去拿鸡蛋');
    await page.keyboard.press('Enter');
    await shows(page, 'keypad');
    expect(await parked(terminal)).toMatchObject([{ amount: 8_900, note: '蓝衣服，去拿鸡蛋', status: 'parked' }]);

    await line(terminal, 'up');
    await expect(page.locator('header').first()).toContainText('在线', { timeout: 10_000 });
    await expect(page.locator('header').first()).toContainText('挂单 1');
    const row = await firstRow(page);
    await expect(row).toContainText('蓝衣服，去拿鸡蛋');
    await page.keyboard.press('F7');
    await shows(page, 'awaiting_code');
    await scan(page, terminal);
    await shows(page, 'paid');
    await expect(page.locator('[data-part=amount]')).toHaveText('¥89.00');
    expect(await parked(terminal)).toEqual([]);
    expect((await charges(terminal)).map(({ status }) => status)).toEqual(['paid', 'declined']);
  } finally {
    await terminal.stop();
  }
});

/** What the shop is promised, for a loss and for a return. */
const SHOWN_WITHIN_MS = 3_000;

test('loss and return of the line: light, health and event, each within three seconds', async ({ page }) => {
  const terminal = await startTerminal();
  try {
    await page.goto(terminal.cashierUrl);
    await shows(page, 'keypad');
    const heard = await listen(terminal);
    for (const [state, status, word] of [
      ['down', 'offline', '离线'],
      ['up', 'online', '在线'],
      ['down', 'offline', '离线'],
      ['up', 'online', '在线'],
    ] as const) {
      await expect.poll(async () => (await terminal.till<Health>('/health')).body.gateway).not.toBe(status);
      const told = heard.next(status);
      await line(terminal, state);
      const sinceMs = performance.now();
      await told;
      expect(performance.now() - sinceMs).toBeLessThan(SHOWN_WITHIN_MS);
      expect((await terminal.till<Health>('/health')).body.gateway).toBe(status);
      await expect(page.locator('header').first()).toContainText(word, { timeout: 1_000 });
    }
    await heard.stop();
  } finally {
    await terminal.stop();
  }
});

/** Hears the events of the line. */
async function listen(terminal: TerminalProcess) {
  const token = readFileSync(path.join(terminal.dataDir, 'till-token'), 'utf8').trim();
  const stream = await fetch(`${terminal.url}/till/v1/events`, { headers: { authorization: `Bearer ${token}` } });
  const pieces = (stream.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  return {
    /** Waits until the line is told to be so, from now on. */
    async next(status: string): Promise<void> {
      text = '';
      while (!text.includes(`"status":"${status}"`)) {
        const { done, value } = await pieces.read();
        if (done) throw new Error('the events ended');
        text += Buffer.from(value).toString();
      }
    },
    stop: () => pieces.cancel(),
  };
}

test('what is parked outlives the process; taken in cash by F4, given up only when Delete is held', async ({ page, context }) => {
  const dataDir = dataFolder();
  const first = await startTerminal({ dataDir });
  await page.goto(first.cashierUrl);
  for (const figures of ['12', '34']) {
    await type(page, figures);
    await page.keyboard.press('F7');
    await expect(page.getByRole('textbox')).toBeFocused();
    await page.keyboard.press('F7');
    await expect(page.locator('[data-part=amount]')).toHaveText('¥0.00');
  }
  await expect(page.locator('header').first()).toContainText('挂单 2');
  await first.kill();

  const second = await startTerminal({ dataDir });
  try {
    const screen = await context.newPage();
    await screen.goto(second.cashierUrl);
    await shows(screen, 'keypad');
    await expect(screen.locator('header').first()).toContainText('挂单 2');
    await firstRow(screen);
    await screen.keyboard.press('F4');
    await expect(screen.locator('[data-desk=cash] [data-part=amount]')).toHaveText('¥12.00');
    await screen.keyboard.press('Enter'); // the customer has it just so
    await expect(screen.locator('[data-desk=taken]')).toBeVisible();
    await expect
      .poll(async () => {
        await screen.keyboard.press('Escape');
        return screen.locator('[data-desk=taken]').isVisible();
      })
      .toBe(false);
    const rows = screen.locator('[data-parked]');
    await expect(rows).toHaveCount(1);
    await screen.keyboard.press('ArrowDown');
    await screen.keyboard.press('Delete'); // let go at once: nothing
    expect(await parked(second)).toMatchObject([{ amount: 3_400, status: 'parked' }]);
    await screen.keyboard.down('Delete');
    await expect(rows).toHaveCount(0);
    await screen.keyboard.up('Delete');
    expect(await parked(second)).toEqual([]);
    expect(await charges(second)).toEqual([]);
  } finally {
    await second.stop();
  }
});

test('a parked sale whose charge is not known is neither collected nor dropped, and is gone when it turns out paid', async ({ page }) => {
  test.setTimeout(120_000);
  const terminal = await startTerminal({
    config: { gateway: { kind: 'sandbox' }, payment: { requestTimeoutMs: 1_500, pollIntervalMs: 2_000 } },
  });
  try {
    await page.goto(terminal.cashierUrl);
    await type(page, '56');
    await page.keyboard.press('F7');
    await expect(page.getByRole('textbox')).toBeFocused();
    await page.keyboard.press('F7');
    await expect(page.locator('header').first()).toContainText('挂单 1');
    const { faultsUrl } = await terminal.sandbox();
    const plant = (body: object) =>
      fetch(new URL('/faults/api', faultsUrl), {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: new URL(faultsUrl).origin },
        body: JSON.stringify(body),
      });
    expect((await plant({ call: 'micropay', kind: 'hang_after' })).status).toBe(201);
    expect((await plant({ call: 'orderquery', kind: 'hang_before', times: 3 })).status).toBe(201);
    await firstRow(page);
    await page.keyboard.press('Enter');
    await shows(page, 'awaiting_code');
    await scan(page, terminal);
    await shows(page, 'unresolved');
    const [sale] = await parked(terminal);
    expect(sale?.status).toBe('collecting');
    const refused = await terminal.till<{ code: string }>(`/parked-sales/${sale?.id}/drop`, { method: 'POST' });
    expect([refused.status, refused.body.code]).toEqual([409, 'sale_unsettled']);
    await page.keyboard.press('F6'); // next customer
    await shows(page, 'keypad');
    await page.keyboard.press('F6');
    const row = page.locator('[data-parked]');
    await expect(row).toContainText('正在收这一单');
    await expect(row.getByRole('button')).toHaveText(['看这一笔']);
    await expect(row).toHaveCount(0, { timeout: 60_000 });
    expect(await charges(terminal)).toMatchObject([{ status: 'paid', amount: 5_600 }]);
    expect(await parked(terminal)).toEqual([]);
  } finally {
    await terminal.stop();
  }
});
