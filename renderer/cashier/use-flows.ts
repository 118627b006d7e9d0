import { useEffect, useMemo, useRef } from 'react';
import type { OfficeView } from '../../src/contract/office-view.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import type { Camera } from '../camera/camera.ts';
import type { Client } from '../client/client.ts';
import type { OfficeClient } from '../client/office-client.ts';
import { pageClock } from '../client/page-clock.ts';
import { isPaymentCode } from '../manager/records/payment-code.ts';
import { createPeopleFlow, type PeopleFlow } from '../people/people-flow.ts';
import { createRefundFlow, type RefundFlow } from '../refund/refund-flow.ts';
import { keysWithRefund } from '../refund/refund-keys.ts';
import { refundTextIn } from '../text/refund/catalogue.ts';
import type { Counter } from './counter.ts';
import { createCounter } from './create-counter.ts';
import { keysWithPeople } from './people-keys.ts';
import { createDeskFlow, type DeskFlow } from './shift/desk-flow.ts';
import { fromMenu, newestPaid } from './shift/from-menu.ts';
import { keysWithDesk } from './shift/keys-with-desk.ts';
import type { MenuDeed } from './shift/menu-deeds.ts';
import { throughTheOffice } from './through-the-office.ts';
import { toggleCamera } from './use-camera.ts';
import type { KeyTarget } from './use-keyboard.ts';

type FlowParts = {
  readonly client: Pick<Client, 'send'>;
  readonly office: Pick<OfficeClient, 'sendOffice' | 'readOffice'>;
  readonly view: TerminalView;
  readonly officeView: OfficeView | null;
  readonly camera: Camera;
};

/** Everything that goes on at the counter, and the keyboard before all of it. */
export type Flows = {
  readonly people: PeopleFlow;
  readonly refund: RefundFlow;
  readonly counter: Counter;
  readonly desk: DeskFlow;
  readonly keys: KeyTarget;
  readonly choose: (deed: MenuDeed) => void;
};

/** One of each for the life of the window; every view is told to them. */
export function useFlows({ client, office, view, officeView, camera }: FlowParts): Flows {
  const newest = useRef(view);
  newest.current = view;
  const people = useMemo(() => createPeopleFlow({ send: office.sendOffice, clock: pageClock }), [office]);
  const refund = useMemo(
    () =>
      createRefundFlow({
        ...{ read: office.readOffice, give: people.give, send: client.send, isPaymentCode, clock: pageClock, newId },
        reasonWord: (reason) => refundTextIn(newest.current.store.locale).sale.reasons[reason],
      }),
    [office, people, client],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: one counter for the life of the window; later views are told to it
  const { counter, desk } = useMemo(() => {
    const send = throughTheOffice(client.send, people, () => newest.current);
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
    const counter = createCounter({
      ...{ view, send, clock: pageClock, newId, refund, desk: overIt },
      toggleCamera: () => toggleCamera(camera, (text) => counter.scanned(text)),
    });
    return { counter, desk };
  }, [client, office, camera, people, refund]);
  const { keys, choose } = useMemo(() => {
    const choose = (deed: MenuDeed) => fromMenu(deed, { desk, act: counter.act, view: newest.current });
    return { keys: keysWithPeople(keysWithDesk(keysWithRefund(counter, refund), desk, choose), people), choose };
  }, [counter, desk, refund, people]);
  useEffect(() => refund.seen(view), [refund, view]);
  // While money goes back, the number on a receipt is the sale that is looked for.
  useEffect(() => counter.seen(refund.isOpen() ? { ...view, inquiry: null } : view), [counter, refund, view]);
  useEffect(() => desk.seen(officeView), [desk, officeView]);
  useEffect(() => people.seen(officeView), [people, officeView]);
  return { people, refund, counter, desk, keys, choose };
}

function newId(): string {
  return crypto.randomUUID();
}
