import { beforeEach, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import type { KeptState } from '../payment/state.ts';
import { TIMES } from '../payment/story.ts';
import { created, orderNo } from '../store/entries.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { BACKLOG_PER_SECOND } from './pace.ts';
import { bootTerminal, CODE, type TestTerminal } from './test-terminal.ts';

/** What an outage left behind: sent, and never answered. */
const LEFT = 40;
const UNKNOWN: KeptState = { status: 'unresolved', armedOnly: false, undo: null, known: true, reversalsOpen: false, reversalRefused: null };

let clock: HandClock;
let t: TestTerminal;
let asked: { readonly orderNo: string; readonly atMs: number }[];

beforeEach(() => {
  clock = new HandClock();
  const journal = memoryJournal();
  journal.append(Array.from({ length: LEFT }, (_, n) => created(n, {}, UNKNOWN)));
  t = bootTerminal(clock, journal);
  asked = [];
});

/** Answers what was asked, `ms` long, and remembers when. */
async function serve(ms: number, answer: (n: number) => Parameters<TestTerminal['gateway']['queries'][number]['answer']>[0]) {
  for (let passed = 0; passed < ms; passed += 100) {
    while (asked.length < t.gateway.queries.length) {
      const question = t.gateway.queries[asked.length];
      asked.push({ orderNo: question?.order.orderNo ?? '', atMs: clock.monotonicMs() });
      await question?.answer(answer(asked.length - 1));
    }
    clock.advance(100);
  }
}

const inOneSecond = (times: readonly number[]) =>
  Math.max(...times.map((atMs) => times.filter((other) => other > atMs - 1_000 && other <= atMs).length));

test('what an outage left is asked about oldest first, at most eight at once and ten a second', async () => {
  expect(t.gateway.queries).toHaveLength(8);
  await serve(6_000, () => ({ kind: 'undone', acquirerCode: 'REVOKED' }));
  expect(asked.map((question) => question.orderNo)).toEqual(Array.from({ length: LEFT }, (_, n) => orderNo(n)));
  expect(inOneSecond(asked.map(({ atMs }) => atMs))).toBeLessThanOrEqual(BACKLOG_PER_SECOND);
  expect(t.terminal.health().unsettled).toBe(0);
});

test('who stands at the counter is not behind the backlog', async () => {
  t.begin();
  t.scan(CODE);
  await t.gateway.charges[0]?.answer({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: true });
  expect(t.gateway.queries).toHaveLength(8); // all eight places are taken by silence
  await t.gateway.queries[0]?.answer({ kind: 'undone', acquirerCode: 'REVOKED' });
  expect(t.gateway.queries[8]?.order.orderNo).toBe(t.gateway.charges[0]?.order.orderNo);
});

test('at most four are undone at once, and each of them is', async () => {
  clock.advance(TIMES.customerTimeoutMs); // nobody answers: all of them are to be undone
  let most = 0;
  let answered = 0;
  for (let step = 0; step < 300 && answered < LEFT; step += 1) {
    for (; asked.length < t.gateway.queries.length; asked.push({ orderNo: '', atMs: 0 })) {
      await t.gateway.queries[asked.length]?.answer({ kind: 'not_paid' });
    }
    most = Math.max(most, t.gateway.reversals.length - answered);
    if (t.gateway.reversals.length > answered) {
      await t.gateway.reversals[answered]?.answer({ kind: 'refused', acquirerCode: 'X' });
      answered += 1;
    }
    clock.advance(250);
  }
  expect(most).toBe(4);
  expect(new Set(t.gateway.reversals.map(({ order }) => order.orderNo)).size).toBeGreaterThanOrEqual(LEFT - 4);
});
