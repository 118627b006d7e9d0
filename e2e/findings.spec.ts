import { expect, test } from '@playwright/test';
import type { Charge } from '../src/contract/charge.ts';
import type { FindingPage } from '../src/contract/finding.ts';
import { charges, freshCode, loseAnswers, mend, ring, shows } from './parts/at-the-counter.ts';
import { startTerminal, type TerminalProcess } from './parts/terminal-process.ts';
import { typeLikeAGun } from './parts/wedge-gun.ts';

/** The first answer is given up soon, the acquirer is asked after that, and no slow machine makes the terminal give the sale up. */
const IMPATIENT = { gateway: { kind: 'sandbox' }, payment: { requestTimeoutMs: 1_500, pollIntervalMs: 3_000, customerTimeoutMs: 300_000 } };

async function findings(terminal: TerminalProcess) {
  return (await terminal.till<FindingPage>('/findings')).body.items;
}

test('a lost success, rung up again and paid again: found, held, and back on the customer’s phone', async ({ page, context }) => {
  test.setTimeout(120_000);
  const terminal = await startTerminal({ config: IMPATIENT });
  try {
    await loseAnswers(terminal);
    await page.goto(terminal.cashierUrl);
    await ring(page, '12.80');
    await typeLikeAGun(page, await freshCode(terminal));
    await shows(page, 'unresolved');
    await page.keyboard.press('F6'); // leaves it to the to-do page
    await ring(page, '12.80');
    await typeLikeAGun(page, await freshCode(terminal));
    await shows(page, 'paid');

    await mend(terminal);
    await expect(page.getByText(/同一顾客.*付过 ¥12.80/)).toBeVisible({ timeout: 20_000 });
    expect((await charges(terminal)).map(({ status }) => status)).toEqual(['paid', 'paid']);
    expect(await findings(terminal)).toMatchObject([{ evidence: 'same_payer', status: 'open', amount: 1280 }]);

    await page.keyboard.press('F9'); // pressed is not held
    await expect(page.getByRole('button', { name: /退回 ¥12.80/ })).toBeVisible();
    expect((await charges(terminal)).map(({ refundedAmount }) => refundedAmount)).toEqual([0, 0]);
    await page.keyboard.down('F9');
    await expect(page.getByRole('heading', { name: '正在退回' })).toBeVisible();
    await page.keyboard.up('F9');

    const phone = await context.newPage();
    await phone.goto((await terminal.sandbox()).phoneUrl);
    await expect(phone.locator('li[data-state=refunded]')).toHaveCount(1, { timeout: 45_000 });
    await expect(phone.locator('li[data-state=paid]')).toHaveCount(1);
    await page.bringToFront();
    await expect(page.getByText(/同一顾客/)).toBeHidden({ timeout: 45_000 });
    const [finding] = await findings(terminal);
    expect(finding).toMatchObject({ status: 'settled', remedy: 'refund' });
    const paid = await charges(terminal);
    expect(paid.find(({ id }) => id === finding?.chargeId)?.refundedAmount).toBe(1280);
    expect(paid.reduce((sum, { amount, refundedAmount }) => sum + amount - refundedAmount, 0)).toBe(1280);
  } finally {
    await terminal.stop();
  }
});

test('both are right: said on the to-do page with the reason, and nothing goes back', async ({ page }) => {
  const terminal = await startTerminal();
  try {
    await page.goto(terminal.cashierUrl);
    for (const _ of ['coffee', 'another coffee']) {
      await ring(page, '15.00');
      await typeLikeAGun(page, await freshCode(terminal));
      await shows(page, 'paid');
      if (_ === 'coffee') await page.keyboard.press('Enter');
    }
    await expect(page.getByText(/同一顾客.*付过 ¥15.00/)).toBeVisible();
    await page.keyboard.press('F6');
    await expect(page.getByRole('heading', { name: '可能多收 1' })).toBeVisible();
    await page.getByRole('button', { name: '替别人付的' }).click();
    await expect(page.getByRole('heading', { name: '可能多收 1' })).toBeHidden();
    expect(await findings(terminal)).toMatchObject([{ status: 'settled', remedy: 'dismissed', reason: 'for_another' }]);
    expect((await charges(terminal)).map(({ refundedAmount }) => refundedAmount)).toEqual([0, 0]);
  } finally {
    await terminal.stop();
  }
});

test('the till: a second code for a sale that is not known yet is held; a second payment of a paid one is found', async () => {
  const terminal = await startTerminal({ config: IMPATIENT });
  const sale = { amount: 2350, tillReference: 'A-2041' };
  const send = async <T = Charge>(key: string) =>
    terminal.till<T>('/charges', { body: { ...sale, authCode: await freshCode(terminal) }, key });
  try {
    await loseAnswers(terminal);
    const first = await send('one');
    expect(first.status).toBe(201);
    const held = await send<{ code: string; chargeId: string }>('two');
    expect(held).toMatchObject({ status: 409, body: { code: 'sale_unsettled', chargeId: first.body.id } });
    expect(await charges(terminal)).toHaveLength(1);

    await mend(terminal);
    expect((await terminal.till(`/charges/${first.body.id}?wait=30`)).body.status).toBe('paid');
    const second = await send('three'); // of the same reference, after all
    expect((await terminal.till(`/charges/${second.body.id}?wait=30`)).body.status).toBe('paid');
    const found = await findings(terminal);
    expect(found).toMatchObject([{ evidence: 'same_sale', chargeId: second.body.id, otherChargeId: first.body.id }]);
    expect((await terminal.till<FindingPage>('/findings?status=open')).body.items).toEqual(found);
  } finally {
    await terminal.stop();
  }
});
