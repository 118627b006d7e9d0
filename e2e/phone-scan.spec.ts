import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { renderSVG } from 'uqr';
import type { Charge } from '../src/contract/charge.ts';
import { charges } from './parts/at-the-counter.ts';
import { type FakeCamera, isLightOn, opened, openWithCamera } from './parts/camera-browser.ts';
import { filmOf } from './parts/camera-film.ts';
import { startTerminal, type TerminalProcess } from './parts/terminal-process.ts';

const PHONE = { width: 390, height: 844 };

/** A sale that the customer pays by himself. @returns what its QR or its link says */
async function offer(terminal: TerminalProcess, amount: number, method: 'merchant_qr' | 'h5' = 'merchant_qr'): Promise<string> {
  const body = { amount, method, ...(method === 'h5' ? { clientIp: '10.0.0.7' } : {}) };
  const { status } = await terminal.till<Charge>('/charges', { method: 'POST', body, key: `sale-${amount}` });
  expect(status).toBe(201);
  await expect.poll(async () => (await charges(terminal))[0]?.status).toBe('awaiting_customer');
  const [charge] = await charges(terminal);
  return charge?.qr?.content ?? '';
}

/** What somebody holds before the phone's camera: a QR, as a display draws it. */
async function film(other: Page, terminal: TerminalProcess, text: string): Promise<FakeCamera> {
  const file = path.join(terminal.dataDir, 'camera.y4m');
  await other.setContent(`<div style="width: 300px; background: white">${renderSVG(text, { border: 4 })}</div>`);
  await filmOf(other, await other.locator('div').screenshot(), { file });
  return { film: file };
}

/** The customer's phone with this camera, and what it sent. */
async function openPhone(terminal: TerminalProcess, camera: FakeCamera) {
  const { page, browser } = await openWithCamera(camera);
  await page.setViewportSize(PHONE);
  const sent: unknown[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => request.url().endsWith('/phone/api/actions') && sent.push(request.postDataJSON()));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto((await terminal.sandbox()).phoneUrl);
  await expect(page.locator('[data-screen=code]')).toBeVisible();
  return { page, browser, sent, complaints };
}

async function isPaid(terminal: TerminalProcess): Promise<void> {
  await expect.poll(async () => (await charges(terminal))[0]?.status, { timeout: 15_000 }).toBe('paid');
}

/** Any six figures are a password here. */
async function typePassword(page: Page): Promise<void> {
  await expect(page.getByRole('dialog', { name: '输入支付密码' })).toBeVisible();
  for (const figure of '135790') await page.keyboard.press(figure);
}

async function looksAround(page: Page, pictures: number): Promise<void> {
  await page.locator('[data-camera=seeing] video').evaluate(async (video: HTMLVideoElement, count) => {
    for (let n = 0; n < count; n += 1) await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  }, pictures);
}

let terminal: TerminalProcess;

test.beforeEach(async () => {
  terminal = await startTerminal();
});

test.afterEach(async () => {
  expect(await terminal.stop()).toBe(0);
});

test('the merchant’s QR before the phone’s camera: the dialog opens, the light goes off, six figures pay', async ({ page: other }) => {
  const { page, browser, sent, complaints } = await openPhone(terminal, await film(other, terminal, await offer(terminal, 12_800)));
  try {
    expect(await opened(page)).toBe(0); // nothing is opened before somebody wants it
    await page.getByRole('button', { name: '扫一扫' }).click();
    const dialog = page.getByRole('dialog', { name: '输入支付密码' });
    await expect(dialog).toContainText('¥128.00');
    await expect(dialog).toContainText('扫商家码付款');
    expect([await opened(page), await isLightOn(page)]).toEqual([1, false]);
    await typePassword(page);
    await expect(page.locator('[data-screen=paid]')).toContainText('¥128.00');
    await isPaid(terminal);
    expect(sent.map((action) => (action as { kind: string }).kind)).toEqual(['scan', 'pay']);
    expect(complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
  } finally {
    await browser.close();
  }
});

test('another wallet’s code is named and sent nowhere, and the light goes off with the finder', async ({ page: other }) => {
  const { page, browser, sent } = await openPhone(terminal, await film(other, terminal, '281234567890123456'));
  try {
    await page.getByRole('button', { name: '扫一扫' }).click();
    await expect(page.getByRole('alert')).toContainText('支付宝');
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    expect(await isLightOn(page)).toBe(true);
    await page.getByRole('button', { name: '付款码', exact: true }).click();
    await expect.poll(() => isLightOn(page)).toBe(false);
    expect(sent).toEqual([]);
  } finally {
    await browser.close();
  }
});

test('a QR that asks nobody for money is told, once', async ({ page: other }) => {
  const { page, browser, sent } = await openPhone(terminal, await film(other, terminal, 'https://shop.example/menu'));
  try {
    await page.getByRole('button', { name: '扫一扫' }).click();
    await expect(page.locator('[data-refusal=unknown_code]')).toBeVisible();
    await looksAround(page, 30);
    expect(sent).toEqual([{ kind: 'scan', content: 'https://shop.example/menu' }]);
  } finally {
    await browser.close();
  }
});

test('a phone without a camera says so, and pays by the pasted text', async () => {
  const content = await offer(terminal, 990);
  const { page, browser } = await openPhone(terminal, 'none');
  try {
    await page.getByRole('button', { name: '扫一扫' }).click();
    await expect(page.locator('[data-camera=none]')).toContainText('没有找到摄像头');
    await page.getByLabel('或粘贴码的内容、付款链接').fill(` ${content} `);
    await page.getByRole('button', { name: '打开', exact: true }).click();
    await typePassword(page);
    await isPaid(terminal);
  } finally {
    await browser.close();
  }
});

test('given up after the scan, the same QR is paid by the next one', async () => {
  const content = await offer(terminal, 450);
  const { page, browser } = await openPhone(terminal, 'refused');
  try {
    await page.getByRole('button', { name: '扫一扫' }).click();
    await expect(page.locator('[data-camera=refused]')).toContainText('没有允许用摄像头');
    await page.getByRole('textbox').fill(content);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '不付了' }).click();
    await expect(page.locator('[data-screen=given_up]')).toBeVisible();
    await page.getByRole('button', { name: '完成' }).click();
    expect((await charges(terminal))[0]?.status).toBe('awaiting_customer');
    await page.getByRole('button', { name: '扫一扫' }).click();
    await page.getByRole('textbox').fill(content);
    await page.keyboard.press('Enter');
    await typePassword(page);
    await isPaid(terminal);
    await page.getByRole('button', { name: '完成' }).click();
    await page.getByRole('button', { name: '扫一扫' }).click();
    await page.getByRole('textbox').fill(content);
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-refusal=order_over]')).toContainText('这笔已经结束');
  } finally {
    await browser.close();
  }
});

test('a link of a web page is opened beside the phone', async ({ page }) => {
  const content = await offer(terminal, 3_300, 'h5');
  await page.goto(`${(await terminal.sandbox()).phoneUrl}?lang=zh-CN`);
  await page.getByLabel('付款链接', { exact: true }).fill(content);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('打开链接付款');
  await typePassword(page);
  await isPaid(terminal);
});
