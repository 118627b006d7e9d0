import { HandClock } from '../../basics/hand-clock.ts';
import type { WechatPath } from '../../gateway/wechat-v2/wire.ts';
import { isOffer } from '../../payment/offer.ts';
import type { Status } from '../../payment/state.ts';
import { Acquirer } from '../../sandbox/acquirer.ts';
import { forgetfulOrderStore, type Order } from '../../sandbox/order.ts';
import { createWechatPhoneSource } from '../../sandbox/wechat-phone-source.ts';
import { type Chance, createChance } from './chance.ts';
import type { Coverage } from './coverage/coverage.ts';
import { createDisk, type Disk, imageAsText } from './disk.ts';
import type { History } from './history.ts';
import { beforeStart, planIncidents } from './incidents.ts';
import { createMishaps, NOTHING_OMITTED, type Omissions } from './mishaps.ts';
import { drawMood } from './mood.ts';
import { deliverReports } from './network/reports.ts';
import { Weather } from './network/weather.ts';
import type { Counter } from './people/acts.ts';
import { createCustomers } from './people/customers.ts';
import { drawSales, isLeft, type Sale } from './people/sale.ts';
import { serve } from './people/serve.ts';
import { keyOfOrder, type Submissions, startProcess, type TerminalProcess, TIMES } from './process.ts';
import { attachedIn, cashSales, findingsIn, ledgerOf, paymentsIn, refundsOf } from './read-journal.ts';
import { BILL, createRecorder, keyOf, type Recorder } from './recorder.ts';
import { planRestarts } from './restarts.ts';
import { watchStanding } from './standing.ts';

/** People go home this long after the last sale began, also where a terminal that is killed every few seconds ends nothing. */
const LONGEST_WAIT_MS = 2 * 3_600_000;
/** After the trouble every charge must come to its end by itself within this time, without anybody typing. */
const SETTLE_MS = 30 * 60_000;
const MERCHANT = { appId: 'wxd930ea5d5a258f4f', mchId: '10000100', apiKey: '192006250b4c09247ec02edce69f6a2d' };

/** One story to be lived: the same plan gives the same history. */
export type Plan = { readonly seed: number; readonly sales: number; readonly omitted?: Omissions };

export type Outcome = { readonly history: History; readonly charges: number; readonly processes: number };

