import { useState } from 'react';
import type { Scene } from '../../src/contract/display.ts';
import type { Locale } from '../../src/contract/view.ts';
import { useWallMs } from '../cashier/running-time.ts';
import { newId } from '../client/new-id.ts';
import { displayTextIn } from '../text/display/catalogue.ts';
import type { DisplayText } from '../text/display/display-text.ts';
import { clockTime } from '../text/time-text.ts';
import type { DisplayClient } from './display-client.ts';
import { NotPaidScene, PaidScene } from './end-scenes.tsx';
import { PictureIdle, PlainIdle } from './idle-scene.tsx';
import { chooseLanguage, IDLE_CHOICE_MS, keepLanguage, type LanguageChoice, saleOf } from './language.ts';
import { LostPage } from './lost-page.tsx';
import { order } from './order-flow.ts';
import { OrderScene } from './order-scene.tsx';
import { Page } from './page.tsx';
import { QrScene } from './qr-scene.tsx';
import { changesAt, type Seen, sceneAt } from './shown-scene.ts';
import { useDisplay, useDocument, useRedrawAt } from './use-display.ts';
import { usePicture } from './use-pictures.ts';
import { PasswordScene, ShowCodeScene, WorkingScene } from './waiting-scenes.tsx';

type AppProps = { readonly client: DisplayClient; readonly guess: Locale; readonly onRefused: () => void };

/** A customer display or a kiosk, with its line to the terminal. @param guess the language until the shop's is known */
export function App({ client, guess, onRefused }: AppProps) {
  const { seen, isLost } = useDisplay(client, onRefused);
  if (isLost) return <LostPage locale={seen?.view.store.locale ?? guess} name={seen?.view.store.name ?? ''} />;
  return seen ? <ViewPage client={client} seen={seen} /> : null;
}

function ViewPage({ client, seen }: { readonly client: DisplayClient; readonly seen: Seen }) {
  const { view } = seen;
  const { store } = view;
  useRedrawAt(changesAt(seen));
  const nowMs = performance.now();
  const scene = sceneAt(seen, nowMs);
  const sale = saleOf(view, scene);

  const [choice, setChoice] = useState<LanguageChoice | null>(null);
  const kept = keepLanguage(choice, sale, nowMs);
  if (kept !== choice) setChoice(kept);
  useRedrawAt(kept && kept.sceneId === null ? kept.atMs + IDLE_CHOICE_MS : null);
  const locale = kept?.locale ?? store.locale;
  const text = displayTextIn(locale);
  useDocument(locale);

  const isOrdering = scene.kind === 'idle' && view.role === 'self_service' && view.buttons.length > 0;
  const picture = usePicture(view.pictures, scene.kind === 'idle' && !isOrdering);
  const clock = clockTime(useWallMs(), store.timeZone);
  return (
    <Page
      locale={locale}
      name={store.name}
      isTraining={view.mode === 'sandbox'}
      foot={(words) => footOf(words, scene, isOrdering)}
      onLanguage={scene.kind === 'paid' ? undefined : (chosen) => setChoice(chooseLanguage(chosen, sale, performance.now()))}
      {...(scene.kind === 'idle' && !isOrdering && { clock, isSaidBelow: picture !== null })}
      {...fieldOf(scene)}
    >
      <Shown {...{ client, seen, scene, isOrdering, picture, locale, text }} />
    </Page>
  );
}

type ShownProps = {
  readonly client: DisplayClient;
  readonly seen: Seen;
  readonly scene: Scene;
  readonly isOrdering: boolean;
  readonly picture: string | null;
  readonly locale: Locale;
  readonly text: DisplayText;
};

function Shown({ client, seen: { view, receivedMs }, scene, isOrdering, picture, locale, text }: ShownProps) {
  const isKiosk = view.role === 'self_service';
  switch (scene.kind) {
    case 'idle':
      if (isOrdering) return <OrderScene {...{ view, locale, text }} onOrder={(button) => order({ ...client, newId, pause }, button)} />;
      return picture ? <PictureIdle picture={picture} word={text.idle.word} /> : <PlainIdle saying={text.idle} />;
    case 'show_code':
      return <ShowCodeScene {...{ scene, text }} />;
    case 'scan_qr':
      return <QrScene {...{ scene, receivedMs, text }} onGiveUp={isKiosk ? () => client.send({ kind: 'give_up' }) : undefined} />;
    case 'working':
      return <WorkingScene {...{ scene, text }} />;
    case 'password':
      return <PasswordScene {...{ scene, receivedMs, text }} />;
    case 'paid':
      return <PaidScene {...{ scene, text }} role={view.role} />;
    case 'not_paid':
      return <NotPaidScene {...{ scene, text }} />;
  }
}

/** What the page says, as one sentence. */
function footOf(text: DisplayText, scene: Scene, isOrdering: boolean): string {
  if (isOrdering) return text.order.choose.foot;
  if (scene.kind === 'paid') return text.thanks.foot;
  return scene.kind === 'not_paid' ? text.ends[scene.why].foot : text[scene.kind].foot;
}

function fieldOf(scene: Scene): { readonly field?: 'paid' | 'not_paid' } {
  if (scene.kind === 'paid') return { field: 'paid' };
  return scene.kind === 'not_paid' && scene.why !== 'given_up' ? { field: 'not_paid' } : {};
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
