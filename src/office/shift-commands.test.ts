import { expect, test } from 'vitest';
import type { OfficeAnswer } from '../contract/office.ts';
import { fen } from '../money/fen.ts';
import { PAYMENT } from '../payment/story.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { CODE } from '../terminal/test-terminal.ts';
import { COUNTER } from './office.ts';
import { CASHIER_PIN, idOf, MANAGER_PIN, staff, type TestOffice, testOffice } from './test-office.ts';

const OPEN = { kind: 'open_shift', requestId: 'request-open', openingFloat: 20_000 } as const;

function made(answer: Awaited<ReturnType<TestOffice['send']>>): Record<string, unknown> {
  if (!answer.ok) throw new Error(answer.code);
  return answer.value as Record<string, unknown>;
}

function codeOf(answer: Awaited<ReturnType<TestOffice['send']>>): string {
  return answer.ok ? 'ok' : answer.code;
}

function cash(t: TestOffice, amount: number, n = amount) {
  return t.send({ kind: 'cash_sale', requestId: `request-cash-${n}`, amount });
}

test('a shift is of whoever is signed in, and shows on the counter what it is, not what it took', async () => {
  const t = testOffice();
  const { cashier } = await staff(t);
  expect(t.office.view(COUNTER).shift).toBeNull();
  const { shiftId } = made(await t.send(OPEN));
  expect(made(await t.send(OPEN)).shiftId).toBe(shiftId); // pressed twice
  expect(t.journal.slip('shift', String(shiftId))?.slip).toMatchObject({ cashier: '收银员 A', personId: cashier, openingFloatFen: 20_000 });
  expect(t.office.view(COUNTER).shift).toEqual({
    ...{ id: shiftId, cashier: '收银员 A', openingFloat: 20_000, isCounted: false, isClosing: false },
    openedAt: new Date(t.clock.wallMs()).toISOString(),
  });
  expect(codeOf(await t.send({ ...OPEN, requestId: 'request-other' }))).toBe('shift_already_open');
});

test('before anybody is set up a name may be given, and hand-over goes by names', async () => {
  const t = testOffice();
  const { shiftId } = made(await t.send({ ...OPEN, cashier: '林' }));
  await t.send({ kind: 'hand_over', cashier: '王' });
  expect(t.journal.slip('shift', String(shiftId))?.slip).toMatchObject({
    cashier: '王',
    handOvers: [{ from: '林', to: '王', atMs: t.clock.wallMs() }],
  });
});

test('a shift is handed over to whoever signed in with a PIN, while a charge goes on', async () => {
  const t = testOffice();
  await staff(t);
  await t.send(OPEN);
  const charge = t.till.begin({ authCode: new AuthCode(CODE) });
  await t.send({ kind: 'sign_out' });
  expect(codeOf(await t.send({ kind: 'hand_over' }))).toBe('sign_in_first');
  const [manager] = t.office.view(COUNTER).people;
  await t.send({ kind: 'sign_in', personId: manager?.id ?? '', pin: MANAGER_PIN });
  expect(codeOf(await t.send({ kind: 'hand_over' }))).toBe('ok');
  expect(codeOf(await t.send({ kind: 'hand_over' }))).toBe('ok'); // pressed twice
  const shift = t.journal.openSlips('shift')[0]?.slip;
  expect(shift).toMatchObject({ cashier: '店长', handOvers: [{ from: '收银员 A', to: '店长' }] });
  await t.till.gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
  expect(t.till.terminal.find(charge.id)).toMatchObject({ status: 'paid', shiftId: shift?.id });
});

test('a hundred hand-overs are kept of a shift; one more is refused, and the shift stays whose it was', async () => {
  const t = testOffice();
  await t.send({ ...OPEN, cashier: '林' });
  const handOver = (n: number) => t.send({ kind: 'hand_over', cashier: n % 2 === 0 ? '林' : '王' });
  for (let n = 1; n <= 100; n += 1) expect(codeOf(await handOver(n))).toBe('ok');
  expect(codeOf(await handOver(101))).toBe('too_many_hand_overs');
  expect(codeOf(await handOver(100))).toBe('ok'); // whose it is already
  const shift = t.journal.openSlips('shift')[0]?.slip;
  expect([shift?.cashier, shift?.handOvers.length]).toEqual(['林', 100]);
});