/** Lives one seed: sales, customers, mishaps; then quiet. What it came to is for the judge. */
export async function live({ seed, sales: count, omitted = NOTHING_OMITTED }: Plan, coverage: Coverage | null = null): Promise<Outcome> {
  const chance = createChance(seed);
  const mood = drawMood(chance.of('mood'));
  const clock = new HandClock();
  const mishaps = createMishaps({ chance, emphasis: mood.emphasis, omitted, struck: (kind, place) => recorder.struck(kind, place) });
  const disk: Disk = createDisk({ clock, chance, mishaps, recorder: () => recorder });
  const recorder: Recorder = createRecorder(clock, () => disk.openCharges());
  const weather = new Weather();
  const acquirer = createAcquirer(
    clock,
    chance,
    (order) => {
      if (order.state === 'USERPAYING' && !order.offer) customers.asked(order.orderNo);
      if (order.state === 'NOTPAY' && !order.offer) clock.after(1, () => customers.asked(order.orderNo));
    },
    recorder,
  );
  const customers = createCustomers({ acquirer, clock, chance, recorder, keyOf: (orderNo) => keyOfOrder(disk, orderNo) });
  const paper = createWechatPhoneSource({ book: acquirer.book, refunds: acquirer.refundBook, wallet: acquirer.wallet, clock });
  const phone: Counter['phone'] = {
    scan(content) {
      const scanned = paper.scan(content);
      const order = scanned?.ok ? acquirer.book.findByContent(content) : null;
      if (order) customers.scanned(order.orderNo);
      return scanned;
    },
  };
  const counter: Counter = { acquirer, recorder, phone, lastCode: null };
  const whole = drawSales(chance, count, mood);
  const sales = whole.filter(({ number }) => !omitted.sales.has(number));
  const nameExchange = createNames(disk);
  const submissions = createSubmissions(clock);
  let processes = 0;
  let isPaused = false;
  const scene = {
    ...{ clock, chance, weather, disk, acquirer, recorder },
    isRunning: () => running.isAlive(),
    kill: () => running.kill(),
    stop: () => void running.stop(),
  };
  let running = boot();
  deliverReports({ acquirer, clock, chance, keyOf: (orderNo) => keyOfOrder(disk, orderNo), running: () => running });

  function boot(): TerminalProcess {
    processes += 1;
    beforeStart(`process ${processes} starts`, mishaps, scene);
    return startProcess({
      number: processes,
      clock,
      chance,
      mishaps,
      mood,
      acquirer,
      weather,
      disk,
      recorder,
      submissions,
      nameExchange(orderNo, path, isOfBill) {
        if (path === '/secapi/pay/reverse') customers.reversalLeft(orderNo);
        if (path === '/pay/closeorder') customers.closingLeft(orderNo);
        return nameExchange(orderNo, path, isOfBill);
      },
      meets: (intent, state, event) =>
        isOffer(state)
          ? coverage?.meetOffer(state.status, event)
          : coverage?.meet(state.status, event, recorder.sufferedBy(keyOf(intent.idempotencyKey))),
    });
  }

  /** Whoever finds the terminal dead starts it anew, after a while. */
  function reviveIfDead(): void {
    if (running.isAlive() || isPaused) return;
    isPaused = true;
    clock.after(chance.of('revival', processes).between(50, 20_000), () => {
      isPaused = false;
      running = boot();
    });
  }

  function turn(sale: Sale): void {
    if (running.isAlive()) serve(sale, running, counter, clock.monotonicMs());
    if (!isLeft(sale)) clock.after(sale.chance.between(200, 4_000), () => turn(sale));
    else unserved -= 1;
  }

  let unserved = sales.length;
  for (const sale of sales) clock.after(sale.beginsMs, () => turn(sale));
  if (mood.restarts) planRestarts(mood.restarts, (whole[mood.restarts.untilSale] ?? whole.at(-1))?.beginsMs ?? 0, mishaps, scene);
  planIncidents(Math.round(count * mood.incidentsPerSale), (whole.at(-1)?.beginsMs ?? 0) + 60_000, mishaps, scene);
  const standing = watchStanding(clock, disk, recorder, () => running);

  async function pass(): Promise<void> {
    reviveIfDead();
    await drained();
    try {
      clock.crank();
    } catch (error) {
      recorder.note({ kind: 'threw', message: String(error) });
    }
  }

  const closingMs = (whole.at(-1)?.beginsMs ?? 0) + LONGEST_WAIT_MS;
  while (unserved > 0 && clock.monotonicMs() < closingMs && !standing.isStuck()) await pass();
  mishaps.end();
  weather.end();
  disk.set(null);
  acquirer.wallet.change({ network: 'on' });
  const endMs = clock.monotonicMs() + SETTLE_MS;
  while (
    (!running.isAlive() || disk.openCharges().length + disk.openRefunds().length > 0) &&
    clock.monotonicMs() < endMs &&
    !standing.isStuck()
  )
    await pass();
  await drained();
  await running.stop();
  const ledger = ledgerOf(disk);
  return {
    history: {
      facts: recorder.facts,
      ledger,
      truths: acquirer.orders(),
      refunds: refundsOf(disk, acquirer),
      cash: cashSales(disk),
      payments: paymentsIn(disk),
      findings: findingsIn(disk),
      attached: attachedIn(disk, acquirer),
      image: imageAsText(disk.image()),
      times: TIMES,
    },
    charges: ledger.length,
    processes,
  };
}

function createAcquirer(clock: HandClock, chance: Chance, changed: (order: Order) => void, recorder: Recorder): Acquirer {
  const known = new Map<string, Order>();
  return new Acquirer({
    merchant: MERCHANT,
    clock,
    random: chance.of('acquirer'),
    walletSettings: { balanceFen: 100_000_000_000 },
    store: {
      ...forgetfulOrderStore(),
      save(order) {
        const { orderNo, amountFen, captures, returns } = order;
        const before = known.get(orderNo);
        known.set(orderNo, order);
        if (captures > (before?.captures ?? 0)) recorder.note({ kind: 'money', orderNo, amountFen, moved: 'captured' });
        if (returns > (before?.returns ?? 0)) recorder.note({ kind: 'money', orderNo, amountFen, moved: 'returned' });
        changed(order);
      },
    },
  });
}

function createSubmissions(clock: HandClock): Submissions {
  const leftMs = new Map<string, number>();
  return {
    left: (orderNo) => void leftMs.set(orderNo, clock.monotonicMs()),
    ageMs: (orderNo) => clock.monotonicMs() - (leftMs.get(orderNo) ?? clock.monotonicMs()),
  };
}

/** Names the exchanges of an order one by one, by what it is called at the counter. */
function createNames(disk: Disk): (orderNo: string, path: WechatPath, isOfBill: boolean) => string {
  const counts = new Map<string, number>();
  return (orderNo, path, isOfBill) => {
    const name = `${isOfBill ? `${BILL} ` : ''}${keyOfOrder(disk, orderNo)} ${path.slice(path.lastIndexOf('/') + 1)}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return `${name} ${count}`;
  };
}

/** Lets everything be heard that is due at this moment: the tick queue is looked at when no promise has anything left to say. */
function drained(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

/** How many charges ended how. */
export function countStatuses({ ledger }: History): ReadonlyMap<Status, number> {
  const counts = new Map<Status, number>();
  for (const { status } of ledger) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}
