import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Happening } from '../happening.ts';
import { has } from '../means.ts';

const ROUNDS = 3;
const CONNECTIONS = 300;
/** A core in peace has about thirty. */
const MOST_HANDLES = 64;

/** Somebody on this machine opens hundreds of connections, and the terminal may not even open a file any more. */
export const fewHandles: Happening = {
  name: 'no handles left',
  counters: 1,
  cannot: () => (has('prlimit') ? null : 'needs prlimit (util-linux)'),
  unrest: 0.02,
  command: () => ({ before: ['prlimit', `--nofile=${MOST_HANDLES}:${MOST_HANDLES}`] }),
  async run({ counters: [counter], dice, note }) {
    if (!counter) throw new Error('no counter');
    let shut = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      await pause(dice.int(200, 500));
      const port = Number(new URL(await counter.address()).port);
      note(`${CONNECTIONS} connections`);
      const crowd = Array.from({ length: CONNECTIONS }, () => crowdIn(port, () => (shut += 1)));
      await pause(dice.int(800, 1_500));
      for (const socket of crowd) socket.destroy();
      note('the crowd is gone');
      if (round === 1) {
        await counter.kill();
        await counter.start();
      }
    }
    return {
      kills: 1,
      struck: shut,
      what: `${ROUNDS} times ${CONNECTIONS} connections before ${MOST_HANDLES} handles: ${shut} turned away`,
    };
  },
};

function crowdIn(port: number, turnedAway: () => void): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.on('end', turnedAway);
  socket.resume();
  return socket;
}
