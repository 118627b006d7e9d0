import { randomBytes } from 'node:crypto';
import { HandClock } from '../basics/hand-clock.ts';
import type { OfficeAnswer } from '../contract/office.ts';
import type { OfficeCommand } from '../contract/office-view.ts';
import type { Log } from '../log/log.ts';
import { TIMES } from '../payment/story.ts';
import { type MemoryPins, memoryPins } from '../people/memory-pins.ts';
import { createOpenShift } from '../shift/open-shift.ts';
import type { Shift } from '../shift/shift.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import { bootTerminal, type TestTerminal } from '../terminal/test-terminal.ts';
import { createOffice, type OfficeParts } from './create-office.ts';
import { COUNTER, type Office, type Seat } from './office.ts';
import { shiftDocument } from './shift-view.ts';
import { agreeingAcquirer } from './test-acquirer.ts';

export const MANAGER_PIN = '4071';
export const CASHIER_PIN = '8246';

/** An office on a journal and PINs in memory, with a terminal whose acquirer is the test. */
export type TestOffice = {
  readonly office: Office;
  readonly clock: HandClock;
  readonly journal: MemoryJournal;
  readonly pins: MemoryPins;
  readonly till: TestTerminal;
  /** What the log was told, as lines. */
  readonly logged: readonly string[];
  /** How often the drawer was asked to open. */
  readonly kicks: readonly string[];
  /** At the counter, if nothing else is said. */
  send(command: OfficeCommand, seat?: Seat): Promise<OfficeAnswer>;
  /** What was written on slips of a kind, newest first. */
  acts(): readonly { deed: string; by: string; approvedBy: string | null; amountFen: number | null; reason: string | null }[];
};

/** @param before the office that was there before a restart; @param options what is not usual */
export function testOffice(before: TestOffice | null = null, options: Partial<Pick<OfficeParts, 'gateway'>> = {}): TestOffice {
  const clock = new HandClock(before?.clock.wallMs());
  const journal = memoryJournal(before?.journal.image());
  const pins = memoryPins(before?.pins.image());
  const openShift = createOpenShift(journal);
  const shifts = { shiftId: openShift.id, shiftDocument: (shift: Shift) => shiftDocument(journal, shift, 'CNY') };
  const till = bootTerminal(clock, journal, before ? 2 : 1, shifts);
  const logged: string[] = [];
  const log: Log = { write: (event, fields) => void logged.push(JSON.stringify([event, fields])) };
  const random = { bytes: (count: number) => randomBytes(count) };
  const store = { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const;
  const config = { office: { refundLimitFen: 10_000 }, store };
  const { terminal } = till;
  const kicks: string[] = [];
  const drawer = { canOpen: () => true, kick: () => void kicks.push('kick') };
  const gateway = options.gateway ?? agreeingAcquirer(journal);
  const office = createOffice({ config, journal, terminal, gateway, times: TIMES, openShift, drawer, pins, clock, random, log });
  const nameOf = (actor: { kind: string; name?: string }) => actor.name ?? actor.kind;
  return {
    ...{ office, clock, journal, pins, till, logged, kicks },
    send: (command, seat = COUNTER) => office.command(seat, command),
    acts: () =>
      journal.slips('act', null, 200).items.map(({ slip: { deed, by, approvedBy, amountFen, reason } }) => ({
        ...{ deed, amountFen, reason, by: nameOf(by), approvedBy: approvedBy && nameOf(approvedBy) },
      })),
  };
}

/** Sets up a manager and a cashier, and signs the cashier in. @returns their ids */
export async function staff(t: TestOffice): Promise<{ readonly manager: string; readonly cashier: string }> {
  const manager = idOf(await t.send({ kind: 'set_up', name: '店长', pin: MANAGER_PIN }));
  const cashier = idOf(await t.send({ kind: 'add_person', name: '收银员 A', role: 'cashier', pin: CASHIER_PIN }));
  await t.send({ kind: 'sign_in', personId: cashier, pin: CASHIER_PIN });
  return { manager, cashier };
}

/** The person that a command made. */
export function idOf(answer: OfficeAnswer): string {
  if (!answer.ok) throw new Error(answer.code);
  return (answer.value as { personId: string }).personId;
}
