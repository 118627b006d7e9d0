import { seedOf, throwDice } from './dice.ts';
import type { Door, OpenDoor } from './door.ts';
import { makeInput } from './make-input.ts';
import { shrink } from './shrink.ts';
import { isSlow, LONGEST_MS, tryInput } from './try-input.ts';

/** Which inputs: by the run's seed and their numbers. `twiceEvery`: one in so many is let in twice, and must fare alike. */
export type Batch = { readonly seed: number; readonly from: number; readonly count: number; readonly twiceEvery: number };

/** An input that met a bug, made as short as it could be. */
export type Find = {
  readonly door: string;
  readonly seed: number;
  readonly number: number;
  readonly problem: string;
  readonly input: string;
};

export type Tally = {
  readonly inputs: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  readonly finds: readonly Find[];
};

/** More of them are the same bug. */
const MOST_FINDS = 5;

export const inputNumber = (door: Door, seed: number, number: number): Uint8Array => makeInput(throwDice(seedOf(seed, number)), door);

/** Lets a batch of inputs in. @param begins hears each number before its input goes in, so that one that never comes back is known */
export async function hunt(
  door: Door,
  { seed, from, count, twiceEvery }: Batch,
  begins: (number: number) => void = () => {},
): Promise<Tally> {
  const open = await door.open();
  const outcomes: Record<string, number> = {};
  const finds: Find[] = [];
  let slowestMs = 0;
  let inputs = 0;
  try {
    for (let number = from; number < from + count && finds.length < MOST_FINDS; number += 1) {
      begins(number);
      const input = inputNumber(door, seed, number);
      const { secrets, isPunctual = true } = door;
      const { tried, problem, ms } = await tryInput(open, input, { secrets, twice: isPunctual && number % twiceEvery === 0 });
      inputs += 1;
      if (problem !== null) finds.push(await told(open, door, { seed, number, problem, input }));
      else if (ms > LONGEST_MS && (await isSlow(open, input)))
        finds.push(await told(open, door, { seed, number, problem: `took ${Math.round(ms)} ms`, input }));
      else if (ms <= LONGEST_MS) slowestMs = Math.max(slowestMs, ms);
      const outcome = tried?.outcome ?? 'threw';
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
  } finally {
    await open.close?.();
  }
  return { inputs, outcomes, slowestMs, finds };
}

type Met = { readonly seed: number; readonly number: number; readonly problem: string; readonly input: Uint8Array };

async function told(open: OpenDoor, { name, secrets, isPunctual = true }: Door, { seed, number, problem, input }: Met): Promise<Find> {
  const kind = kindOf(problem);
  // A slow one is shown as it is: each shorter one would be slow too.
  const least = problem.startsWith('took')
    ? input
    : await shrink(
        input,
        async (shorter) => kindOf((await tryInput(open, shorter, { secrets, twice: isPunctual })).problem ?? '') === kind,
      );
  return { door: name, seed, number, problem, input: JSON.stringify(Buffer.from(least).toString('latin1')).slice(0, 2_000) };
}

/** Two inputs meet the same bug when the same is said of them, whatever of the input is repeated behind that. */
function kindOf(problem: string): string {
  return (/^(?:threw [^:]*: [^:"'{]{0,40}|[^:]*)/.exec(problem)?.[0] ?? '').replace(/\d+/g, '0');
}

export function addTallies(a: Tally, b: Tally): Tally {
  const outcomes: Record<string, number> = { ...a.outcomes };
  for (const [outcome, count] of Object.entries(b.outcomes)) outcomes[outcome] = (outcomes[outcome] ?? 0) + count;
  return { inputs: a.inputs + b.inputs, outcomes, slowestMs: Math.max(a.slowestMs, b.slowestMs), finds: [...a.finds, ...b.finds] };
}

export const NO_TALLY: Tally = { inputs: 0, outcomes: {}, slowestMs: 0, finds: [] };
