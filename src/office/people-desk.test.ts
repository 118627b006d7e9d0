import { describe, expect, test } from 'vitest';
import { memoryPins } from '../people/memory-pins.ts';
import { COUNTER } from './office.ts';
import { CASHIER_PIN, idOf, MANAGER_PIN, staff, testOffice } from './test-office.ts';

const TABLET = 'seat-of-a-tablet';
const PERSON = { kind: 'add_person', name: '收银员 B', role: 'cashier', pin: '5190' } as const;

describe('the first start', () => {
  test('there is nobody, and no PIN lets anyone in', async () => {
    const t = testOffice();
    expect(t.office.view(COUNTER)).toMatchObject({ person: null, hasPeople: false, people: [], arePinsReadable: true });
    expect(await t.send({ kind: 'sign_in', personId: 'pe_any', pin: '4071' })).toMatchObject({ ok: false, code: 'wrong_pin' });
  });

  test('whoever stands at the counter becomes the first manager and is signed in; a second time is refused', async () => {
    const t = testOffice();
    const id = idOf(await t.send({ kind: 'set_up', name: ' 店长 ', pin: MANAGER_PIN }));
    expect(t.office.view(COUNTER).person).toEqual({ id, name: '店长', role: 'manager', isResting: false });
    expect(await t.send({ kind: 'set_up', name: '另一个', pin: '5190' })).toEqual({ ok: false, code: 'already_set_up' });
    expect(t.acts()).toEqual([{ deed: 'manage_people', by: '店长', approvedBy: null, amountFen: null, reason: 'set_up' }]);
  });

  test('two windows at once make one manager', async () => {
    const t = testOffice();
    const answers = await Promise.all(['甲', '乙'].map((name) => t.send({ kind: 'set_up', name, pin: MANAGER_PIN })));
    expect(answers.map((answer) => answer.ok || answer.code)).toEqual([true, 'already_set_up']);
    expect(t.office.view(COUNTER).people).toHaveLength(1);
  });

  test('not from elsewhere, and nothing else from there either', async () => {
    const t = testOffice();
    expect(await t.send({ kind: 'set_up', name: '店长', pin: MANAGER_PIN }, TABLET)).toEqual({ ok: false, code: 'set_up_first' });
    expect(await t.send(PERSON, TABLET)).toEqual({ ok: false, code: 'set_up_first' });
  });

  test.each(['1234', '0000', '1212'])('%s is refused as a PIN', async (pin) => {
    const t = testOffice();
    expect(await t.send({ kind: 'set_up', name: '店长', pin })).toEqual({ ok: false, code: 'trivial_pin' });
    expect(t.office.view(COUNTER).hasPeople).toBe(false);
  });

  test('a disk that does not take it leaves nobody behind', async () => {
    const t = testOffice();
    t.journal.failNext(1);
    expect(await t.send({ kind: 'set_up', name: '店长', pin: MANAGER_PIN })).toEqual({ ok: false, code: 'journal_failed' });
    expect(t.office.view(COUNTER)).toMatchObject({ hasPeople: false, person: null });
  });
});

