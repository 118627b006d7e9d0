import type { Line } from './messages.ts';

/** What becomes of a request and of its answer. */
export type Way = {
  readonly arrives: boolean; // whether the acquirer hears it
  readonly beforeMs: number; // at most so long before it is heard
  readonly afterMs: number; // at most so long before the answer leaves
  readonly answer: 'sent' | 'never' | 'reset';
};

const WELL: Way = { arrives: true, beforeMs: 0, afterMs: 0, answer: 'sent' };

/** As seen from the terminal, the half-open line is `deaf` (nothing was heard) or `mute` (it was done): it cannot tell which. */
export const WAYS: Readonly<Record<Line, Way>> = {
  up: WELL,
  refused: { ...WELL, arrives: false, answer: 'reset' }, // nobody listens; what is still on its way is lost
  deaf: { ...WELL, arrives: false, answer: 'never' },
  mute: { ...WELL, answer: 'never' },
  reset: { ...WELL, answer: 'reset' },
  reset_before: { ...WELL, arrives: false, answer: 'reset' },
  late: { ...WELL, beforeMs: 300 }, // shorter than the delay of reversals: later than that no terminal can help
  slow: { ...WELL, afterMs: 600 }, // longer than the terminal waits for an answer
};

/** What strikes single exchanges while the line is up. */
export const UNREST: readonly Line[] = ['deaf', 'mute', 'reset', 'reset_before', 'late', 'slow'];
