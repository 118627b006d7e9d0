import { expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import type { Command, CommandAnswer } from '../../src/contract/command.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import { createCounter } from './create-counter.ts';
import { totalOf } from './entry.ts';
import { GUARD_MS } from './guard.ts';
import { HOLD_MS } from './holding.ts';
import { readKey } from './keys.ts';
import { OFFER_STORIES } from './offer-stories.ts';
import { INQUIRIES, STORIES } from './stories.ts';

function viewOf(name: string): TerminalView {
  const story = [...STORIES, ...OFFER_STORIES, ...INQUIRIES].find((one) => one.name === name);
  if (!story) throw new Error(`no story ${name}`);
  return story.view;
}

function desk(first: string, answer: CommandAnswer = { ok: true }) {
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

test('amount, Enter: one charge; Enter again is the same request', async () => {
  const { keys, sent, settled } = desk('keypad-empty');
  keys('Digit1', 'Numpad2', 'Period', 'Digit5', 'Enter', 'Enter');
  await settled();
  expect(sent).toEqual([
    { kind: 'charge', requestId: expect.any(String), amount: 1250 },
    { kind: 'charge', requestId: expect.any(String), amount: 1250 },
  ]);
  expect(sent[0]).toEqual(sent[1]);
});

test('Enter without an amount sends nothing', () => {
  const { keys, sent } = desk('keypad-empty');
  keys('Enter', 'Digit0', 'Enter');
  expect(sent).toEqual([]);
});

test('the first digit after paid begins the next sale, and fast ones after it are all kept', () => {
  const { see, keys, sent, pastGuard, counter } = desk('keypad-empty');
  see('paid');
  pastGuard();
  keys('Digit4', 'Digit2');
  expect(sent).toEqual([{ kind: 'next_sale' }]);
  expect(counter.state().stage.kind).toBe('keypad');
  expect(totalOf(counter.state().entry)).toBe(4200);
});

test('a key meant for the old screen does nothing on the new one', () => {
  const { see, keys, sent, pastGuard } = desk('keypad-empty');
  see('paid');
  keys('Digit4', 'Enter');
  expect(sent).toEqual([]);
  pastGuard();
  keys('Enter');
  expect(sent).toEqual([{ kind: 'next_sale' }]);
});

test('an unknown charge never leaves by Enter, Escape or a digit, only by F6', () => {
  const { see, keys, sent, pastGuard, counter } = desk('keypad-empty');
  see('unresolved');
  pastGuard();
  keys('Enter', 'NumpadEnter', 'Escape', 'Digit5', 'Backspace');
  expect(sent).toEqual([]);
  expect(counter.state().stage.kind).toBe('charge');
  keys('F6');
  expect(sent).toEqual([{ kind: 'next_sale' }]);
});

test('Escape undoes a sent charge only when it is held', () => {
  const { see, keys, sent, pastGuard, counter, clock } = desk('keypad-empty');
  see('password-wait');
  pastGuard();
  keys('Escape');
  clock.advance(HOLD_MS - 1);
  counter.release();
  clock.advance(HOLD_MS);
  expect(sent).toEqual([]);
  keys('Escape');
  expect(counter.state().isHolding).toBe(true);
  clock.advance(HOLD_MS);
  expect(sent).toEqual([{ kind: 'cancel', chargeId: 'story-charge-8813' }]);
});

test('a hold that the end of the charge overtakes sends nothing', () => {
  const { see, keys, sent, pastGuard, clock } = desk('keypad-empty');
  see('password-wait');
  pastGuard();
  keys('Escape');
  see('paid');
  clock.advance(HOLD_MS * 2);
  expect(sent).toEqual([]);
});

test('change amount: canceled, left, and the tape is back', async () => {
  const { see, keys, sent, pastGuard, counter, settled } = desk('keypad-empty');
  keys('Digit1', 'Digit0', 'Digit0', 'NumpadAdd', 'Digit2', 'Digit8', 'Enter');
  await settled();
  see('scan-now');
  pastGuard();
  keys('Backspace');
  await settled();
  see('canceled');
  expect(sent.slice(1)).toEqual([{ kind: 'cancel', chargeId: 'story-charge-8813' }, { kind: 'next_sale' }]);
  expect(counter.state().stage.kind).toBe('keypad');
  expect(counter.state().entry).toEqual({ items: [10000], text: '28' });
});

test('the camera has a key while a code is awaited, and nowhere else', () => {
  const { see, keys, toggled, pastGuard } = desk('keypad-empty');
  keys('F12');
  see('scan-now');
  pastGuard();
  keys('F12', 'F12');
  see('password-wait');
  pastGuard();
  keys('F12');
  expect(toggled).toEqual(['camera', 'camera']);
});

test('a refused command is told, and the amount stays', async () => {
  const { keys, counter, settled, clock } = desk('keypad-empty', { ok: false, code: 'terminal_busy' });
  keys('Digit5', 'Enter');
  await settled();
  expect(counter.state().plate).toEqual({ kind: 'command', code: 'terminal_busy' });
  expect(totalOf(counter.state().entry)).toBe(500);
  clock.advance(6_000);
  expect(counter.state().plate).toBeNull();
});

test('the same refused scan is told once, the next one again', () => {
  const { counter, clock } = desk('keypad-empty');
  const notice = { kind: 'product_code' } as const;
  counter.seen({ ...viewOf('keypad-empty'), notice: { id: 1, notice } });
  expect(counter.state().plate).toEqual({ kind: 'scan', notice });
  clock.advance(6_000);
  counter.seen({ ...viewOf('keypad-empty'), notice: { id: 1, notice } });
  expect(counter.state().plate).toBeNull();
  counter.seen({ ...viewOf('keypad-empty'), notice: { id: 2, notice } });
  expect(counter.state().plate).not.toBeNull();
});

test('digits that were a torn scan are taken back', () => {
  const { keys, counter } = desk('keypad-empty');
  for (const code of ['Digit8', 'Digit1', 'Digit3']) {
    counter.mark();
    keys(code);
  }
  counter.retract(2);
  expect(counter.state().entry.text).toBe('8');
});

test('an end on the stage closes the list over it', () => {
  const { see, keys, counter } = desk('password-wait');
  keys('F8');
  expect(counter.state().drawer).toBe('history');
  see('paid');
  expect(counter.state().drawer).toBeNull();
});

test('a scanned number of a bill opens its panel; closed, the inquiry is over', () => {
  const { see, keys, counter, sent } = desk('scan-now');
  keys('F8');
  see('inquiry-asking');
  expect(counter.state().drawer).toBe('inquiry');
  see('inquiry-paid-here');
  keys('F5', 'Escape');
  expect(counter.state().drawer).toBeNull();
  see('inquiry-paid-here'); // the terminal has not heard it yet
  expect(counter.state().drawer).toBeNull();
  expect(sent).toEqual([{ kind: 'inquire_again' }, { kind: 'close_inquiry' }]);
});

test('an end on the stage closes the panel over it, and the inquiry with it', () => {
  const { see, counter, sent } = desk('inquiry-not-known-yet');
  expect(counter.state().drawer).toBe('inquiry');
  counter.seen({ ...viewOf('paid'), inquiry: viewOf('inquiry-not-known-yet').inquiry });
  see('paid');
  expect([counter.state().drawer, sent]).toEqual([null, [{ kind: 'close_inquiry' }]]);
});

test('a payment is attached by holding, and only one that may be', () => {
  const { see, keys, sent, clock, counter, pastGuard } = desk('scan-now');
  see('inquiry-other-amount');
  keys('Enter');
  clock.advance(HOLD_MS);
  expect(sent).toEqual([]);
  see('inquiry-paid-elsewhere');
  keys('Enter');
  clock.advance(HOLD_MS - 1);
  counter.release();
  clock.advance(HOLD_MS);
  expect(sent).toEqual([]);
  keys('Enter');
  clock.advance(HOLD_MS);
  expect(sent).toEqual([{ kind: 'attach_payment', chargeId: 'story-charge-8813' }]);
  see('settled');
  expect(counter.state().drawer).toBeNull();
  pastGuard();
  keys('Digit5');
  expect(counter.state()).toMatchObject({ stage: { kind: 'keypad' }, entry: { text: '5' } });
});

test('F7 asks for a note and parks what was typed; the next sale has a request of its own', async () => {
  const { keys, sent, counter, settled } = desk('keypad-empty');
  keys('Digit8', 'Digit9', 'F7');
  expect(counter.state().drawer).toBe('park');
  counter.typeNote(' 蓝衣服 ');
  keys('Enter');
  await settled();
  expect(counter.state()).toMatchObject({ drawer: null, entry: { items: [], text: '' } });
  keys('Digit5', 'F7', 'F7');
  await settled();
  expect(sent).toEqual([
    { kind: 'park', requestId: expect.any(String), amount: 8900, note: '蓝衣服' },
    { kind: 'park', requestId: expect.any(String), amount: 500 },
  ]);
  expect(sent[0]).not.toHaveProperty('requestId', (sent[1] as { requestId: string }).requestId);
});

test('F7 without an amount shows what is parked', () => {
  const { keys, counter } = desk('keypad-empty');
  keys('F7');
  expect(counter.state().drawer).toBe('todo');
});

test('what could not be parked stays on the keypad, with a word', async () => {
  const { keys, counter, settled } = desk('keypad-empty', { ok: false, code: 'parked_full' });
  keys('Digit8', 'F7', 'Enter');
  await settled();
  expect(counter.state()).toMatchObject({ drawer: null, plate: { kind: 'command', code: 'parked_full' } });
  expect(totalOf(counter.state().entry)).toBe(800);
});

test('F7 parks a charge that was not sent, and leaves one that was alone', async () => {
  const { see, keys, sent, pastGuard, settled } = desk('password-wait');
  pastGuard();
  keys('F7');
  see('queued');
  pastGuard();
  keys('F7', 'F7');
  await settled();
  expect(sent).toEqual([{ kind: 'park_charge', chargeId: 'story-charge-8813' }]);
});

test('scan again names the charge whose sale it is', () => {
  const { see, keys, sent, pastGuard } = desk('keypad-empty');
  see('declined');
  pastGuard();
  keys('Enter');
  expect(sent).toEqual([{ kind: 'charge', requestId: expect.any(String), amount: 12800, sameSaleAs: 'story-charge-8813' }]);
});

test('a parked sale is given up only when it is held', () => {
  const { counter, sent, clock } = desk('todo');
  counter.holdDrop('ps_story1');
  expect(counter.state()).toMatchObject({ heldRow: 'ps_story1', isHolding: false });
  clock.advance(HOLD_MS - 1);
  counter.release();
  clock.advance(HOLD_MS);
  expect(sent).toEqual([]);
  counter.holdDrop('ps_story1');
  clock.advance(HOLD_MS);
  expect(sent).toEqual([{ kind: 'drop_parked', parkedId: 'ps_story1' }]);
  expect(counter.state().heldRow).toBeNull();
});

test('a payment that was perhaps one too many goes back when F9 is held, not when it is pressed', async () => {
  const { keys, clock, counter, sent, settled, pastGuard } = desk('paid-twice');
  pastGuard();
  keys('F9');
  expect(counter.state().heldRow).toBe('f1+story');
  clock.advance(HOLD_MS - 1);
  counter.release();
  clock.advance(HOLD_MS);
  expect(sent).toEqual([]);
  keys('F9');
  clock.advance(HOLD_MS);
  await settled();
  expect(sent).toEqual([{ kind: 'refund_finding', findingId: 'f1+story' }]);
  expect(counter.state().heldRow).toBeNull();
});

test('F9 on a payment that nobody wonders about does nothing; its next sale begins as ever', () => {
  const { keys, clock, sent, pastGuard } = desk('paid');
  pastGuard();
  keys('F9');
  clock.advance(HOLD_MS);
  expect(sent).toEqual([]);
});

test('both payments are right: said with the reason', async () => {
  const { counter, sent, settled } = desk('todo-findings');
  counter.dismiss('f2', 'for_another');
  await settled();
  expect(sent).toEqual([{ kind: 'dismiss_finding', findingId: 'f2', reason: 'for_another' }]);
});

test('F9 opens the refund of what was paid just now, and without that asks which; Delete gives it back whole, held', () => {
  const { see, keys, toggled, clock, counter, pastGuard } = desk('keypad-empty');
  keys('F9');
  see('paid');
  pastGuard();
  keys('F9', 'Delete');
  counter.release();
  clock.advance(HOLD_MS);
  expect(toggled).toEqual(['find a sale', 'refund story-charge-8813']);
  keys('Delete');
  clock.advance(HOLD_MS);
  expect(toggled.at(-1)).toBe('cancel story-charge-8813 ¥128.00');
});

test('F4 takes cash for the typed amount, for a code not sent and for a payment that declined; once settled the counter is free', async () => {
  const { see, keys, sent, toggled, counter, pastGuard, settled } = desk('keypad-empty');
  keys('F4');
  expect(toggled).toEqual([]); // nothing to pay
  keys('Digit1', 'Digit2', 'F4');
  see('scan-now');
  pastGuard();
  keys('F4');
  see('declined');
  pastGuard();
  keys('F4');
  expect(toggled).toEqual(['cash 1200', 'cash 12800', 'cash 12800']);
  const { stage } = counter.state();
  counter.settled({ amount: 12_800, of: { kind: 'charge', chargeId: stage.kind === 'charge' ? stage.charge.id : '' } });
  await settled();
  expect([counter.state().stage.kind, sent.at(-1)]).toEqual(['keypad', { kind: 'next_sale' }]);
});

test('F4 while a charge may take money opens nothing, and says why', () => {
  const { see, keys, toggled, counter, pastGuard } = desk('keypad-empty');
  for (const screen of ['submitting', 'password-wait', 'unresolved', 'reversing']) {
    see(screen);
    pastGuard();
    keys('F4');
    expect(counter.state().plate).toEqual({ kind: 'command', code: 'sale_unsettled' });
  }
  expect(toggled).toEqual([]);
});

test('F3 charges the typed amount by the merchant’s QR, F2 and Enter by a code; where the shop has no QR F3 does nothing', async () => {
  const { keys, sent, settled, counter } = desk('keypad-empty');
  keys('F3');
  keys('Digit1', 'Digit2', 'F3');
  await settled();
  expect(totalOf(counter.state().entry)).toBe(0);
  keys('Digit5', 'F2');
  await settled();
  counter.seen({ ...viewOf('keypad-empty'), methods: ['payment_code'] });
  keys('Digit7', 'F3');
  expect(sent).toEqual([
    { kind: 'charge', requestId: expect.any(String), amount: 1200, method: 'merchant_qr' },
    { kind: 'charge', requestId: expect.any(String), amount: 500 },
  ]);
});

test('a QR that stands is withdrawn by Escape, at once: nothing was charged', () => {
  const { see, keys, sent, pastGuard, counter } = desk('keypad-empty');
  see('qr-shown');
  pastGuard();
  keys('Escape');
  expect(sent).toEqual([{ kind: 'cancel', chargeId: 'story-charge-8813' }]);
  expect(counter.state().isHolding).toBe(false);
});

test('one sale goes from code to QR and back, each time by its own request', () => {
  const { see, keys, sent, pastGuard } = desk('keypad-empty');
  for (const [screen, key] of [
    ['scan-now', 'F3'],
    ['qr-shown', 'F2'],
    ['scan-now-held', 'F3'],
    ['qr-withdrawn', 'F3'],
    ['qr-declined', 'Enter'],
    ['qr-canceled', 'F2'],
    ['declined', 'F3'],
  ] as const) {
    see(screen);
    pastGuard();
    keys(key, key);
  }
  const methods = sent.filter((_, at) => at % 2 === 0).map((asked) => (asked.kind === 'change_method' ? asked.method : asked.kind));
  const [qr, code] = ['merchant_qr', 'payment_code'];
  expect(methods).toEqual([qr, code, qr, qr, qr, code, qr]);
  for (let at = 0; at < sent.length; at += 2) expect(sent[at]).toEqual(sent[at + 1]);
  expect(new Set(sent.map((asked) => 'requestId' in asked && asked.requestId)).size).toBe(methods.length);
});

test('a withdrawn QR does not hold up the next customer', () => {
  const { see, keys, sent, pastGuard } = desk('keypad-empty');
  see('qr-withdrawn');
  pastGuard();
  keys('Enter', 'Escape', 'F6');
  expect(sent).toEqual([{ kind: 'next_sale' }]);
});

test('F4 while a QR may be paid says so', () => {
  const { see, keys, toggled, counter, pastGuard } = desk('keypad-empty');
  see('qr-shown');
  pastGuard();
  keys('F4');
  expect([counter.state().plate, toggled]).toEqual([{ kind: 'command', code: 'qr_stands' }, []]);
});

test('a digit after a QR was canceled begins the next sale, whose F3 asks for its own QR', async () => {
  const { see, keys, sent, pastGuard, settled } = desk('keypad-empty');
  see('qr-canceled');
  pastGuard();
  keys('Digit9', 'F3');
  await settled();
  expect(sent).toEqual([{ kind: 'next_sale' }, { kind: 'charge', requestId: expect.any(String), amount: 900, method: 'merchant_qr' }]);
});

test('displays are paired by a key, and unpaired only when it is held', () => {
  const { counter, keys, sent, clock, see } = desk('displays-no-door');
  counter.act('open_displays');
  keys('F2');
  expect(sent).toEqual([]);
  see('displays');
  keys('F2', 'F3', 'Backspace');
  counter.holdRevoke('d1');
  clock.advance(HOLD_MS - 1);
  counter.release();
  clock.advance(HOLD_MS);
  expect(sent).toEqual([
    { kind: 'pair_display', role: 'display' },
    { kind: 'pair_display', role: 'self_service' },
    { kind: 'stop_pairing' },
  ]);
  counter.holdRevoke('d1');
  expect(counter.state().heldRow).toBe('d1');
  clock.advance(HOLD_MS);
  expect(sent.at(-1)).toEqual({ kind: 'revoke_display', displayId: 'd1' });
});

test('a parked sale is gone on with by scan or by QR', () => {
  const { counter, sent } = desk('todo');
  counter.collect('ps_story1', 'merchant_qr');
  counter.collect('ps_story1', 'wallet');
  expect(sent.map((asked) => asked.kind === 'collect' && asked.tender)).toEqual(['merchant_qr', 'wallet']);
});
