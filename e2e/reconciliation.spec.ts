import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import type { BillDifference } from '../src/contract/sandbox.ts';
import type { Shift } from '../src/contract/shift.ts';
import { freshCode, shows } from './parts/at-the-counter.ts';
import { startTerminal, type TerminalProcess } from './parts/terminal-process.ts';

/** Takes a payment over the till API and waits for its end. @returns its order number */
async function pay(terminal: TerminalProcess, amount: number): Promise<string> {
  const { body } = await terminal.till('/charges', {
    body: { amount, description: '水果', authCode: await freshCode(terminal) },
    key: `reconciliation-${amount}`,
  });
  const { body: ended } = await terminal.till(`/charges/${body.id}?wait=30`);
  expect(ended.status).toBe('paid');
  return ended.orderNo;
}

/** Says something to the simulated acquirer about its bills. */
async function atTheAcquirer(terminal: TerminalProcess, route: string, body: object): Promise<void> {
  const { faultsUrl } = await terminal.sandbox();
  const url = new URL(`/faults/api/bills${route}`, faultsUrl);
  const headers = { 'content-type': 'application/json', origin: url.origin };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.ok).toBe(true);
}

async function isClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test('three differences in the bill: found when the shift is reconciled, explained, dealt with; the rail counts down', async ({ page }) => {
  test.setTimeout(180_000);
  const terminal = await startTerminal();
  try {
    await page.goto(terminal.cashierUrl);
    await shows(page, 'keypad');
    const opened = await terminal.till<Shift>('/shifts', { body: { cashier: '早班', openingFloat: 30_000 } });
    const { id } = opened.body;
    await pay(terminal, 1_280);
    const otherAmount = await pay(terminal, 4_500);
    const missing = await pay(terminal, 9_900);
    const differences: readonly BillDifference[] = [
      { kind: 'amount', orderNo: otherAmount, amountFen: 4_400 },
      { kind: 'line_missing', orderNo: missing },
      { kind: 'payment_there', orderNo: 'SHOP2-000777', amountFen: 7_700, atMs: Date.now(), deviceInfo: '' },
    ];
    for (const difference of differences) await atTheAcquirer(terminal, '', difference);
    await atTheAcquirer(terminal, '/ready', { ready: 'at_once' });
    const closed = await terminal.till<Shift>(`/shifts/${id}/close`, { body: { countedCash: 29_500 } });
    expect(closed.body.reconciliation?.discrepancies).toEqual([]);

    await page.goto(`${terminal.url}/manager/#/shifts`);
    await page.getByRole('button', { name: '以后再设' }).click();
    await page.getByRole('link', { name: /早班.*少 5\.00/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: /Z 1/ })).toBeVisible();
    await isClean(page);
    await page.keyboard.press('F5');
    await expect(page.getByText('3 笔要看一下')).toBeVisible({ timeout: 60_000 });
    const rail = page.getByRole('link', { name: /^对账/ });
    await expect(rail).toContainText('3');

    await page.keyboard.press('F6');
    await expect(page.getByRole('heading', { level: 1, name: '对账' })).toBeVisible();
    await expect(page.getByRole('article')).toHaveCount(3);
    await isClean(page);

    const other = page.locator('article[data-cause=other_terminal]');
    await expect(other).toContainText('77.00');
    await other.getByRole('button', { name: '两边的记录' }).click();
    await expect(other).toContainText('SHOP2-000777');
    await isClean(page);
    await other.getByRole('button', { name: '核销' }).click();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('请写上为什么');
    await isClean(page);
    await page.getByLabel('为什么').fill('二号收银机收的');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('article')).toHaveCount(2);
    await expect(rail).toContainText('2');

    await page.locator('article[data-cause=order_amount]').getByRole('button', { name: '现在再查' }).click();
    await expect(page.getByRole('article')).toHaveCount(1);
    await page.locator('article[data-cause=never_arrived]').getByRole('button', { name: '现在再查' }).click();
    await expect(page.getByText('没有要处理的差异')).toBeVisible();
    await expect(rail).not.toContainText('件要处理');
    await isClean(page);

    await page.getByRole('button', { name: /^已处理/ }).click();
    await expect(page.getByRole('article')).toHaveCount(3);
    await expect(page.locator('article[data-cause=other_terminal]')).toContainText('二号收银机收的');
    await page.getByRole('link', { name: '总览' }).click();
    await expect(page.getByText('没有要处理的')).toBeVisible();
    expect(terminal.log()).not.toContain('unexpected_error');
  } finally {
    await terminal.stop();
  }
});
