import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { charges, freshCode, mend, plant, shows } from './parts/at-the-counter.ts';
import { onPhone, payQr, wallet } from './parts/customer-phone.ts';
import { startTerminal, type TerminalProcess } from './parts/terminal-process.ts';
import { typeLikeAGun } from './parts/wedge-gun.ts';

const QUICK = { pollIntervalMs: 1_000, retryIntervalMs: 1_000 };
/** A withdrawn QR stays in hand for as long as any of these stories takes. */
const SLOW_TO_CLOSE = { gateway: { kind: 'sandbox' }, payment: QUICK };
/** Closed as soon as nobody looks. */
const CLOSED_AT_ONCE = { gateway: { kind: 'sandbox' }, payment: { ...QUICK, closeDelayMs: 0 } };

const QR = '[data-qr]';

async function type(page: Page, figures: string): Promise<void> {
  for (const figure of figures) await page.keyboard.press(`Digit${figure}`, { delay: 60 });
}

/** Types an amount and asks for the merchant's QR. @returns what it says */
async function showQr(page: Page, figures: string): Promise<string> {
  await type(page, figures);
  await page.keyboard.press('F3');
  return qrOn(page);
}

async function qrOn(page: Page): Promise<string> {
  await shows(page, 'awaiting_customer');
  return (await page.locator(QR).getAttribute('data-qr')) ?? '';
}

/** A terminal whose counter awaits an amount on this page. */
async function atCounter(page: Page, config: object, story: (terminal: TerminalProcess) => Promise<void>): Promise<void> {
  const terminal = await startTerminal({ config });
  try {
    await page.goto(terminal.cashierUrl);
    await shows(page, 'keypad');
    await story(terminal);
  } finally {
    await terminal.stop();
  }
}

test('an amount, F3, the customer scans the QR off the stage and pays: 已收款', async ({ page }) => {
  await atCounter(page, SLOW_TO_CLOSE, async (terminal) => {
    const content = await showQr(page, '128');
    expect(content).toMatch(/^weixin:\/\/wxpay\/bizpayurl/);
    await expect(page.getByRole('heading', { name: '请顾客扫商家码' })).toBeVisible();
    await expect(page.locator('main')).toContainText(/还剩 [45]:\d\d/);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    await payQr(terminal, content);
    await shows(page, 'paid');
    await expect(page.locator('[data-part=amount]')).toHaveText('¥128.00');
    await expect(page.locator('main')).toContainText('微信 商家码');
    expect(await charges(terminal)).toMatchObject([{ method: 'merchant_qr', status: 'paid', amount: 12_800 }]);
  });
});

test('a QR is black on white, at least eight pixels a module, with four modules of white around it', async ({ page }) => {
  await atCounter(page, SLOW_TO_CLOSE, async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 1366, height: 768 });
    await showQr(page, '5');
    const drawn = await page.locator(QR).evaluate((svg: SVGSVGElement) => {
      const { background, fill } = getComputedStyle(svg);
      const { x, width } = svg.viewBox.baseVal;
      return { background, fill, quiet: -x, px: svg.getBoundingClientRect().width / width };
    });
    expect(drawn).toMatchObject({ background: expect.stringContaining('rgb(255, 255, 255)'), fill: 'rgb(0, 0, 0)', quiet: 4 });
    expect(drawn.px).toBeGreaterThanOrEqual(8);
    expect(drawn.px % 1).toBe(0);
  });
});

test('withdrawn by Escape, the next sale goes on at once; the customer had paid: the bell’s row says so', async ({ page }) => {
  await atCounter(page, SLOW_TO_CLOSE, async (terminal) => {
    const content = await showQr(page, '36');
    await page.keyboard.press('Escape');
    await shows(page, 'reversing');
    await expect(page.getByRole('heading', { name: '商家码收回中' })).toBeVisible();
    await page.keyboard.press('F6');
    await shows(page, 'keypad');
    await expect(page.locator('header').first()).toContainText('商家码 1');
    await page.keyboard.press('F6');
    await expect(page.getByRole('dialog', { name: '待处理' }).locator('[data-row]')).toContainText('后关闭');
    await page.keyboard.press('Escape');

    await payQr(terminal, content);
    await expect(page.locator('header').first()).not.toContainText('商家码 1', { timeout: 15_000 });
    await expect(page.getByRole('list', { name: '最近几笔' }).getByRole('listitem').first()).toContainText('已收款');
    expect(await charges(terminal)).toMatchObject([{ status: 'paid', amount: 3_600 }]);
  });
});

