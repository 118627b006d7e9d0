import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { wasmOf } from '../bench/scan/wasm.ts';
import { STORIES } from '../renderer/display/stories.ts';
import { type DisplayPages, startDisplayPages } from './parts/display-pages.ts';

/** The glass that the pages were drawn for. */
const SIZES = {
  'a small display': { width: 1024, height: 768 },
  'a display': { width: 1366, height: 768 },
  'a kiosk lying': { width: 1920, height: 1080 },
  'a kiosk standing': { width: 1080, height: 1920 },
} as const;
const LANGUAGES = ['zh-CN', 'en', 'ko'] as const;
const CODE_URL = 'weixin://wxpay/bizpayurl?pr=p9lBvkdzz';
const QRS: readonly (readonly [story: string, content: string])[] = [
  ['qr', CODE_URL],
  ['kiosk-qr', CODE_URL],
  ['training', CODE_URL],
  ['qr-most', CODE_URL],
  ['qr-picture', CODE_URL],
  ['qr-long', 'https://pay.example.com/checkout/s/2f8b1c6e9a7d4c5f8e3b0a1d2c4e6f8a?channel=wechat&lang=zh'],
];

/** Other words in the parts of another story. */
const SAME_PARTS = /^(not-paid-(?!refused|given-up)|kiosk-(order-|training|paid)|qr-|pairing-revoked|shut)/;

/** Every story at every size in every language is a thousand pages. */
test.describe.configure({ mode: 'default', timeout: 240_000 });

let pages: DisplayPages;

test.beforeAll(async () => {
  prepareZXingModule({ overrides: { wasmBinary: wasmOf('zxing-wasm/reader/zxing_reader.wasm') } });
  pages = await startDisplayPages({ store: { name: '人民路店', locale: 'zh-CN' }, isNetwork: false, isPlainHttp: true });
});

test.afterAll(() => pages.close());

async function show(page: Page, story: string, { lang = 'zh-CN', theme = 'light' } = {}): Promise<void> {
  await page.goto(`${pages.url}/display-stories.html?state=${story}&lang=${lang}&theme=${theme}`);
  await page.locator('html[data-ready="true"]').waitFor();
}

/** By the page's own key, as a customer would; an end has none and is opened anew. */
async function speak(page: Page, story: string, lang: (typeof LANGUAGES)[number]): Promise<void> {
  if (lang === 'zh-CN') return show(page, story);
  const key = page.locator(`footer button[lang=${lang}]`);
  if ((await key.count()) === 0) return show(page, story, { lang });
  await key.dispatchEvent('click');
  await expect(page.locator(`html[lang=${lang}]`)).toBeAttached();
}

for (const [name, size] of Object.entries(SIZES)) {
  test(`${name}: nothing is cut, covered or too small to touch, in three languages`, async ({ page }) => {
    await page.setViewportSize(size);
    const faults: string[] = [];
    for (const { name: story } of STORIES) {
      for (const lang of LANGUAGES) {
        await speak(page, story, lang);
        faults.push(...(await page.evaluate(faultsOfLayout)).map((fault) => `${story} ${lang}: ${fault}`));
      }
    }
    expect(faults).toEqual([]);
  });

  test(`${name}: each QR is read off the glass, in either theme, with modules of ten pixels and more`, async ({ page }) => {
    await page.setViewportSize(size);
    for (const theme of ['light', 'dark'])
      for (const [story, content] of QRS) {
        await show(page, story, { theme });
        const found = await readBarcodes(await page.screenshot(), { formats: ['QRCode'], tryInvert: false });
        expect(
          found.map(({ text }) => text),
          `${story} ${theme}`,
        ).toEqual([content]);
        const px = await page.locator('[data-symbol=qr]').getAttribute('data-module-px');
        if (px !== null) expect(Number(px), story).toBeGreaterThanOrEqual(10);
      }
  });

  test(`${name}: the amount is at the same spot and of the same size whatever happens to it`, async ({ page }) => {
    await page.setViewportSize(size);
    const places = new Set<string>();
    for (const story of ['show-code', 'qr', 'password-long', 'working', 'paid', 'not-paid-refused', 'not-paid-given-up']) {
      await show(page, story);
      const part = page.locator('[data-part=amount]');
      const { x, y } = (await part.boundingBox()) ?? { x: -1, y: -1 };
      const figures = await part.evaluate((element) => getComputedStyle(element).fontSize);
      places.add(`${Math.round(x)} ${Math.round(y)} ${figures}`);
    }
    expect([...places]).toHaveLength(1);
  });
}

