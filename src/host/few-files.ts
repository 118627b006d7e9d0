import { problem } from './problem.ts';
import type { Route } from './routes.ts';

/** A page takes half a second, and one is made after the other: the last of these comes within a till's patience. */
const MOST_FILES = 16;

/** Lets a few calls that make files wait for their turn; one more is told to come again, so that no queue of pages grows. */
export function fewFiles<R extends Route>(routes: readonly R[], most = MOST_FILES): R[] {
  let making = 0;
  return routes.map((route) => ({
    ...route,
    async handle(c: Parameters<Route['handle']>[0]) {
      if (making >= most) return problem('too_many_files', {}, { 'retry-after': '2' });
      making += 1;
      try {
        return await route.handle(c);
      } finally {
        making -= 1;
      }
    },
  }));
}
