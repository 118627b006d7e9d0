import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seededDice } from '../torture/dice.ts';
import type { Account, Finding } from './account.ts';
import { type AcquirerProcess, openAcquirer } from './acquirer/open.ts';
import { type ChaosCounter, createCounter } from './counter.ts';
import type { Happening, Told } from './happening.ts';
import { setClock } from './happenings/stepped-clock.ts';
import { judge } from './judge.ts';
import { isRoot } from './means.ts';
import { ACQUIRER_HOST } from './own-network.ts';
import { findSecrets } from './secrets.ts';
import { createStory, type Story } from './story.ts';
import { PAYMENT_TIMES, TILL_TOKEN } from './terms.ts';

/** With a good line and nobody who interferes, everything has to come to an end within this. */
const SETTLE_WITHIN_MS = 40_000;

/** What a row of the table says. */
export type Row = Told & {
  readonly charges: number;
  readonly refunds: number;
  readonly findings: readonly Finding[];
  readonly stories: readonly string[];
};

export type RunParts = { readonly core: string; readonly seed: number; readonly kills: number };

/** One happening from the first start to the last look at the data folder. */
export async function runHappening(happening: Happening, { core, seed, kills }: RunParts): Promise<Row> {
  const folder = mkdtempSync(path.join(tmpdir(), 'saoma-chaos-'));
  const tidy = () => leaveNothing(folder);
  process.once('exit', tidy);
  const clockFile = path.join(folder, 'clock');
  setClock(clockFile, 0);
  const story = createStory();
  const acquirer = await openAcquirer(seed, happening.ownNetwork ? ACQUIRER_HOST : '127.0.0.1');
  const places = Array.from({ length: happening.counters }, (_, index) => furnish(path.join(folder, `T${index + 1}`), happening, acquirer));
  const counters = places.map(({ dataDir, configFile }, index) =>
    createCounter({
      name: `T${index + 1}`,
      command: {
        file: core,
        args: ['--headless', '--port', '0', '--data', dataDir, '--config', configFile],
        ...happening.command?.(clockFile),
      },
      acquirer,
      seed: seed + 100 * (index + 1),
      story,
    }),
  );
  try {
    await Promise.all(counters.map((counter) => counter.start()));
    await acquirer.ask('unrest', { share: happening.unrest });
    for (const counter of counters) counter.openShop();
    const dataDirs = places.map(({ dataDir }) => dataDir);
    const told = await happening.run({
      dice: seededDice(seed),
      counters,
      acquirer,
      dataDirs,
      clockFile,
      kills,
      note: (deed) => story.note('terminal', deed),
    });
    const accounts = await Promise.all(
      counters.map((counter, index) => settle(counter, acquirer, { core, dataDir: dataDirs[index] ?? '' })),
    );
    return closeBooks(told, accounts, story);
  } finally {
    await Promise.all(counters.map((counter) => counter.kill()));
    await acquirer.close();
    process.off('exit', tidy);
    tidy();
  }
}

/** Leaves nothing behind, whatever was in the middle of happening: no mark, no mount, no file. */
function leaveNothing(folder: string): void {
  if (isRoot()) spawnSync('chattr', ['-R', '-i', folder], { stdio: 'ignore' });
  for (const place of readdirSync(folder)) if (isRoot()) spawnSync('umount', [path.join(folder, place, 'data')], { stdio: 'ignore' });
  rmSync(folder, { recursive: true, force: true });
}

