import { useEffect, useSyncExternalStore } from 'react';
import type { OfficeView } from '../../src/contract/office-view.ts';
import type { ScannerView, Stage, TerminalView } from '../../src/contract/view.ts';
import type { Camera } from '../camera/camera.ts';
import type { Client } from '../client/client.ts';
import type { OfficeClient } from '../client/office-client.ts';
import { pageClock } from '../client/page-clock.ts';
import { Announcement } from '../components/announcement.tsx';
import { Plate } from '../components/plate.tsx';
import { Approval } from '../people/approval.tsx';
import { SignInSheet } from '../people/sign-in-sheet.tsx';
import { RefundScreen } from '../refund/refund-screen.tsx';
import { noticeAdvice, refusalAdvice } from '../text/notice-advice.ts';
import type { Text } from '../text/text.ts';
import { Bar } from './bar.tsx';
import styles from './cashier.module.css';
import { DamagedPage } from './damaged-page.tsx';
import { screenOf } from './deeds.ts';
import { DrawerOf } from './drawer-of.tsx';
import { FindingPlate } from './finding-plate.tsx';
import { findingOnStage } from './finding-words.ts';
import { onRow } from './on-row.ts';
import { Recent } from './recent.tsx';
import { sceneKey, screenKey } from './scene.ts';
import { aboutOf, amountOf, contentOf, stageAmount } from './screens/content-of.tsx';
import type { CounterProps } from './screens/screen-parts.tsx';
import { DeskSheets } from './shift/desk-sheets.tsx';
import type { Speaker } from './sounds.ts';
import { StagePanel } from './stage-panel.tsx';
import { TrainingBanner } from './training-banner.tsx';
import { useCameraWhileAwaiting } from './use-camera.ts';
import { useFlows } from './use-flows.ts';
import { useFocusOnPrimary } from './use-focus-on-primary.ts';
import { useKeyboard } from './use-keyboard.ts';
import { useSounds } from './use-sounds.ts';
import { useWindowFocus } from './use-window-focus.ts';

export type CashierProps = {
  readonly client: Pick<Client, 'send' | 'history' | 'watchDoctor'>;
  readonly office: Pick<OfficeClient, 'sendOffice' | 'readOffice'>;
  readonly view: TerminalView;
  readonly officeView: OfficeView | null; // null: not heard of yet
  readonly receivedMs: number;
  readonly text: Text;
  readonly speaker: Speaker;
  readonly camera: Camera;
  readonly isAway?: boolean; // the terminal does not answer: no key does anything
};

