import { HandClock } from '../../basics/hand-clock.ts';
import { Acquirer } from '../../sandbox/acquirer.ts';
import { createChance } from './chance.ts';
import { customers } from './customers.ts';
import { judge, watchFeed, watchStanding, watchWire } from './judge.ts';
import { startProcess, type TerminalProcess } from './process.ts';
import { newSale, type Sale, serve } from './sale.ts';

/** Sales at the counter at once: the till may start the next while one is unknown. */
const OPEN_SALES = 4;
/** After the trouble every charge must come to its end by itself within this time, without anybody typing. */
const SETTLE_MS = 30 * 60_000;

/** What one seed came to. */
export type Outcome = {
  readonly charges: number;
  readonly processes: number;
  readonly statuses: ReadonlyMap<string, number>;
  readonly violations: readonly string[];
};

/**
 * Lives one seed: sales, customers, a bad line, a process that dies; then quiet, and a judgement.
 * @param sales how many sales are rung up
 */
export async function live(seed: number, sales: number): Promise<Outcome> {
  const chance = createChance(seed);
  const clock = new HandClock();
  const merchant = { appId: 'wxd930ea5d5a258f4f', mchId: '10000100', apiKey: '192006250b4c09247ec02edce69f6a2d' };
  const acquirer = new Acquirer({ merchant, clock, random: chance, walletSettings: { balanceFen: 100_000_000_000 } });
  const trouble = chance.pick([
    [1, 0],
    [4, 0.1],
    [4, 0.3],
    [2, 0.6],
  ]);
  const danger = chance.pick([
    [2, 0],
    [4, 0.003],
    [2, 0.02],
  ]);
  const weather = { trouble, danger, downUntilMs: 0, fullUntilMs: 0 };
  const violations: string[] = [];
  const sent = watchWire(clock, violations);
  const standing = watchStanding(clock, violations);
  const all: Sale[] = Array.from({ length: sales }, (_, number) => newSale(number, chance));
  let processes = 0;
  let running = boot([]);

  function boot(image: Parameters<typeof startProcess>[0]['image']): TerminalProcess {
    processes += 1;
    const started = startProcess({
      clock,
      chance,
      acquirer,
      image,
      trouble: () => weather.trouble,
      danger: () => weather.danger,
      isDown: () => clock.monotonicMs() < weather.downUntilMs,
      isFull: () => clock.monotonicMs() < weather.fullUntilMs,
      sent,
    });
    watchFeed(started, violations);
    return started;
  }

  function reviveIfDead(): void {
    if (running.isAlive()) return;
    clock.advance(chance.between(50, 20_000));
    // The new process may die while it starts; then the next one takes over.
    for (let image = running.journal.image(); ; ) {
      try {
        running = boot(image);
        return;
      } catch {
        clock.advance(1_000);
      }
    }
  }

  const people = customers(acquirer, clock, chance);
  while (violations.length === 0 && all.some(({ done }) => !done)) {
    const open = all.filter(({ done }) => !done).slice(0, OPEN_SALES);
    for (const sale of open) {
      reviveIfDead();
      attempt(() => serve(sale, running, acquirer, chance));
      if (sale.chargeId !== null) standing(running.terminal, sale.chargeId);
    }
    people.act();
    if (chance.happens(weather.trouble / 20)) weather.downUntilMs = clock.monotonicMs() + chance.between(500, 90_000);
    if (chance.happens(weather.danger)) weather.fullUntilMs = clock.monotonicMs() + chance.between(500, 30_000);
    if (chance.happens(weather.danger / 2)) await running.stop(); // in good order; started again as after a death
    if (chance.happens(0.002)) clock.stepWall(chance.between(-3, 3) * 86_400_000);
    await pass(clock, chance.between(50, 2_500));
  }

  weather.trouble = 0;
  weather.danger = 0;
  weather.downUntilMs = 0;
  weather.fullUntilMs = 0;
  const endMs = clock.monotonicMs() + SETTLE_MS;
  do {
    reviveIfDead();
    people.act();
    await pass(clock, 5_000);
  } while (running.journal.openCharges().length > 0 && clock.monotonicMs() < endMs);

  violations.push(...judge(all, running.journal, acquirer));
  await running.stop();
  const statuses = new Map<string, number>();
  const last = new Map(running.journal.image().map((record) => [record.intent.id, record.state.status]));
  for (const status of last.values()) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  return { charges: last.size, processes, statuses, violations };
}

/** Lets time pass in small turns, so that answers are heard between the timers. */
async function pass(clock: HandClock, ms: number): Promise<void> {
  const endMs = clock.monotonicMs() + ms;
  for (;;) {
    await new Promise(setImmediate);
    const due = clock.nextDueMs();
    if (due === null || due > endMs) break;
    attempt(() => clock.crank());
  }
  clock.advance(endMs - clock.monotonicMs());
}

/** A process that dies in the middle of a call takes the call with it, not the world. */
function attempt(call: () => void): void {
  try {
    call();
  } catch (error) {
    if (!/the process died/.test(String(error))) throw error;
  }
}
