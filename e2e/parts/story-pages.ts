import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from '@playwright/test';
import { buildPages } from './built-pages.ts';

/** Pages that tell every state of theirs as a story. The customer display's are told in display-screens.spec.ts. */
export const STORY_PAGES = ['cashier', 'manager', 'phone', 'faults'] as const;
export type StoryPage = (typeof STORY_PAGES)[number];

/** A story is mostly waiting, at a person's pace; so many play at once. */
const AT_ONCE = 6;
/** A part that is loaded when it is first opened comes a moment after its key. */
const LAZY_MS = 300;

export type StoryPages = {
  /** Plays every state of a page in turn. @returns how many states there are */
  each(context: BrowserContext, name: StoryPage, visit: Visit): Promise<number>;
  close(): void;
};

/** What is done with each state. */
export type Visit = {
  readonly language?: 'zh-CN' | 'en' | 'ko';
  /** A fresh page, before its story begins. */
  readonly meet?: (page: Page, state: string) => void;
  /** The page with its state, drawn. */
  readonly look?: (page: Page, state: string) => Promise<void>;
};

export async function startStoryPages(): Promise<StoryPages> {
  const built = await buildPages(STORY_PAGES.map((page) => `${page}-stories`));
  const server = createServer(({ url = '/' }, response) => {
    if (!built.serve(new URL(url, 'http://here').pathname, response)) response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = (name: StoryPage) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}-stories.html`;
  return {
    async each(context, name, { language = 'zh-CN', meet, look }) {
      const states = await statesOf(context, address(name));
      const waiting = [...states];
      async function playOn(): Promise<void> {
        for (let state = waiting.shift(); state !== undefined; state = waiting.shift()) {
          const page = await context.newPage();
          meet?.(page, state);
          await page.goto(`${address(name)}?state=${state}&lang=${language}&theme=light`);
          await page.locator('html[data-ready="true"]').waitFor();
          await page.waitForTimeout(LAZY_MS);
          await look?.(page, state);
          await page.close();
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, playOn));
      return states.length;
    },
    close() {
      server.closeAllConnections();
      server.close();
      built.remove();
    },
  };
}

/** Asked for none, a page of stories names them. */
async function statesOf(context: BrowserContext, address: string): Promise<readonly string[]> {
  const page = await context.newPage();
  await page.goto(address);
  const root = page.locator('#root');
  await root.filter({ hasText: /\w/ }).waitFor();
  const text = await root.innerText();
  await page.close();
  return text.split(/\s+/).filter(Boolean);
}
