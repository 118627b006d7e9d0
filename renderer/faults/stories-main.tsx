import { createRoot } from 'react-dom/client';
import { ok } from '../../src/basics/result.ts';
import '../base.css';
import { displayCamera } from '../phone/display-camera.ts';
import { STORIES as PHONES } from '../phone/stories.ts';
import type { WalletLink } from '../phone/wallet-link.ts';
import { faultsTextIn } from '../text/faults/catalogue.ts';
import { pageLocale } from '../text/page-locale.ts';
import { phoneTextIn } from '../text/phone/catalogue.ts';
import type { FaultsLink } from './faults-link.ts';
import { FaultsPage } from './faults-page.tsx';
import { NOW, STORIES, type Story } from './stories.ts';

const asked = new URLSearchParams(location.search);
const story = STORIES.find(({ name }) => name === asked.get('state'));
const locale = pageLocale(location.search, 'zh-CN');
const text = faultsTextIn(locale);
document.documentElement.lang = locale;
const theme = asked.get('theme');
if (theme) document.documentElement.dataset.theme = theme;

/** Time stands still in a picture. */
const clocks = { monotonicMs: () => 0, wallMs: () => NOW };

const root = document.getElementById('root');
if (root && story) {
  const links = { wallet: walletOf(story), faults: faultsOf(story) };
  createRoot(root).render(
    <FaultsPage links={links} camera={displayCamera()} clocks={clocks} locale={locale} text={text} phoneText={phoneTextIn(locale)} />,
  );
  void play(story);
} else if (root) {
  root.textContent = STORIES.map(({ name }) => name).join(' ');
}

function done(): Promise<boolean> {
  return Promise.resolve(true);
}

function walletOf({ phone }: Story): WalletLink {
  return {
    watch(listener) {
      const views = PHONES.find(({ name }) => name === phone)?.views ?? [];
      for (const view of views) if (view) listener({ kind: 'wallet', view, atMs: 0 });
      return () => undefined;
    },
    act: () => Promise.resolve(ok(null)),
  };
}

function faultsOf({ view }: Story): FaultsLink {
  return {
    watch(listener) {
      listener(view);
      return () => undefined;
    },
    plant: done,
    removeAll: done,
    switchLine: done,
  };
}

/** Chooses the story's customer or tab, then marks the page as ready for its picture. */
async function play({ chosen, tab }: Story): Promise<void> {
  await drawn();
  const word = tab ? text.tabs.expert : chosen ? text.customers[chosen].word : null;
  const buttons = [...document.querySelectorAll('button')];
  if (word) buttons.find(({ textContent }) => textContent?.startsWith(word))?.click();
  await drawn();
  document.documentElement.dataset.ready = 'true';
}

function drawn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}
