import { HandClock } from '../../../basics/hand-clock.ts';
import type { LatePayment } from '../../../config/config.ts';
import type { OrderNo } from '../../../payment/charge.ts';
import { Wallet } from '../../../sandbox/wallet.ts';
import { makeAccount } from '../../../sandbox/wooshpay/account.ts';
import { WooshAcquirer, type WooshRequest } from '../../../sandbox/wooshpay/acquirer.ts';
import { parseObject } from '../../../sandbox/wooshpay/json.ts';
import { intentsOf } from '../../../sandbox/wooshpay/order-no.ts';
import { type Chance, createChance } from '../chance.ts';
import { createDisk, type Disk, imageAsText } from '../disk.ts';
import type { Finding } from '../invariants/invariant.ts';
import { createMishaps, type Mishaps, NOTHING_OMITTED } from '../mishaps.ts';
import { drawMood } from '../mood.ts';
import { findingsIn, ledgerOf, paymentsIn } from '../read-journal.ts';
import { createRecorder, type Recorder } from '../recorder.ts';
import { accountsOf, refundLines } from './books.ts';
import { createCustomers } from './customers.ts';
import type { WooshHistory } from './judge.ts';
import { startProcess, TIMES, type WooshProcess } from './process.ts';
import { startReports } from './reports.ts';
import { drawSales, type Sale } from './sale.ts';
import { createTill } from './till.ts';

const MINUTE_MS = 60_000;
/** After the last sale began, all of them must be through within this time. */
const LONGEST_DAY_MS = 180 * MINUTE_MS;
/** After the trouble so long is waited in any case: money that came late is asked about at growing intervals. */
const WATCH_MS = 70 * MINUTE_MS;
const SETTLE_MS = 120 * MINUTE_MS;
const LOOK_EVERY_MS = 20_000;

const CRASH_AT_SEND_SHARE = 0.001;
const MOST_CRASHING_STARTS = 100;
/** So many days are of an acquirer that does not look at the keys. */
const IGNORES_KEYS_SHARE = 0.1;
/** So many codes ask for something of their own by their last digits. */
const SCENARIO_SHARE = 0.25;
/** All but the one whose money differs: that one is nobody's to settle but a person's. */
const SCENARIOS = [
  ...['0001', '0002', '0003', '0004', '0005', '0006', '0007', '0008', '0009', '0010', '0010', '0010'],
  ...['0011', '0012', '0013', '0015', '0016', '0017', '0018', '0019'],
] as const;

export type WooshOutcome = { readonly told: WooshHistory; readonly charges: number; readonly processes: number };

