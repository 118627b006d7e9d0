// `npm run fuzz`: lets invented and spoilt inputs in by every door that bytes of others come in by; ends with 1 when one met a bug.
//   --inputs N     over all doors together (1000000)
//   --door NAME    this door alone: xml, scanner, till, window, http, config, journal, sandbox, bill, notice, wooshpay
//   --seed S       another run (by default the day's number)
//   --at N         shows and tries input N of --door and --seed alone
//   --threads N    (2)
import { parseArgs } from 'node:util';
import { DOORS } from './fuzz/doors/all.ts';
import { type Find, hunt, inputNumber, type Tally } from './fuzz/hunt.ts';
import { runDoors } from './fuzz/run-doors.ts';

const TELL_EVERY_MS = 10_000;
const DAY_MS = 86_400_000;
/** Resident, for each thread that reads. Its heap alone may not grow beyond 96 MB: V8 ends it then. */
const MAX_MEMORY_MB = 256;

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    door: { type: 'string' },
    seed: { type: 'string', default: String(Math.floor(Date.now() / DAY_MS)) },
    at: { type: 'string' },
    threads: { type: 'string', default: '2' },
  },
});
const seed = Number(values.seed);
const doors = DOORS.filter(({ name }) => values.door === undefined || values.door === name);

process.exit(await run());

async function run(): Promise<number> {
  if (doors.length === 0) {
    const why = `there are ${DOORS.map(({ name }) => name).join(', ')}`;
    console.error(`no door is called ${values.door}: ${why}`);
    return 2;
  }
  return values.at === undefined ? runMany() : runOne(Number(values.at));
}

async function runOne(number: number): Promise<number> {
  const [door] = doors;
  if (!door) return 2;
  console.log(JSON.stringify(Buffer.from(inputNumber(door, seed, number)).toString('latin1')).slice(0, 4_000));
  const { finds, outcomes } = await hunt(door, { seed, from: number, count: 1, twiceEvery: 1 });
  console.log(finds[0] ?? outcomes);
  return finds.length > 0 ? 1 : 0;
}

async function runMany(): Promise<number> {
  const begunMs = performance.now();
  let toldMs = begunMs;
  let isDone = 0;
  let isTold = 0;
  const tallies = await runDoors({
    doors,
    inputs: Number(values.inputs),
    seed,
    threads: Number(values.threads),
    told(soFar) {
      isDone = [...soFar.values()].reduce((sum, { inputs }) => sum + inputs, 0);
      const found = [...soFar.values()].flatMap(({ finds }) => finds);
      for (const find of found.slice(isTold)) tell(find);
      isTold = found.length;
      if (performance.now() - toldMs < TELL_EVERY_MS) return;
      toldMs = performance.now();
      console.log(`${isDone} inputs, ${Math.round((toldMs - begunMs) / 1000)} s, ${memoryMb()} MB`);
    },
  });
  const seconds = (performance.now() - begunMs) / 1000;
  console.log(
    ['door'.padEnd(10), 'inputs'.padStart(10), 'taken %'.padStart(8), 'slowest ms'.padStart(11), '  refused, most often'].join(''),
  );
  for (const [name, tally] of tallies) console.log(line(name, tally));
  const mayHaveMb = MAX_MEMORY_MB * Number(values.threads);
  console.log(`${isDone} inputs of seed ${seed} in ${seconds.toFixed(0)} s; ${memoryMb()} MB at most (goal ≤ ${mayHaveMb})`);
  const finds = [...tallies.values()].flatMap((tally) => tally.finds);
  return finds.length > 0 || memoryMb() > mayHaveMb ? 1 : 0;
}

/** At once: a long run may be cut short. */
function tell({ door, number, problem, input }: Find): void {
  console.log(`\n--door ${door} --seed ${seed} --at ${number}: ${problem}\n${input}\n`);
}

function line(name: string, { inputs, outcomes, slowestMs }: Tally): string {
  const taken = ((outcomes.taken ?? 0) * 100) / Math.max(1, inputs);
  const refusals = Object.entries(outcomes).filter(([outcome]) => outcome !== 'taken');
  const often = refusals.sort(([, a], [, b]) => b - a).slice(0, 5);
  const told = often.map(([outcome, count]) => `${outcome.replace('refused: ', '')} ${((count * 100) / inputs).toFixed(1)}`).join(', ');
  return [
    name.padEnd(10),
    String(inputs).padStart(10),
    taken.toFixed(1).padStart(8),
    slowestMs.toFixed(0).padStart(11),
    `  ${told} %`,
  ].join('');
}

function memoryMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
