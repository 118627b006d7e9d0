import { expect, type Page, test } from '@playwright/test';
import { STORY_VIEW } from '../renderer/display/stories.ts';
import type { DisplayView, Scene } from '../src/contract/display.ts';
import { type DisplayPages, startDisplayPages } from './parts/display-pages.ts';

const AMOUNT = { amount: 12_800, currency: 'CNY' } as const;
const QR: Scene = { kind: 'scan_qr', ...AMOUNT, content: 'weixin://wxpay/bizpayurl?pr=p9lBvkdzz', endsInMs: 258_000, validMs: 300_000 };
const STORE = { name: '人民路店', locale: 'zh-CN' } as const;
const TICKET = { label: { 'zh-CN': '成人票', en: 'Adult', ko: '성인' }, amount: 6_000 };

/** They share one host, which tells one story at a time. */
test.describe.configure({ mode: 'default' });

let pages: DisplayPages;

test.beforeAll(async () => {
  pages = await startDisplayPages({ store: STORE, isNetwork: true, isPlainHttp: true });
});

test.beforeEach(() => {
  pages.cut(true);
  pages.key = 'key-1';
  pages.answer = { ok: true };
  pages.commands.length = 0;
  pages.paired.length = 0;
});

test.afterAll(() => pages.close());

function view(scene: Scene, sceneId = 'sale-1', more: Partial<DisplayView> = {}): DisplayView {
  return { ...STORY_VIEW, scene, sceneId: scene.kind === 'idle' ? 'idle' : sceneId, ...more };
}

async function shows(page: Page, screen: string): Promise<void> {
  await expect(page.locator(`main[data-screen=${screen}]`)).toBeVisible({ timeout: 15_000 });
}

/** A display that was paired before. */
async function open(page: Page, first: DisplayView): Promise<void> {
  pages.say(first);
  await page.addInitScript(() => localStorage.setItem('saoma.page-key', 'key-1'));
  await page.goto(`${pages.url}/display/`);
}

test('a display nobody knows: six digits and a name, then straight to the view, and it comes back by itself', async ({ page }) => {
  pages.say(view({ kind: 'idle' }));
  await page.goto(`${pages.url}/display/`);
  await shows(page, 'pairing');
  for (const digit of '407127') await page.getByRole('button', { name: digit, exact: true }).click();
  pages.pairs = { status: 403, body: { ok: false, code: 'wrong_code', waitMs: 1_500 } };
  await page.getByRole('button', { name: '连接' }).click();
  await expect(page.getByRole('alert')).toContainText('数字不对');
  await expect(page.getByRole('button', { name: '连接' })).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('button', { name: '连接' })).not.toHaveAttribute('aria-disabled', 'true'); // the wait is over

  pages.pairs = { status: 201, body: { pageKey: 'key-1' } };
  await page.keyboard.type('407128');
  await page.getByRole('button', { name: '自助屏' }).click();
  await page.getByRole('button', { name: '连接' }).click();
  await shows(page, 'idle');
  expect(pages.paired.at(-1)).toEqual({ code: '407128', name: '自助屏' });

  await page.reload();
  await shows(page, 'idle');
  expect(pages.paired).toHaveLength(2);
});

test('revoked at the counter: back to the digits, with a word', async ({ page }) => {
  await open(page, view(QR));
  await shows(page, 'scan_qr');
  pages.key = null;
  pages.cut(true);
  await shows(page, 'pairing');
  await expect(page.locator('main')).toContainText('停用');
  await expect(page.locator('body')).not.toContainText('128.00');
});

test('the terminal is gone: no money is shown, and the page comes back by itself', async ({ page }) => {
  await open(page, view(QR));
  await shows(page, 'scan_qr');
  pages.cut(false);
  await shows(page, 'lost');
  await expect(page.locator('body')).not.toContainText('128.00');
  await expect(page.locator('[data-symbol=qr]')).toHaveCount(0);
  pages.cut(true);
  await shows(page, 'scan_qr');
});

test('a customer’s language is for his sale: the next one speaks the shop’s again', async ({ page }) => {
  await open(page, view({ kind: 'show_code', ...AMOUNT }));
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Show your payment code' })).toBeVisible();
  pages.say(view({ kind: 'password', ...AMOUNT, waitedMs: 0 }));
  await expect(page.getByRole('heading', { name: 'Enter your password' })).toBeVisible();
  pages.say(view({ kind: 'show_code', ...AMOUNT }, 'sale-2'));
  await expect(page.getByRole('heading', { name: '请出示付款码' })).toBeVisible();
});

