import net from 'node:net';
import path from 'node:path';
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import jsqr from 'jsqr'; // its types speak of a default export that the file does not have
import { charges, shows } from './parts/at-the-counter.ts';
import { openWithCamera } from './parts/camera-browser.ts';
import { filmOf } from './parts/camera-film.ts';
import { payQr } from './parts/customer-phone.ts';
import { dataFolder, startTerminal, type TerminalProcess } from './parts/terminal-process.ts';

const readPixels = jsqr as unknown as typeof jsqr.default;

// A self-service kiosk on a device of its own, as the shop has it: another browser, paired by the counter's code.

const NOODLES = { label: { 'zh-CN': '牛肉面', en: 'Beef noodles', ko: '소고기 국수' }, amount: 2800 };

type Shop = {
  readonly terminal: TerminalProcess;
  readonly kiosk: Page;
  /** Kills the terminal. @returns the one that runs then */
  cutPower(): Promise<TerminalProcess>;
};

/** A terminal whose counter awaits an amount on this page, and a kiosk paired with it in a browser of its own. */
async function atKiosk({ page, browser }: { page: Page; browser: Browser }, story: (shop: Shop) => Promise<void>): Promise<void> {
  const port = await freePort();
  const display = { listen: '127.0.0.1', port, allowPlainHttp: true, buttons: [NOODLES, { label: '茶', amount: 500 }] };
  const payment = { pollIntervalMs: 1_000, retryIntervalMs: 1_000 };
  const started = { config: { gateway: { kind: 'sandbox' }, display, payment }, dataDir: dataFolder() };
  const elsewhere = await browser.newContext({ viewport: { width: 1080, height: 1920 }, locale: 'zh-CN' });
  let terminal = await startTerminal(started);
  try {
    await page.goto(terminal.cashierUrl);
    await shows(page, 'keypad');
    const kiosk = await paired(elsewhere, `http://127.0.0.1:${port}/display/`, await codeFrom(page));
    await story({
      kiosk,
      terminal,
      async cutPower() {
        await terminal.kill();
        terminal = await startTerminal(started);
        return terminal;
      },
    });
  } finally {
    await elsewhere.close();
    await terminal.stop();
  }
}

test('paired, ordered at, paid by the customer’s phone; the terminal restarts and it is a kiosk still; revoked, it is nothing', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await atKiosk({ page, browser }, async ({ kiosk, terminal, cutPower }) => {
    await order(kiosk, /牛肉面/);
    const content = await readQr(kiosk);
    const [asked] = await charges(terminal);
    expect(asked).toMatchObject({
      amount: 2800,
      description: '牛肉面',
      status: 'awaiting_customer',
      method: 'merchant_qr',
      qr: { content },
    });
    const shown = await kiosk.content();
    for (const secret of [asked?.id, asked?.orderNo]) expect(shown).not.toContain(secret);
    await payQr(terminal, content);
    await expect.poll(async () => (await charges(terminal))[0]?.status, { timeout: 20_000 }).toBe('paid');
    await expect(kiosk.locator('body')).toContainText('付款成功');
    await expect(kiosk.locator('main[data-screen=order]')).toBeVisible({ timeout: 30_000 }); // for the next customer

    // A customer who changes his mind holds nobody up.
    await order(kiosk, /茶/);
    await press(kiosk, '[data-part=give-up] button', 'main[data-screen=order]');
    expect((await charges(terminal))[0]?.status).toBe('reversing');

    const { cashierUrl } = await cutPower();
    await expect(kiosk.locator('main[data-screen=order]')).toBeVisible({ timeout: 30_000 });
    await order(kiosk, /茶/);

    await page.goto(cashierUrl);
    await shows(page, 'awaiting_customer');
    await command(page, { kind: 'revoke_display', displayId: await displayId(page) });
    await expect(kiosk.locator('main[data-screen=pairing]')).toBeVisible({ timeout: 20_000 });
    await expect(kiosk.locator('[data-part=qr]')).toHaveCount(0);
  });
});

test('the customer’s phone is held before the kiosk: its camera reads the QR off the kiosk’s own picture, and pays', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await atKiosk({ page, browser }, async ({ kiosk, terminal }) => {
    await order(kiosk, /牛肉面/);
    await readQr(kiosk); // it stands still
    const film = path.join(terminal.dataDir, 'kiosk.y4m');
    await filmOf(page, await kiosk.screenshot(), { file: film, share: 1 });
    const phone = await openWithCamera({ film });
    try {
      await phone.page.goto((await terminal.sandbox()).phoneUrl);
      await phone.page.getByRole('button', { name: '扫一扫' }).click();
      await expect(phone.page.getByRole('dialog', { name: '输入支付密码' })).toContainText('¥28.00', { timeout: 20_000 });
      for (const figure of '135790') await phone.page.keyboard.press(figure);
      await expect(phone.page.locator('[data-screen=paid]')).toContainText('¥28.00');
    } finally {
      await phone.browser.close();
    }
    await expect(kiosk.locator('body')).toContainText('付款成功', { timeout: 20_000 });
    expect((await charges(terminal))[0]).toMatchObject({ status: 'paid', amount: 2800, method: 'merchant_qr', qr: null });
  });
});