/** The counter: the stage on the left to look at, the hand on the right to touch, nothing else. */
export function Cashier({ client, office, view, officeView, receivedMs, text, speaker, camera, isAway = false }: CashierProps) {
  const { people, refund, counter, desk, keys, choose } = useFlows({ client, office, view, officeView, camera });
  const asked = useSyncExternalStore(people.onChange, people.state);
  const refunding = useSyncExternalStore(refund.onChange, refund.state);
  const behind = useSyncExternalStore(desk.onChange, desk.state);
  const state = useSyncExternalStore(counter.onChange, counter.state);
  const cameraState = useSyncExternalStore(camera.onChange, camera.state);
  useKeyboard({ isOn: !isAway, counter: keys, after: pageClock.after, onRow: (deed) => onRow(deed, counter), onAnyKey: speaker.unlock });
  useSounds(view, speaker);

  const { stage, entry, drawer, isHolding, heldRow, isLive, plate } = state;
  const props: CounterProps = {
    ...{ view, office: officeView, receivedMs, text, entry, isHolding, camera, cameraState },
    press: counter.press,
    act: counter.act,
    releaseHold: counter.release,
    openPhone: () => view.practice && openWindow(view.practice.phoneUrl),
    fewSecondsLeft: () => speaker.play(['password']),
  };
  const isSheetOpen = asked.sheet.kind !== 'closed';
  const isDeskOpen = behind.sheet.kind !== 'closed';
  const isRefunding = refunding.place !== 'closed';
  const isCovered = drawer !== null || isSheetOpen || isDeskOpen || isRefunding;
  const scene = sceneKey(stage);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the stage comes to show something else
  useEffect(() => {
    if (stage.kind === 'charge') desk.stageChanged();
  }, [desk, scene]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: something new on the stage is worth more than a refund that was not held yet
  useEffect(() => refund.close, [refund, scene]);
  const isUncovered = !isAway && !isCovered;
  useCameraWhileAwaiting(
    camera,
    stage.kind === 'charge' && stage.charge.status === 'awaiting_code' && isUncovered ? stage.charge.id : null,
  );
  const content = contentOf(props, stage);
  const amount = stageAmount(stage, entry, view);
  const hand = useFocusOnPrimary(screenKey(stage));
  const isQrHeld = stage.kind === 'charge' && stage.heldMs !== null;
  const news = plate && (plate.kind === 'scan' ? noticeAdvice(text, plate.notice, isQrHeld) : refusalAdvice(text, plate.code));
  const hasKeyboard = useWindowFocus();
  // A gun that types needs the keyboard; one with a line of its own does not.
  const isDeaf = !hasKeyboard && screenOf(stage) === 'awaiting_code' && !view.scanners.some(readsAlone);
  const finding = screenOf(stage) === 'paid' ? findingOnStage(stage, view.findings) : null;
  const advice = isDeaf ? text.noKeyboard : news;

  return (
    <div className={styles.app} onPointerDown={speaker.unlock}>
      {view.mode === 'sandbox' ? <TrainingBanner>{text.bar.training}</TrainingBanner> : <div />}
      <div inert={isCovered}>
        <Bar {...{ view, officeView, receivedMs, text }} act={counter.act} open={openWindow} onPeople={people.open} />
      </div>
      <div className={styles.body}>
        {stage.kind === 'keypad' && view.journal.damage ? (
          <DamagedPage damage={view.journal.damage} text={text} isCovered={isCovered} />
        ) : (
          <main className={styles.counter} data-screen={screenOf(stage)} data-method={methodOf(stage)} data-live={isLive} inert={isCovered}>
            <div className={styles.stageColumn} data-tall={content.isTall}>
              <StagePanel look={content.look} label={content.label} about={aboutOf(props, stage)} amount={amount} foot={content.foot}>
                {content.middle}
              </StagePanel>
              {!content.isTall && <Recent charges={view.recent} text={text} timeZone={view.store.timeZone} />}
              {finding && (
                <FindingPlate
                  {...{ finding, text }}
                  isHolding={heldRow === finding.id}
                  onHold={() => counter.act('hold_refund')}
                  onRelease={counter.release}
                />
              )}
              {advice && <Plate {...advice} />}
            </div>
            <section
              ref={hand}
              className={styles.hand}
              aria-label={text.hand.label}
              onKeyDown={(event) => event.code === 'Tab' && delete event.currentTarget.dataset.quiet}
            >
              {content.hand}
            </section>
          </main>
        )}
        {drawer && (
          <div className={styles.under} inert={isSheetOpen || isDeskOpen}>
            <DrawerOf {...{ drawer, client, counter, state, view, receivedMs, text }} amount={amountOf(stage, entry, view)} advice={news} />
          </div>
        )}
        <div className={styles.under} inert={isSheetOpen}>
          <DeskSheets
            {...{ text, view, office: officeView, flow: desk, state: behind }}
            choose={choose}
            onDigit={(key) => {
              desk.close();
              if (!desk.isOpen()) counter.press(key);
            }}
          />
        </div>
        {isRefunding && (
          <div className={styles.under} inert={isSheetOpen}>
            <RefundScreen
              {...{ view, receivedMs, text }}
              flow={refund}
              state={refunding}
              office={officeView}
              advice={news}
              onSignIn={people.open}
            />
          </div>
        )}
        {officeView && <SignInSheet words={text.people} closeWord={text.lists.close} view={officeView} state={asked} flow={people} />}
      </div>
      {officeView && <Approval words={text.people} view={officeView} state={asked} flow={people} />}
      <Announcement>{stage.kind === 'charge' && `${content.said}, ${amountOf(stage, entry, view)}`}</Announcement>
    </div>
  );
}

/** How the charge on the stage is taken, for whoever looks from outside. */
function methodOf(stage: Stage): string | undefined {
  return stage.kind === 'charge' ? stage.charge.method : undefined;
}

function readsAlone({ kind, status }: ScannerView): boolean {
  return status === 'ready' && (kind === 'serial' || kind === 'hid');
}

function openWindow(url: string): void {
  window.open(url, '_blank', 'popup,noopener,width=420,height=900');
}
