import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { renderSVG } from 'uqr';
import type { ChargePage } from '../src/contract/charge.ts';
import { firstCodeMs, isLightOn, opened, openWithCamera } from './parts/camera-browser.ts';
import { filmOf } from './parts/camera-film.ts';
import { startTerminal, type TerminalProcess } from './parts/terminal-process.ts';
import { typeLikeAGun } from './parts/wedge-gun.ts';

/** On a quiet machine it takes a tenth of this; other tests run beside this one. */
const FIRST_CODE_MS = 2_000;

async function shows(page: Page, screen: string): Promise<void> {
  await expect(page.locator(`main[data-screen=${screen}][data-live=true]`)).toBeVisible({ timeout: 15_000 });
}

async function ring(page: Page, terminal: TerminalProcess): Promise<void> {
  await page.goto(terminal.cashierUrl);
  await shows(page, 'keypad');
  for (const key of ['Digit1', 'Digit2', 'NumpadDecimal', 'Digit8']) await page.keyboard.press(key, { delay: 60 });
  await page.keyboard.press('Enter');
  await shows(page, 'awaiting_code');
}

/** Films one of the codes on the simulated phone's own screen. */
async function filmPhone(page: Page, terminal: TerminalProcess, symbol: 'square' | 'linear'): Promise<string> {
  const { phoneUrl } = await terminal.sandbox();
  await page.goto(phoneUrl);
  const file = path.join(terminal.dataDir, 'camera.y4m');
  await filmOf(page, await page.locator(`[data-symbol=${symbol}]`).screenshot(), { file });
  return file;
}

for (const symbol of ['square', 'linear'] as const) {
  test(`the ${symbol} code of the customer's phone before the camera: paid, and the light goes off by itself`, async ({ page: phone }) => {
    const terminal = await startTerminal();
    const { page, browser } = await openWithCamera({ film: await filmPhone(phone, terminal, symbol) });
    try {
      await ring(page, terminal);
      expect(await opened(page)).toBe(0); // nothing is opened before somebody wants it
      await page.keyboard.press('F12');
      await shows(page, 'paid');
      await expect(page.locator('[data-camera]')).toHaveCount(0);
      expect([await opened(page), await isLightOn(page)]).toEqual([1, false]);
      const firstMs = await firstCodeMs(page);
      test.info().annotations.push({ type: 'first code after', description: `${Math.round(firstMs)} ms` });
      expect(firstMs).toBeLessThan(FIRST_CODE_MS);
      const { items } = (await terminal.till<ChargePage>('/charges')).body;
      expect(items).toMatchObject([{ status: 'paid', amount: 1280 }]);
    } finally {
      await browser.close();
      expect(await terminal.stop()).toBe(0);
    }
  });
}

test('another wallet’s code before the camera: named, not charged, and the camera goes on looking', async ({ page: other }) => {
  const terminal = await startTerminal();
  const film = path.join(terminal.dataDir, 'camera.y4m');
  await other.setContent(`<div style="width: 300px">${renderSVG('281234567890123456', { border: 4 })}</div>`);
  await filmOf(other, await other.locator('div').screenshot(), { file: film });
  const { page, browser } = await openWithCamera({ film });
  try {
    await ring(page, terminal);
    await page.keyboard.press('F12');
    await expect(page.getByRole('alert')).toContainText('支付宝');
    await expect(page.locator('[data-camera=seeing]')).toBeVisible();
    await expect(page.locator('body')).not.toContainText('281234567890123456');
    expect(await isLightOn(page)).toBe(true);
    expect((await terminal.till<ChargePage>('/charges')).body.items).toMatchObject([{ status: 'awaiting_code' }]);
  } finally {
    await browser.close();
    await terminal.stop();
  }
});

test('a QR that is no payment code: the decoder that is loaded late is asked too, nothing is charged', async ({ page: other }) => {
  const terminal = await startTerminal();
  const film = path.join(terminal.dataDir, 'camera.y4m');
  await other.setContent(`<div style="width: 300px">${renderSVG('a table number', { border: 4 })}</div>`);
  await filmOf(other, await other.locator('div').screenshot(), { file: film });
  const { page, browser } = await openWithCamera({ film });
  try {
    await ring(page, terminal);
    const late = page.waitForEvent('requestfinished', (request) => /\/library-reader-/.test(request.url()));
    await page.keyboard.press('F12');
    expect((await (await late).response())?.status()).toBe(200);
    await expect(page.locator('[data-camera=seeing]')).toBeVisible();
    expect((await terminal.till<ChargePage>('/charges')).body.items).toMatchObject([{ status: 'awaiting_code' }]);
  } finally {
    await browser.close();
    await terminal.stop();
  }
});