for (const theme of ['light', 'dark'])
  test(`whoever listens or sees badly is served too: ${theme}`, async ({ page }) => {
    await page.setViewportSize(SIZES['a display']);
    for (const { name: story } of STORIES.filter(({ name }) => !SAME_PARTS.test(name))) {
      await show(page, story, { theme });
      const axe = new AxeBuilder({ page });
      if (theme === 'dark') axe.withRules(['color-contrast']); // nothing but the colours is another
      expect((await axe.analyze()).violations, story).toEqual([]);
    }
  });

test('turned grey, every state is still told apart by its sign', async ({ page }) => {
  await page.setViewportSize(SIZES['a small display']);
  const signs: Record<string, readonly number[]> = {};
  for (const story of ['show-code', 'password', 'working', 'paid', 'not-paid-refused', 'not-paid-given-up']) {
    await show(page, story);
    const { x, y } = (await page.locator('main [data-sign]').boundingBox()) ?? { x: 0, y: 0 };
    const picture = await page.screenshot({ clip: { x, y, width: 196, height: 196 } });
    signs[story] = await page.evaluate(greysOf, picture.toString('base64'));
  }
  const names = Object.keys(signs);
  const alike = names.flatMap((one, index) =>
    names
      .slice(index + 1)
      .filter((other) => difference(signs[one] ?? [], signs[other] ?? []) < 6)
      .map((other) => `${one} = ${other}`),
  );
  expect(alike).toEqual([]);
});

function difference(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, grey, at) => sum + Math.abs(grey - (other[at] ?? 0)), 0) / one.length;
}

/** Runs in the page. @returns the greys of a PNG, 48 by 48 */
async function greysOf(png: string): Promise<readonly number[]> {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const brush = new OffscreenCanvas(48, 48).getContext('2d');
  if (!brush) throw new Error('no canvas');
  brush.drawImage(picture, 0, 0, 48, 48);
  const { data } = brush.getImageData(0, 0, 48, 48);
  return Array.from(
    { length: 48 * 48 },
    (_, at) => 0.299 * (data[at * 4] ?? 0) + 0.587 * (data[at * 4 + 1] ?? 0) + 0.114 * (data[at * 4 + 2] ?? 0),
  );
}

/** Runs in the page. @returns what is cut, covered, too small, or outside of the glass */
function faultsOfLayout(): readonly string[] {
  const faults: string[] = [];
  const nameOf = (element: Element) => `<${element.localName}> ${(element.textContent ?? '').slice(0, 24)}`;
  const isHidden = (element: Element) => getComputedStyle(element).clipPath !== 'none';
  const { clientWidth, clientHeight, scrollWidth, scrollHeight } = document.documentElement;
  if (scrollWidth > clientWidth || scrollHeight > clientHeight) faults.push('the page scrolls');

  for (const element of document.querySelectorAll('#root *')) {
    if (element.closest('svg') || isHidden(element) || (element.parentElement && isHidden(element.parentElement))) continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    if (box.left < -0.5 || box.top < -0.5 || box.right > clientWidth + 0.5 || box.bottom > clientHeight + 0.5)
      faults.push(`${nameOf(element)} is outside of the glass`);
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const { display, overflow } = getComputedStyle(element);
    const isCut =
      element.scrollWidth > element.clientWidth + 1 || (overflow === 'hidden' && element.scrollHeight > element.clientHeight + 1);
    if (hasText && display !== 'inline' && isCut) faults.push(`${nameOf(element)} is cut`);
    if (hasText && Number.parseFloat(getComputedStyle(element).fontSize) < 14) faults.push(`${nameOf(element)} is smaller than 14`);
  }
  for (const button of document.querySelectorAll('button')) {
    const { width, height } = button.getBoundingClientRect();
    if (width < 64 || height < 64) faults.push(`${nameOf(button)} is ${Math.round(width)} × ${Math.round(height)}`);
  }
  const main = document.querySelector('main');
  const foot = document.querySelector('footer')?.getBoundingClientRect().top ?? 0;
  for (const part of main?.querySelectorAll('*') ?? [])
    if (!part.closest('svg') && !isHidden(part) && part.getBoundingClientRect().bottom > foot + 0.5)
      faults.push(`${nameOf(part)} runs into the foot`);
  const boxes = [...(main?.children ?? [])].filter((part) => !isHidden(part)).map((part) => [part, part.getBoundingClientRect()] as const);
  for (const [index, [one, a]] of boxes.entries())
    for (const [other, b] of boxes.slice(index + 1))
      if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
        faults.push(`${nameOf(one)} covers ${nameOf(other)}`);
  return faults;
}
