import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { VirtualSerial } from '../drivers/testing/virtual-serial.ts';
import type { ChargePage } from '../src/contract/charge.ts';
import type { PaymentAnswer } from '../src/contract/inquiry.ts';
import { dataFolder, startTerminal, type TerminalProcess } from './parts/terminal-process.ts';

const load = createRequire(import.meta.url);
const NOBODYS = '4200002719202611225550142387';

type Shop = { readonly terminal: TerminalProcess; readonly gun: VirtualSerial; readonly page: Page };

/** A terminal with a gun of its own, and the cashier's screen. */
async function withShop(page: Page, story: (shop: Shop) => Promise<void>): Promise<void> {
  const dataDir = dataFolder();
  const gun = await VirtualSerial.plug(path.join(dataDir, 'ttyGUN'));
  const config = { gateway: { kind: 'sandbox' }, scanners: [{ kind: 'serial', path: gun.path }] };
  const terminal = await startTerminal({ dataDir, config });
  try {
    await page.goto(terminal.cashierUrl);
    await story({ terminal, gun, page });
  } finally {
    await terminal.stop();
    await gun.unplug();
  }
}

async function shows(page: Page, screen: string): Promise<void> {
  await expect(page.locator(`main[data-screen=${screen}][data-live=true]`)).toBeVisible({ timeout: 15_000 });
}

async function ring(page: Page, figures: string): Promise<void> {
  await shows(page, 'keypad');
  for (const figure of figures) await page.keyboard.press(figure === '.' ? 'NumpadDecimal' : `Digit${figure}`, { delay: 60 });
  await page.keyboard.press('Enter');
  await shows(page, 'awaiting_code');
}

async function freshCode(terminal: TerminalProcess): Promise<string> {
  return (await terminal.till<{ authCode: string }>('/sandbox/codes', { method: 'POST', body: {} })).body.authCode;
}

async function faults(terminal: TerminalProcess, method: 'POST' | 'DELETE', body?: object, line = ''): Promise<void> {
  const { faultsUrl } = await terminal.sandbox();
  const address = new URL(`/faults/api${line}`, faultsUrl);
  const sent = { method, headers: { 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) };
  expect((await fetch(address, sent)).ok).toBe(true);
}

async function asked(terminal: TerminalProcess, number: string): Promise<PaymentAnswer> {
  return (await terminal.till<PaymentAnswer>(`/payments?number=${number}`)).body;
}

/** Another till of the same merchant, by a client that others wrote. @returns the acquirer's number of its payment */
async function paysAtAnotherTill(terminal: TerminalProcess, totalFee: string): Promise<string> {
  const { endpoint, appId, mchId, apiKey } = (await terminal.sandbox()).wechat;
  const { Decorator } = load('wechatpay-axios-plugin');
  const client = Decorator.xmlBased({ mchid: mchId, secret: apiKey, baseURL: endpoint, proxy: false });
  const order = { out_trade_no: 'T02-20261122-0001', body: 'test', total_fee: totalFee, device_info: 'T02', spbill_create_ip: '127.0.0.1' };
  const payer = { appid: appId, mch_id: mchId, auth_code: await freshCode(terminal) };
  return (await client.post('/pay/micropay', { ...payer, ...order })).data.transaction_id;
}

const panel = (page: Page) => page.getByRole('dialog', { name: '顾客说付过了' });

