import { createRoot } from 'react-dom/client';
import '../base.css';
import { pageLocale } from '../text/page-locale.ts';
import { phoneTextIn } from '../text/phone/catalogue.ts';
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
} as const;

/** Time stands still in a picture. */
function clock(): number {
  return 0;
}

const root = document.getElementById('root');
if (root && story) {
  createRoot(root).render(<PhonePage link={linkOf(story)} clock={clock} locale={locale} text={text} />);
  void play(story);
} else if (root) {
  root.textContent = STORIES.map(({ name }) => name).join(' ');
}

function linkOf({ views }: Story): WalletLink {
  return {
    watch(listener) {
      const events: readonly LinkEvent[] = views.map((view) => (view ? { kind: 'wallet', view, atMs: 0 } : { kind: 'lost' }));
      for (const event of events) listener(event);
      return () => undefined;
    },
    act: () => Promise.resolve(true),
  };
}

/** Presses the story's buttons, then marks the page as ready for its picture. */
async function play({ presses = [] }: Story): Promise<void> {
  await drawn();
  for (const press of presses) {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find((button) => (button.getAttribute('aria-label') ?? button.textContent)?.startsWith(NAMES[press]))?.click();
    await drawn();
  }
  document.documentElement.dataset.ready = 'true';
}

function drawn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}
