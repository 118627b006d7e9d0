import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { renderSVG } from 'uqr';
import '../base.css';
import type { Locale } from '../../src/contract/view.ts';
import { App } from './app.tsx';
import type { DisplayClient } from './display-client.ts';
import { LostPage } from './lost-page.tsx';
import { PairingPage } from './pairing-page.tsx';
import { STORIES, STORY_VIEW, type Story } from './stories.ts';

const asked = new URLSearchParams(location.search);
const story = STORIES.find(({ name }) => name === asked.get('state'));
const locale = (asked.get('lang') ?? 'zh-CN') as Locale;
const theme = asked.get('theme');
if (theme) document.documentElement.dataset.theme = theme;

const root = document.getElementById('root');
if (root && story) {
  createRoot(root).render(pageOf(story));
  void play(story);
} else if (root) {
  root.textContent = STORIES.map(({ name }) => name).join(' ');
}

function pageOf({ page, ...rest }: Story): ReactNode {
  const store = { ...STORY_VIEW.store, locale };
  if (page === undefined) return <App client={clientOf(rest)} guess={locale} onRefused={() => undefined} />;
  if (page === 'lost' || page === 'shut') return <LostPage locale={locale} name={store.name} why={page} />;
  const wrong = async () => ({ ok: false, code: 'wrong_code', waitMs: 58_000 }) as const;
  return <PairingPage store={store} isRevoked={page === 'pairing-revoked'} pair={wrong} onPaired={() => undefined} />;
}

/** The terminal of a picture says one thing and no more. */
function clientOf({ view, answer }: Omit<Story, 'page'>): DisplayClient {
  const scene = view?.scene?.kind === 'scan_qr' ? { ...view.scene, content: drawn(view.scene.content) } : view?.scene;
  const shown = { ...STORY_VIEW, ...view, ...(scene && { scene }), store: { ...STORY_VIEW.store, locale } };
  return {
    watch(listener) {
      listener({ kind: 'view', view: shown, receivedMs: performance.now() });
      return () => undefined;
    },
    send: async () => (answer === undefined ? { ok: true } : { ok: false, code: answer }),
  };
}

/** What an acquirer sends that draws its QR itself. */
function drawn(content: string): string {
  if (content !== 'data:image/') return content;
  return `data:image/svg+xml,${encodeURIComponent(renderSVG('weixin://wxpay/bizpayurl?pr=p9lBvkdzz', { border: 4, pixelSize: 10 }))}`;
}

/** Presses the story's keys, then marks the page as ready for its picture. */
async function play({ page, presses = [] }: Story): Promise<void> {
  while (!root?.querySelector('main')) await pause(50); // a busy machine draws late
  if (presses.length > 0) await pause(500); // past the guard of the first page
  const keys = page?.startsWith('pairing') ? ['4', '0', '7'] : [];
  if (page === 'pairing-wrong') keys.push('1', '2', '7');
  for (const key of keys) window.dispatchEvent(new KeyboardEvent('keydown', { key }));
  await pause(50);
  if (page === 'pairing-wrong') document.querySelector<HTMLElement>('[data-primary]')?.click();
  for (const selector of presses) document.querySelector<HTMLElement>(selector)?.click();
  await pause(150);
  document.documentElement.dataset.ready = 'true';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