test('the drawer is counted blind: what should be in it is said once the count is given', async () => {
  const t = testOffice();
  await staff(t);
  await t.send(OPEN);
  await cash(t, 3_500);
  const x = made((await t.office.read(COUNTER, 'shift', {})) as never);
  expect(x).toMatchObject({ kind: 'x', totals: { paidCount: 1, cash: { expected: null } } });
  expect(made(await t.send({ kind: 'count_cash', counted: 23_000 }))).toEqual({ counted: 23_000, expected: 23_500, difference: -500 });
  expect(made((await t.office.read(COUNTER, 'shift', {})) as never)).toMatchObject({ totals: { cash: { expected: 23_500 } } });
  expect(t.office.view(COUNTER).shift?.isCounted).toBe(true);
});

test('an X reading before the count holds no sum that tells what is in the drawer', async () => {
  const t = testOffice();
  const { manager } = await staff(t);
  await t.send(OPEN);
  t.till.begin({ authCode: new AuthCode(CODE) });
  await t.till.gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
  await cash(t, 3_500);
  const { entryId } = made(await cash(t, 700));
  await t.send({ kind: 'cash_refund', requestId: 'request-back', entryId: String(entryId) });
  const read = async () => made((await t.office.read(COUNTER, 'shift', {})) as OfficeAnswer);
  const hidden = await read();
  expect(hidden).toMatchObject({
    openingFloat: 20_000,
    totals: { wallet: [{ count: 1, amount: 1_280 }], gross: null, refunded: null, net: null },
  });
  expect(hidden).toHaveProperty('totals.cash', {
    ...{ openingFloat: 20_000, sales: { count: 2, amount: null }, refunds: { count: 1, amount: null } },
    ...{ payIns: { count: 0, amount: null }, payOuts: { count: 0, amount: null }, expected: null },
  });
  const id = String(hidden.id);
  expect(t.office.shifts.find(id)).toMatchObject({ ok: true, value: { totals: { gross: 5_480, cash: { expected: 23_500 } } } }); // the till's
  await t.send({ kind: 'sign_in', personId: manager, pin: MANAGER_PIN });
  expect(await read()).toMatchObject({ totals: { gross: 5_480, net: 4_780, cash: { sales: { amount: 4_200 }, expected: 23_500 } } });
});

test('an X reading on paper waits for the count of whoever is to count blind', async () => {
  const t = testOffice();
  const { manager } = await staff(t);
  const { shiftId: id } = made(await t.send(OPEN));
  const print = { kind: 'print', document: { kind: 'x', id: String(id) }, copy: 'customer' } as const;
  const file = async () => codeOf((await t.office.read(COUNTER, 'receipt', { kind: 'x', id: String(id), format: 'text' })) as OfficeAnswer);
  expect([codeOf(await t.send(print)), await file()]).toEqual(['not_counted', 'not_counted']);
  await t.send({ kind: 'sign_in', personId: manager, pin: MANAGER_PIN });
  expect(codeOf(await t.send(print))).toBe('no_printer'); // as far as it gets here
  const [, cashier] = t.office.view(COUNTER).people;
  await t.send({ kind: 'sign_in', personId: cashier?.id ?? '', pin: CASHIER_PIN });
  await t.send({ kind: 'count_cash', counted: 19_000 });
  expect(codeOf(await t.send(print))).toBe('no_printer');
});

test('a count that was told is changed with a manager’s word only, and the word is written down', async () => {
  const t = testOffice();
  const { manager } = await staff(t);
  await t.send(OPEN);
  expect(codeOf(await t.send({ kind: 'correct_count', counted: 1, approval: { personId: manager, pin: MANAGER_PIN } }))).toBe(
    'not_counted',
  );
  await t.send({ kind: 'count_cash', counted: 19_000 });
  expect(codeOf(await t.send({ kind: 'count_cash', counted: 19_000 }))).toBe('ok'); // pressed twice
  expect(codeOf(await t.send({ kind: 'count_cash', counted: 20_000 }))).toBe('already_counted');
  expect(codeOf(await t.send({ kind: 'close_shift', requestId: 'request-close', countedCash: 20_000 }))).toBe('already_counted');
  const correct = { kind: 'correct_count', counted: 20_000, reason: '一张夹在下面' } as const;
  expect(codeOf(await t.send(correct))).toBe('approval_needed');
  expect(made(await t.send({ ...correct, approval: { personId: manager, pin: MANAGER_PIN } })).difference).toBe(0);
  expect(t.acts()[0]).toEqual({ deed: 'correct_count', by: '收银员 A', approvedBy: '店长', amountFen: 20_000, reason: '一张夹在下面' });
  expect(made(await t.send({ kind: 'close_shift', requestId: 'request-close', countedCash: null }))).toMatchObject({
    zNumber: 1,
    difference: 0,
  });
});

