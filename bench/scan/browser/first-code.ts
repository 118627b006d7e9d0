import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { firstCodeMs, openWithCamera } from '../../../e2e/parts/camera-browser.ts';
import { filmOf } from '../../../e2e/parts/camera-film.ts';
import { startTerminal, type TerminalProcess } from '../../../e2e/parts/terminal-process.ts';
import { findBrowser } from '../../../src/app/window/find-browser.ts';
import { median } from '../../parts/figures.ts';
import type { Table } from '../../parts/report.ts';
import { servePlainPage } from './plain-page.ts';

const SYMBOLS = { QR: 'square', bars: 'linear' } as const;

/** The goal of the product: from the camera's first usable picture to a code. */
const GOAL_MS = 300;

/**
 * From the first picture that a page gets from Chromium's fake camera to the first code, in the built product (until the scan is sent) and in a page with
 * zxing-wasm alone (until the text is there). A new terminal and a new browser each time, so decoders are cold; who comes first changes.
 */
export async function firstCodes(runs: number): Promise<Table> {
  const plain = await servePlainPage();
  const times: Record<string, number[]> = {};
  try {
    for (let run = 0; run < runs; run++) {
      for (const [symbol, selector] of Object.entries(SYMBOLS)) {
        const terminal = await startTerminal();
        const film = await filmPhone(terminal, selector);
        const contenders = {
          [`product, ${symbol}`]: () => inBrowser(film, (page) => inProduct(page, terminal)),
          [`zxing-wasm alone, ${symbol}`]: () => inBrowser(film, (page) => alone(page, plain.url)),
        };
        const order = run % 2 === 0 ? Object.entries(contenders) : Object.entries(contenders).reverse();
        for (const [name, measure] of order) times[name] = [...(times[name] ?? []), await measure()];
        await terminal.stop();
      }
    }
  } finally {
    plain.close();
  }
  const worst = (name: string) => Math.max(...(times[name] ?? [Number.NaN]));
  return {
    title: `first picture to first code in Chromium, cold, ${runs} times`,
    columns: ['median ms', 'worst ms'],
    lines: Object.keys(times)
      .sort()
      .map((name) => ({ name, figures: [median(times[name] ?? []), worst(name)] })),
    goals: Object.keys(SYMBOLS).map((symbol) => ({
      what: `product, ${symbol}, the worst`,
      reached: worst(`product, ${symbol}`),
      wanted: { atMost: GOAL_MS },
      unit: ' ms',
    })),
  };
}

async function inBrowser(film: string, measure: (page: Page) => Promise<number>): Promise<number> {
  const { page, browser } = await openWithCamera({ film });
  try {
    return await measure(page);
  } finally {
    await browser.close();
  }
}

async function inProduct(page: Page, terminal: TerminalProcess): Promise<number> {
  const shows = (screen: string) => page.locator(`main[data-screen=${screen}][data-live=true]`).waitFor();
  await page.goto(terminal.cashierUrl);
  await shows('keypad');
  await page.keyboard.press('Digit5');
  await page.keyboard.press('Enter');
  await shows('awaiting_code');
  await page.keyboard.press('F12');
  await shows('paid');
  return firstCodeMs(page);
}

async function alone(page: Page, url: string): Promise<number> {
  await page.goto(url);
  const both = () => {
    const { firstPictureMs = Number.NaN, firstCodeMs } = globalThis as { firstPictureMs?: number; firstCodeMs?: number };
    return firstCodeMs === undefined ? null : { ms: firstCodeMs - firstPictureMs };
  };
  const { ms } = (await (await page.waitForFunction(both)).jsonValue()) ?? { ms: Number.NaN };
  return ms;
}

/** Films one of the codes on the simulated phone's own screen. */
async function filmPhone(terminal: TerminalProcess, symbol: string): Promise<string> {
  const browser = await plainBrowser();
  try {
    const page = await browser.newPage();
    const { phoneUrl } = await terminal.sandbox();
    await page.goto(phoneUrl);
    const file = path.join(terminal.dataDir, 'camera.y4m');
    await filmOf(page, await page.locator(`[data-symbol=${symbol}]`).screenshot(), { file });
    return file;
  } finally {
    await browser.close();
  }
}

function plainBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  return chromium.launch({ ...(executablePath ? { executablePath } : {}), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}
