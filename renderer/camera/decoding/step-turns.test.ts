import { expect, test } from 'vitest';
import { createTurns } from './step-turns.ts';

/** Milliseconds that each step takes on a till five times slower than the machine on which they were measured. */
const SLOW = { look: 18, tries: 30, fit: 160, upright: 15, enlarge: 30, library: 80 } as const;
type Name = keyof typeof SLOW;

function machine(costs: Readonly<Record<Name, number>>, budgetMs: number) {
  let ms = 0;
  const turns = createTurns(Object.keys(costs) as Name[], { budgetMs, now: () => ms });
  return {
    /** @returns the steps that a picture without a code got, and how long it took */
    picture(): { steps: Name[]; tookMs: number } {
      const began = ms;
      const steps: Name[] = [];
      for (const step of turns()) {
        steps.push(step);
        ms += costs[step];
      }
      return { steps, tookMs: ms - began };
    },
  };
}

test('with time enough each picture gets every step, in order', () => {
  const { picture } = machine(SLOW, 1_000);
  picture();
  expect(picture().steps).toEqual(Object.keys(SLOW));
});

test('a till five times slower: five looks a second or more, and no step is forgotten', () => {
  const { picture } = machine(SLOW, 125);
  for (let warmUp = 0; warmUp < 6; warmUp++) picture();
  const pictures = Array.from({ length: 12 }, picture);
  expect(Math.max(...pictures.map(({ tookMs }) => tookMs))).toBeLessThanOrEqual(200);
  expect(pictures.every(({ steps }) => steps[0] === 'look')).toBe(true);
  expect(new Set(pictures.flatMap(({ steps }) => steps)).size).toBe(Object.keys(SLOW).length);
});

test('a step that was slow once is not begun late in a picture for a while, then again', () => {
  const costs: Record<Name, number> = { look: 1, tries: 1, fit: 1, upright: 1, enlarge: 1, library: 100 };
  const { picture } = machine(costs, 50);
  picture();
  costs.library = 1;
  const [second, third, ...rest] = Array.from({ length: 30 }, () => picture().steps);
  expect(second).toEqual(['look', 'tries', 'fit', 'upright', 'enlarge']);
  expect(third?.slice(0, 2)).toEqual(['look', 'library']);
  expect(rest.at(-1)).toEqual(Object.keys(costs));
});

test('what was found ends a picture; the next begins anew', () => {
  const turns = createTurns(['look', 'tries', 'fit'], { budgetMs: 100, now: () => 0 });
  for (const step of turns()) if (step === 'tries') break;
  expect([...turns()]).toEqual(['look', 'tries', 'fit']);
});
