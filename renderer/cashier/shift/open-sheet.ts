import type { Cancel } from '../../../src/basics/clock.ts';
import type { OfficeCommand } from '../../../src/contract/office-view.ts';
import { createTakeBack } from '../../wedge/take-back.ts';
import type { DeskFlowParts, DeskState } from './desk-flow.ts';
import type { DeskInHand } from './desk-in-hand.ts';
import type { DeskSheet } from './sheet.ts';

/** A second press that was meant for the sheet before does nothing. */
const GUARD_MS = 400;
export const CLOSED: DeskSheet = { kind: 'closed' };
/** After these the sheet says what became of money: haste must not dismiss them. */
const NEWS: ReadonlySet<DeskSheet['kind']> = new Set(['taken', 'counted', 'done']);

/** The one sheet that is open, and what the office is asked for it. */
export type OpenSheet = {
  state(): DeskState;
  onChange(listener: () => void): Cancel;
  sheet(): DeskSheet;
  isAsking(): boolean;
  /** The office is at it, or what it says of money has only just come. */
  mustStay(): boolean;
  /** One for each sheet: a second press of its button is the same request. */
  requestId(): string;
  turn(next: DeskSheet): void;
  /** The same sheet, with something else typed on it. */
  edit(next: DeskSheet): void;
  /** Says on the sheet what was not done. */
  say(code: string): void;
  /** Gives a command for the sheet that is open. @returns what it made, or null: the sheet says why not */
  ask<T>(command: OfficeCommand, about?: string, by?: DeskFlowParts['give']): Promise<T | null>;
  mark(): void;
  retract(count: number): void;
};

type Reach = Pick<DeskFlowParts, 'give' | 'clock' | 'newId' | 'refused'> & { readonly hand: DeskInHand };

export function createOpenSheet({ give, clock, newId, refused, hand }: Reach): OpenSheet {
  const listeners = new Set<() => void>();
  const typedKeys = createTakeBack<DeskSheet>();
  let sheet = CLOSED;
  let requestId = newId();
  let isAsking = false;
  let trouble: string | null = null;
  let turnedMs = Number.NEGATIVE_INFINITY;
  let shown: DeskState = { sheet, isAsking, trouble };

  function changed(): void {
    shown = { sheet, isAsking, trouble };
    for (const listener of listeners) listener();
  }

  function edit(next: DeskSheet): void {
    [sheet, trouble] = [next, null];
    if (next.kind === 'counting') hand.begun = next.draft;
    changed();
  }

  return {
    state: () => shown,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sheet: () => sheet,
    isAsking: () => isAsking,
    mustStay: () => isAsking || (NEWS.has(sheet.kind) && clock.monotonicMs() - turnedMs < GUARD_MS),
    requestId: () => requestId,
    turn(next) {
      if (next.kind !== sheet.kind) {
        requestId = newId();
        typedKeys.forget();
        turnedMs = clock.monotonicMs();
      }
      [sheet, trouble] = [next, null];
      changed();
    },
    edit,
    say(code) {
      trouble = code;
      changed();
    },
    async ask<T>(command: OfficeCommand, about = '', by = give) {
      if (isAsking) return null;
      const askedOn = sheet.kind;
      [isAsking, trouble] = [true, null];
      changed();
      const answer = await by(command, about);
      isAsking = false;
      if (!answer.ok && answer.code !== 'given_up') {
        if (sheet.kind === 'closed' || sheet.kind !== askedOn) refused(answer.code);
        else trouble = answer.code;
      }
      changed();
      return answer.ok ? ((answer.value ?? {}) as T) : null;
    },
    mark: () => typedKeys.mark(sheet),
    retract(count) {
      const before = typedKeys.take(count);
      if (before && before.kind === sheet.kind) edit(before);
    },
  };
}