test('while the counter serves somebody the kiosk shows that sale and begins none', async ({ page, browser }) => {
  test.setTimeout(90_000);
  await atKiosk({ page, browser }, async ({ kiosk, terminal }) => {
    await terminal.till('/charges', { body: { amount: 1280 }, key: 'till-1' });
    await expect(kiosk.locator('body')).toContainText('请出示付款码');
    await expect(kiosk.locator('body')).toContainText('12.80');
    const refused = await kiosk.evaluate(async () => {
      const headers = { 'content-type': 'application/json', 'x-saoma-page': localStorage.getItem('saoma.page-key') ?? '' };
      const order = JSON.stringify({ kind: 'order', requestId: 'request-1', button: 0 });
      return (await fetch('/display/v1/commands', { method: 'POST', headers, body: order })).json();
    });
    expect(refused).toEqual({ ok: false, code: 'terminal_busy' });
    expect(await charges(terminal)).toHaveLength(1);
  });
});

/** Types the code on the kiosk's own pad. */
async function paired(elsewhere: BrowserContext, address: string, code: string): Promise<Page> {
  const kiosk = await elsewhere.newPage();
  await kiosk.goto(address);
  await expect(kiosk.locator('main[data-screen=pairing]')).toBeVisible();
  for (const digit of code) await kiosk.keyboard.press(`Digit${digit}`);
  await kiosk.keyboard.press('Enter');
  await expect(kiosk.locator('main[data-screen=order]')).toBeVisible();
  return kiosk;
}

/** Chooses something; its QR comes. */
async function order(kiosk: Page, name: RegExp): Promise<void> {
  await expect(kiosk.getByRole('button', { name })).toBeVisible();
  const place = await kiosk.getByRole('button').allInnerTexts();
  await press(kiosk, `button >> nth=${place.findIndex((text) => name.test(text))}`, '[data-part=qr]');
}

/** A screen that has just come takes no press for a moment, so that a second tap meant for the one before does nothing: a person taps again. */
async function press(kiosk: Page, button: string, then: string): Promise<void> {
  await expect(async () => {
    if (!(await kiosk.locator(then).isVisible())) await kiosk.locator(button).click({ timeout: 1_000 });
    await expect(kiosk.locator(then)).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
}

/** What the kiosk's picture of the QR says, as a phone would read it. */
async function readQr(kiosk: Page): Promise<string> {
  const plate = kiosk.locator('[data-part=qr]');
  await expect(plate).toBeVisible();
  await expect.poll(async () => (await read(await plate.screenshot())) !== null, { timeout: 10_000 }).toBe(true);
  return (await read(await plate.screenshot())) ?? '';

  async function read(png: Buffer): Promise<string | null> {
    const { data, width, height } = await kiosk.evaluate(pixelsOf, png.toString('base64'));
    return readPixels(Uint8ClampedArray.from(Buffer.from(data, 'base64')), width, height)?.data ?? null;
  }
}

/** Runs in the browser. @returns four bytes a pixel, as base64 */
async function pixelsOf(png: string) {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const { width, height } = picture;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let text = '';
  for (const byte of data) text += String.fromCharCode(byte);
  return { data: btoa(text), width, height };
}

async function codeFrom(page: Page): Promise<string> {
  await command(page, { kind: 'pair_display', role: 'self_service' });
  return (await viewHas(page, /"code":"(\d{6})"/)) ?? '';
}

async function displayId(page: Page): Promise<string> {
  return (await viewHas(page, /"id":"(di_[\w-]+)"/)) ?? '';
}

/** What the counter's view says. */
async function viewHas(page: Page, pattern: RegExp): Promise<string | undefined> {
  const view = await page.evaluate(async () => {
    const headers = { 'x-saoma-page': sessionStorage.getItem('saoma.page-key') ?? '' };
    const pieces = (await fetch('/ui/v1/view', { headers })).body?.getReader();
    const { value } = (await pieces?.read()) ?? {};
    void pieces?.cancel();
    return new TextDecoder().decode(value);
  });
  return pattern.exec(view)?.[1];
}

async function command(page: Page, asked: object): Promise<void> {
  const answer = await page.evaluate(async (body) => {
    const headers = { 'x-saoma-page': sessionStorage.getItem('saoma.page-key') ?? '', 'content-type': 'application/json' };
    return (await fetch('/ui/v1/commands', { method: 'POST', headers, body })).json();
  }, JSON.stringify(asked));
  expect(answer).toEqual({ ok: true });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
