import { expect, test } from 'vitest';
import type { OfficeAnswer } from '../../../src/contract/office.ts';
import type { OfficeCommand, OfficeView } from '../../../src/contract/office-view.ts';
import { readKey } from '../keys.ts';
import { createDeskFlow } from './desk-flow.ts';
import { keysWithDesk } from './keys-with-desk.ts';
import type { Due } from './sheet.ts';

const TYPED: Due = { amount: 3_580, of: { kind: 'typed' } };
const SHIFT = { id: 'sh_1', cashier: '收银员 A', openedAt: '2026-11-22T08:00:00Z', openingFloat: 0, isCounted: false, isClosing: false };

function desk(answers: Readonly<Record<string, OfficeAnswer>> = {}, shift: typeof SHIFT | null = SHIFT) {
  let nowMs = 0;
  let ids = 0;
  const sent: OfficeCommand[] = [];
  const told: string[] = [];
  const typedOnCounter: string[] = [];
  const give = async (command: OfficeCommand): Promise<OfficeAnswer> => {
    sent.push(command);
    return answers[command.kind] ?? { ok: true, value: {} };
  };
  const flow = createDeskFlow({
    ...{ give, giveAfterSignIn: give, newId: () => `request-${++ids}` },
    read: async () => ({ ok: false, code: 'no_shift' }),
    clock: { monotonicMs: () => nowMs, wallMs: () => nowMs },
    settled: ({ amount }) => void told.push(`settled ${amount}`),
    refused: (code) => void told.push(code),
  });
  flow.seen({ hasPeople: true, shift } as unknown as OfficeView);
  const counter = {
    key: ({ key }: { key: string }) => {
      typedOnCounter.push(key);
      return null;
    },
    ...{ scanned: () => {}, mark: () => {}, retract: () => {}, release: () => {} },
  };
  const keys = keysWithDesk(counter, flow, () => {});
  return {
    ...{ flow, sent, told, keys, typedOnCounter },
    press(...codes: string[]) {
      for (const code of codes) {
        const pressed = readKey(code);
        if (!pressed) throw new Error(code);
        keys.mark();
        keys.key(pressed);
      }
    },
    later: (ms: number) => {
      nowMs += ms;
    },
    sheet: () => flow.state().sheet,
    settled: () => new Promise<void>((resolve) => setTimeout(resolve, 0)),
  };
}

const SOLD: OfficeAnswer = { ok: true, value: { entryId: 'ce_1', change: 1_420 } };

test('cash handed over: one sale, its change, and the counter is free; a second Enter does not dismiss the change', async () => {
  const { flow, sent, told, press, sheet, later, settled } = desk({ cash_sale: SOLD });
  flow.takeCash(TYPED);
  press('Digit5', 'Digit0', 'Enter', 'Enter');
  await settled();
  expect(sent).toEqual([{ kind: 'cash_sale', requestId: expect.any(String), amount: 3_580, received: 5_000 }]);
  expect(told).toEqual(['settled 3580']);
  press('Enter');
  expect(sheet()).toMatchObject({ kind: 'taken', change: 1_420 });
  later(500);
  press('Enter');
  expect(sheet().kind).toBe('closed');
});

test('Enter alone is the exact amount; too little is said and sends nothing', async () => {
  const exact = desk({ cash_sale: SOLD });
  exact.flow.takeCash(TYPED);
  exact.press('Enter');
  expect(exact.sent).toMatchObject([{ received: 3_580 }]);
  const little = desk();
  little.flow.takeCash(TYPED);
  little.press('Digit2', 'Digit0', 'Enter');
  expect([little.sent, little.flow.state().trouble]).toEqual([[], 'received_too_little']);
});

test('no answer: the same request goes again, and no other', async () => {
  const { flow, sent, press, settled } = desk({ cash_sale: { ok: false, code: 'no_answer' } });
  flow.takeCash(TYPED);
  press('Enter');
  await settled();
  press('Enter');
  await settled();
  expect(sent).toHaveLength(2);
  expect(sent[0]).toEqual(sent[1]);
});

test('the first digit after the change begins the next sale', async () => {
  const { flow, press, later, settled, sheet, typedOnCounter } = desk({ cash_sale: SOLD });
  flow.takeCash(TYPED);
  press('Enter');
  await settled();
  later(500);
  press('Digit4');
  expect([sheet().kind, typedOnCounter]).toEqual(['closed', ['digit']]);
});

test('cash for the sale of a charge and for a parked one names it', async () => {
  const { flow, sent, press, settled } = desk();
  flow.takeCash({ amount: 100, of: { kind: 'charge', chargeId: 'ch_1' } });
  press('Enter');
  await settled();
  flow.takeCash({ amount: 200, of: { kind: 'parked', parkedId: 'ps_1' } });
  press('Enter');
  await settled();
  expect(sent).toMatchObject([
    { amount: 100, chargeId: 'ch_1' },
    { amount: 200, parkedId: 'ps_1' },
  ]);
});

test('a scan that was typed first is taken back out of the count', () => {
  const { flow, keys, press, sheet } = desk();
  flow.open('closing');
  press('Digit9', 'Digit1', 'Digit3');
  keys.retract(2);
  expect(sheet()).toMatchObject({ kind: 'counting', draft: { sumText: '9' } });
});

test('a sale in between costs no count; nothing told is not counted', async () => {
  const { flow, sent, press, sheet } = desk();
  flow.open('closing');
  press('Enter');
  expect(sent).toEqual([]);
  press('Digit7', 'Digit0');
  flow.stageChanged();
  expect(sheet().kind).toBe('closed');
  flow.open('closing');
  expect(sheet()).toMatchObject({ kind: 'counting', draft: { sumText: '70' } });
});

test('counted blind, corrected with a word, closed once', async () => {
  const counted = { ok: true, value: { counted: 7_000, expected: 8_000, difference: -1_000 } } as const;
  const { flow, sent, press, sheet, later, settled } = desk({
    ...{ count_cash: counted, correct_count: { ok: true, value: { counted: 8_000, expected: 8_000, difference: 0 } } },
    close_shift: { ok: true, value: { shiftId: 'sh_1', zNumber: 3 } },
  });
  flow.open('closing');
  press('Digit7', 'Digit0', 'Enter');
  await settled();
  expect(sheet()).toMatchObject({ kind: 'counted', counted: { difference: -1_000 } });
  press('Enter'); // meant for the count
  later(500);
  press('Backspace', 'Digit8', 'Digit0', 'Enter');
  await settled();
  later(500);
  press('Enter', 'Enter');
  await settled();
  expect(sent.map(({ kind }) => kind)).toEqual(['count_cash', 'correct_count', 'close_shift']);
  expect(sheet()).toMatchObject({ kind: 'done', zNumber: 3 });
});

test('what is refused without a sheet is said by the counter; given up says nothing', async () => {
  const { flow, told, settled } = desk({ open_drawer: { ok: false, code: 'no_drawer' }, pay_out: { ok: false, code: 'given_up' } });
  flow.openDrawer();
  await settled();
  expect(told).toEqual(['no_drawer']);
  flow.open('pay_out');
  flow.type('5');
  flow.submit();
  await settled();
  expect([told, flow.state().trouble, flow.state().sheet.kind]).toEqual([['no_drawer'], null, 'paying']);
});
