/** Runs tasks, at most so many at once; the others wait in the order they came. */
export type Limiter = <T>(task: () => Promise<T>) => Promise<T>;

/** @param most tasks at once */
export function createLimiter(most: number): Limiter {
  const waiting: (() => void)[] = [];
  let running = 0;

  return async function run<T>(task: () => Promise<T>): Promise<T> {
    if (running < most) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      // The place is handed over, not given back: nobody slips in before the next one wakes.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
