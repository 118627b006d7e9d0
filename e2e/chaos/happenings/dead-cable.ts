import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Happening, Stage, Told } from '../happening.ts';
import { canHaveOwnNetwork } from '../means.ts';
import { ACQUIRER_HOST } from '../own-network.ts';

const ROUNDS = 8;
/** TCP repeats what was swallowed after 0.2, 0.6, 1.4, 3 s: up to here it arrives before the terminal may undo anything. */
const SHORT_MS = 500;
const LONG_MS = 2_500;
/** After this TCP has repeated what a short cut swallowed. */
const MENDED_MS = 600;

const NEEDS_ROOT = 'needs root, to have a network of its own (unshare, ip)';

/** The cable is out for a moment: the kernel itself swallows what is sent, without an error, and mends open connections when it is back. */
export const deadCable: Happening = {
  name: 'cable out',
  counters: 1,
  cannot: () => (canHaveOwnNetwork() ? null : NEEDS_ROOT),
  ownNetwork: true,
  unrest: 0,
  run: (stage) => pull(stage, SHORT_MS),
};

/** The cable is out for longer than the terminal waits before it undoes a charge. */
export const longDeadCable: Happening = {
  ...deadCable,
  name: 'cable out for long',
  run: (stage) => pull(stage, LONG_MS),
};

async function pull({ counters: [counter], dice, note }: Stage, longestMs: number): Promise<Told> {
  if (!counter) throw new Error('no counter');
  let kills = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await pause(dice.int(MENDED_MS, 2 * MENDED_MS)); // else one cut goes on in the next
    note('the cable is out');
    cable('add');
    await pause(dice.int(longestMs / 4, longestMs));
    if (dice.chance(0.25)) {
      await counter.kill();
      kills += 1;
    }
    cable('del');
    note('the cable is in');
    if (!counter.isUp()) await counter.start();
  }
  return { kills, struck: ROUNDS, what: `${ROUNDS} times for up to ${longestMs} ms` };
}

function cable(verb: 'add' | 'del'): void {
  execFileSync('ip', ['route', verb, 'blackhole', `${ACQUIRER_HOST}/32`, 'table', 'local']);
}
