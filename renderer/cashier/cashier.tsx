import { lazy, Suspense, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { OfficeView } from '../../src/contract/office-view.ts';
import type { ScannerView, TerminalView } from '../../src/contract/view.ts';
import type { Camera } from '../camera/camera.ts';
import type { Client } from '../client/client.ts';
import type { OfficeClient } from '../client/office-client.ts';
import { pageClock } from '../client/page-clock.ts';
import { Announcement } from '../components/announcement.tsx';
import { Plate } from '../components/plate.tsx';
import { isPaymentCode } from '../manager/records/payment-code.ts';
import { Approval } from '../people/approval.tsx';
import { createPeopleFlow } from '../people/people-flow.ts';
import { SignInSheet } from '../people/sign-in-sheet.tsx';
import { createRefundFlow } from '../refund/refund-flow.ts';
import { keysWithRefund } from '../refund/refund-keys.ts';
import { RefundScreen } from '../refund/refund-screen.tsx';
import { yuan, yuanDigits } from '../text/amount-text.ts';
import { noticeAdvice, refusalAdvice } from '../text/notice-advice.ts';
import { refundTextIn } from '../text/refund/catalogue.ts';
import type { Text } from '../text/text.ts';
import { Bar } from './bar.tsx';
import styles from './cashier.module.css';
import { ATTACHING, type Counter, createCounter } from './counter.ts';
import { DamagedPage } from './damaged-page.tsx';
import { type Deed, type Drawer, screenOf } from './deeds.ts';
import { type Entry, totalOf } from './entry.ts';
import { FindingPlate } from './finding-plate.tsx';
import { findingOnStage } from './finding-words.ts';
import { HelpDrawer } from './help-drawer.tsx';
import { HistoryDrawer } from './history-drawer.tsx';
import { InquiryDrawer, type InquiryDrawerProps } from './inquiry/inquiry-drawer.tsx';
import { JournalLines } from './journal-lines.tsx';
import { keysWithPeople } from './people-keys.ts';
import { Recent } from './recent.tsx';
import { settledScreen } from './screens/good-ends.tsx';
import { keypadScreen, typedAmount } from './screens/keypad.tsx';
import type { CounterProps, ScreenContent } from './screens/screen-parts.tsx';
import { SCREENS } from './screens/screens.ts';
import { createDeskFlow } from './shift/desk-flow.ts';
import { DeskSheets } from './shift/desk-sheets.tsx';
import { fromMenu, newestPaid } from './shift/from-menu.ts';
import { keysWithDesk } from './shift/keys-with-desk.ts';
import type { MenuDeed } from './shift/menu-deeds.ts';
import type { Speaker } from './sounds.ts';
import { StagePanel } from './stage-panel.tsx';
import { throughTheOffice } from './through-the-office.ts';
import { ParkDrawer } from './todo/park-drawer.tsx';
import { TodoPage, type TodoPageProps } from './todo/todo-page.tsx';
import { TrainingBanner } from './training-banner.tsx';
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

/** Seldom needed, and it brings the drawing of codes along: loaded when it is opened. */
const DoctorDrawer = lazy(() => import('../doctor/doctor-drawer.tsx'));

/** The counter: the stage on the left to look at, the hand on the right to touch, nothing else. */
export function Cashier({ client, office, view, officeView, receivedMs, text, speaker, camera, isAway = false }: CashierProps) {
  const newest = useRef(view);
  newest.current = view;
  const people = useMemo(() => createPeopleFlow({ send: office.sendOffice, clock: pageClock }), [office]);
  const refund = useMemo(
    () =>
      createRefundFlow({
        ...{ read: office.readOffice, give: people.give, send: client.send, isPaymentCode, clock: pageClock },
        reasonWord: (reason) => refundTextIn(newest.current.store.locale).sale.reasons[reason],
        newId: () => crypto.randomUUID(),
      }),
    [office, people, client],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: one counter for the life of the window; later views are told to it
  const { counter, desk } = useMemo(() => {
    const toggleCamera = () => toggle(camera, (text) => counter.scanned(text));
    const send = throughTheOffice(client.send, people, () => newest.current);
    const newId = () => crypto.randomUUID();
    const desk = createDeskFlow({
      ...{ give: people.give, giveAfterSignIn: people.giveAfterSignIn, read: office.readOffice, newId },
      clock: { ...pageClock, wallMs: Date.now },
      settled: (due) => counter.settled(due),
      refused: (code) => counter.refused(code),
    });
    const overIt = {
      ...{ openMenu: () => desk.open('menu'), takeCash: desk.takeCash },
      printLast: () => desk.printLast(newestPaid(newest.current)),
    };
    const counter = createCounter({ view, send, clock: pageClock, newId, refund, toggleCamera, desk: overIt });
    return { counter, desk };
  }, [client, office, camera, people, refund]);
  useEffect(() => refund.seen(view), [refund, view]);
  // While money goes back, the number on a receipt is the sale that is looked for.
  useEffect(() => counter.seen(refund.isOpen() ? { ...view, inquiry: null } : view), [counter, refund, view]);
  useEffect(() => desk.seen(officeView), [desk, officeView]);
  useEffect(() => people.seen(officeView), [people, officeView]);
  const asked = useSyncExternalStore(people.onChange, people.state);
  const keys = useMemo(() => {
    const choose = (deed: MenuDeed) => fromMenu(deed, { desk, act: counter.act, view: newest.current });
    return keysWithPeople(keysWithDesk(keysWithRefund(counter, refund), desk, choose), people);
  }, [counter, desk, refund, people]);
  const refunding = useSyncExternalStore(refund.onChange, refund.state);
  const behind = useSyncExternalStore(desk.onChange, desk.state);
  const state = useSyncExternalStore(counter.onChange, counter.state);
  const cameraState = useSyncExternalStore(camera.onChange, camera.state);
  useKeyboard({ isOn: !isAway, counter: keys, after: pageClock.after, onRow: (deed) => onRow(deed, counter), onAnyKey: speaker.unlock });
  useSounds(view, speaker);

  const { stage, entry, drawer, isHolding, heldRow, note, isLive, plate } = state;
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
  const stageKey = stage.kind === 'keypad' ? 'keypad' : `${stage.charge.id} ${screenOf(stage)}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the stage comes to show something else
  useEffect(() => {
    if (stage.kind === 'charge') desk.stageChanged();
  }, [desk, stageKey]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: something new on the stage is worth more than a refund that was not held yet
  useEffect(() => refund.close, [refund, stageKey]);
  const isUncovered = !isAway && !isCovered;
  useCameraWhileAwaiting(
    camera,
    stage.kind === 'charge' && stage.charge.status === 'awaiting_code' && isUncovered ? stage.charge.id : null,
  );
  const content = contentOf(props, stage);
  const amount =
    stage.kind === 'keypad' ? typedAmount(entry) : { figures: yuan(stage.charge.amount), digits: yuanDigits(stage.charge.amount) };
  const hand = useFocusOnPrimary(stageKey);
  const news = plate && (plate.kind === 'scan' ? noticeAdvice(text, plate.notice) : refusalAdvice(text, plate.code));
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
          <main className={styles.counter} data-screen={screenOf(stage)} data-live={isLive} inert={isCovered}>
            <div className={styles.stageColumn}>
              <StagePanel look={content.look} label={content.label} about={aboutOf(props, stage)} amount={amount} foot={content.foot}>
                {content.middle}
              </StagePanel>
              <Recent charges={view.recent} text={text} timeZone={view.store.timeZone} />
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
            <DrawerOf
              drawer={drawer}
              view={view}
              text={text}
              history={client.history}
              client={client}
              onShow={counter.show}
              onAsk={counter.ask}
              onRefund={counter.refund}
              onClose={() => counter.act('close')}
              advice={news}
              onInquire={counter.inquire}
              inquiry={
                view.inquiry && {
                  ...{ inquiry: view.inquiry, text, timeZone: view.store.timeZone, isHolding: heldRow === ATTACHING },
                  ...{ onHold: () => counter.act('hold_attach'), onRelease: counter.release, onAgain: () => counter.act('inquire_again') },
                  ...{ onShow: counter.show, onRefund: () => counter.act('refund_found'), onClose: () => counter.act('close') },
                }
              }
              todo={{ ...{ view, receivedMs, text, counter, heldRow, advice: news }, onClose: () => counter.act('close') }}
              park={{
                ...{ text, note, amount: amountOf(stage, entry), isCharge: stage.kind === 'charge', onNote: counter.typeNote },
                ...{ onPark: () => counter.act('park_now'), onClose: () => counter.act('close') },
              }}
            />
          </div>
        )}
        <div className={styles.under} inert={isSheetOpen}>
          <DeskSheets
            {...{ text, view, office: officeView, flow: desk, state: behind }}
            choose={(deed) => fromMenu(deed, { desk, act: counter.act, view })}
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
      <Announcement>{stage.kind === 'charge' && `${content.said}, ¥${yuan(stage.charge.amount)}`}</Announcement>
    </div>
  );
}

function toggle(camera: Camera, scanned: (text: string) => void): void {
  const { kind } = camera.state();
  if (kind === 'asking' || kind === 'running') camera.switchOff();
  else camera.switchOn(scanned);
}

/** The camera serves one charge, while its code is awaited and the viewfinder is seen: its light goes off by itself. */
function useCameraWhileAwaiting(camera: Camera, awaitingId: string | null): void {
  useEffect(() => {
    if (awaitingId !== null) camera.prepare();
    return camera.switchOff;
  }, [camera, awaitingId]);
}

type DrawerOfProps = Parameters<typeof HistoryDrawer>[0] & {
  readonly drawer: Drawer;
  readonly client: CashierProps['client'];
  readonly todo: TodoPageProps;
  readonly park: Parameters<typeof ParkDrawer>[0];
  readonly inquiry: InquiryDrawerProps | null;
};

function DrawerOf({ drawer, client, todo, park, inquiry, ...props }: DrawerOfProps) {
  switch (drawer) {
    case 'history':
      return <HistoryDrawer {...props} />;
    case 'todo':
      return <TodoPage {...todo} />;
    case 'inquiry':
      return inquiry && <InquiryDrawer {...inquiry} />;
    case 'park':
      return <ParkDrawer {...park} />;
    case 'doctor': {
      const isAwaitingCode = screenOf(props.view.stage) === 'awaiting_code';
      const timeZone = props.view.store.timeZone;
      return (
        <Suspense>
          <DoctorDrawer client={client} text={props.text} timeZone={timeZone} isAwaitingCode={isAwaitingCode} onClose={props.onClose} />
        </Suspense>
      );
    }
    case 'help':
      return (
        <HelpDrawer text={props.text} onClose={props.onClose}>
          <JournalLines
            journal={props.view.journal}
            text={props.text}
            timeZone={props.view.store.timeZone}
            onLook={() => void client.send({ kind: 'verify_journal' })}
          />
        </HelpDrawer>
      );
  }
}

function contentOf(props: CounterProps, stage: TerminalView['stage']): ScreenContent {
  if (stage.kind === 'keypad') return keypadScreen(props);
  return stage.settledWith ? settledScreen({ ...props, stage }) : SCREENS[stage.charge.status]({ ...props, stage });
}

/** The whole amount of what stands on the counter, for people. */
function amountOf(stage: TerminalView['stage'], entry: Entry): string {
  return yuan(stage.kind === 'charge' ? stage.charge.amount : totalOf(entry));
}

/** What is being paid for, at the right of the label; the shop's own name says nothing there. */
function aboutOf({ entry, text, view }: CounterProps, stage: TerminalView['stage']): string {
  if (stage.kind === 'keypad') return entry.items.length ? text.stage.items(entry.items.length + (entry.text ? 1 : 0)) : '';
  return stage.charge.description === view.store.name ? '' : stage.charge.description;
}

/** After each change of the screen the focus is on the primary action, but where haste must not find one: there it is nowhere. */
function useFocusOnPrimary(screenKey: string) {
  const hand = useRef<HTMLElement>(null);
  useEffect(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    if (/ (unresolved|reversing|queued)$/.test(screenKey)) return;
    // Quiet until somebody moves on with Tab: the button's key cap says already what Enter does.
    if (hand.current) hand.current.dataset.quiet = 'true';
    hand.current?.querySelector<HTMLElement>('[data-primary]')?.focus({ preventScroll: true });
  }, [screenKey]);
  return hand;
}

/** Rows of the open drawer: the arrows move the focus, Enter opens, F5 asks. Every other deed is a button of the row. */
function onRow(deed: Deed, { ask, holdDrop, holdRefund, refund }: Pick<Counter, 'ask' | 'holdDrop' | 'holdRefund' | 'refund'>): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const focused = document.activeElement?.closest<HTMLElement>('[data-row]') ?? null;
  const at = focused ? rows.indexOf(focused) : -1;
  if (deed === 'row_down') rows[Math.min(at + 1, rows.length - 1)]?.focus();
  if (deed === 'row_up') rows[Math.max(at - 1, 0)]?.focus();
  if (deed === 'row_test') document.querySelector<HTMLElement>('[data-deed=row_test] button')?.click();
  const row = rows[deed === 'row_main' ? Math.max(at, 0) : at];
  const button = row?.querySelector<HTMLElement>(`[data-does~=${deed}] button`);
  if (button) button.click();
  else if (deed === 'row_main') row?.click();
  else if (deed === 'row_ask' && row?.dataset.row) ask(row.dataset.row);
  else if (deed === 'row_refund') {
    const { finding, paid, refund: refundId } = (row ?? document.querySelector<HTMLElement>('[data-finding]'))?.dataset ?? {}; // without a focus the first one
    if (finding) holdRefund(finding);
    else if (paid || !row) refund(paid ?? null, refundId);
  } else if (deed === 'row_drop' && row?.dataset.parked) holdDrop(row.dataset.parked);
}

function readsAlone({ kind, status }: ScannerView): boolean {
  return status === 'ready' && (kind === 'serial' || kind === 'hid');
}

function openWindow(url: string): void {
  window.open(url, '_blank', 'popup,noopener,width=420,height=900');
}
