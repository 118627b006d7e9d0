import { setTimeout as pause } from 'node:timers/promises';
import type { Dice } from '../torture/dice.ts';
import { TILL_TOKEN } from './terms.ts';

/** Longer than any wait that is asked for here. */
const ANSWER_WITHIN_MS = 6_000;

/** What a till asks again for, since it says nothing about the request itself. */
const ASK_AGAIN: ReadonlySet<number> = new Set([429, 500, 503]);

export type TillAnswer = { readonly status: number; readonly body: never };

/** The cash register's side of the till API: it never gives up, and repeats under the same key. */
export type Till = {
  /** Asks until there is an answer. @param route below `/till/v1` */
  insist(route: string, body?: object, key?: string): Promise<TillAnswer>;
  /** How many answers it has had, over all lives of the terminal. */
  answers(): number;
};

/** @param address where the terminal is now; waits while there is none. @param refused hears of answers that say nothing about the request */
export function createTill(address: () => Promise<string>, dice: Dice, refused: (status: number, code: string) => void): Till {
  let answers = 0;

  async function once(route: string, body?: object, key?: string): Promise<TillAnswer | null> {
    const url = await address();
    try {
      const response = await fetch(`${url}/till/v1${route}`, {
        method: body ? 'POST' : 'GET',
        headers: {
          authorization: `Bearer ${TILL_TOKEN}`,
          ...(body && { 'content-type': 'application/json' }),
          ...(key !== undefined && { 'idempotency-key': key }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      const said = (await response.json()) as never;
      answers += 1;
      return { status: response.status, body: said };
    } catch {
      return null; // killed, no room for one more connection, or an answer cut in the middle: nothing is known
    }
  }

  return {
    answers: () => answers,
    async insist(route, body, key) {
      for (;;) {
        const answer = await once(route, body, key);
        const code = answer ? String((answer.body as { code?: string })?.code) : '';
        if (answer && !ASK_AGAIN.has(answer.status) && code !== 'terminal_busy') return answer;
        if (answer) refused(answer.status, code);
        await pause(dice.int(15, 80));
      }
    },
  };
}