/** Lives one seed before WooshPay: sales, customers, mishaps; then quiet, until everything has settled. */
export async function liveWoosh(seed: number, count: number): Promise<WooshOutcome> {
  const chance = createChance(seed).of('wooshpay');
  const mood = drawMood(chance.of('mood'));
  const clock = new HandClock();
  const wrong: Finding[] = [];
  const mishaps = createMishaps({
    ...{ chance, emphasis: mood.emphasis, omitted: NOTHING_OMITTED },
    struck: (kind, place) => recorder.struck(kind, place),
  });
  const disk: Disk = createDisk({ clock, chance, mishaps, recorder: () => watching(recorder) });
  const recorder: Recorder = createRecorder(clock, () => disk.openCharges());
  const acquirer = openAcquirer(clock, chance);
  const ignoresKeys = chance.of('keys').happens(IGNORES_KEYS_SHARE);
  acquirer.setSwitches({ bareErrors: chance.of('errors').happens(0.2), ignoresIdempotency: ignoresKeys });
  const policy: LatePayment = chance.of('policy').happens(0.3) ? 'adopt' : 'refund';
  const customers = createCustomers({ acquirer, clock, chance });
  let codes = 0;
  const till = createTill(customers, ({ chance: own }) => {
    if (!own.happens(SCENARIO_SHARE)) return acquirer.wallet.issueCode().authCode;
    codes += 1;
    return `13${String(codes).padStart(12, '0')}${own.pick(SCENARIOS.map((suffix) => [1, suffix] as const))}`;
  });
  const sales = drawSales(chance, count, mood.gapMs, ignoresKeys);
  const nameExchange = createNames();
  const submissions = new Map<string, number>();
  const verified = new Set<string>(); // orders that a true answer has told of as paid
  const lostAnswers = new Map<string, number>();
  let processes = 0;
  let downUntilMs = 0;
  let isPaused = false;
  const isUp = () => clock.monotonicMs() >= downUntilMs;
  let running: WooshProcess = boot();

  /** What the journal takes is looked at in that moment: "paid" only of what the acquirer holds. */
  function watching(recorded: Recorder): Recorder {
    return {
      ...recorded,
      note(fact) {
        recorded.note(fact);
        if (fact.kind !== 'kept' || fact.status !== 'paid') return;
        if (!verified.has(fact.orderNo))
          wrong.push({ about: fact.orderNo, sentence: `${fact.orderNo} became paid, and no true answer has said so` });
        if (intentsOf(acquirer.desk, fact.orderNo).some(({ captures }) => captures > 0)) return;
        wrong.push({ about: fact.orderNo, sentence: `${fact.orderNo} became paid, and the acquirer had taken nothing` });
      },
    };
  }

  function leaves(call: string, place: string, request: WooshRequest): boolean {
    if (processes <= MOST_CRASHING_STARTS && mishaps.strikes('crash_at_send', place, CRASH_AT_SEND_SHARE)) return false;
    const body = parseObject(request.body) ?? {};
    const orderNo = body.merchant_order_id ?? body.client_reference_id;
    if (typeof orderNo === 'string' && !disk.chargeByOrderNo(orderNo as OrderNo))
      wrong.push({ about: orderNo, sentence: `${call} left for ${orderNo}, which the journal does not have` });
    if (typeof orderNo === 'string' && request.body.includes('"payment_code"')) {
      const times = (submissions.get(orderNo) ?? 0) + 1;
      submissions.set(orderNo, times);
      if (times > 1) wrong.push({ about: orderNo, sentence: `${orderNo} was submitted ${times} times` });
    }
    if (call === 'create_refund') noteRefund(request, 1);
    if (call === 'cancel_intent' || call === 'expire_session') customers.cancelLeft(request.path.split('/')[3] ?? '');
    return true;
  }

  /** Sendings whose answer has not come. */
  function noteRefund({ body }: WooshRequest, more: number): void {
    const refundNo = /"refund_no":"([^"]+)"/.exec(body)?.[1];
    if (refundNo !== undefined) lostAnswers.set(refundNo, (lostAnswers.get(refundNo) ?? 0) + more);
  }

  function boot(): WooshProcess {
    processes += 1;
    return startProcess({
      ...{ number: processes, worldClock: clock, chance, mishaps, disk, recorder, acquirer, policy },
      ...{ exchangeShare: mood.exchangeShare, isUp, nameExchange, leaves },
      heard(body, request) {
        if (body.includes('"re_')) noteRefund(request, -1);
        if (body.includes('succeeded')) for (const orderNo of ordersIn(body)) verified.add(orderNo);
      },
    });
  }

  function reviveIfDead(): void {
    if (running.isAlive() || isPaused) return;
    isPaused = true;
    clock.after(chance.of('revival', processes).between(50, 20_000), () => {
      isPaused = false;
      running = boot();
    });
  }

  function turn(sale: Sale): void {
    if (running.isAlive()) till.turn(sale, running, clock.monotonicMs() - sale.beginsMs);
    if (sale.isDone) unserved -= 1;
    else clock.after(sale.chance.between(200, 3_000), () => turn(sale));
  }

  function look(): void {
    const open = disk.openCharges().map(({ intent }) => intent.orderNo);
    if (running.isAlive()) {
      const { stage, todo } = running.terminal.view();
      const staged = stage.kind === 'charge' ? [stage.charge] : [];
      recorder.note({ kind: 'listed', open, shown: [...staged, ...todo].map(({ orderNo }) => orderNo) });
    }
    clock.after(LOOK_EVERY_MS, look);
  }

  async function pass(): Promise<void> {
    reviveIfDead();
    await new Promise<void>((resolve) => process.nextTick(resolve)); // everything is heard that is due at this moment
    try {
      clock.crank();
    } catch (error) {
      recorder.note({ kind: 'threw', message: String(error) });
    }
  }

  const lastMs = sales.at(-1)?.beginsMs ?? 0;
  let unserved = sales.length;
  for (const sale of sales) clock.after(sale.beginsMs, () => turn(sale));
  startReports({
    ...{ acquirer, clock, chance, running: () => running, isUp },
    wrong: (sentence) => wrong.push({ about: 'a report', sentence }),
  });
  planTrouble(
    Math.round(count * mood.incidentsPerSale),
    lastMs + MINUTE_MS,
    { chance, clock, mishaps, disk },
    () => running,
    (ms) => {
      downUntilMs = clock.monotonicMs() + ms;
    },
  );
  look();

  while (unserved > 0 && clock.monotonicMs() < lastMs + LONGEST_DAY_MS) await pass();
  for (const { number } of sales.filter(({ isDone }) => !isDone))
    wrong.push({ about: `s${number}`, sentence: `s${number} never came to its end` });
  mishaps.end();
  downUntilMs = 0;
  disk.set(null);
  const quietMs = clock.monotonicMs();
  const isOpen = () => !running.isAlive() || disk.openCharges().length + disk.openRefunds().length > 0;
  while (clock.monotonicMs() < quietMs + WATCH_MS || (isOpen() && clock.monotonicMs() < quietMs + SETTLE_MS)) await pass();
  running.kill();

  const accounts = accountsOf(acquirer);
  const ledger = ledgerOf(disk);
  const history = {
    ...{ facts: recorder.facts, ledger, truths: [], refunds: refundLines(disk, acquirer), cash: [] },
    ...{ payments: paymentsIn(disk), findings: findingsIn(disk), attached: [], image: imageAsText(disk.image()), times: TIMES },
  };
  return { told: { history, accounts, policy, ignoresKeys, wrong, lostAnswers }, charges: ledger.length, processes };
}

