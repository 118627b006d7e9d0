import type { Deed } from '../cashier/deeds.ts';
import type { PressedKey } from '../cashier/keys.ts';
import type { KeyTarget } from '../cashier/use-keyboard.ts';
import type { RefundFlow } from './refund-flow.ts';

/** What a key does where money goes back. Those on rows are done by the focus. */
type Act = (flow: RefundFlow) => Deed | undefined;

const did =
  (act: (flow: RefundFlow) => void): Act =>
  (flow) => {
    act(flow);
    return 'close';
  };

const LEAVE: Readonly<Partial<Record<PressedKey['key'], Act>>> = { escape: did((flow) => flow.back()) };

const KEYS: Readonly<Record<'find' | 'sale' | 'followed', Readonly<Partial<Record<PressedKey['key'], Act>>>>> = {
  find: {
    ...LEAVE,
    up: () => 'row_up',
    down: () => 'row_down',
    enter: () => 'row_main',
    f9: () => 'row_main',
    backspace: did((flow) => flow.look(flow.state().search.text.slice(0, -1))),
    delete: did((flow) => flow.look('')),
  },
  sale: {
    ...LEAVE,
    plus: did((flow) => flow.all()),
    backspace: did((flow) => flow.press('backspace')),
    delete: did((flow) => flow.press('clear')),
    up: did((flow) => flow.nextReason(-1)),
    down: did((flow) => flow.nextReason(1)),
    f9: did((flow) => flow.hold()),
  },
  followed: {
    ...LEAVE,
    enter: did((flow) => flow.close()),
    f4: did((flow) => flow.otherAccount()),
    f11: did((flow) => void flow.print()),
    plus: did((flow) => flow.another()),
  },
};

/** The keyboard, with the refund before the counter while it is open. Scans go where they always go. */
export function keysWithRefund(counter: KeyTarget, flow: RefundFlow): KeyTarget {
  const target = () => (flow.isOpen() ? flow : counter);
  return {
    key(pressed) {
      const { place, may } = flow.state();
      if (place === 'closed') return counter.key(pressed);
      if (may === 'sending') return null;
      if (pressed.key === 'digit') {
        if (place === 'find') flow.look(`${flow.state().search.text}${pressed.types}`);
        else if (place === 'sale') flow.press(pressed.types);
        return 'type';
      }
      return KEYS[place][pressed.key]?.(flow) ?? null;
    },
    mark: () => target().mark(),
    retract: (count) => target().retract(count),
    scanned: counter.scanned,
    release() {
      flow.release();
      counter.release();
    },
  };
}