/** A data folder, on a disk of its own where that is wanted, and a configuration beside it. */
function furnish(place: string, { diskBytes }: Happening, { merchant: { endpoint, ...merchant } }: AcquirerProcess) {
  const dataDir = path.join(place, 'data');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (diskBytes) execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes},mode=700`, 'saoma-chaos', dataDir]);
  chmodSync(dataDir, 0o700);
  const configFile = path.join(place, 'config.json');
  const config = {
    store: { name: '人民路店', terminalId: path.basename(place) },
    gateway: { kind: 'wechat-v2', endpoints: [endpoint], ...merchant },
    payment: PAYMENT_TIMES,
    scanners: [],
    till: { token: TILL_TOKEN },
  };
  writeFileSync(configFile, JSON.stringify(config), { mode: 0o600 });
  return { dataDir, configFile };
}

/** Takes all trouble away, lets everything end, and looks at what is left. */
async function settle(
  counter: ChaosCounter,
  acquirer: AcquirerProcess,
  { core, dataDir }: { core: string; dataDir: string },
): Promise<Account> {
  await acquirer.ask('unrest', { share: 0 });
  await acquirer.ask('line', { line: 'up' });
  if (!counter.isUp()) await counter.start();
  const { findings, codes } = counter.records;
  if (!counter.isUp()) findings.push({ about: 'terminal', sentence: `${counter.name} does not start any more: ${counter.output.at(-1)}` });
  const isSettled =
    counter.isUp() && (await Promise.race([allEnd(counter).then(() => true), pause(SETTLE_WITHIN_MS, false, { ref: false })]));
  if (counter.isUp() && !isSettled)
    findings.push({ about: 'terminal', sentence: `${counter.name}: not everything ended within ${SETTLE_WITHIN_MS} ms` });
  const charges = counter.isUp() ? await counter.list() : [];
  const unsettled = counter.isUp() ? await counter.unsettled() : 0;
  if (counter.isUp()) await counter.stop();
  const verified = spawnSync(process.execPath, [core, 'verify', dataDir], { encoding: 'utf8' });
  if (verified.status !== 0) findings.push({ about: 'terminal', sentence: `the journal is not whole: ${verified.stderr.trim()}` });
  for (const place of findSecrets(dataDir, counter.output, [...codes, acquirer.merchant.apiKey, TILL_TOKEN]))
    findings.push({ about: 'terminal', sentence: `a payment code, key or token is in ${place}` });
  const truth = await acquirer.ask('truth', {});
  const ours = ({ orderNo }: { readonly orderNo: string }) => orderNo.startsWith(`${counter.name}D`);
  return {
    ...counter.records,
    charges,
    unsettled,
    truth: { orders: truth.orders.filter(ours), refunds: truth.refunds.filter(ours), exchanges: truth.exchanges.filter(ours) },
  };
}

/** No till waits for an end any more, and the terminal has none to find out. */
async function allEnd(counter: ChaosCounter): Promise<void> {
  await counter.closeShop();
  while ((await counter.unsettled()) > 0) await pause(50);
}

function closeBooks(told: Told, accounts: readonly Account[], story: Story): Row {
  const findings = accounts.flatMap(judge);
  if (told.struck === 0) findings.push({ about: 'terminal', sentence: 'the trouble never struck: nothing was shown' });
  return {
    ...told,
    charges: accounts.reduce((total, { charges }) => total + charges.length, 0),
    refunds: accounts.reduce((total, { refunds }) => total + refunds.length, 0),
    findings,
    stories: findings.slice(0, 3).map((finding) => storyOf(finding, accounts, story)),
  };
}

/** All that the till, the terminal and the acquirer did about it, in its order. */
function storyOf({ about }: Finding, accounts: readonly Account[], story: Story): string {
  const charges = accounts.flatMap((account) => account.charges);
  const charge = charges.find(({ id, orderNo, tillReference }) => [id, orderNo, tillReference].includes(about));
  const sale = charge?.tillReference ?? about.split('.')[0] ?? about;
  const orders = new Set(charges.filter(({ tillReference }) => tillReference === sale).map(({ orderNo }) => orderNo));
  if (orders.size === 0) orders.add(about);
  const heard = accounts
    .flatMap(({ truth }) => truth.exchanges)
    .filter(({ orderNo }) => orders.has(orderNo))
    .map(({ atMs, path: call, orderNo, line, said }) => ({
      atMs,
      text: `acquirer  ${call} ${orderNo}, line ${line}: ${said || 'heard nothing'}`,
    }));
  const lines = [...story.tell(sale), ...heard].sort((a, b) => a.atMs - b.atMs).slice(-80);
  const beganMs = lines[0]?.atMs ?? 0;
  return lines.map(({ atMs, text }) => `    ${String(atMs - beganMs).padStart(7)} ms  ${text}`).join('\n');
}
