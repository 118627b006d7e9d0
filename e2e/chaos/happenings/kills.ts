import { setTimeout as pause } from 'node:timers/promises';
import type { ChaosCounter } from '../counter.ts';
import type { Happening, Stage } from '../happening.ts';

/** A life lasts for so many answers of the till API and a moment more, however slow the machine is. */
const LIFE_ANSWERS = 10;
const MOMENT_MS = 60;
/** Where nobody gets an answer, it ends all the same. */
const LONGEST_LIFE_MS = 600;
/** A start takes about so long, and so many of the kills come in the middle of one. */
const START_MS = 250;
const IN_A_START = 0.2;

/** The power goes, at any moment, over and over. */
export const kills: Happening = {
  name: 'killed',
  counters: 3,
  cannot: () => null,
  unrest: 0.06,
  async run(stage) {
    const share = Math.ceil(stage.kills / stage.counters.length);
    await Promise.all(stage.counters.map((counter) => killAgainAndAgain(counter, share, stage)));
    const done = share * stage.counters.length;
    return { kills: done, struck: done, what: `${done} SIGKILLs, one in ${1 / IN_A_START} in the middle of a start` };
  },
};

async function killAgainAndAgain(counter: ChaosCounter, times: number, { dice }: Stage): Promise<void> {
  for (let kill = 0; kill < times; kill += 1) {
    if (kill === 0 || !dice.chance(IN_A_START)) {
      if (!counter.isUp()) await counter.start();
      await hear(counter, dice.int(0, LIFE_ANSWERS));
      await pause(dice.int(0, MOMENT_MS));
      await counter.kill();
    } else await counter.startAndKill(dice.int(0, START_MS));
  }
}

async function hear({ till }: ChaosCounter, answers: number): Promise<void> {
  const [wanted, untilMs] = [till.answers() + answers, performance.now() + LONGEST_LIFE_MS];
  while (till.answers() < wanted && performance.now() < untilMs) await pause(2);
}
