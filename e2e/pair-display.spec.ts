import net from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { shows } from './parts/at-the-counter.ts';
import { startTerminal } from './parts/terminal-process.ts';

/** The counter's page about displays. */
async function openDisplays(page: Page) {
  await page.keyboard.press('F10');
  await expect(page.getByRole('dialog', { name: '菜单' })).toBeVisible();
  await page.keyboard.press('Period');
  const drawer = page.getByRole('dialog', { name: '顾客屏' });
  await expect(drawer).toBeVisible();
  return drawer;
}

test('a display is paired by the code on the counter, shows what the counter shows, and is unpaired by holding Delete', async ({
  page,
  browser,
}) => {
  test.setTimeout(90_000);
  const port = await freePort();
  const display = { listen: '127.0.0.1', port, allowPlainHttp: true };
  const terminal = await startTerminal({ config: { gateway: { kind: 'sandbox' }, display } });
  const elsewhere = await browser.newContext();
  try {
    await page.goto(terminal.cashierUrl);
    await shows(page, 'keypad');
    const drawer = await openDisplays(page);
    const address = await drawer.getByRole('listitem').first().innerText();
    await page.keyboard.press('F2');
    const digits = drawer.locator('[data-pairing-code]');
    await expect(digits).toBeVisible();
    await expect(drawer).toContainText(/\d:\d\d 内有效/);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    const code = (await digits.getAttribute('data-pairing-code')) ?? '';

    const screen = await elsewhere.newPage();
    await screen.goto(address);
    await expect(screen.locator('main[data-screen=pairing]')).toBeVisible();
    for (const digit of code) await screen.keyboard.press(`Digit${digit}`);
    await screen.keyboard.press('Enter');
    await expect(screen.locator('main[data-screen=idle]')).toBeVisible();
    const row = drawer.locator('[data-display]');
    await expect(row).toContainText('已连上');
    await expect(digits).toHaveCount(0);
    await page.keyboard.press('Escape');

    await page.keyboard.press('Digit7', { delay: 60 });
    await page.keyboard.press('F3');
    await shows(page, 'awaiting_customer');
    await expect(page.locator('[data-qr]')).toBeVisible();
    await expect(screen.locator('[data-part=qr]')).toBeVisible();
    await page.keyboard.press('Escape');
    await shows(page, 'reversing');
    await expect(screen.locator('[data-part=qr]')).toHaveCount(0);
    await page.keyboard.press('F6');
    await shows(page, 'keypad');

    await openDisplays(page);
    await page.keyboard.press('ArrowDown');
    await expect(row).toBeFocused();
    await page.keyboard.press('Delete'); // let go at once: nothing
    await expect(row).toBeVisible();
    await page.keyboard.down('Delete');
    await expect(row).toHaveCount(0);
    await page.keyboard.up('Delete');
    await expect(screen.locator('main[data-screen=pairing]')).toBeVisible({ timeout: 15_000 });
  } finally {
    await elsewhere.close();
    await terminal.stop();
  }
});

test('where the configuration opens no door the counter says so, and by which setting', async ({ page }) => {
  const terminal = await startTerminal();
  try {
    await page.goto(terminal.cashierUrl);
    await shows(page, 'keypad');
    const drawer = await openDisplays(page);
    await expect(drawer).toContainText('设置里没有开放给别的设备');
    await expect(drawer).toContainText('display.tls');
    await page.keyboard.press('F2'); // nothing can be paired, and nothing is done
    await expect(drawer.locator('[data-pairing-code]')).toHaveCount(0);
  } finally {
    await terminal.stop();
  }
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
