import type { Journal } from '../store/journal.ts';
import type { Shift, ShiftId } from './shift.ts';

/** The shift that is open, for whoever writes something that happens in it. Read once from the journal, then told of each change. */
export type OpenShift = {
  current(): Shift | null;
  id(): ShiftId | null;
  /** A shift was written: it is durable. */
  wrote(shift: Shift): void;
};

export function createOpenShift(journal: Pick<Journal, 'openSlips'>): OpenShift {
  let open: Shift | null = journal.openSlips('shift').at(-1)?.slip ?? null;
  return {
    current: () => open,
    id: () => open?.id ?? null,
    wrote(shift) {
      open = shift.status === 'open' ? shift : null;
    },
  };
}
