import type { Cancel, Clock, Random } from '../basics/clock.ts';
import type { Config } from '../config/config.ts';
import type { OfficeAnswer } from '../contract/office.ts';
import type { OfficeCommand } from '../contract/office-view.ts';
import type { Log } from '../log/log.ts';
import type { PinKeeper } from '../people/pins.ts';
import type { Journal } from '../store/journal.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Handlers, Need, Needs, Readings } from './desk.ts';
import type { Doer, Office } from './office.ts';
import { createPeopleDesk } from './people-desk.ts';
import { createRefundOffice } from './refund-office.ts';

export type OfficeParts = {
  readonly config: Pick<Config, 'office'>;
  readonly journal: Journal;
  readonly terminal: Terminal;
  readonly pins: PinKeeper;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
};

/** Puts the office together: each desk brings its commands with what they need, its readings and its part of the view. */
export function createOffice(parts: OfficeParts): Office {
  const listeners = new Set<() => void>();
  let isTold = true;
  let isStopped = false;

  /** Something that is shown has changed; told once per turn. */
  function changed(): void {
    if (!isTold) return;
    isTold = false;
    queueMicrotask(() => {
      isTold = true;
      for (const listener of [...listeners]) listener();
    });
  }

  const people = createPeopleDesk({ ...parts, changed });
  const refunds = createRefundOffice({ ...parts, ...parts.config.office });
  const handlers: Handlers = { ...people.handlers, ...refunds.handlers };
  const needs: Needs = { ...people.needs, ...refunds.needs };
  const readings: Readings = { ...people.readings, ...refunds.readings };

  return {
    view: (seat) => ({ ...people.view(seat), ...refunds.view() }),
    onView(listener): Cancel {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async command(seat, command) {
      if (isStopped) return { ok: false, code: 'stopping' };
      const approval = ('approval' in command && command.approval) || null;
      const doer = await people.permit(seat, needOf(needs, command), approval);
      if (!doer.ok) return doer.error;
      return isStopped ? { ok: false, code: 'stopping' } : handle(handlers, command, doer.value);
    },
    async read(seat, name, query) {
      const found = Object.hasOwn(readings, name) ? readings[name] : undefined;
      if (isStopped || !found) return { ok: false, code: isStopped ? 'stopping' : 'not_found' };
      const reader = await people.permit(seat, found.need, null);
      if (reader.ok) return found.read(query, reader.value);
      return reader.error.code === 'approval_needed' ? { ok: false, code: 'not_allowed', deed: reader.error.deed ?? '' } : reader.error;
    },
    stop() {
      isStopped = true;
      people.stop();
    },
  };
}

/** What a command needs. Its entry takes commands of its kind alone, which the type of the table says and an index into it cannot. */
function needOf(needs: Needs, command: OfficeCommand): Need {
  const need = needs[command.kind] as Need | ((command: OfficeCommand) => Need);
  return typeof need === 'function' ? need(command) : need;
}

/** Hands a command to the handler of its kind. */
async function handle(handlers: Handlers, command: OfficeCommand, doer: Doer): Promise<OfficeAnswer> {
  const handler = handlers[command.kind] as (command: OfficeCommand, doer: Doer) => OfficeAnswer | Promise<OfficeAnswer>;
  return handler(command, doer);
}
