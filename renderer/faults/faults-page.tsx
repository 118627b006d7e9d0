import { useEffect, useState } from 'react';
import type { FaultsView } from '../../src/contract/sandbox.ts';
import type { Locale } from '../../src/contract/view.ts';
import type { Camera } from '../camera/camera.ts';
import { TrainingBanner } from '../cashier/training-banner.tsx';
import { Icon, Mark } from '../components/icon.tsx';
import { Light } from '../components/light.tsx';
import { Languages } from '../phone/languages.tsx';
import { usePhone } from '../phone/use-phone.ts';
import type { WalletLink } from '../phone/wallet-link.ts';
import type { CustomerName, FaultsText } from '../text/faults/faults-text.ts';
import type { PhoneText } from '../text/phone/phone-text.ts';
import { chooseCustomer } from './choose-customer.ts';
import { CUSTOMER_PLANS } from './customers.ts';
import { ExpertView } from './expert-view.tsx';
import type { FaultsLink } from './faults-link.ts';
import styles from './faults-page.module.css';
import { PracticeView } from './practice-view.tsx';

export type Clocks = {
  /** Milliseconds that only grow. */
  readonly monotonicMs: () => number;
  /** Milliseconds since 1970, the clock of the acquirer's log. */
  readonly wallMs: () => number;
};

type Tab = 'practice' | 'expert';

/** Who is being practised with, since when on the wall clock. */
export type Practised = { readonly name: CustomerName; readonly sinceMs: number };

type FaultsPageProps = {
  readonly links: { readonly wallet: WalletLink; readonly faults: FaultsLink };
  /** Of the phone beside the goals. */
  readonly camera: Camera;
  readonly clocks: Clocks;
  readonly locale: Locale;
  readonly text: FaultsText;
  readonly phoneText: PhoneText;
};

/** Training: which customer comes, and what goes wrong. */
export function FaultsPage({ links, camera, clocks, locale, text, phoneText }: FaultsPageProps) {
  const phone = usePhone(links.wallet);
  const [view, setView] = useState<FaultsView | null>(null);
  const [isLost, setLost] = useState(false);
  const [tab, setTab] = useState<Tab>('practice');
  const [practised, setPractised] = useState<Practised | null>(null);
  const [hasFailed, setFailed] = useState(false);

  useEffect(
    () =>
      links.faults.watch((next) => {
        setLost(next === null);
        if (next) setView(next);
      }),
    [links.faults],
  );

  async function attempt(deed: Promise<boolean>): Promise<void> {
    setFailed(!(await deed));
  }

  function choose(name: CustomerName): void {
    setPractised({ name, sinceMs: clocks.wallMs() });
    void attempt(chooseCustomer(CUSTOMER_PLANS[name], links.faults, phone.act));
  }

  const tabs: readonly (readonly [Tab, string])[] = [
    ['practice', text.tabs.practice],
    ['expert', text.tabs.expert],
  ];
  return (
    <div className={styles.page}>
      <TrainingBanner>{text.training}</TrainingBanner>
      <header className={styles.bar}>
        <Mark />
        <h1>{text.title}</h1>
        <nav className={styles.tabs} aria-label={text.tabs.label}>
          {tabs.map(([name, word]) => (
            <button key={name} type="button" aria-pressed={tab === name} onClick={() => setTab(name)}>
              {word}
            </button>
          ))}
        </nav>
        <span className={styles.lights} role="status">
          {isLost && (
            <Light look="off" icon={<Icon name="offline" />}>
              {text.line.lost}
            </Light>
          )}
          {hasFailed && !isLost && (
            <Light look="warn" icon={<Icon name="info" />}>
              {text.failed}
            </Light>
          )}
          {view && !isLost && (
            <Light look={view.line === 'up' ? 'ok' : 'off'} icon={<Icon name={view.line === 'up' ? 'line' : 'offline'} />}>
              {view.line === 'up' ? text.line.up : text.line.down}
            </Light>
          )}
        </span>
        <Languages locale={locale} label={text.languages} />
      </header>
      {tab === 'practice' ? (
        <PracticeView
          view={view}
          phone={phone}
          camera={camera}
          practised={practised}
          clock={clocks.monotonicMs}
          words={{ text, phoneText, locale }}
          onChoose={choose}
          onLine={(line) => void attempt(links.faults.switchLine(line))}
        />
      ) : (
        <ExpertView
          view={view}
          text={text}
          onPlant={(fault) => void attempt(links.faults.plant(fault))}
          onRemoveAll={() => void attempt(links.faults.removeAll())}
          onLine={(line) => void attempt(links.faults.switchLine(line))}
        />
      )}
    </div>
  );
}
