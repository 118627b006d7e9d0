import { createRoot } from 'react-dom/client';
import { err, ok } from '../../src/basics/result.ts';
import '../base.css';
import { pageLocale } from '../text/page-locale.ts';
import { phoneTextIn } from '../text/phone/catalogue.ts';
import { displayCamera } from './display-camera.ts';
import { PhonePage } from './phone-page.tsx';
import { STORIES, type Story } from './stories.ts';
import type { LinkEvent, WalletLink } from './wallet-link.ts';

const asked = new URLSearchParams(location.search);
const story = STORIES.find(({ name }) => name === asked.get('state'));
const locale = pageLocale(location.search, 'zh-CN');
const text = phoneTextIn(locale);
document.documentElement.lang = locale;
const theme = asked.get('theme');
if (theme) document.documentElement.dataset.theme = theme;

const NAMES = {
  figure: '1',
  mistype: text.password.mistype,
  enlarge: text.code.enlarge,
  payments: text.code.payments,
  practice: text.practice.open,
  bill: text.states.paid,
  scan: text.scan.title,
} as const;

/** A busy machine draws late. In tenths of a second. */
const PATIENCE = 50;

/** Time stands still in a picture. */
function clock(): number {
  return 0;
}

const root = document.getElementById('root');
if (root && story) {
  const camera = displayCamera(story.camera, story.found?.content);
  createRoot(root).render(<PhonePage link={linkOf(story)} camera={camera} clock={clock} locale={locale} text={text} />);
  void play(story);
} else if (root) {
  root.textContent = STORIES.map(({ name }) => name).join(' ');
}

function linkOf({ views, found }: Story): WalletLink {
  return {
    watch(listener) {
      const events: readonly LinkEvent[] = views.map((view) => (view ? { kind: 'wallet', view, atMs: 0 } : { kind: 'lost' }));
      for (const event of events) listener(event);
      return () => undefined;
    },
    act(action) {
      if (action.kind !== 'scan') return Promise.resolve(ok(null));
      return found?.refusal ? Promise.resolve(err(found.refusal)) : new Promise(() => undefined);
    },
  };
}

/** Presses the story's buttons, then marks the page as ready for its picture. */
async function play({ presses = [] }: Story): Promise<void> {
  await drawn();
  for (const press of presses) {
    for (let left = PATIENCE; left > 0 && !buttonOf(press); left -= 1) await drawn();
    buttonOf(press)?.click();
    await drawn();
  }
  document.documentElement.dataset.ready = 'true';
}

function buttonOf(press: keyof typeof NAMES): HTMLButtonElement | undefined {
  const buttons = [...document.querySelectorAll('button')];
  return buttons.find((button) => (button.getAttribute('aria-label') ?? button.textContent)?.startsWith(NAMES[press]));
}

function drawn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}