test('the answer was lost, the customer shows the bill: its bar code finds the payment, and it is paid here', async ({ page, context }) => {
  await withShop(page, async ({ terminal, gun }) => {
    await faults(terminal, 'POST', { call: 'micropay', kind: 'drop_after' });
    await faults(terminal, 'POST', { call: 'orderquery', kind: 'error_code', errCode: 'SYSTEMERROR', times: 1000 });
    await ring(page, '12.80');
    await gun.scan(await freshCode(terminal), { suffix: '\r\n' });
    await shows(page, 'unresolved');
    await page.keyboard.press('F6');
    await shows(page, 'keypad');

    const phone = await context.newPage();
    await phone.goto((await terminal.sandbox()).phoneUrl);
    await phone.getByRole('button', { name: /^已付款/ }).click();
    await expect(phone.getByRole('img', { name: '商户单号，条形码' })).toBeVisible();
    const number = await phone.locator('dd').last().innerText();
    await page.bringToFront();
    await gun.scan(number, { suffix: '\r\n' });
    await expect(panel(page).getByRole('heading', { name: '结果待确认' })).toBeVisible();

    await faults(terminal, 'DELETE');
    await page.keyboard.press('F5');
    await expect(panel(page).getByRole('heading', { name: '已收款' })).toBeVisible({ timeout: 15_000 });
    expect(await asked(terminal, number)).toMatchObject({ answer: 'paid_here', isConfirmed: true, charge: { status: 'paid' } });
    await page.keyboard.press('Escape');
    await expect(panel(page)).toBeHidden();
  });
});

test('another till took it: the sale is settled with it, its charge is canceled, the takings stay', async ({ page }) => {
  await withShop(page, async ({ terminal, gun }) => {
    const number = await paysAtAnotherTill(terminal, '1280');
    await ring(page, '12.80');
    await gun.scan(number, { suffix: '\r\n' });
    await expect(panel(page).getByRole('heading', { name: '别处已收' })).toBeVisible();
    await expect(panel(page).getByText('T02', { exact: true })).toBeVisible();

    await page.keyboard.down('Enter');
    await expect(page.getByRole('heading', { name: '已付清' })).toBeVisible();
    await page.keyboard.up('Enter');
    await shows(page, 'settled');
    expect((await terminal.till<ChargePage>('/charges')).body.items).toMatchObject([{ status: 'canceled', amount: 1280 }]);
    expect(await asked(terminal, number)).toMatchObject({ answer: 'paid_elsewhere', isAttached: true, device: 'T02', amount: 1280 });

    await page.keyboard.press('Enter');
    await ring(page, '12.80');
    await gun.scan(number, { suffix: '\r\n' });
    await expect(panel(page).getByText('已经付清过一单，不能再用')).toBeVisible();
  });
});

test('nobody’s number, and then no line: said so, and known when the line is back', async ({ page }) => {
  await withShop(page, async ({ terminal, gun }) => {
    await shows(page, 'keypad');
    await gun.scan(NOBODYS, { suffix: '\r\n' });
    await expect(panel(page).getByRole('heading', { name: '不是本店的' })).toBeVisible();

    await faults(terminal, 'POST', { line: 'down' }, '/line');
    await page.keyboard.press('F5');
    await expect(panel(page).getByRole('heading', { name: '没有回答' })).toBeVisible();
    const startedMs = performance.now();
    expect(await asked(terminal, NOBODYS)).toMatchObject({ answer: 'no_answer', isConfirmed: false });
    expect(performance.now() - startedMs).toBeLessThan(3_000); // two seconds, and what a loaded machine adds
    await faults(terminal, 'POST', { line: 'up' }, '/line');
    await expect(panel(page).getByRole('heading', { name: '不是本店的' })).toBeVisible({ timeout: 15_000 });
  });
});

test('typed into the history: the number is looked up, a payment code is refused and kept nowhere', async ({ page }) => {
  await withShop(page, async ({ terminal }) => {
    await shows(page, 'keypad');
    await page.keyboard.press('F8');
    const code = await freshCode(terminal);
    const field = page.getByRole('textbox', { name: '账单上的单号' });
    await expect(field).toBeFocused();
    await field.fill(code); // typed by a robot's hand it would be a gun's
    await page.keyboard.press('Enter');
    await expect(page.getByText('这是付款码，不是单号').last()).toBeVisible();
    await expect(field).toHaveValue('');
    await field.fill(NOBODYS);
    await page.keyboard.press('Enter');
    await expect(panel(page).getByRole('heading', { name: '不是本店的' })).toBeVisible();
    expect(terminal.log()).not.toContain(code);
    const kept = readdirSync(terminal.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { parentPath, name } of kept) {
      if (!name.startsWith('sandbox')) expect(readFileSync(path.join(parentPath, name), 'latin1'), name).not.toContain(code);
    }
  });
});
