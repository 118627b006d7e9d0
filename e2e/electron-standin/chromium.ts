import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../src/app/window/find-browser.ts';
import { mayRequest } from './session.ts';

let context: BrowserContext | null = null;
let spare: Page | null = null;

/** Starts the Chromium behind all windows. */
export async function openChromium(profile: string): Promise<void> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('the stand-in needs an installed Chromium');
  context = await chromium.launchPersistentContext(profile, {
    executablePath,
    viewport: null,
    locale: 'zh-CN',
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--no-first-run',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(process.env.STANDIN_PORT ? [`--remote-debugging-port=${process.env.STANDIN_PORT}`] : []),
    ],
  });
  spare = context.pages()[0] ?? (await context.newPage());
  await context.route('**/*', async (route) => {
    if (await mayRequest(route.request().url())) await route.fallback();
    else await route.abort('blockedbyclient');
  });
}

export async function closeChromium(): Promise<void> {
  await context?.close().catch(() => {});
}

let last: Promise<unknown> = Promise.resolve();

/** A window of its own, not a tab: Chromium slows the timers of a tab that is not in front. One after another, so that each gets its own. */
export function newPage(): Promise<Page> {
  const opened = last.then(openPage);
  last = opened.catch(() => {});
  return opened;
}

async function openPage(): Promise<Page> {
  if (!context || !spare) throw new Error('a window before the app was ready');
  const session = await context.newCDPSession(spare);
  const opened = context.waitForEvent('page');
  await session.send('Target.createTarget', { url: 'about:blank', newWindow: true });
  return opened;
}
