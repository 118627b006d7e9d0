import { expect, test } from 'vitest';
import type { KioskCommand } from '../../src/contract/display.ts';
import type { KioskAnswer } from './display-client.ts';
import { order } from './order-flow.ts';

function kiosk(answers: readonly KioskAnswer[]) {
  const sent: KioskCommand[] = [];
  let ids = 0;
  return {
    sent,
    parts: {
      send: async (command: KioskCommand) => {
        sent.push(command);
        return answers[sent.length - 1] ?? { ok: true as const };
      },
      newId: () => `request-${++ids}`,
      pause: async () => undefined,
    },
  };
}

const LOST: KioskAnswer = { ok: false, code: 'no_answer' };

test('a lost answer: the same name goes again, so that one charge begins', async () => {
  const { sent, parts } = kiosk([LOST, { ok: true }]);
  expect(await order(parts, 4)).toEqual({ ok: true });
  expect(sent).toEqual([
    { kind: 'order', requestId: 'request-1', button: 4 },
    { kind: 'order', requestId: 'request-1', button: 4 },
  ]);
});

test('nobody there: three tries and no more', async () => {
  const { sent, parts } = kiosk([LOST, LOST, LOST, LOST]);
  expect(await order(parts, 0)).toEqual(LOST);
  expect(sent).toHaveLength(3);
});

test('a refusal is not tried again; the next order has a name of its own', async () => {
  const { sent, parts } = kiosk([{ ok: false, code: 'not_now' }]);
  expect(await order(parts, 0)).toEqual({ ok: false, code: 'not_now' });
  await order(parts, 0);
  expect(sent.map((command) => command.kind === 'order' && command.requestId)).toEqual(['request-1', 'request-2']);
});
