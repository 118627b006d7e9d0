import { type Coverage, cellAt, EVENTS, FAULTS, STATUSES } from './coverage.ts';
import { everyMeeting, whyImpossible } from './impossible.ts';

/** What is wrong with what was met. */
export type Gaps = {
  readonly neverMet: readonly string[]; // possible, and at zero
  readonly neverMetAtAll: readonly string[]; // a status and an event that could meet and did not, under any fault
  readonly metAllTheSame: readonly string[]; // declared impossible, and met
};

export function findGaps({ counts }: Coverage): Gaps {
  const neverMet: string[] = [];
  const metAllTheSame: string[] = [];
  const possible = new Map<string, boolean>(); // by status and event: whether one was met
  everyMeeting().forEach(({ status, event, fault }, index) => {
    const count = counts[index] ?? 0;
    const why = whyImpossible(status, event, fault);
    const pair = `${status} × ${event}`;
    if (why !== null && count > 0) metAllTheSame.push(`${pair} × ${fault}: ${count} times, and "${why}"`);
    if (why === null && count === 0) neverMet.push(`${pair} × ${fault}`);
    if (why === null) possible.set(pair, (possible.get(pair) ?? false) || count > 0);
  });
  return { neverMet, neverMetAtAll: [...possible].flatMap(([pair, isMet]) => (isMet ? [] : [pair])), metAllTheSame };
}

/** One line for each status and event, one sign for each fault: how many digits its count has, `·` where it cannot be, `!` where it was never met. */
export function printCoverage({ counts }: Coverage): string {
  const lines = STATUSES.flatMap((status) =>
    EVENTS.flatMap((event) => {
      const at = cellAt(status, event);
      const signs = FAULTS.map((fault, index) => signOf(counts[at + index] ?? 0, whyImpossible(status, event, fault) !== null)).join('');
      return /^·+$/.test(signs) ? [] : [`${status.padEnd(18)} ${event.padEnd(32)} ${signs}`];
    }),
  );
  const legend = FAULTS.map((fault, index) => `${String(index + 1).padStart(3)} ${fault}`).join('\n');
  return `${lines.join('\n')}\n\nA digit is how many digits the count has; · cannot be, ! was never met. The columns:\n${legend}\n`;
}

function signOf(count: number, isImpossible: boolean): string {
  if (count === 0) return isImpossible ? '·' : '!';
  return String(Math.min(9, String(count).length));
}