test('a recount after more cash sales is compared with what is in the drawer then', async () => {
  const t = testOffice();
  await t.send(OPEN);
  await t.send({ kind: 'count_cash', counted: 19_900 });
  await cash(t, 5_000);
  const recount = { kind: 'correct_count', counted: 25_000 } as const; // the missing note was found, and five thousand more were sold
  expect(made(await t.send(recount))).toEqual({ counted: 25_000, expected: 25_000, difference: 0 });
  await cash(t, 300);
  const closed = await t.send({ kind: 'close_shift', requestId: 'request-close', countedCash: null });
  expect(made(closed)).toMatchObject({ expected: 25_300, difference: 0 });
});

test('what is sold in cash after the count changes nothing of the difference', async () => {
  const t = testOffice();
  await t.send(OPEN);
  await t.send({ kind: 'count_cash', counted: 19_900 });
  await cash(t, 5_000);
  const { shiftId, expected, difference } = made(await t.send({ kind: 'close_shift', requestId: 'request-close', countedCash: null }));
  expect({ expected, difference }).toEqual({ expected: 25_000, difference: -100 });
  expect(t.journal.slip('shift', String(shiftId))?.slip.closing).toMatchObject({ countedFen: 24_900 });
  expect(t.office.view(COUNTER).shift).toBeNull();
});

test('closing pressed twice closes once, and answers the same', async () => {
  const t = testOffice();
  await t.send(OPEN);
  const close = { kind: 'close_shift', requestId: 'request-close', countedCash: 20_000 } as const;
  const [one, other] = await Promise.all([t.send(close), t.send(close)]);
  expect(made(one)).toMatchObject({ zNumber: 1, difference: 0 });
  expect(other).toEqual(one);
  expect(await t.send(close)).toEqual(one);
  expect(codeOf(await t.send({ ...close, requestId: 'request-later' }))).toBe('no_shift');
});

test('closing says that it asks, waits for what is told, and no longer than for that', async () => {
  const t = testOffice();
  await t.send(OPEN);
  t.till.begin({ authCode: new AuthCode(CODE) });
  await t.till.gateway.charges[0]?.answer({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: false });
  const closing = t.send({ kind: 'close_shift', requestId: 'request-close', countedCash: 20_000 });
  await Promise.resolve();
  await new Promise(setImmediate);
  expect(t.office.view(COUNTER).shift?.isClosing).toBe(true);
  await t.till.gateway.queries.at(-1)?.answer({ kind: 'paid', payment: PAYMENT });
  const { shiftId } = made(await closing); // the clock stood still
  expect(t.journal.slip('shift', String(shiftId))?.slip.closing).toMatchObject({ leftOpen: [], totals: { paidCount: 1, grossFen: 1_280 } });
});

test('cash that is taken while a closing asks, and a closing repeated after it, make no difference', async () => {
  const t = testOffice();
  await t.send(OPEN);
  t.till.begin({ authCode: new AuthCode(CODE) });
  await t.till.gateway.charges[0]?.answer({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: false });
  const id = t.journal.openSlips('shift')[0]?.slip.id ?? '';
  const closing = t.office.shifts.close(id, fen(20_000), 'till'); // counted before the question
  await new Promise(setImmediate);
  await cash(t, 300);
  await t.till.gateway.queries.at(-1)?.answer({ kind: 'paid', payment: PAYMENT });
  const closed = { ok: true, value: { id, status: 'closed', countedCash: 20_300, cashDifference: 0 } };
  expect(await closing).toMatchObject(closed);
  expect(await t.office.shifts.close(id, fen(20_000), 'till')).toMatchObject(closed); // the answer was lost: it comes again
  expect(await t.office.shifts.close(id, fen(19_999), 'till')).toEqual({ ok: false, error: 'shift_closed' });
});

