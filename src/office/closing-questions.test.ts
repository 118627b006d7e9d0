import { beforeEach, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { scriptedGateway } from '../gateway/scripted-gateway.ts';
import { silent } from '../log/log.ts';
import { fen } from '../money/fen.ts';
import type { Shift, ShiftId } from '../shift/shift.ts';
import { changed, created, intent, PAID } from '../store/entries.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { createLimiter } from '../terminal/limiter.ts';
import { createPace } from '../terminal/pace.ts';
import { type Asked, createClosingQuestions, NOTHING_ASKED } from './closing-questions.ts';

const UNHEARD = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null } as const;
const SHIFT: Shift = {
  ...{ kind: 'shift', id: 'sh_1' as ShiftId, status: 'open', cashier: '林', personId: null, openedBy: { kind: 'terminal' }, openedAtMs: 0 },
  ...{
    openedAfterSeq: 0,
    sinceSeq: 0,
    openingFloatFen: fen(0),
    count: null,
    handOvers: [],
    carriedOver: [],
    idempotencyKey: null,
    closing: null,
  },
};

let clock: HandClock;
let gateway: ReturnType<typeof scriptedGateway>;
let journal: ReturnType<typeof memoryJournal>;
let told: Asked;
let isOver: boolean;

beforeEach(() => {
  clock = new HandClock();
  gateway = scriptedGateway();
  journal = memoryJournal();
  told = NOTHING_ASKED;
  isOver = false;
});

function paid(count: number): void {
  for (let n = 1; n <= count; n++) journal.append([created(n, { shiftId: 'sh_1' }), changed(n, PAID)]);
}

function ask(begun: Asked = NOTHING_ASKED): void {
  const limiter = createLimiter(8, createPace(clock, 10));
  const questions = createClosingQuestions({ gateway, journal, clock, log: silent, limiter, isStopped: () => false });
  void questions
    .run(SHIFT, begun, (asked) => {
      told = asked;
    })
    .then(() => {
      isOver = true;
    });
}

async function pass(ms = 0): Promise<void> {
  for (let left = ms; ; left -= 50) {
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    if (left <= 0) return;
    clock.advance(Math.min(50, left));
  }
}

const paidAnswer = () => ({ kind: 'paid', payment: PAID as Extract<typeof PAID, { status: 'paid' }> }) as const;
const orders = () => gateway.queries.map(({ order }) => order.orderNo);

test('eight at once, and no more than ten in a second', async () => {
  paid(30);
  ask();
  await pass();
  expect(gateway.queries).toHaveLength(8);
  for (const { answer } of gateway.queries.splice(0)) await answer(paidAnswer());
  await pass();
  expect(gateway.queries).toHaveLength(2);
  await pass(1_000);
  expect(gateway.queries).toHaveLength(8); // two that wait for their answers, and six more
  expect(told).toMatchObject({ charges: 8, matched: 8, drafts: [] });
});

test('what is told is told in order, so that a place says how far it is; a later process goes on from there', async () => {
  paid(3);
  ask();
  await pass();
  await gateway.queries[1]?.answer(paidAnswer());
  await gateway.queries[2]?.answer({ kind: 'absent' });
  await pass();
  expect(told.charges).toBe(0);
  await gateway.queries[0]?.answer(paidAnswer());
  await pass();
  expect(told).toMatchObject({ charges: 3, matched: 2, drafts: [{ cause: 'never_arrived', orderNo: intent(3).orderNo }] });
  gateway.queries.length = 0;
  ask({ ...NOTHING_ASKED, charges: 2, matched: 2 });
  await pass();
  expect(orders()).toEqual([intent(3).orderNo]);
});

test('somebody at the counter goes before, for two seconds', async () => {
  paid(1);
  const state = {
    status: 'awaiting_customer',
    armedOnly: false,
    undo: null,
    known: true,
    reversalsOpen: false,
    reversalRefused: null,
  } as const;
  journal.append([created(2, { createdAtMs: clock.wallMs() }), changed(2, state)]);
  ask();
  await pass(1_500);
  expect(orders()).toEqual([]);
  await pass(600);
  expect(orders()).toEqual([intent(1).orderNo]);
});

test('without an answer it is asked three times more, later each time; then the bill has the last word', async () => {
  paid(1);
  ask();
  for (const waitMs of [2_000, 5_000, 15_000]) {
    await pass();
    await gateway.queries.at(-1)?.answer(UNHEARD);
    const asked = gateway.queries.length;
    await pass(waitMs - 100);
    expect(gateway.queries).toHaveLength(asked);
    await pass(200);
    expect(gateway.queries).toHaveLength(asked + 1);
  }
  await gateway.queries.at(-1)?.answer(UNHEARD);
  await pass();
  expect([told.charges, told.matched, told.drafts, isOver]).toEqual([1, 0, [], true]);
});

test('while the line is down nobody is asked, and no try is lost', async () => {
  paid(1);
  gateway.setLine('offline');
  ask();
  await pass(60_000);
  expect(orders()).toEqual([]);
  gateway.setLine('online');
  await pass(200);
  await gateway.queries[0]?.answer(paidAnswer());
  await pass();
  expect(told).toMatchObject({ charges: 1, matched: 1 });
});

test('what has no end is followed by its own machine, and counts as asked', async () => {
  journal.append([created(1, { shiftId: 'sh_1' })]);
  ask();
  await pass();
  expect(orders()).toEqual([]);
  expect([told.charges, told.matched, isOver]).toEqual([1, 0, true]);
});
