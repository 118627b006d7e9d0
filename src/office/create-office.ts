import type { Cancel } from '../basics/clock.ts';
import type { OfficeAnswer } from '../contract/office.ts';
import type { OfficeCommand } from '../contract/office-view.ts';
import type { Handlers } from './desk.ts';
import type { Doer, Office } from './office.ts';

/** Puts the office together: each desk brings the handlers of its commands and its part of the view. */
export function createOffice(): Office {
  const listeners = new Set<() => void>();
  const handlers: Handlers = {
    sign_out: () => ({ ok: true }),
  };

  return {
    view: () => ({ person: null, hasPeople: false }),
    onView(listener): Cancel {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async command(seat, command) {
      const doer: Doer = { seat, actor: { kind: 'counter' }, approvedBy: null };
      return handle(handlers, command, doer);
    },
    stop: () => {},
  };
}

/** Hands a command to the handler of its kind. */
async function handle<Kind extends OfficeCommand['kind']>(
  handlers: Handlers,
  command: Extract<OfficeCommand, { kind: Kind }>,
  doer: Doer,
): Promise<OfficeAnswer> {
  const handler = handlers[command.kind as Kind] as Handlers<Kind>[Kind];
  return handler(command, doer);
}