test('a manager reads what needed a word in a shift, and nothing of the next one', async () => {
  const t = testOffice();
  const { manager } = await staff(t);
  await t.send({ kind: 'open_shift', requestId: 'request-1', openingFloat: 30_000 });
  await t.send({ kind: 'count_cash', counted: 29_500 });
  const approval = { personId: manager, pin: MANAGER_PIN };
  await t.send({ kind: 'correct_count', counted: 30_000, reason: '一张夹在下面', approval });
  const closed = await t.send({ kind: 'close_shift', requestId: 'request-2', countedCash: null });
  const { shiftId: id } = (closed as { value: { shiftId: string } }).value;
  await t.send({ kind: 'open_shift', requestId: 'request-3', openingFloat: 30_000 });
  await t.send({ kind: 'pay_out', requestId: 'request-4', amount: 100, approval });
  expect(codeOf((await t.office.read(COUNTER, 'shift_acts', { id })) as OfficeAnswer)).toBe('not_allowed');
  await t.send({ kind: 'sign_in', personId: manager, pin: MANAGER_PIN });
  const deeds = async (query: Record<string, string>) => {
    const read = await t.office.read(COUNTER, 'shift_acts', query);
    return (read as { value: { items: { deed: string }[] } }).value.items.map(({ deed }) => deed);
  };
  expect(await deeds({ id })).toEqual(['correct_count']);
  expect(await deeds({})).toEqual(['pay_out']);
  expect(codeOf((await t.office.read(COUNTER, 'shift_acts', { id: 'sh_other' })) as OfficeAnswer)).toBe('not_found');
});

test('an X reading may be seen by whoever is signed in, the list of shifts by a manager', async () => {
  const t = testOffice();
  const { manager } = await staff(t);
  await t.send(OPEN);
  await cash(t, 100);
  expect(await t.office.read(COUNTER, 'shifts', {})).toMatchObject({ ok: false, code: 'not_allowed' });
  await t.send({ kind: 'sign_in', personId: manager, pin: MANAGER_PIN });
  expect(await t.office.read(COUNTER, 'shifts', { limit: '10' })).toMatchObject({
    ok: true,
    value: { items: [{ totals: { cash: { expected: 20_100 } } }], nextCursor: null },
  });
  const before = t.journal.lastSeq();
  expect(await t.office.read(COUNTER, 'shift', {})).toMatchObject({
    ok: true,
    value: { kind: 'x', totals: { cash: { expected: 20_100 } } },
  });
  expect(t.journal.lastSeq()).toBe(before);
});

test('a disk that takes nothing counts, hands over and closes nothing, and says so', async () => {
  const t = testOffice();
  await t.send(OPEN);
  for (const command of [
    { kind: 'count_cash', counted: 5 },
    { kind: 'hand_over', cashier: '王' },
    { kind: 'close_shift', requestId: 'request-close', countedCash: null },
  ] as const) {
    t.journal.failNext(1);
    expect(codeOf(await t.send(command))).toBe('journal_failed');
  }
  t.journal.spoil({ entry: 1, message: 'bad' });
  expect(codeOf(await t.send({ kind: 'count_cash', counted: 5 }))).toBe('journal_damaged');
  expect(t.journal.openSlips('shift')[0]?.slip).toMatchObject({ count: null, handOvers: [], openingFloatFen: fen(20_000) });
});

test('after a restart the shift is open as it was', async () => {
  const t = testOffice();
  const { shiftId } = made(await t.send({ ...OPEN, cashier: '林' }));
  const again = testOffice(t);
  expect(again.office.view(COUNTER).shift).toMatchObject({ id: shiftId, cashier: '林' });
  expect(again.till.begin().shiftId).toBe(shiftId);
  expect(idOf(await again.send({ kind: 'set_up', name: '店长', pin: MANAGER_PIN }))).toMatch(/./);
  expect(CASHIER_PIN).not.toBe(MANAGER_PIN);
});