test('paid leaves by itself after 12 s; the hint about the phone’s line comes after 20', async ({ page }) => {
  await page.clock.install();
  await open(page, view({ kind: 'password', ...AMOUNT, waitedMs: 1_000 }));
  await shows(page, 'password');
  await expect(page.locator('main')).not.toContainText('打开手机网络');
  await page.clock.runFor(19_500);
  await expect(page.locator('main')).toContainText('打开手机网络');
  pages.say(view({ kind: 'paid', ...AMOUNT, at: '2026-11-22T14:32:39+08:00' }));
  await shows(page, 'paid');
  await page.clock.runFor(11_000);
  await shows(page, 'paid');
  await page.clock.runFor(1_100);
  await shows(page, 'idle');
  await expect(page.locator('body')).not.toContainText('128.00');
});

test('a QR counts down by the page’s own clock, and is gone with its time', async ({ page }) => {
  await page.clock.install();
  const left = page.locator('[data-part=time-left]');
  await open(page, view({ ...QR, endsInMs: 39_000 } as Scene));
  await expect(left).toContainText(/0:3\d/);
  await page.clock.runFor(10_000);
  await expect(left).toContainText(/0:2\d/);
  pages.say(view({ ...QR, endsInMs: 15_000 } as Scene)); // the terminal's word counts anew
  await expect(left).toContainText(/0:1\d/);
  await page.clock.runFor(15_000);
  await shows(page, 'working');
  await expect(page.locator('[data-symbol=qr]')).toHaveCount(0);
});

test('at a kiosk a double touch orders once; giving up is asked once', async ({ page }) => {
  const kiosk = { role: 'self_service', buttons: [TICKET] } as const;
  await open(page, view({ kind: 'idle' }, 'idle', kiosk));
  await shows(page, 'order');
  await page.waitForTimeout(450); // past the guard of a page that has just come
  await page.getByRole('button', { name: '成人票' }).dblclick();
  await expect.poll(() => pages.commands).toHaveLength(1);
  expect(pages.commands).toMatchObject([{ kind: 'order', button: 0 }]);
  pages.say(view({ ...QR, amount: 6_000 } as Scene, 'sale-1', kiosk));
  await shows(page, 'scan_qr');
  await page.waitForTimeout(450);
  await page.getByRole('button', { name: '不付了，返回' }).dblclick();
  await expect.poll(() => pages.commands.length).toBe(2);
  pages.say(view({ kind: 'idle' }, 'idle', kiosk));
  await shows(page, 'order');
  expect(pages.commands[1]).toEqual({ kind: 'give_up' });
  await expect(page.getByRole('button', { name: '成人票' })).not.toHaveAttribute('aria-disabled', 'true');
});

test('a touch meant for the page before does nothing on the next one', async ({ page }) => {
  await page.clock.install({ time: new Date('2026-11-22T06:00:00Z') });
  await page.clock.pauseAt(new Date('2026-11-22T06:00:01Z'));
  const child = { label: { 'zh-CN': '儿童票', en: 'Child', ko: '어린이' }, amount: 3_000 };
  await open(page, view({ kind: 'idle' }, 'idle', { role: 'self_service', buttons: [TICKET, child] }));
  await shows(page, 'order');
  await page.getByRole('button', { name: '成人票' }).click();
  await page.clock.runFor(450);
  await page.getByRole('button', { name: '儿童票' }).click();
  await expect.poll(() => pages.commands).toMatchObject([{ kind: 'order', button: 1 }]);
});

test('an order that is refused says why, and the keys are free again', async ({ page }) => {
  pages.answer = { ok: false, code: 'terminal_busy' };
  await open(page, view({ kind: 'idle' }, 'idle', { role: 'self_service', buttons: [TICKET] }));
  await shows(page, 'order');
  await page.waitForTimeout(450);
  await page.getByRole('button', { name: '成人票' }).click();
  await expect(page.getByRole('alert')).toContainText('请稍等再选');
  await expect(page.getByRole('button', { name: '成人票' })).not.toHaveAttribute('aria-disabled', 'true');
});

test('nothing leads away: no links, no menu, no selection, no drag, no keys of the browser', async ({ page }) => {
  await open(page, view(QR));
  await shows(page, 'scan_qr');
  await expect(page.locator('a[href]')).toHaveCount(0);
  const undone = await page.evaluate(() => {
    const events = [
      new MouseEvent('contextmenu', { bubbles: true, cancelable: true }),
      new Event('selectstart', { bubbles: true, cancelable: true }),
      new DragEvent('dragstart', { bubbles: true, cancelable: true }),
      new WheelEvent('wheel', { bubbles: true, cancelable: true, ctrlKey: true }),
      new KeyboardEvent('keydown', { bubbles: true, cancelable: true, key: 'p', ctrlKey: true }),
      new KeyboardEvent('keydown', { bubbles: true, cancelable: true, key: 'F5' }),
      new KeyboardEvent('keydown', { bubbles: true, cancelable: true, key: 'ArrowLeft', altKey: true }),
    ];
    return events.filter((event) => document.querySelector('main')?.dispatchEvent(event)).map(({ type }) => type);
  });
  expect(undone).toEqual([]);
});