function openAcquirer(clock: HandClock, chance: Chance): WooshAcquirer {
  const random = chance.of('acquirer');
  const settings = { balanceFen: 100_000_000_000, passwordAbove: 50_000, network: 'on' } as const;
  const wallet = new Wallet({ clock, random, codeLifeMs: MINUTE_MS, codeKey: 'key', settings });
  return new WooshAcquirer({ account: makeAccount('a simulated day'), clock, random, wallet });
}

/** Names the exchanges one by one, by what they are about. */
function createNames(): (call: string, request: WooshRequest) => string {
  const counts = new Map<string, number>();
  return (call, { path, query = '', body }) => {
    const subject = /"(?:merchant_order_id|client_reference_id|refund_no)":"([^"]+)"/.exec(body)?.[1] ?? path + query;
    const name = `${subject} ${call}`;
    const times = (counts.get(name) ?? 0) + 1;
    counts.set(name, times);
    return `${name} ${times}`;
  };
}

/** The merchant's numbers in an answer, also where JSON stands inside of texts. */
function ordersIn(body: string): readonly string[] {
  return Array.from(
    body.replaceAll('\\', '').matchAll(/"(?:merchant_order_id|client_reference_id|order_no)":"([^"]+)"/g),
    ([, no = '']) => no,
  );
}

type Surroundings = { readonly chance: Chance; readonly clock: HandClock; readonly mishaps: Mishaps; readonly disk: Disk };

/** What befalls the whole counter: the line, the process, its disk. */
function planTrouble(
  count: number,
  overMs: number,
  { chance, clock, mishaps, disk }: Surroundings,
  running: () => WooshProcess,
  cut: (ms: number) => void,
): void {
  for (let number = 0; number < count; number += 1) {
    const place = `incident ${number}`;
    const own = chance.of(place, 'course');
    const lastsMs = own.between(500, 40_000);
    const kind = own.pick([
      [3, 'line_down'],
      [4, 'killed'],
      [1, 'disk_full'],
      [1, 'disk_read_only'],
    ] as const);
    clock.after(own.between(0, overMs), () => {
      if (!mishaps.strikes(kind, place)) return;
      if (kind === 'killed') running().kill();
      else if (kind === 'line_down') cut(lastsMs);
      else {
        disk.set(kind);
        clock.after(lastsMs, () => disk.set(null));
      }
    });
  }
}