describe('signing in', () => {
  test('over somebody else, at each seat for itself, and out again', async () => {
    const t = testOffice();
    const { manager, cashier } = await staff(t);
    await t.send({ kind: 'sign_in', personId: manager, pin: MANAGER_PIN }, TABLET);
    expect([t.office.view(COUNTER).person?.id, t.office.view(TABLET).person?.id]).toEqual([cashier, manager]);
    await t.send({ kind: 'sign_out' });
    expect([t.office.view(COUNTER).person, t.office.view(TABLET).person?.id]).toEqual([null, manager]);
  });

  test('a restart signs everybody out, and knows them all', async () => {
    const t = testOffice();
    const { cashier } = await staff(t);
    const again = testOffice(t);
    expect(again.office.view(COUNTER)).toMatchObject({ person: null, hasPeople: true });
    expect(again.office.view(COUNTER).people.map(({ name }) => name)).toEqual(['店长', '收银员 A']);
    expect(await again.send({ kind: 'sign_in', personId: cashier, pin: CASHIER_PIN })).toMatchObject({ ok: true });
  });

  test('three wrong PINs, then five seconds of nothing, also for the right one', async () => {
    const t = testOffice();
    const { cashier } = await staff(t);
    const wrong = () => t.send({ kind: 'sign_in', personId: cashier, pin: '5190' });
    expect(await wrong()).toEqual({ ok: false, code: 'wrong_pin' });
    expect(await wrong()).toEqual({ ok: false, code: 'wrong_pin' });
    expect(await wrong()).toEqual({ ok: false, code: 'wrong_pin', waitMs: 5_000 });
    const right = () => t.send({ kind: 'sign_in', personId: cashier, pin: CASHIER_PIN });
    t.clock.advance(2_000);
    expect(await right()).toEqual({ ok: false, code: 'locked', waitMs: 3_000 });
    t.clock.advance(3_000);
    expect(await wrong()).toEqual({ ok: false, code: 'wrong_pin', waitMs: 15_000 });
    t.clock.advance(15_000);
    expect(await right()).toMatchObject({ ok: true });
    expect(await wrong()).toEqual({ ok: false, code: 'wrong_pin' });
  });

  test('a hundred at once are no more than three', async () => {
    const t = testOffice();
    const { manager } = await staff(t);
    const answers = await Promise.all(Array.from({ length: 100 }, () => t.send({ kind: 'sign_in', personId: manager, pin: '5190' })));
    expect(answers.filter((answer) => !answer.ok && answer.code === 'wrong_pin')).toHaveLength(3);
  });

  test('whoever changes the name guesses no longer from the same seat, nor the same name from another seat', async () => {
    const t = testOffice();
    const { manager, cashier } = await staff(t);
    for (const personId of [manager, cashier, 'pe_nobody']) await t.send({ kind: 'sign_in', personId, pin: '5190' });
    expect(await t.send({ kind: 'sign_in', personId: manager, pin: MANAGER_PIN })).toMatchObject({ code: 'locked' });
    for (const seat of [TABLET, 'another', 'a third']) await t.send({ kind: 'sign_in', personId: manager, pin: '5190' }, seat);
    expect(await t.send({ kind: 'sign_in', personId: manager, pin: MANAGER_PIN }, 'a fourth')).toMatchObject({ code: 'locked' });
  });

  test('who guesses from elsewhere shuts nobody out of the counter', async () => {
    const t = testOffice();
    const { manager } = await staff(t);
    for (let i = 0; i < 20; i += 1) await t.send({ kind: 'sign_in', personId: manager, pin: '5190' }, `seat ${i}`);
    expect(await t.send({ kind: 'sign_in', personId: manager, pin: MANAGER_PIN }, TABLET)).toMatchObject({ code: 'locked' });
    expect(await t.send({ kind: 'sign_in', personId: manager, pin: MANAGER_PIN })).toMatchObject({ ok: true });
  });

  test('a restart forgives no wrong PIN: the wait begins anew', async () => {
    const t = testOffice();
    const { cashier } = await staff(t);
    for (let i = 0; i < 3; i += 1) await t.send({ kind: 'sign_in', personId: cashier, pin: '5190' });
    t.clock.advance(4_000);
    const again = testOffice(t);
    expect(await again.send({ kind: 'sign_in', personId: cashier, pin: CASHIER_PIN })).toEqual({
      ok: false,
      code: 'locked',
      waitMs: 5_000,
    });
    again.clock.advance(5_000);
    expect(await again.send({ kind: 'sign_in', personId: cashier, pin: '5190' })).toMatchObject({ waitMs: 15_000 });
  });

  test('what was not looked at counts for nothing', async () => {
    const t = testOffice();
    const { cashier } = await staff(t);
    t.pins.beBusy(5);
    for (let i = 0; i < 5; i += 1)
      expect(await t.send({ kind: 'sign_in', personId: cashier, pin: '5190' })).toEqual({ ok: false, code: 'busy' });
    expect(await t.send({ kind: 'sign_in', personId: cashier, pin: CASHIER_PIN })).toMatchObject({ ok: true });
    t.pins.spoil();
    expect(await t.send({ kind: 'sign_in', personId: cashier, pin: CASHIER_PIN })).toEqual({ ok: false, code: 'pins_unreadable' });
    expect(t.office.view(COUNTER).arePinsReadable).toBe(false);
  });

  test('a PIN for somebody who is not there is looked at like any other: its wait tells no names', async () => {
    const t = testOffice();
    await staff(t);
    t.pins.beBusy(1);
    expect(await t.send({ kind: 'sign_in', personId: 'nobody', pin: '5190' })).toEqual({ ok: false, code: 'busy' });
    expect(await t.send({ kind: 'sign_in', personId: 'nobody', pin: '5190' })).toMatchObject({ ok: false, code: 'wrong_pin' });
  });
});

