import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { Gateway } from '../../src/gateway/gateway.ts';
import { fen } from '../../src/money/fen.ts';
import { parseOrderNo } from '../../src/payment/charge.ts';
import { startAcquirer } from '../parts/acquirer.ts';
import { bareClient, bareSync, preparedBody } from '../parts/bare.ts';
import { median } from '../parts/figures.ts';
import { certificates, freshCode, freshOrderNo, gatewayConfig } from '../parts/merchant.ts';
import { axiosPlugin, tenpay } from '../parts/peers.ts';
import type { Table } from '../parts/report.ts';
import type { Room } from '../parts/row.ts';
import { openTerminal } from '../parts/terminal.ts';

const ONE_WAY_MS = 15;
const EVERY_MS = 7_000;
/** Shorter than a charge's distance to the next: who trusts an old connection finds it closed. */
const IDLE_CLOSE_MS = 5_000;
/** From the amount on the keypad to the customer's code. */
const ARMED_FOR_MS = 2_000;
/** A till that is idle has traded before: the journal's log does not grow any more, and nothing runs for the first time. */
const TRADED = 40;

/** The same on an idle till: one charge each 7 s, behind a line of 30 ms there and back. */
export async function idle({ dir, isQuick }: Room): Promise<readonly Table[]> {
  const made = certificates();
  setDefaultCACertificates([...getCACertificates('default'), made.ca]);
  const acquirer = await startAcquirer(made, { oneWayMs: ONE_WAY_MS, idleCloseMs: IDLE_CLOSE_MS });
  // One each, so that none keeps another's connections warm.
  const terminals = ['armed', 'committing', 'reversing'].map((name) => {
    mkdirSync(path.join(dir, name));
    return openTerminal(gatewayConfig(acquirer.origin, made), path.join(dir, name));
  });
  const [armed, committing, reversing] = terminals;
  if (!armed || !committing || !reversing) throw new Error('three terminals');
  const peerParts = { origin: acquirer.origin, merchant: { ...made.merchant, p12: Buffer.from(made.merchantP12) } };
  const [wap, tp] = [axiosPlugin(peerParts), tenpay(peerParts)];
  const bare = bareClient(acquirer.origin);
  const page = bareSync(path.join(dir, 'page'));
  await Promise.all(terminals.map(({ online }) => online()));

  // The customer's phone makes the code, not the contender.
  const withCode = (charge: (code: string) => Promise<unknown>) => {
    const code = freshCode();
    return acquirer.timed(() => charge(code));
  };
  const contenders: Readonly<Record<string, () => Promise<number>>> = {
    'terminal, armed before the scan': async () => {
      const scan = armed.arm();
      await pause(ARMED_FOR_MS);
      return acquirer.timed(scan);
    },
    'terminal, commit after the scan': () => withCode((code) => committing.chargeWithCode(code)),
    'terminal, reversal': () => acquirer.timed(() => reverse(reversing.gateway)),
    'wechatpay-axios-plugin': () => withCode((code) => wap.micropay(code)),
    'wechatpay-axios-plugin, reversal': () => acquirer.timed(() => wap.reverse()),
    tenpay: () => withCode((code) => tp.micropay(code)),
    'tenpay, reversal': () => acquirer.timed(() => tp.reverse()),
    'node:https, body made before': () => {
      const body = preparedBody();
      return acquirer.timed(() => bare(body));
    },
    'one page to the disk, nothing sent': async () => page.sync(),
  };
  const morning = { ...contenders, 'terminal, armed before the scan': () => withCode((code) => armed.chargeWithCode(code)) };
  for (const measure of Object.values(morning)) for (let round = 0; round < TRADED; round++) await measure();
  const took = await staggered(contenders, isQuick ? 2 : 12);
  for (const terminal of terminals) await terminal.stop();
  page.close();
  await acquirer.stop();

  const goal = (name: string) => ({
    what: `${name}, p50`,
    reached: median(took.get(name) ?? []),
    wanted: { atMost: ONE_WAY_MS + 1.5 },
    unit: ' ms',
  });
  return [
    {
      title: `the same on an idle till: a charge each 7 s, 30 ms round trip, server closes after 5 s idle (ms)`,
      columns: ['p50', 'worst'],
      lines: [...took].map(([name, values]) => ({ name, figures: [median(values), Math.max(...values)] })),
      goals: Object.keys(contenders)
        .filter((name) => name.startsWith('terminal'))
        .map(goal),
      notes: [`half a round trip is ${ONE_WAY_MS} ms; each has made ${TRADED} charges before, and one that is left out`],
    },
  ];
}

/** Each contender has its own rhythm, shifted against the others', so that no two are at work at once. @returns ms, the first round left out */
async function staggered(contenders: Readonly<Record<string, () => Promise<number>>>, rounds: number): Promise<Map<string, number[]>> {
  const names = Object.keys(contenders);
  const took = new Map<string, number[]>(names.map((name) => [name, []]));
  const begunMs = performance.now() + 1_000;
  await Promise.all(
    Object.entries(contenders).map(async ([name, measure], place) => {
      for (let round = 0; round <= rounds; round++) {
        const dueMs = begunMs + round * EVERY_MS + (place * EVERY_MS) / names.length;
        await pause(dueMs - performance.now());
        const us = await measure();
        if (round > 0) took.get(name)?.push(us / 1_000);
      }
    }),
  );
  return took;
}

async function reverse(gateway: Gateway): Promise<void> {
  const orderNo = parseOrderNo(freshOrderNo());
  if (orderNo === null) throw new Error('not an order number');
  const outcome = await gateway.reverse({ orderNo, amountFen: fen(2350), currency: 'CNY', description: '人民路店' });
  if (outcome.kind !== 'reversed') throw new Error(`the reversal is ${outcome.kind}`);
}
