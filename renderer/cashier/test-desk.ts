import { HandClock } from '../../src/basics/hand-clock.ts';
import type { Command, CommandAnswer } from '../../src/contract/command.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import { createCounter } from './create-counter.ts';
import { GUARD_MS } from './guard.ts';
import { readKey } from './keys.ts';
import { OFFER_STORIES } from './offer-stories.ts';
import { INQUIRIES, STORIES } from './stories.ts';

/** The view of a story. */
export function viewOf(name: string): TerminalView {
  const story = [...STORIES, ...OFFER_STORIES, ...INQUIRIES].find((one) => one.name === name);
  if (!story) throw new Error(`no story ${name}`);
  return story.view;
}

/** A counter without a page: its keys are pressed, what it sends is seen. @param first the story that it opens with */
export function desk(first: string, answer: CommandAnswer = { ok: true }) {
  const clock = new HandClock();
  const sent: Command[] = [];
  const toggled: string[] = [];
  let ids = 0;
  const counter = createCounter({
    view: viewOf(first),
    clock,
    newId: () => `request-${++ids}`,
    refund: {
      find: () => void toggled.push('find a sale'),
      open: (id) => void toggled.push(`refund ${id}`),
      cancelPaid: (id, about) => void toggled.push(`cancel ${id} ${about}`),
    },
    toggleCamera: () => void toggled.push('camera'),
    desk: {
      openMenu: () => void toggled.push('menu'),
      takeCash: ({ amount }) => void toggled.push(`cash ${amount}`),
      printLast: () => void toggled.push('print'),
    },
    async send(command) {
      sent.push(command);
      return answer;
    },
  });
  return {
    ...{ clock, sent, toggled, counter },
    keys: (...codes: string[]) => {
      for (const code of codes) {
        const pressed = readKey(code);
        if (pressed) counter.key(pressed);
      }
    },
    see: (name: string) => counter.seen(viewOf(name)),
    pastGuard: () => clock.advance(GUARD_MS),
    settled: () => new Promise<void>((resolve) => setTimeout(resolve, 0)),
  };
}