test('withdrawn and put back: the same QR, and it can be paid', async ({ page }) => {
  await atCounter(page, SLOW_TO_CLOSE, async (terminal) => {
    const content = await showQr(page, '36');
    await page.keyboard.press('Escape');
    await shows(page, 'reversing');
    await page.keyboard.press('F3');
    expect(await qrOn(page)).toBe(content);
    await payQr(terminal, content);
    await shows(page, 'paid');
    expect(await charges(terminal)).toHaveLength(1);
  });
});

test('withdrawn and not paid: closed, canceled, nothing taken; by F2 the same sale is taken by a code', async ({ page }) => {
  await atCounter(page, CLOSED_AT_ONCE, async (terminal) => {
    const content = await showQr(page, '12');
    await page.keyboard.press('Escape');
    await shows(page, 'canceled');
    await expect(page.getByRole('heading', { name: '已取消' })).toBeVisible();
    expect(await onPhone(terminal, { kind: 'scan', content })).toBe(409);
    await page.keyboard.press('F2');
    await shows(page, 'awaiting_code');
    await typeLikeAGun(page, await freshCode(terminal));
    await shows(page, 'paid');
    expect(await charges(terminal)).toMatchObject([
      { method: 'payment_code', status: 'paid', amount: 1_200 },
      { method: 'merchant_qr', status: 'canceled', amount: 1_200 },
    ]);
  });
});

test('one sale: code, QR, code, QR: a code scanned while the QR may be paid does not leave, and money is taken once', async ({ page }) => {
  await atCounter(page, SLOW_TO_CLOSE, async (terminal) => {
    await type(page, '45');
    await page.keyboard.press('Enter');
    await shows(page, 'awaiting_code');
    await page.keyboard.press('F3');
    const content = await qrOn(page);
    await page.keyboard.press('F2');
    await shows(page, 'awaiting_code');
    await expect(page.locator('main')).toContainText(/商家码 [345]:\d\d 后关闭，之前扫的付款码不发出/);
    await typeLikeAGun(page, await freshCode(terminal));
    await expect(page.getByRole('alert')).toContainText('商家码还没关，这次没有发出');
    await shows(page, 'awaiting_code');
    await page.keyboard.press('F3');
    expect(await qrOn(page)).toBe(content);
    await payQr(terminal, content);
    await shows(page, 'paid');
    const all = await charges(terminal);
    expect(all.filter(({ status }) => status === 'paid')).toHaveLength(1);
    expect(all.filter(({ status }) => status === 'canceled')).toHaveLength(2);
    expect((await wallet(terminal)).payments).toMatchObject([{ by: 'scan', state: 'paid', amountFen: 4_500 }]);
  });
});

test('a parked sale is collected by QR from the to-do page', async ({ page }) => {
  await atCounter(page, SLOW_TO_CLOSE, async (terminal) => {
    await type(page, '89');
    await page.keyboard.press('F7');
    await expect(page.getByRole('textbox')).toBeFocused();
    await page.keyboard.press('F7');
    await expect(page.locator('header').first()).toContainText('挂单 1');
    await page.keyboard.press('F6');
    const row = page.getByRole('dialog', { name: '待处理' }).locator('[data-parked]');
    await expect(row).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(row).toBeFocused();
    await page.keyboard.press('F3');
    await payQr(terminal, await qrOn(page));
    await shows(page, 'paid');
    await expect(page.locator('header').first()).not.toContainText('挂单');
  });
});

test('the acquirer goes silent while the QR stands: the outcome is not known, the next customer may be served, and paid is heard of later', async ({
  page,
}) => {
  test.setTimeout(90_000);
  await atCounter(page, SLOW_TO_CLOSE, async (terminal) => {
    const content = await showQr(page, '77');
    await plant(terminal, { call: 'orderquery', kind: 'error_code', errCode: 'SYSTEMERROR', times: 1_000 });
    await payQr(terminal, content);
    await shows(page, 'unresolved', 30_000);
    await expect(page.locator('main')).toContainText('顾客可能已付');
    await page.keyboard.press('Enter');
    await shows(page, 'unresolved');
    await page.keyboard.press('F6');
    await shows(page, 'keypad');
    await mend(terminal);
    await expect.poll(async () => (await charges(terminal)).map(({ status }) => status), { timeout: 60_000 }).toEqual(['paid']);
  });
});
