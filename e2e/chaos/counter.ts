import { setTimeout as pause } from 'node:timers/promises';
import type { Charge, ChargePage } from '../../src/contract/charge.ts';
import type { Health } from '../../src/contract/health.ts';
import { seededDice } from '../torture/dice.ts';
import { emptyRecords, type Records } from './account.ts';
import type { AcquirerProcess } from './acquirer/open.ts';
import { type Core, type CoreCommand, startCore } from './core-process.ts';
import { sell } from './sale.ts';
import type { Story } from './story.ts';
import { createTill, type Till } from './till.ts';

/** A sale begins every so often, at the most. */
const NEXT_SALE_MS = 110;
/** Sales whose end is waited for; beyond that the queue stands still. */
const MOST_AT_A_TIME = 24;
/** A terminal that was told to stop gets this long. */
const STOP_WITHIN_MS = 10_000;

/** One terminal with its tills and customers, over all the lives of its core. */
export type ChaosCounter = {
  readonly name: string;
  readonly till: Till;
  readonly records: Records;
  /** How often tills were told to ask again, by status and code. */
  readonly refusals: ReadonlyMap<string, number>;
  /** Everything that the core wrote. */
  readonly output: readonly string[];
  /** Starts the core. @returns whether it takes charges; no when it ended before, or was killed */
  start(change?: Partial<CoreCommand>): Promise<boolean>;
  /** As a power cut ends it. */
  kill(): Promise<void>;
  /** Kills it in the middle of its start. */
  startAndKill(afterMs: number): Promise<void>;
  /** Ends it properly. */
  stop(): Promise<void>;
  isUp(): boolean;
  /** Its process number. */
  pid(): number | undefined;
  /** Where it is; waits while it is nowhere. */
  address(): Promise<string>;
  /** Sells until `closeShop`. */
  openShop(): void;
  /** Begins no more sales. @returns when each has come to its end */
  closeShop(): Promise<void>;
  list(): Promise<readonly Charge[]>;
  unsettled(): Promise<number>;
};

export type CounterParts = {
  readonly name: string;
  readonly command: CoreCommand;
  readonly acquirer: AcquirerProcess;
  readonly seed: number;
  readonly story: Story;
};

export function createCounter({ name, command, acquirer, seed, story }: CounterParts): ChaosCounter {
  const records = emptyRecords();
  const output: string[] = [];
  const refusals = new Map<string, number>();
  const till = createTill(address, seededDice(seed), refused);
  const working = new Set<Promise<void>>();
  let core: Core | null = null;
  let url: string | null = null;
  let isExpected = false; // that it ends
  let isOpen = false;

  async function address(): Promise<string> {
    while (url === null) await pause(5);
    return url;
  }

  function refused(status: number, code: string): void {
    const what = `${status} ${code}`;
    refusals.set(what, (refusals.get(what) ?? 0) + 1);
    if (status === 500) records.findings.push({ about: 'terminal', sentence: `${name} answered ${what}` });
  }

  async function start(change: Partial<CoreCommand> = {}): Promise<boolean> {
    isExpected = false;
    const life = startCore({ ...command, ...change }, (line) => {
      output.push(line);
      // A core that met a bug begins anew in its own process, and a free port is another one then.
      if (core === life && url !== null && line.startsWith('ready ')) {
        url = line.slice('ready '.length);
        story.note('terminal', `${name} began anew by itself`);
      }
    });
    core = life;
    void life.ended.then(({ code, signal }) => {
      const wasUp = core === life && url !== null;
      if (core === life) url = null;
      story.note('terminal', `${name} ended with ${signal ?? code}`);
      if (!isExpected && wasUp)
        records.findings.push({ about: 'terminal', sentence: `${name} died by itself with ${signal ?? code}: ${output.at(-1)}` });
    });
    const ready = await life.ready;
    if (core === life && !isExpected) url = ready;
    story.note('terminal', `${name} ${ready === null ? `did not start: ${output.at(-1)}` : 'takes charges'}`);
    return ready !== null;
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    isExpected = true;
    url = null;
    core?.kill(signal);
    return (await core?.ended)?.code ?? null;
  }

  async function trade(): Promise<void> {
    const pace = seededDice(seed);
    for (let number = 0; isOpen; number += 1) {
      const sale = sell(`${name}-${number}`, seededDice(seed * 1_000 + number), {
        till,
        story,
        records,
        showCode: (fate) => acquirer.ask('code', { fate }),
      }).finally(() => working.delete(sale));
      working.add(sale);
      await pause(pace.int(5, NEXT_SALE_MS));
      while (isOpen && working.size >= MOST_AT_A_TIME) await pause(10);
    }
  }

  return {
    name,
    till,
    records,
    refusals,
    output,
    start,
    async kill() {
      await end('SIGKILL');
    },
    async startAndKill(afterMs) {
      const starting = start();
      await Promise.race([pause(afterMs), starting]);
      await end('SIGKILL');
      await starting;
    },
    async stop() {
      const tooLong = setTimeout(() => core?.kill('SIGKILL'), STOP_WITHIN_MS);
      const code = await end('SIGTERM');
      clearTimeout(tooLong);
      if (code !== 0) records.findings.push({ about: 'terminal', sentence: `${name} did not stop properly: exit code ${code}` });
    },
    isUp: () => url !== null,
    pid: () => core?.pid,
    address,
    openShop() {
      isOpen = true;
      void trade();
    },
    async closeShop() {
      isOpen = false;
      await Promise.all(working);
    },
    async list() {
      const charges: Charge[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page = (await till.insist(`/charges?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)).body as ChargePage;
        charges.push(...page.items);
        cursor = page.nextCursor;
      }
      return charges;
    },
    unsettled: async () => ((await till.insist('/health')).body as Health).unsettled,
  };
}
