import type { Clock } from '../../src/basics/clock.ts';
import type { Question } from './status.ts';
import type { Line } from './wire.ts';

/** Questions and answers on an open line. */
export type Conversation = {
  /** Asks, and waits. @returns the answer, or null when none came in time; rejects when the printer is gone */
  ask(question: Question, limitMs: number): Promise<number | null>;
  /** Waits for an answer to a question that is written among the rest. */
  answerTo(question: Question): Promise<number>;
};

/** Answers carry no number: each byte goes to the first that waits for such a one. */
export function converse(line: Line, clock: Clock): Conversation {
  const waiting = new Set<{ readonly question: Question; readonly resolve: (answer: number) => void }>();
  line.listen((bytes) => {
    for (const byte of bytes) {
      for (const one of waiting) {
        if (!one.question.isAnswer(byte)) continue;
        waiting.delete(one);
        one.resolve(byte);
        break;
      }
    }
  });

  function answerTo(question: Question): Promise<number> {
    return new Promise((resolve) => {
      waiting.add({ question, resolve });
    });
  }

  return {
    answerTo,
    async ask(question, limitMs) {
      const answer = answerTo(question);
      const asked = line.write(question.bytes).then(() => answer);
      const heard = await within(asked, limitMs, clock);
      if (heard === null) for (const one of waiting) if (one.question === question) waiting.delete(one);
      return heard;
    },
  };
}

/** What a promise brings, or null when the time is over before. */
export function within<Value>(promise: Promise<Value>, limitMs: number, clock: Clock): Promise<Value | null> {
  return new Promise((resolve, reject) => {
    const stopWaiting = clock.after(limitMs, () => resolve(null));
    promise.then(
      (value) => {
        stopWaiting();
        resolve(value);
      },
      (cause) => {
        stopWaiting();
        reject(cause);
      },
    );
  });
}
