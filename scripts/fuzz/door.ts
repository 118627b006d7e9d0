/** What became of one input. */
export type Tried = {
  readonly outcome: string; // `taken`, or `refused` and why, in a word; the same for the same input
  readonly told: string; // all that a person, a log or another program is told of a refusal
};

/** A place where bytes of others come in. */
export type Door = {
  readonly name: string;
  readonly guards: string; // what it stands before, for the table of a run
  readonly share: number; // of a run over all doors: quick ones get more
  readonly seeds: readonly Uint8Array[]; // what usually comes in; the rest is made of it
  readonly words: readonly string[]; // what means something here
  readonly longest?: number; // bytes that come at once; as much as the largest message by default
  readonly isPunctual?: boolean; // false: what comes back depends on how quick the machine is just then
  readonly secrets: readonly string[]; // come in, and must not be told again
  open(): OpenDoor | Promise<OpenDoor>;
};

/** A door that takes inputs. What one input did to it never shows in the outcome of the next. */
export type OpenDoor = {
  /** Throws when the input met a bug; a refusal is no bug. */
  readonly take: (input: Uint8Array) => Tried | Promise<Tried>;
  readonly close?: () => void | Promise<void>;
};

/** A customer's code as a mean input carries it. */
export const PLANTED_CODE = '134567890123456789';

export function refused(why: string, told: string = why): Tried {
  return { outcome: `refused: ${why}`, told };
}

export const TAKEN: Tried = { outcome: 'taken', told: '' };

/** Says that something holds which no input may change. */
export function holds(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