test('a file of PINs that is gone is told, for nobody can sign in', async () => {
  const t = testOffice();
  await staff(t);
  const again = testOffice({ ...t, pins: memoryPins() });
  expect(again.office.view(COUNTER)).toMatchObject({ hasPeople: true, arePinsReadable: false });
  expect(again.logged.join()).toContain('pins_unreadable');
});

describe('a manager who walks away', () => {
  test('is signed out on a tablet after ten minutes without a command, not sooner', async () => {
    const t = testOffice();
    const { manager } = await staff(t);
    await t.send({ kind: 'sign_in', personId: manager, pin: MANAGER_PIN }, TABLET);
    t.clock.advance(9 * 60_000);
    expect(await t.office.read(TABLET, 'people', {})).toMatchObject({ ok: true });
    t.clock.advance(9 * 60_000);
    expect(t.office.view(TABLET).person).not.toBeNull();
    t.clock.advance(60_000);
    expect(t.office.view(TABLET).person).toBeNull();
    expect(await t.office.read(TABLET, 'people', {})).toEqual({ ok: false, code: 'sign_in_first' });
  });

  test('stays at the counter by name, and counts as a cashier until the PIN comes again', async () => {
    const t = testOffice();
    const { manager } = await staff(t);
    await t.send({ kind: 'sign_in', personId: manager, pin: MANAGER_PIN });
    let told = 0;
    t.office.onView(() => {
      told += 1;
    });
    t.clock.advance(10 * 60_000);
    await Promise.resolve();
    expect([told, t.office.view(COUNTER).person?.isResting]).toEqual([1, true]);
    expect(await t.send(PERSON)).toEqual({ ok: false, code: 'approval_needed', deed: 'manage_people' });
    expect(await t.send({ ...PERSON, approval: { personId: manager, pin: MANAGER_PIN } })).toMatchObject({ ok: true });
    expect(t.acts()[0]).toMatchObject({ by: '店长', approvedBy: null });
    expect(t.office.view(COUNTER).person?.isResting).toBe(false);
  });
});

describe('a word for what one may not do alone', () => {
  test('is asked for, checked, and written down', async () => {
    const t = testOffice();
    const { manager } = await staff(t);
    expect(await t.send(PERSON)).toEqual({ ok: false, code: 'approval_needed', deed: 'manage_people' });
    expect(await t.send({ ...PERSON, approval: { personId: manager, pin: '5190' } })).toEqual({ ok: false, code: 'wrong_pin' });
    expect(await t.send({ ...PERSON, approval: { personId: manager, pin: MANAGER_PIN } })).toMatchObject({ ok: true });
    expect(t.acts()[0]).toEqual({ deed: 'manage_people', by: '收银员 A', approvedBy: '店长', amountFen: null, reason: 'added' });
  });

  test('is no good from another cashier, nor from nobody', async () => {
    const t = testOffice();
    const { cashier } = await staff(t);
    expect(await t.send({ ...PERSON, approval: { personId: cashier, pin: CASHIER_PIN } })).toEqual({ ok: false, code: 'not_allowed' });
    expect(await t.send({ ...PERSON, approval: { personId: 'pe_nobody', pin: '5190' } })).toMatchObject({ code: 'wrong_pin' });
    await t.send({ kind: 'sign_out' });
    expect(await t.send(PERSON)).toEqual({ ok: false, code: 'sign_in_first' });
  });

  test('is worth nothing from somebody who leaves while the PIN is looked at', async () => {
    const t = testOffice();
    const { manager } = await staff(t);
    const second = idOf(await t.send({ ...PERSON, role: 'manager', approval: { personId: manager, pin: MANAGER_PIN } }));
    await t.send({ kind: 'sign_in', personId: manager, pin: MANAGER_PIN }, TABLET);
    const [approved] = await Promise.all([
      t.send({ ...PERSON, name: '收银员 C', approval: { personId: second, pin: PERSON.pin } }),
      t.send({ kind: 'change_person', personId: second, isActive: false }, TABLET),
    ]);
    expect(approved).toEqual({ ok: false, code: 'not_allowed' });
  });

  test('is not asked for to read: what is not for cashiers is not shown', async () => {
    const t = testOffice();
    await staff(t);
    expect(await t.office.read(COUNTER, 'acts', {})).toEqual({ ok: false, code: 'not_allowed', deed: 'see_reports' });
    expect(await t.office.read(COUNTER, 'toString', {})).toEqual({ ok: false, code: 'not_found' });
  });
});

