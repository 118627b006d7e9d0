import { createRoot } from 'react-dom/client';
import type { Locale } from '../../src/contract/view.ts';
import '../base.css';
import type { Client, Connection } from '../client/client.ts';
import type { OfficeClient } from '../client/office-client.ts';
import { REFUND_STORIES } from '../refund/stories.ts';
import { App } from './app.tsx';
import { counterCamera } from './counter-camera.ts';
import { OFFER_STORIES } from './offer-stories.ts';
import { PEOPLE_STORIES } from './people-stories.ts';
import { SHIFT_STORIES } from './shift/stories.ts';
import { DOCTOR_PAGES, INQUIRIES, STORIES, STORY_PAGE, type Story } from './stories.ts';

/** A person's pace: a faster one would be a scanner's. */
const KEY_EVERY_MS = 120;

const asked = new URLSearchParams(location.search);
const ALL = [...STORIES, ...OFFER_STORIES, ...INQUIRIES, ...DOCTOR_PAGES, ...PEOPLE_STORIES, ...SHIFT_STORIES, ...REFUND_STORIES];
const story = ALL.find(({ name }) => name === asked.get('state'));
const locale = (asked.get('lang') ?? 'zh-CN') as Locale;
const theme = asked.get('theme');
if (theme) document.documentElement.dataset.theme = theme;

/** Tells the screen the next state of its line. */
let tell: (connection: Connection) => void = () => undefined;

const root = document.getElementById('root');
if (root && story) {
  const speaker = { play: () => undefined, unlock: () => undefined };
  createRoot(root).render(
    <App client={clientOf(story)} office={officeOf(story)} speaker={speaker} camera={counterCamera(story.camera)} guess={locale} />,
  );
  void play(story);
} else if (root) {
  root.textContent = ALL.map(({ name }) => name).join(' ');
}

function clientOf({ view, link, doctor }: Story): Client {
  const shown = { ...view, store: { ...view.store, locale } };
  return {
    watch(listener) {
      tell = listener;
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
    history: async () => ({ items: [...STORY_PAGE], nextCursor: 'more' }),
  };
}

function officeOf(story: Story): Pick<OfficeClient, 'sendOffice' | 'readOffice' | 'watchOffice'> {
  const { office, officeAnswer = { ok: true }, officeAnswers = {}, reads = {} } = story;
  return {
    sendOffice: async ({ kind }) => officeAnswers[kind] ?? officeAnswer,
    readOffice: async <T,>(name: string) => (name in reads ? { ok: true, value: reads[name] as T } : { ok: false, code: 'not_found' }),
    watchOffice(listener) {
      if (office) listener({ kind: 'view', view: office, receivedMs: performance.now() });
      return () => undefined;
    },
  };
}

/** Presses the story's keys and tells its refused scan, then marks the page as ready for its picture. */
async function play({ keys = [], thenMs = 0, thenKeys = [], notice, view }: Story): Promise<void> {
  while (!root?.firstElementChild) await pause(50); // a busy machine draws late, and keys before that are lost
  await pause(500); // past the guard of the first screen
  await press(keys);
  await pause(thenMs);
  await press(thenKeys);
  if (notice) {
    const store = { ...view.store, locale };
    tell({ kind: 'live', view: { ...view, store, notice: { id: 1, notice } }, receivedMs: performance.now() });
  }
  await pause(100);
  document.documentElement.dataset.ready = 'true';
}

async function press(keys: readonly string[]): Promise<void> {
  for (const code of keys) {
    const touched = code.startsWith('touch:') ? document.querySelector<HTMLElement>(code.slice(6)) : null;
    if (touched) touched.click();
    else window.dispatchEvent(new KeyboardEvent('keydown', { code, key: code, bubbles: true }));
    await pause(KEY_EVERY_MS);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
