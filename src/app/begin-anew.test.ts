import { expect, test } from 'vitest';
import { deathsWith, pauseBefore } from './begin-anew.ts';

const after = (deaths: number | null) => ({ SAOMA_DEATHS: String(deaths ?? 0) });

test('each death in a row is waited for longer, and after five it stays down', () => {
  const pausesMs: number[] = [];
  let deaths: number | null = 0;
  while (deaths !== null) {
    pausesMs.push(pauseBefore(after(deaths)));
    deaths = deathsWith({ env: after(deaths), uptimeS: 5 });
  }
  expect(pausesMs).toEqual([0, 200, 1_000, 3_000, 10_000, 30_000]);
});

test('who lived for more than a minute died of something new', () => {
  expect(deathsWith({ env: after(5), uptimeS: 61 })).toBe(1);
});

test.each([{}, { SAOMA_DEATHS: '' }, { SAOMA_DEATHS: 'x' }, { SAOMA_DEATHS: '-1' }, { SAOMA_DEATHS: '1e99' }])(
  '%j is a first life',
  (env) => {
    expect(pauseBefore(env)).toBe(0);
    expect(deathsWith({ env, uptimeS: 5 })).toBe(1);
  },
);
