import { setTimeout as pause } from 'node:timers/promises';
import { LINES } from '../acquirer/messages.ts';
import type { Happening } from '../happening.ts';

const ROUNDS = 7;
const CUTS = LINES.filter((line) => line !== 'up');

/** The line to the acquirer in every state of half-broken, with a kill in between. */
export const cutLine: Happening = {
  name: 'line cut',
  counters: 2,
  cannot: () => null,
  unrest: 0.05,
  async run({ counters, acquirer, dice, note }) {
    let kills = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      await pause(dice.int(50, 300));
      const line = CUTS[round % CUTS.length] ?? 'mute';
      note(`the line is ${line}`);
      await acquirer.ask('line', { line });
      await pause(dice.int(150, 900));
      if (dice.chance(0.4)) {
        const counter = dice.pick(counters);
        await counter.kill();
        kills += 1;
        await counter.start();
        await pause(dice.int(0, 300));
      }
      note('the line is up');
      await acquirer.ask('line', { line: 'up' });
    }
    const { exchanges } = await acquirer.ask('truth', {});
    const struck = exchanges.filter(({ line }) => line !== 'up').length;
    return { kills, struck, what: `${ROUNDS} cuts of ${CUTS.length} kinds: ${struck} exchanges struck` };
  },
};
