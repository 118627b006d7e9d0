import type { Pace } from './pace.ts';

/**
 * Runs tasks, at most so many at once and no faster than the pace; the others wait in the order they came. One that somebody stands
 * and waits for goes before them all, whatever the pace.
 */
export type Limiter = <T>(task: () => Promise<T>, isUrgent?: boolean) => Promise<T>;

type Waiting = { readonly isUrgent: boolean; readonly begin: () => void };

/** @param most tasks at once */
export function createLimiter(most: number, pace: Pace): Limiter {
  const waiting: Waiting[] = [];
  let running = 0;
  let isWaking = false;

  /** Begins what may begin. A place that comes free goes to whoever waits longest: nobody slips in before. */
  function begin(): void {
    while (running < most && waiting.length > 0) {
      const urgent = waiting.findIndex(({ isUrgent }) => isUrgent);
      if (urgent < 0 && pace.leftMs() > 0) {
        wake();
        return;
      }
      const [next] = waiting.splice(Math.max(0, urgent), 1);
      running += 1;
      pace.begun();
      next?.begin();
    }
  }

  function wake(): void {
    if (isWaking) return;
    isWaking = true;
    pace.after(() => {
      isWaking = false;
      begin();
    });
  }

  async function perform<T>(task: () => Promise<T>): Promise<T> {
    try {
      return await task();
    } finally {
      running -= 1;
      begin();
    }
  }

  return function run<T>(task: () => Promise<T>, isUrgent = false): Promise<T> {
    return new Promise((resolve, reject) => {
      waiting.push({ isUrgent, begin: () => void perform(task).then(resolve, reject) });
      begin();
    });
  };
}
