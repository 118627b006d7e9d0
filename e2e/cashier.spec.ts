import path from 'node:path';
import { expect, test } from '@playwright/test';
import { VirtualSerial } from '../drivers/testing/virtual-serial.ts';
import { charges, freshCode, loseAnswers, mend, ring, shows } from './parts/at-the-counter.ts';
import { dataFolder, startTerminal } from './parts/terminal-process.ts';
import { typeLikeAGun } from './parts/wedge-gun.ts';

/** Above 1000 yuan the simulated customer is asked for the password. */
const WITH_PASSWORD = '1200.00';

test('amount on the keypad, code through a real tty: paid', async ({ page }) => {
  const dataDir = dataFolder();
  const gun = await VirtualSerial.plug(path.join(dataDir, 'ttyGUN'));
  const config = { gateway: { kind: 'sandbox' }, scanners: [{ kind: 'serial', path: gun.path }] };
  const terminal = await startTerminal({ dataDir, config });
  try {
    await page.goto(terminal.cashierUrl);
    await ring(page, '12.80');
    await gun.scan(await freshCode(terminal), { suffix: '\r\n' });
    await shows(page, 'paid');
    expect(await charges(terminal)).toMatchObject([{ status: 'paid', amount: 1280 }]);
  } finally {
    expect(await terminal.stop()).toBe(0);
    await gun.unplug();
  }
});

test('the same by a scanner that is a keyboard, whatever has the focus: paid, and nothing typed', async ({ page }) => {
  const terminal = await startTerminal();
  try {
    await page.goto(terminal.cashierUrl);
    await ring(page, '12.80');
    await page.getByRole('button').first().focus();
    await typeLikeAGun(page, await freshCode(terminal));
    await shows(page, 'paid');
    expect(await charges(terminal)).toMatchObject([{ status: 'paid', amount: 1280 }]);
    expect(page.url()).not.toContain('ticket');
  } finally {
    expect(await terminal.stop()).toBe(0);
  }
});

test('a scan out of turn and a product bar code are refused with a word about why', async ({ page }) => {
  const terminal = await startTerminal();
  try {
    await page.goto(terminal.cashierUrl);
    await ring(page, '12.80');
    await typeLikeAGun(page, '6901234567892');
    await expect(page.getByText('这是商品条码').first()).toBeVisible();
    await typeLikeAGun(page, '281234567890123456');
    await expect(page.getByText('支付宝').first()).toBeVisible();
    await shows(page, 'awaiting_code');
    expect(await charges(terminal)).toMatchObject([{ status: 'awaiting_code' }]);
  } finally {
    await terminal.stop();
  }
});

test('without a scanner: the digits copied from the phone and pasted', async ({ page, context }) => {
  const terminal = await startTerminal();
  try {
    await page.goto(terminal.cashierUrl);
    await ring(page, '12.80');
    const phone = await context.newPage();
    const { phoneUrl } = await terminal.sandbox();
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(phoneUrl).origin });
    await phone.goto(phoneUrl);
    await phone.getByRole('button', { name: '复制付款码数字' }).click();
    await expect(phone.getByText('已复制').first()).toBeVisible();
    await page.bringToFront();
    await page.keyboard.press('Control+V');
    await shows(page, 'paid');
    await expect(page.locator('[data-part=amount]')).toHaveText('¥12.80');
  } finally {
    await terminal.stop();
  }
});

test('the customer enters the password on the phone: paid', async ({ page, context }) => {
  const terminal = await startTerminal();
  try {
    await page.goto(terminal.cashierUrl);
    const phone = await context.newPage();
    await phone.goto((await terminal.sandbox()).phoneUrl);
    await page.bringToFront();
    await ring(page, WITH_PASSWORD);
    await typeLikeAGun(page, await freshCode(terminal));
    await shows(page, 'awaiting_customer');
    await phone.bringToFront();
    for (let figure = 0; figure < 6; figure++) await phone.getByRole('button', { name: '1', exact: true }).click();
    await shows(page, 'paid');
    expect(await charges(terminal)).toMatchObject([{ status: 'paid', amount: 120_000 }]);
  } finally {
    await terminal.stop();
  }
});

test('the customer never enters it: undone, and the money has not moved', async ({ page }) => {
  test.setTimeout(120_000);
  const terminal = await startTerminal();
  try {
    await page.goto(terminal.cashierUrl);
    await ring(page, WITH_PASSWORD);
    await typeLikeAGun(page, await freshCode(terminal));
    await shows(page, 'awaiting_customer');
    await shows(page, 'reversed', 90_000);
    expect(await charges(terminal)).toMatchObject([{ status: 'reversed', transactionId: null }]);
  } finally {
    await terminal.stop();
  }
});

test('killed in the wait and started again: the charge ends right', async ({ page, context }) => {
  const dataDir = dataFolder();
  const first = await startTerminal({ dataDir });
  await page.goto(first.cashierUrl);
  await ring(page, WITH_PASSWORD);
  await typeLikeAGun(page, await freshCode(first));
  await shows(page, 'awaiting_customer');
  await first.kill();

  const second = await startTerminal({ dataDir });
  try {
    const screen = await context.newPage();
    await screen.goto(second.cashierUrl);
    await shows(screen, 'awaiting_customer');
    const phone = await context.newPage();
    await phone.goto((await second.sandbox()).phoneUrl);
    for (let figure = 0; figure < 6; figure++) await phone.getByRole('button', { name: '1', exact: true }).click();
    await screen.bringToFront();
    await shows(screen, 'paid');
    expect(await charges(second)).toMatchObject([{ status: 'paid', amount: 120_000 }]);
  } finally {
    await second.stop();
  }
});

test('the answer is lost after the money moved: unresolved, then found paid, never charged twice', async ({ page }) => {
  const terminal = await startTerminal({
    config: { gateway: { kind: 'sandbox' }, payment: { requestTimeoutMs: 1_500, pollIntervalMs: 2_000, customerTimeoutMs: 300_000 } },
  });
  try {
    await loseAnswers(terminal);
    await page.goto(terminal.cashierUrl);
    await ring(page, '12.80');
    await typeLikeAGun(page, await freshCode(terminal));
    await shows(page, 'unresolved');
    await page.keyboard.press('Enter'); // haste must not dismiss it
    await mend(terminal);
    await shows(page, 'paid');
    expect(await charges(terminal)).toMatchObject([{ status: 'paid' }]);
  } finally {
    await terminal.stop();
  }
});

test('a dead window touches no charge: reloaded, it shows where things stand', async ({ page }) => {
  const terminal = await startTerminal();
  try {
    await page.goto(terminal.cashierUrl);
    await ring(page, '12.80');
    await page.reload();
    await shows(page, 'awaiting_code');
    await terminal.till(`/charges/${(await charges(terminal))[0]?.id}/code`, { body: { authCode: await freshCode(terminal) } });
    await shows(page, 'paid');
  } finally {
    await terminal.stop();
  }
});
