import { expect, test } from '@playwright/test';
import { charges, freshCode, shows } from './parts/at-the-counter.ts';
import { payQr } from './parts/customer-phone.ts';
import { startTerminal } from './parts/terminal-process.ts';
import { typeLikeAGun } from './parts/wedge-gun.ts';

// The counter of a WooshPay merchant. It asks so seldom that what is heard within a story was reported to it by webhook.

const SELDOM = { pollIntervalMs: 60_000, retryIntervalMs: 60_000 };

test('a code is charged; a QR is paid, and the webhook tells it; both in pounds, by one counter', async ({ page }) => {
  const gateway = { kind: 'sandbox', speaks: 'wooshpay' };
  const terminal = await startTerminal({
    config: { store: { name: 'Corner shop', currency: 'GBP', locale: 'en' }, gateway, payment: SELDOM },
  });
  try {
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.goto(terminal.cashierUrl);
    await shows(page, 'keypad');
    await page.keyboard.press('Digit5', { delay: 60 });
    await page.keyboard.press('F3');
    await shows(page, 'awaiting_customer');
    await expect(page.locator('[data-part=amount]')).toHaveText('£5.00');
    const content = (await page.locator('[data-qr]').getAttribute('data-qr')) ?? '';
    await payQr(terminal, content);
    await shows(page, 'paid');
    await expect(page.locator('[data-part=amount]')).toHaveText('£5.00');

    await page.keyboard.press('Digit7', { delay: 60 });
    await page.keyboard.press('Enter');
    await shows(page, 'awaiting_code');
    await typeLikeAGun(page, await freshCode(terminal));
    await shows(page, 'paid');
    await expect(page.locator('[data-part=amount]')).toHaveText('£7.00');
    expect(await charges(terminal)).toMatchObject([
      { method: 'payment_code', status: 'paid', amount: 700, currency: 'GBP' },
      { method: 'merchant_qr', status: 'paid', amount: 500, currency: 'GBP' },
    ]);
  } finally {
    await terminal.stop();
  }
});
