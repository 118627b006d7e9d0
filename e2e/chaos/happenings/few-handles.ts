import { spawnSync } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Happening } from '../happening.ts';
import { has } from '../means.ts';

const ROUNDS = 3;
const CONNECTIONS = 300;
/** A core in peace has about thirty. */
const MOST_HANDLES = 64;
/** How often it is started and gets no further handle while it loads what comes after its first charge. */
const STARVED = 4;
const STARVED_HANDLES = 10; // fewer than it has open

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
    for (let time = 0; time < STARVED; time += 1) {
      await counter.kill();
      await counter.start();
      await pause(dice.int(0, 60));
      limit(counter.pid(), STARVED_HANDLES);
      note('not one handle more');
      await pause(dice.int(800, 1_500));
      limit(counter.pid(), MOST_HANDLES);
    }
    const refused = counter.output.filter((line) => line.includes('EMFILE')).length;
    return {
      kills: 1 + STARVED,
      struck: Math.min(shut, refused),
      what: `${ROUNDS} times ${CONNECTIONS} connections before ${MOST_HANDLES} handles: ${shut} turned away; ${STARVED} starts without another handle: ${refused} refusals`,
    };
  },
};

/** Changes how many handles a running process may have. */
function limit(pid: number | undefined, handles: number): void {
  spawnSync('prlimit', ['--pid', String(pid), `--nofile=${handles}:${MOST_HANDLES}`]);
}

function crowdIn(port: number, turnedAway: () => void): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.on('end', turnedAway);
  socket.resume();
  return socket;
}
