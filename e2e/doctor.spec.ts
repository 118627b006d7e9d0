import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { VirtualSerial } from '../drivers/testing/virtual-serial.ts';
import { TEST_TEXT } from '../src/contract/doctor.ts';
import { dataFolder, startTerminal, type TerminalProcess } from './parts/terminal-process.ts';
import { typeLikeAGun } from './parts/wedge-gun.ts';

let terminal: TerminalProcess;
let gun: VirtualSerial;

test.beforeEach(async ({ page }) => {
  const dataDir = dataFolder();
  gun = await VirtualSerial.plug(path.join(dataDir, 'ttyGUN'));
  terminal = await startTerminal({ dataDir, config: { gateway: { kind: 'sandbox' }, scanners: [{ kind: 'serial', path: gun.path }] } });
  await page.goto(terminal.cashierUrl);
  await expect(page.locator('main[data-screen=keypad][data-live=true]')).toBeVisible();
});

test.afterEach(async () => {
  await terminal.stop();
  await gun.unplug();
});

test('opened by its light: the test code is read, a code is looked at and not charged, and nothing of it is shown', async ({ page }) => {
  await page.getByRole('button', { name: '扫码枪', exact: true }).click();
  await expect(page.locator('[data-test=on]')).toBeVisible();
  await gun.scan(TEST_TEXT, { suffix: '\r\n' });
  await says(page, '能用');
  await expect(page.locator('[data-part=bytes]')).toHaveText('SAOMA␣TEST␣1234CRLF');
  const code = await freshCode();
  await typeLikeAGun(page, code);
  await says(page, '认得微信付款码');
  await expect(page.locator('[data-part=bytes]')).toHaveText(`${code.slice(0, 4)}••••••••••${code.slice(-4)}CR`);
  await typeLikeAGun(page, '281234567890123456');
  await says(page, '这是支付宝的码');
  expect(await page.content()).not.toContain(code);
  expect((await terminal.till<{ items: unknown[] }>('/charges')).body.items).toEqual([]);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

/** F10, and the page's figure. */
async function openFromMenu(page: Page): Promise<void> {
  await page.keyboard.press('F10');
  await expect(page.getByRole('dialog', { name: '菜单' })).toBeVisible();
  await page.keyboard.press('Digit9');
}

test('opened from the menu, stopped and begun by F5, closed by Esc: then scans are charged again', async ({ page }) => {
  await openFromMenu(page);
  await expect(page.locator('[data-test=on]')).toBeVisible();
  await page.keyboard.press('F5');
  await expect(page.locator('[data-test=off]')).toBeVisible();
  await page.keyboard.press('F5');
  await expect(page.locator('[data-test=on]')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  for (const figure of '88') await page.keyboard.press(`Digit${figure}`, { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(page.locator('main[data-screen=awaiting_code]')).toBeVisible();
  await gun.scan(await freshCode());
  await expect(page.locator('main[data-screen=paid]')).toBeVisible();
});

test("a till's charge closes the page and ends the test: the next scan pays", async ({ page }) => {
  await openFromMenu(page);
  await expect(page.locator('[data-test=on]')).toBeVisible();
  await terminal.till('/charges', { body: { amount: 1280 }, key: 'sale-1' });
  await expect(page.getByRole('dialog')).toBeHidden();
  await gun.scan(await freshCode());
  await expect(page.locator('main[data-screen=paid]')).toBeVisible();
});

test('while a code is awaited there is no test: a scan is money', async ({ page }) => {
  await terminal.till('/charges', { body: { amount: 1280 }, key: 'sale-1' });
  await expect(page.locator('main[data-screen=awaiting_code]')).toBeVisible();
  await openFromMenu(page);
  await expect(page.getByText('先收完再测试')).toBeVisible();
  await gun.scan(await freshCode());
  await expect(page.locator('main[data-screen=paid]')).toBeVisible();
});

test('the line of a serial gun is found, applied, and told for the configuration', async ({ page }) => {
  await openFromMenu(page);
  await page.getByRole('button', { name: '自动找波特率和结尾' }).click();
  await expect(page.getByText('正在试 9600')).toBeVisible();
  await gun.scan(TEST_TEXT, { suffix: '\t' });
  await expect(page.getByText(`{ "kind": "serial", "path": "${gun.path}", "baudRate": 9600, "suffix": "tab" }`)).toBeVisible();
  await expect(page.getByText('结尾 制表 TAB')).toBeVisible();
});

test('the record for the dealer is a file: what came in and how, and of a live code no more than its hint', async ({ page }) => {
  await openFromMenu(page);
  await expect(page.locator('[data-test=on]')).toBeVisible();
  const [first, second] = [await freshCode(), await freshCode()];
  await gun.scan(TEST_TEXT);
  await says(page, '能用');
  await gun.scan(first, { prefix: ']C1' });
  await says(page, '认得微信付款码');
  await typeLikeAGun(page, second);
  await expect(page.locator('[data-part=bytes]')).toHaveText(`${second.slice(0, 4)}••••••••••${second.slice(-4)}CR`);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出检查记录' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^saoma-scanners-[\dT-]+\.json$/);
  const text = await readFile(await download.path(), 'utf8');
  const { devices, scansNewestFirst } = JSON.parse(text) as { devices: object[]; scansNewestFirst: { bytes: string; madeOfIt: string }[] };
  expect(devices).toMatchObject([{ kind: 'serial', name: gun.path, status: 'ready' }]);
  expect(scansNewestFirst.map(({ madeOfIt }) => madeOfIt)).toEqual(['payment_code', 'payment_code', 'test_code']);
  expect(scansNewestFirst[1]?.bytes).toMatch(/^\] C 1( \d){1,4}( •){10,}( \d){4} CR$/);
  for (const code of [first, second]) {
    // Wherever it stands and whatever stands between: five digits in a row of a code are more than its hint.
    for (let at = 0; at + 5 <= code.length; at += 1) {
      expect(text).not.toContain(code.slice(at, at + 5));
      for (const { bytes } of scansNewestFirst) expect(bytes.replaceAll(' ', '')).not.toContain(code.slice(at, at + 5));
    }
  }
  expect(text).not.toContain((await readFile(path.join(path.dirname(gun.path), 'till-token'), 'utf8')).trim());
});

test('an unplugged gun is said, and what to do', async ({ page }) => {
  await openFromMenu(page);
  await expect(page.getByText('就绪').or(page.getByText('9600'))).toBeVisible();
  await gun.unplug();
  await expect(page.getByText('检查线和插口')).toBeVisible();
});

test('one of two guns is pulled out: the light counts, health tells of each, and the other one takes the money', async ({ page }) => {
  const dataDir = dataFolder();
  const guns = [await VirtualSerial.plug(path.join(dataDir, 'ttyA')), await VirtualSerial.plug(path.join(dataDir, 'ttyB'))] as const;
  const scanners = guns.map((each) => ({ kind: 'serial', path: each.path }));
  const other = await startTerminal({ dataDir, config: { gateway: { kind: 'sandbox' }, scanners } });
  try {
    await page.goto(other.cashierUrl);
    await expect(page.getByRole('button', { name: '扫码枪', exact: true })).toBeVisible();
    await guns[0].unplug();
    await expect(page.getByRole('button', { name: '扫码枪 1/2 把' })).toBeVisible();
    const health = (await other.till<{ scanners: { name: string; status: string }[] }>('/health')).body;
    expect(health.scanners.map(({ name, status }) => [path.basename(name), status])).toEqual([
      ['ttyA', 'gone'],
      ['ttyB', 'ready'],
    ]);
    await other.till('/charges', { body: { amount: 1280 }, key: 'sale-1' });
    await expect(page.locator('main[data-screen=awaiting_code]')).toBeVisible();
    const { body } = await other.till<{ authCode: string }>('/sandbox/codes', { method: 'POST', body: {} });
    await guns[1].scan(body.authCode);
    await expect(page.locator('main[data-screen=paid]')).toBeVisible();
    await guns[1].unplug();
    await expect(page.getByRole('button', { name: '扫码枪断开' })).toBeVisible();
  } finally {
    await other.stop();
    for (const each of guns) await each.unplug();
  }
});

/** Waits for the finding of the newest scan. */
async function says(page: Page, word: string): Promise<void> {
  await expect(page.getByRole('status').getByRole('heading', { name: word, exact: true })).toBeVisible();
}

async function freshCode(): Promise<string> {
  return (await terminal.till<{ authCode: string }>('/sandbox/codes', { method: 'POST', body: {} })).body.authCode;
}
