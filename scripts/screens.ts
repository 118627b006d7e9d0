// `npm run screens`: a picture of every state of every screen that tells stories, into docs/screens/. The pictures are of the real
// screens with invented charges; each stories page lists its states when it is asked for none, and says when it is ready.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { createServer } from 'vite';
import { findBrowser } from '../src/app/window/find-browser.ts';
import { ROOT, say } from './house/root.mjs';

const ALL_PAGES = ['cashier', 'manager', 'display', 'phone', 'faults'];
/** `npm run screens -- manager`: of these pages alone. */
const PAGES = process.argv.length > 2 ? process.argv.slice(2) : ALL_PAGES;
const SIZE = { width: 1366, height: 768 };
/** What hangs on walls and stands in halls has other shapes; of these states each shape has its picture. */
const SHAPES: Readonly<Record<string, { readonly states: ReadonlySet<string>; readonly sizes: Readonly<Record<string, typeof SIZE>> }>> = {
  display: {
    states: new Set(['idle', 'qr', 'password', 'paid', 'kiosk-order-24', 'kiosk-qr', 'pairing']),
    sizes: { '.small': { width: 1024, height: 768 }, '.tall': { width: 1080, height: 1920 }, '.hall': { width: 1920, height: 1080 } },
  },
};
/** Each picture waits for a story to play; so many do so at once. */
const AT_ONCE = 6;
/** Every state is shown in Chinese; these show that the other languages and the dark theme fit. */
const SHOWN_IN_ALL: ReadonlySet<string> = new Set([
  'keypad',
  'password-wait',
  'paid',
  'declined',
  'unresolved',
  'qr-shown',
  'qr-withdrawn',
  'scan-now-held',
  'todo',
  'park',
  'menu',
  'cash',
  'cash-taken',
  'shift-count',
  'shift-counted',
]);
const OTHERS = [
  { suffix: '.en', query: 'lang=en&theme=light' },
  { suffix: '.ko', query: 'lang=ko&theme=light' },
  { suffix: '.dark', query: 'lang=zh-CN&theme=dark' },
];
const PLAIN = { suffix: '', query: 'lang=zh-CN&theme=light' };

const executablePath = findBrowser();
if (!executablePath) throw new Error('pictures need an installed Chromium: npm test says how to install it');

const folder = path.join(ROOT, 'docs/screens');
mkdirSync(folder, { recursive: true });
const isOld = (file: string) => file.endsWith('.png') && PAGES.some((page) => file.startsWith(`${page}-`));
for (const old of readdirSync(folder).filter(isOld)) rmSync(path.join(folder, old));
const server = await createServer({
  configFile: path.join(ROOT, 'vite.config.ts'),
  server: { host: '127.0.0.1', port: 0 },
  logLevel: 'warn',
});
await server.listen();
const base = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });

for (const name of PAGES.filter((page) => existsSync(path.join(ROOT, `renderer/${page}-stories.html`)))) {
  const address = `${base}${name}-stories.html`;
  const states = await listStates(browser, address);
  say(`${name}: ${states.join(', ')}`);
  const shots = states.flatMap((state) =>
    sightsOf(name, state).map(({ suffix, query, size }) => ({
      address: `${address}?state=${state}&${query}`,
      file: `${name}-${state}${suffix}.png`,
      size,
    })),
  );
  for (let first = 0; first < shots.length; first += AT_ONCE) {
    await Promise.all(shots.slice(first, first + AT_ONCE).map((shot) => picture(browser, shot)));
  }
}

await browser.close();
await server.close();

/** How a state is looked at: in which languages, themes and sizes. */
function sightsOf(name: string, state: string): readonly { suffix: string; query: string; size: typeof SIZE }[] {
  const plain = (SHOWN_IN_ALL.has(state) ? [PLAIN, ...OTHERS] : [PLAIN]).map((sight) => ({ ...sight, size: SIZE }));
  const { states, sizes = {} } = SHAPES[name] ?? {};
  return [...plain, ...(states?.has(state) ? Object.entries(sizes).map(([suffix, size]) => ({ ...PLAIN, suffix, size })) : [])];
}

async function listStates(browser: Browser, address: string): Promise<readonly string[]> {
  const page = await browser.newPage();
  await page.goto(address);
  const root = page.locator('#root');
  await root.filter({ hasText: /\w/ }).waitFor();
  const text = await root.innerText();
  await page.close();
  return text.split(/\s+/).filter(Boolean);
}

type Shot = { readonly address: string; readonly file: string; readonly size: typeof SIZE };

async function picture(browser: Browser, { address, file, size }: Shot): Promise<void> {
  const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' });
  await page.goto(address);
  await page.locator('html[data-ready="true"]').waitFor();
  await page.evaluate('document.fonts.ready');
  await page.screenshot({ path: path.join(folder, file) });
  await page.close();
}
