import { expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { createWechatV2Gateway } from '../gateway/wechat-v2/gateway.ts';
import { silent } from '../log/log.ts';
import { fen } from '../money/fen.ts';
import { type ChargeId, parseChargeId } from '../payment/charge.ts';
import { TIMES } from '../payment/story.ts';
import { Acquirer } from '../sandbox/acquirer.ts';
import { MERCHANT } from '../sandbox/test-merchant.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { type JournalImage, type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import { createTerminal } from '../terminal/create-terminal.ts';
import { type Chance, createChance } from './simulation/chance.ts';
import { judge, SPACING_MS, watchSpacing } from './test-refund-judge.ts';
import { badLine, type Deed, type Mood } from './test-refund-line.ts';

// Refunds lived through under one seed each: a bad line, an acquirer that is late, unsure and forgets what it said, a full disk, deaths.

const SEEDS = 150;
const STEPS = 60;
const SETTLE_MS = 60 * 60_000;

/** @param ends counts how often each end was met */
async function live(seed: number, ends: Map<string, number>): Promise<readonly string[]> {
  const chance = createChance(seed);
  const clock = new HandClock();
  const acquirer = new Acquirer({
    merchant: MERCHANT,
    clock,
    random: chance,
    walletSettings: { balanceFen: 100_000_000, passwordAbove: 100_000_000 },
  });
  const wrong: string[] = [];
  const watch = watchSpacing(clock, wrong);
  const mood: Mood = { trouble: 0, downUntilMs: 0, refuses: null };
  let running = boot([]);

  function boot(image: JournalImage) {
    let isAlive = true;
    const mortal = {
      wallMs: () => clock.wallMs(),
      monotonicMs: () => clock.monotonicMs(),
      after: (ms: number, callback: () => void) => clock.after(ms, () => isAlive && callback()),
    };
    const journal = memoryJournal(image);
    const transport = badLine({ acquirer, chance, clock, mortal, mood, watch });
    const config = {
      kind: 'wechat-v2',
      endpoints: ['http://127.0.0.1:1'],
      ...MERCHANT,
      subAppId: null,
      subMchId: null,
      signType: 'HMAC-SHA256',
    } as const;
    const shared = { clock: mortal, random: chance, log: silent };
    const gateway = createWechatV2Gateway({
      ...shared,
      config: { ...config, clientCert: null, ca: null, notifyUrl: null },
      requestTimeoutMs: TIMES.requestTimeoutMs,
      terminalId: 'T01',
      spbillCreateIp: '127.0.0.1',
      transport,
    });
    gateway.open();
    const store = { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const;
    const terminal = createTerminal({
      ...shared,
      gateway,
      journal,
      times: { ...TIMES, refundSpacingMs: SPACING_MS },
      store,
      practice: null,
    });
    return {
      terminal,
      journal,
      die() {
        isAlive = false;
      },
    };
  }

  function cutLine(): void {
    mood.downUntilMs = clock.monotonicMs() + chance.between(500, 90_000);
  }

  /** For some minutes the acquirer refuses whatever it has not taken yet: for want of funds, or for good. */
  function refuse(): void {
    mood.refuses = chance.pick<Deed>([
      [1, { kind: 'no_funds' }],
      [1, { kind: 'error_code', errCode: 'TRADE_OVERDUE' }],
    ]);
    clock.after(chance.between(5_000, 120_000), stopRefusing);
  }

  function stopRefusing(): void {
    mood.refuses = null;
  }

  function restart(): void {
    running.die();
    clock.advance(chance.between(50, 20_000));
    running = boot(running.journal.image());
  }

  const charges = Array.from({ length: 3 }, (_, n) => {
    const authCode = new AuthCode(acquirer.wallet.issueCode().authCode);
    const request = {
      origin: 'till',
      amountFen: fen(chance.between(100, 90_000)),
      description: null,
      tillReference: null,
      authCode,
    } as const;
    const begun = running.terminal.charge({ ...request, idempotencyKey: `sale-${n}`, fingerprint: 'f' });
    if (!begun.ok) throw new Error(JSON.stringify(begun.error));
    return begun.value.charge;
  });
  await pass(clock, 1_000);

  mood.trouble = chance.pick([
    [1, 0],
    [3, 0.2],
    [3, 0.5],
    [1, 0.8],
  ]);
  for (let step = 0; step < STEPS; step++) {
    const charge = charges[chance.between(0, 2)];
    if (!charge) throw new Error('no charge');
    chance.pick<() => void>([
      [40, () => ask(running.terminal, charge, chance)],
      [10, () => again(running, charge.id, chance)],
      [8, restart],
      [8, cutLine],
      [8, refuse],
      [8, () => running.journal.failNext(chance.between(1, 3))],
      [10, () => {}],
    ])();
    await pass(clock, chance.between(50, 20_000));
  }

  mood.trouble = 0;
  mood.downUntilMs = 0;
  stopRefusing();
  if (chance.happens(0.5)) restart();
  for (const endMs = clock.monotonicMs() + SETTLE_MS; running.journal.openRefunds().length > 0 && clock.monotonicMs() < endMs; )
    await pass(clock, 10_000);
  await pass(clock, SPACING_MS); // what was sent before a death may still be on its way
  for (const charge of charges) {
    for (const { state } of running.journal.refundsOf(parseChargeId(charge.id) as ChargeId)) {
      const end = state.status === 'failed' ? state.code : state.status;
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
  }
  return [...wrong, ...judge(charges, running.journal, acquirer)];
}

/** A till asks for parts of a charge, now and then for the same again, or for more than is left. */
function ask(terminal: ReturnType<typeof createTerminal>, { id, amount }: { id: string; amount: number }, chance: Chance): void {
  const amountFen = fen(chance.between(1, Math.ceil(amount / chance.between(2, 16))));
  const idempotencyKey = `refund-${chance.between(1, 40)}`;
  const from = chance.pick([
    [3, 'unsettled' as const],
    [1, 'balance' as const],
  ]);
  terminal.refund({
    origin: 'till',
    chargeId: id,
    amountFen,
    reason: null,
    from,
    idempotencyKey,
    fingerprint: `${id} ${amountFen} ${from}`,
  });
}

function again(
  { terminal, journal }: { terminal: ReturnType<typeof createTerminal>; journal: MemoryJournal },
  chargeId: string,
  chance: Chance,
): void {
  const failed = journal.refundsOf(parseChargeId(chargeId) as ChargeId).filter(({ state }) => state.status === 'failed');
  const refund = failed[chance.between(0, failed.length)];
  if (refund) terminal.command({ kind: 'refund_again', refundId: refund.intent.id, fundingAccount: 'balance' });
}

async function pass(clock: HandClock, ms: number): Promise<void> {
  const endMs = clock.monotonicMs() + ms;
  for (;;) {
    await new Promise(setImmediate);
    const due = clock.nextDueMs();
    if (due === null || due > endMs) break;
    clock.crank();
  }
  clock.advance(endMs - clock.monotonicMs());
}

test('whatever befalls them, refunds end as the acquirer has them: once, no more than was paid, a minute apart', async () => {
  const ends = new Map<string, number>(); // to see that the stories are rich
  for (let seed = 1; seed <= SEEDS; seed++) expect([seed, await live(seed, ends)]).toEqual([seed, []]);
  expect([...ends.keys()].sort()).toEqual(['closed', 'insufficient_balance', 'succeeded', 'too_old']);
  expect(Math.min(...ends.values())).toBeGreaterThan(5);
}, 60_000);
