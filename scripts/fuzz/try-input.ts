import type { OpenDoor, Tried } from './door.ts';

/** Nobody at a counter notices less; a reader of small messages that takes longer is stuck in a loop. */
export const LONGEST_MS = 100;
/** Compiling and collecting take their time too. Only what is slow each time is slow. */
const MEASURED_AGAIN = 3;

export type Trial = { readonly tried: Tried | null; readonly problem: string | null; readonly ms: number };

/** Lets one input in. @param secrets that came in with it, and must not be told */
export async function tryInput(
  open: OpenDoor,
  input: Uint8Array,
  { secrets, twice }: { readonly secrets: readonly string[]; readonly twice: boolean },
): Promise<Trial> {
  const first = await take(open, input);
  if (!('tried' in first)) return { tried: null, ...first };
  const { tried, ms } = first;
  const problem = complaint(tried, secrets) ?? (twice ? await contradiction(open, input, tried) : null);
  return { tried, ms, problem };
}

/** Whether an input is slow whenever it comes, by this thread's own time: the machine may be busy with others. */
export async function isSlow(open: OpenDoor, input: Uint8Array): Promise<boolean> {
  for (let left = MEASURED_AGAIN; left > 0; left -= 1) {
    const before = process.threadCpuUsage();
    await take(open, input);
    const { user, system } = process.threadCpuUsage(before);
    if ((user + system) / 1_000 <= LONGEST_MS) return false;
  }
  return true;
}

async function take(
  open: OpenDoor,
  input: Uint8Array,
): Promise<{ readonly tried: Tried; readonly ms: number } | { readonly problem: string; readonly ms: number }> {
  const begunMs = performance.now();
  try {
    const taken = open.take(input);
    // Most doors answer at once, and waiting for a promise costs more than they do.
    const tried = taken instanceof Promise ? await taken : taken;
    return { tried, ms: performance.now() - begunMs };
  } catch (cause) {
    return {
      problem: `threw ${cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)}`,
      ms: performance.now() - begunMs,
    };
  }
}

function complaint({ outcome, told }: Tried, secrets: readonly string[]): string | null {
  if (outcome.startsWith('refused') && told === '') return 'refused without a word';
  return secrets.some((secret) => told.includes(secret)) ? `told a secret: ${told.slice(0, 200)}` : null;
}

async function contradiction(open: OpenDoor, input: Uint8Array, { outcome }: Tried): Promise<string | null> {
  const again = await take(open, input);
  const second = 'tried' in again ? again.tried.outcome : again.problem;
  return second === outcome ? null : `first ${outcome}, then ${second}`;
}
