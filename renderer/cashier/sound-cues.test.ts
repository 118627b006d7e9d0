import { expect, test } from 'vitest';
import type { TerminalView } from '../../src/contract/view.ts';
import { OFFER_STORIES } from './offer-stories.ts';
import { soundsBetween } from './sound-cues.ts';
import { STORIES } from './stories.ts';

function viewOf(name: string): TerminalView {
  const story = [...STORIES, ...OFFER_STORIES].find((one) => one.name === name);
  if (!story) throw new Error(`no story ${name}`);
  return story.view;
}

test.each([
  ['scan-now', 'submitting', ['scan_taken']],
  ['submitting', 'password-wait', ['password']],
  ['password-wait', 'paid', ['paid']],
  ['submitting', 'declined', ['declined']],
  ['submitting', 'unresolved', ['unknown']],
  ['unresolved', 'paid', ['bell', 'paid']],
  ['reversing', 'reversed', ['reversed']],
  ['scan-now', 'queued', ['queued']],
  ['scan-now', 'canceled', []],
  ['password-wait', 'password-wait-long', []],
  ['qr-placing', 'qr-shown', []],
  ['qr-shown', 'qr-paid', ['paid']],
  ['qr-shown', 'qr-withdrawn', []],
  ['qr-withdrawn', 'qr-canceled', []],
  ['qr-withdrawn', 'qr-paid', ['bell', 'paid']],
  ['qr-unresolved', 'qr-paid', ['bell', 'paid']],
  ['qr-canceled', 'qr-late', ['bell', 'paid']],
  ['qr-late', 'qr-late-back', []],
  ['qr-placing', 'qr-declined', ['declined']],
  ['keypad-empty', 'paid', []], // brought back from the history: nothing happened to it
])('%s then %s', (before, after, sounds) => {
  expect(soundsBetween(viewOf(before), viewOf(after))).toEqual(sounds);
});

test('the first view is silent: a reload is no event', () => {
  expect(soundsBetween(null, viewOf('paid'))).toEqual([]);
});

test('an unknown charge of the list that became paid rings', () => {
  const before = viewOf('todo');
  const known = before.todo.map((charge) => ({ ...charge, status: 'paid' as const }));
  expect(soundsBetween(before, { ...before, todo: [], recent: known })).toEqual(['bell', 'paid']);
});

test('a refused scan buzzes', () => {
  const view = viewOf('scan-now');
  expect(soundsBetween(view, { ...view, notice: { id: 1, notice: { kind: 'held' } } })).toEqual(['refused']);
});

test('a withdrawn QR of the list rings when it was paid, and is silent when it was closed', () => {
  const before = viewOf('todo-qr');
  const [inHand, ...others] = before.todo;
  if (!inHand) throw new Error('the story has no QR in hand');
  const ended = (status: 'paid' | 'canceled') => soundsBetween(before, { ...before, todo: others, recent: [{ ...inHand, status }] });
  expect([ended('paid'), ended('canceled')]).toEqual([['bell', 'paid'], []]);
});

test('one that ended behind newer charges rings when money came with it', () => {
  const before = viewOf('todo-qr');
  const after = { ...before, todo: before.todo.slice(1) };
  expect(soundsBetween(before, after)).toEqual([]);
  expect(soundsBetween(before, { ...after, today: { ...after.today, paidCount: after.today.paidCount + 1 } })).toEqual(['bell']);
});

test('money that comes for a QR that was closed rings from the rows too', () => {
  const before = viewOf('recent-qr');
  const [row, ...others] = before.recent;
  if (!row) throw new Error('the story has no rows');
  const rows = (status: 'canceled' | 'paid') => ({ ...before, recent: [{ ...row, status }, ...others] });
  expect(soundsBetween(rows('canceled'), rows('paid'))).toEqual(['bell', 'paid']);
});