test.describe('a camera that sees no code', () => {
  let terminal: TerminalProcess;
  let camera: Awaited<ReturnType<typeof openWithCamera>>;

  test.beforeEach(async ({ page: empty }) => {
    terminal = await startTerminal();
    const film = path.join(terminal.dataDir, 'camera.y4m');
    await filmOf(empty, await empty.screenshot(), { file: film });
    camera = await openWithCamera({ film });
    await ring(camera.page, terminal);
    await camera.page.keyboard.press('F12');
    await expect(camera.page.locator('[data-camera=seeing]')).toBeVisible();
    expect(await isLightOn(camera.page)).toBe(true);
  });

  test.afterEach(async () => {
    await camera.browser.close();
    await terminal.stop();
  });

  test('its picture is in the viewfinder; F12 puts the light out, and on again', async () => {
    const { page } = camera;
    const video = page.locator('[data-camera=seeing] video');
    expect(await video.evaluate((element: HTMLVideoElement) => [element.videoWidth, element.videoHeight])).toEqual([1280, 720]);
    await page.keyboard.press('F12');
    await expect(page.locator('[data-camera]')).toHaveCount(0);
    expect(await isLightOn(page)).toBe(false);
    await page.getByRole('button', { name: '用摄像头' }).click();
    await expect(page.locator('[data-camera=seeing]')).toBeVisible();
    expect([await opened(page), await isLightOn(page)]).toEqual([2, true]);
  });

  test('a canceled sale puts the light out', async () => {
    const { page } = camera;
    await page.keyboard.press('Escape');
    await shows(page, 'canceled');
    expect(await isLightOn(page)).toBe(false);
  });

  test('a list over the viewfinder puts the light out', async () => {
    const { page } = camera;
    await page.keyboard.press('F8');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect.poll(() => isLightOn(page)).toBe(false);
  });

  test('a scanner is quicker: paid, and the light goes out', async () => {
    const { page } = camera;
    const { body } = await terminal.till<{ authCode: string }>('/sandbox/codes', { method: 'POST', body: {} });
    await typeLikeAGun(page, body.authCode);
    await shows(page, 'paid');
    expect(await isLightOn(page)).toBe(false);
  });

  test('a window that is put away puts the light out, says so, and comes back by the key', async () => {
    const { page } = camera;
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await expect(page.locator('[data-camera=stopped]')).toContainText('摄像头关了');
    expect(await isLightOn(page)).toBe(false);
    await page.keyboard.press('F12');
    await expect(page.locator('[data-camera=seeing]')).toBeVisible();
  });

  test('unplugged: told, with what to do', async () => {
    const { page } = camera;
    await page.locator('[data-camera] video').evaluate((element: HTMLVideoElement) => {
      for (const track of (element.srcObject as MediaStream).getTracks()) track.dispatchEvent(new Event('ended'));
    });
    await expect(page.locator('[data-camera=lost]')).toContainText('插好就会自动打开');
    expect(await isLightOn(page)).toBe(false);
  });
});

for (const [camera, kind, words] of [
  ['none', 'none', '没有找到摄像头'],
  ['refused', 'refused', '没有允许用摄像头'],
] as const) {
  test(`camera ${camera}: told with what to do, and the scanner goes on working`, async () => {
    const terminal = await startTerminal();
    const { page, browser } = await openWithCamera(camera);
    try {
      await ring(page, terminal);
      await page.keyboard.press('F12');
      await expect(page.locator(`[data-camera=${kind}]`)).toContainText(words);
      const { body } = await terminal.till<{ authCode: string }>('/sandbox/codes', { method: 'POST', body: {} });
      await typeLikeAGun(page, body.authCode);
      await shows(page, 'paid');
    } finally {
      await browser.close();
      await terminal.stop();
    }
  });
}