describe('people change', () => {
  test('the last manager neither leaves nor becomes a cashier', async () => {
    const t = testOffice();
    const { manager } = await staff(t);
    await t.send({ kind: 'sign_in', personId: manager, pin: MANAGER_PIN });
    expect(await t.send({ kind: 'change_person', personId: manager, isActive: false })).toEqual({ ok: false, code: 'last_manager' });
    expect(await t.send({ kind: 'change_person', personId: manager, role: 'cashier' })).toEqual({ ok: false, code: 'last_manager' });
    expect(await t.send({ kind: 'change_person', personId: manager, name: '老板' })).toMatchObject({ ok: true });
    const second = idOf(await t.send({ ...PERSON, role: 'manager' }));
    expect(await t.send({ kind: 'change_person', personId: manager, isActive: false })).toMatchObject({ ok: true });
    expect(t.office.view(COUNTER).person).toBeNull(); // signed out with it
    expect(t.office.view(COUNTER).people.map(({ id }) => id)).toContain(second);
  });

  test('who has left signs in no more, and may come back with the same PIN and name', async () => {
    const t = testOffice();
    const { manager, cashier } = await staff(t);
    const approval = { personId: manager, pin: MANAGER_PIN };
    await t.send({ kind: 'change_person', personId: cashier, isActive: false, approval });
    expect(await t.send({ kind: 'sign_in', personId: cashier, pin: CASHIER_PIN })).toMatchObject({ code: 'wrong_pin' });
    await t.send({ kind: 'sign_in', personId: manager, pin: MANAGER_PIN });
    expect(await t.send({ kind: 'change_person', personId: cashier, isActive: true })).toMatchObject({ ok: true });
    expect(await t.send({ kind: 'sign_in', personId: cashier, pin: CASHIER_PIN })).toMatchObject({ ok: true });
    expect(t.acts().map(({ reason }) => reason)).toEqual(['came_back', 'left', 'added', 'set_up']);
  });

  test('two of one name are refused', async () => {
    const t = testOffice();
    const { manager } = await staff(t);
    await t.send({ kind: 'sign_in', personId: manager, pin: MANAGER_PIN });
    expect(await t.send({ ...PERSON, name: ' 收银员 A ' })).toEqual({ ok: false, code: 'name_taken' });
    expect(await t.send({ ...PERSON, name: ' ' })).toEqual({ ok: false, code: 'invalid_request' });
  });

  test('a manager sets somebody`s PIN, everybody changes the own one with the old one', async () => {
    const t = testOffice();
    const { manager, cashier } = await staff(t);
    expect(await t.send({ kind: 'change_own_pin', oldPin: '5190', pin: '7303' })).toMatchObject({ code: 'wrong_pin' });
    expect(await t.send({ kind: 'change_own_pin', oldPin: CASHIER_PIN, pin: '1111' })).toMatchObject({ code: 'trivial_pin' });
    expect(await t.send({ kind: 'change_own_pin', oldPin: CASHIER_PIN, pin: '7303' })).toMatchObject({ ok: true });
    expect(await t.send({ kind: 'sign_in', personId: cashier, pin: CASHIER_PIN })).toMatchObject({ code: 'wrong_pin' });
    const approval = { personId: manager, pin: MANAGER_PIN };
    expect(await t.send({ kind: 'set_pin', personId: cashier, pin: '6194' })).toMatchObject({ code: 'approval_needed' });
    expect(await t.send({ kind: 'set_pin', personId: cashier, pin: '6194', approval })).toMatchObject({ ok: true });
    expect(await t.send({ kind: 'sign_in', personId: cashier, pin: '6194' })).toMatchObject({ ok: true });
    expect(t.acts().map(({ reason }) => reason)).toEqual(['pin', 'own_pin', 'added', 'set_up']);
  });
});

test('no PIN comes into journal, log or view', async () => {
  const t = testOffice();
  const { manager, cashier } = await staff(t);
  await t.send({ kind: 'sign_in', personId: manager, pin: '51907303' });
  await t.send({ kind: 'set_pin', personId: cashier, pin: '73035190', approval: { personId: manager, pin: MANAGER_PIN } });
  const everything = JSON.stringify([t.journal.changesAfter(0, 1_000), t.logged, t.office.view(COUNTER)]);
  for (const pin of [`"${MANAGER_PIN}"`, `"${CASHIER_PIN}"`, '51907303', '73035190']) expect(everything).not.toContain(pin);
});
