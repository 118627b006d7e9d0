import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, type Door, TAKEN } from './door.ts';
import { DOORS } from './doors/all.ts';
import { hunt, inputNumber } from './hunt.ts';
import { tryInput } from './try-input.ts';

/** Small here, so that every run of the tests looks somewhere else; `npm run fuzz` takes millions. */
const INPUTS = 120;

test.each(DOORS)('$name: $guards take whatever comes, or say why not', async (door) => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const { finds } = await hunt(door, { seed, from: 0, count: INPUTS, twiceEvery: 4 });
      // How long it takes is for the long run to measure: here others use the machine.
      expect(finds.filter(({ problem }) => !problem.startsWith('took'))).toEqual([]);
    }),
    { numRuns: door.name === 'http' ? 1 : 3, endOnFailure: true },
  );
});

test.each(DOORS.filter(({ name }) => name !== 'http'))('$name: mere noise is refused or taken like everything else', async (door) => {
  const open = await door.open();
  try {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (input) => {
        const { problem } = await tryInput(open, input, { secrets: door.secrets, twice: true });
        expect(problem).toBeNull();
      }),
      { numRuns: 60 },
    );
  } finally {
    await open.close?.();
  }
});

test.each(DOORS)('$name: what usually comes in is no bug', async (door) => {
  const open = await door.open();
  try {
    for (const seed of door.seeds) expect((await tryInput(open, seed, { secrets: door.secrets, twice: false })).problem).toBeNull();
  } finally {
    await open.close?.();
  }
});

/** A door of the test's own. */
function door(take: (input: Uint8Array) => ReturnType<Awaited<ReturnType<Door['open']>>['take']>, secrets: readonly string[] = []): Door {
  return {
    name: 'own',
    guards: 'nothing',
    share: 1,
    seeds: [bytesOf('a message of some length')],
    words: ['X', 'secret'],
    secrets,
    open: () => ({ take }),
  };
}

const HUNT = { seed: 1, from: 0, count: 2_000, twiceEvery: 1 };
const problems = async (own: Door) => (await hunt(own, HUNT)).finds.map(({ problem, input }) => `${problem} | ${input}`);

test('a door that throws is found, with an input that is as short as can be', async () => {
  const thrower = door((input) => {
    if (input.includes(0x58)) throw new TypeError('stumbled');
    return TAKEN;
  });
  expect((await problems(thrower))[0]).toBe('threw TypeError: stumbled | "X"');
});

test('a door that tells a secret, refuses without a word, or is of two minds is found', async () => {
  const teller = door((input) => ({ outcome: 'refused: so', told: `not ${Buffer.from(input).toString()}` }), ['secret']);
  expect((await problems(teller))[0]).toMatch(/^told a secret: .* \| "secret"$/s);
  expect((await problems(door(() => ({ outcome: 'refused', told: '' }))))[0]).toMatch(/^refused without a word/);
  const turns = ['one way', 'another way'];
  const waverer = door(() => ({ outcome: turns.shift() ?? 'taken', told: '' }));
  expect((await problems(waverer))[0]).toMatch(/^first one way, then another way/);
});

test('a door that takes longer than anybody waits is found', async () => {
  const ponderer = door(() => {
    const begun = process.threadCpuUsage();
    const spentMs = () => (process.threadCpuUsage(begun).user + process.threadCpuUsage(begun).system) / 1_000;
    while (spentMs() < 130);
    return TAKEN;
  });
  const [find] = (await hunt(ponderer, { ...HUNT, count: 1, from: 1, twiceEvery: 2 })).finds;
  expect(find?.problem).toMatch(/^took \d+ ms/);
});

test('an input can be made again from its number alone', () => {
  for (const one of DOORS) expect(inputNumber(one, 7, 4_711)).toEqual(inputNumber(one, 7, 4_711));
});
