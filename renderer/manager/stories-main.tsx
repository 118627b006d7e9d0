import { createRoot } from 'react-dom/client';
import type { Locale } from '../../src/contract/view.ts';
import '../base.css';
import type { Client } from '../client/client.ts';
import type { OfficeClient } from '../client/office-client.ts';
import { App } from './app.tsx';
import { STORIES } from './stories.ts';
import { type ManagerStory, STORY_PEOPLE, STORY_VIEW } from './story.ts';

/** A person's pace: a faster one would be a scanner's. */
const KEY_EVERY_MS = 120;

/** A part's code that does not come. */
const LONGEST_MS = 25_000;

const asked = new URLSearchParams(location.search);
const story = STORIES.find(({ name }) => name === asked.get('state'));
const locale = (asked.get('lang') ?? 'zh-CN') as Locale;
const theme = asked.get('theme');
if (theme) document.documentElement.dataset.theme = theme;

const root = document.getElementById('root');
if (root && story) {
  location.hash = story.hash;
  const isRemote = story.isRemote ?? false;
  createRoot(root).render(<App client={clientOf(story)} office={officeOf(story)} guess={locale} isRemote={isRemote} />);
  void play(story);
} else if (root) {
  root.textContent = STORIES.map(({ name }) => name).join(' ');
}

function clientOf({ view, link, doctor }: ManagerStory): Client {
  const shown = { ...STORY_VIEW, ...view, store: { ...STORY_VIEW.store, ...view?.store, locale } };
  return {
    watch(listener) {
      if (link === 'connecting' || link === 'refused') listener({ kind: link });
      else if (link === 'lost') listener({ kind: 'lost', sinceMs: performance.now() - 42_000 });
      else listener({ kind: 'live', view: shown, receivedMs: performance.now() });
      return () => undefined;
    },
    send: async () => ({ ok: true }),
    watchDoctor(listener) {
      if (doctor) listener(doctor, performance.now());
      return () => undefined;
    },
    history: async () => ({ items: [], nextCursor: null }),
  };
}

function officeOf({ people, readings = {}, answers = () => ({ ok: true }) }: ManagerStory): OfficeClient {
  return {
    watchOffice(listener) {
      listener({ kind: 'view', view: { ...STORY_PEOPLE, ...people }, receivedMs: performance.now() });
      return () => undefined;
    },
    sendOffice: async (command) => answers(command),
    async readOffice<T>(name: string, query = {}) {
      const reading = readings[name];
      return reading ? { ok: true, value: reading(query) as T } : { ok: false, code: 'not_found' };
    },
    takeFile: async () => ({ ok: false, code: 'not_found' }),
  };
}

/** Presses what the story presses, then marks the page as ready for its picture. */
async function play({ presses = [], keys = [] }: ManagerStory): Promise<void> {
  for (let waited = 0; waited < LONGEST_MS && document.querySelector('#root:empty, main[data-part]:empty'); waited += KEY_EVERY_MS)
    await pause(KEY_EVERY_MS);
  await pause(500); // the part's own code has come, and what it asked for
  for (const selector of presses) {
    document.querySelector<HTMLElement>(selector)?.click();
    await pause(KEY_EVERY_MS);
  }
  for (const code of keys) {
    (document.activeElement ?? window).dispatchEvent(new KeyboardEvent('keydown', { code, key: code, bubbles: true }));
    await pause(KEY_EVERY_MS);
  }
  await pause(100);
  document.documentElement.dataset.ready = 'true';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
