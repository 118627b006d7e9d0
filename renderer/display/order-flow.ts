import type { KioskCommand } from '../../src/contract/display.ts';
import type { KioskAnswer } from './display-client.ts';

/** An order whose answer was lost is sent again under the same name, so often and then no more: the customer is told to choose anew. */
const TRIES = 3;

/** Between two tries; the terminal's own line is on the same machine or in the same shop. */
export const AGAIN_MS = 700;

export type OrderParts = {
  readonly send: (command: KioskCommand) => Promise<KioskAnswer>;
  readonly newId: () => string;
  readonly pause: (ms: number) => Promise<void>;
};

/**
 * Orders what a button stands for. One name for all tries: however often it arrives, one charge begins.
 * @param button its place among all buttons of the view
 */
export async function order({ send, newId, pause }: OrderParts, button: number): Promise<KioskAnswer> {
  const command: KioskCommand = { kind: 'order', requestId: newId(), button };
  for (let attempt = 1; ; attempt++) {
    const answer = await send(command);
    if (answer.ok || answer.code !== 'no_answer' || attempt === TRIES) return answer;
    await pause(AGAIN_MS);
  }
}
