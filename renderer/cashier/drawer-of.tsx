import { lazy, Suspense } from 'react';
import type { TerminalView } from '../../src/contract/view.ts';
import type { Client } from '../client/client.ts';
import type { Advice, Text } from '../text/text.ts';
import { ATTACHING, type Counter, type CounterState } from './counter.ts';
import { type Drawer, screenOf } from './deeds.ts';
import { DisplaysDrawer } from './displays/displays-drawer.tsx';
import { HelpDrawer } from './help-drawer.tsx';
import { HistoryDrawer } from './history-drawer.tsx';
import { InquiryDrawer } from './inquiry/inquiry-drawer.tsx';
import { JournalLines } from './journal-lines.tsx';
import { ParkDrawer } from './todo/park-drawer.tsx';
import { TodoPage } from './todo/todo-page.tsx';

/** Seldom needed, and it brings the drawing of codes along: loaded when it is opened. */
const DoctorDrawer = lazy(() => import('../doctor/doctor-drawer.tsx'));

type DrawerOfProps = {
  readonly drawer: Drawer;
  readonly client: Pick<Client, 'send' | 'history' | 'watchDoctor'>;
  readonly counter: Counter;
  readonly state: CounterState;
  readonly view: TerminalView;
  readonly receivedMs: number;
  readonly text: Text;
  readonly amount: string; // of what stands on the counter, with its sign
  readonly advice: Advice | null; // about what was not done
};

/** What covers the counter: a drawer, or the to-do page. */
export function DrawerOf({ drawer, client, counter, state, view, receivedMs, text, amount, advice }: DrawerOfProps) {
  const { timeZone } = view.store;
  const onClose = () => counter.act('close');
  const shared = { view, text, advice, onClose };
  switch (drawer) {
    case 'history':
      return (
        <HistoryDrawer
          {...shared}
          history={client.history}
          onShow={counter.show}
          onAsk={counter.ask}
          onRefund={counter.refund}
          onInquire={counter.inquire}
        />
      );
    case 'todo':
      return <TodoPage {...shared} {...{ receivedMs, counter }} heldRow={state.heldRow} />;
    case 'inquiry':
      return (
        view.inquiry && (
          <InquiryDrawer
            {...{ text, timeZone, onClose }}
            inquiry={view.inquiry}
            isHolding={state.heldRow === ATTACHING}
            onHold={() => counter.act('hold_attach')}
            onRelease={counter.release}
            onAgain={() => counter.act('inquire_again')}
            onShow={counter.show}
            onRefund={() => counter.act('refund_found')}
          />
        )
      );
    case 'park':
      return (
        <ParkDrawer
          {...{ text, amount, onClose }}
          note={state.note}
          isCharge={state.stage.kind === 'charge'}
          onNote={counter.typeNote}
          onPark={() => counter.act('park_now')}
        />
      );
    case 'doctor':
      return (
        <Suspense>
          <DoctorDrawer {...{ client, text, timeZone, onClose }} isAwaitingCode={screenOf(view.stage) === 'awaiting_code'} />
        </Suspense>
      );
    case 'displays':
      return <DisplaysDrawer {...shared} {...{ receivedMs, counter }} heldRow={state.heldRow} />;
    case 'help':
      return (
        <HelpDrawer text={text} onClose={onClose}>
          <JournalLines
            journal={view.journal}
            text={text}
            timeZone={timeZone}
            onLook={() => void client.send({ kind: 'verify_journal' })}
          />
        </HelpDrawer>
      );
  }
}
