import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { err, ok, type Result } from '../basics/result.ts';
import { silent } from '../log/log.ts';
import { actSlip } from '../office/act-slip.ts';
import { COUNTER } from '../office/office.ts';
import { writeSlips } from '../office/write-slips.ts';
import type { Person } from '../people/person.ts';
import { isTrivialPin } from '../people/trivial-pin.ts';
import { openPinFile, PIN_FILE } from '../store/pin-file.ts';
import { openJournal } from '../store/sqlite-journal.ts';
import { JOURNAL_FILE } from './journal-place.ts';
import { systemClock as clock, systemRandom as random } from './system.ts';

const DIGITS = 8;

/** `setAside`: the file of PINs that could not be read, under its new name. */
export type Reset = { readonly name: string; readonly code: string; readonly setAside: string | null };

/**
 * Gives a manager a PIN that is good once, for choosing another: for whoever owns the machine, when nobody can sign in. Everybody
 * else's PIN stays, unless the file itself cannot be read: that one is set aside, never deleted.
 *
 * @param dir a data folder that no terminal runs on
 * @param name of the manager; null where there is only one
 */
export async function resetPin(dir: string, name: string | null): Promise<Result<Reset, string>> {
  const file = path.join(dir, JOURNAL_FILE);
  if (!existsSync(file)) return err(`there is no journal in ${dir}`);
  const opened = openJournal(file, { clock, log: silent });
  if (!opened.ok) return err(opened.error.message);
  const journal = opened.value;
  try {
    const manager = chooseManager(
      journal.openSlips('person').map(({ slip }) => slip),
      name,
    );
    if (!manager.ok) return manager;
    const setAside = setAsideIfUnreadable(dir);
    const pins = openPinFile(dir, random);
    const { id } = manager.value;
    const code = oneTimeCode();
    const kept = await pins.keepTemporary(id, code);
    if (kept !== 'kept') return err(`${path.join(dir, PIN_FILE)} cannot be written`);
    const { [`person:${id}`]: _his, [`elsewhere:${id}`]: _hisElsewhere, [`seat:${COUNTER}`]: _here, ...strikes } = pins.strikes();
    pins.keepStrikes(strikes);
    const act = actSlip(
      { clock, random },
      { seat: COUNTER, actor: { kind: 'terminal' }, approvedBy: null },
      { deed: 'manage_people', subject: id, reason: 'one_time_pin' },
    );
    if (!writeSlips({ journal, clock, log: silent }, [act])) return err(`${file} cannot be written`);
    return ok({ name: manager.value.name, code, setAside });
  } finally {
    journal.close();
  }
}

function chooseManager(people: readonly Person[], name: string | null): Result<Person, string> {
  const managers = people.filter(({ role }) => role === 'manager');
  const names = managers.map((manager) => manager.name).join(', ');
  if (managers.length === 0) return err('nobody has been set up: start the terminal and make the first manager at its counter');
  const found = name === null && managers.length === 1 ? managers[0] : managers.find((manager) => manager.name === name);
  return found ? ok(found) : err(`say which manager: ${names}`);
}

function setAsideIfUnreadable(dir: string): string | null {
  if (openPinFile(dir, random).isReadable()) return null;
  const name = `${PIN_FILE}.set-aside-${new Date(clock.wallMs()).toISOString().replace(/\D/g, '').slice(0, 14)}`;
  renameSync(path.join(dir, PIN_FILE), path.join(dir, name));
  return name;
}

/** Digits by chance, evenly: bytes that would favour some are left out. */
function oneTimeCode(): string {
  for (;;) {
    const digits = [...random.bytes(DIGITS * 4)].filter((byte) => byte < 250).map((byte) => byte % 10);
    const code = digits.slice(0, DIGITS).join('');
    if (code.length === DIGITS && !isTrivialPin(code)) return code;
  }
}
