import { describe, expect, test } from 'vitest';
import type { History } from '../history.ts';
import { factsOf } from '../invariants/invariant.ts';
import type { Violation } from '../judge.ts';
import { shrink } from './shrink.ts';
import { tellStory } from './story.ts';

/** Taken for a bug here: a submission whose answer was lost, and that was found to be paid. It needs one sale and one mishap. */
function plantedBug(history: History): Violation | null {
  const lost = new Set(
    factsOf(history, 'mishap').flatMap(({ mishap, place }) =>
      mishap === 'answer_lost' && place.includes('micropay') ? [place.split(' ')[0]] : [],
    ),
  );
  const found = history.ledger.find(({ key, status }) => status === 'paid' && lost.has(key));
  return found ? { invariant: 'everyChargeEnds', about: found.orderNo, sentence: `${found.orderNo} was paid after a lost answer` } : null;
}

async function seedWith(bug: (history: History) => Violation | null) {
  for (let seed = 1; ; seed += 1) {
    const shrunk = await shrink({ seed, sales: 20, finds: bug });
    if (shrunk) return shrunk;
  }
}

describe('a story that goes wrong', async () => {
  const shrunk = await seedWith(plantedBug);

  test('is shortened to the one sale and the one mishap it needs', () => {
    expect(20 - shrunk.omitted.sales.size).toBe(1);
    expect(factsOf(shrunk.history, 'mishap').map(({ mishap }) => mishap)).toEqual(['answer_lost']);
  });

  test('is told in few lines that name the charge, the mishap and the broken promise, and no code', () => {
    const lines = tellStory(shrunk.history, shrunk.violation);
    const story = lines.join('\n');
    expect(lines.length).toBeLessThanOrEqual(41);
    expect(story).toMatch(/rings it up/);
    expect(story).toMatch(/answer_lost at s\d+\.\d/);
    expect(lines.at(-1)).toMatch(/^violated: everyChargeEnds: s\d+\.\d was paid after a lost answer$/);
    expect(story).not.toMatch(/\d{18}/);
  });
});

test('a story that does not go wrong is not shortened', async () => {
  expect(await shrink({ seed: 1, sales: 5, finds: () => null })).toBeNull();
});
