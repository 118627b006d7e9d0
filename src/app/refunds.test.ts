import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Charge } from '../contract/charge.ts';
import type { Refund } from '../contract/refund.ts';
import type { Fault, FaultsView, WalletView } from '../contract/sandbox.ts';

// The real terminal in its own process, driven as a till drives it, before the embedded acquirer.

const RUN = fileURLToPath(new URL('run.ts', import.meta.url));
const TOKEN = 'a-token-of-this-test-only';
const CONFIG = {
  gateway: { kind: 'sandbox' },
  payment: { requestTimeoutMs: 1_000, retryIntervalMs: 100, refundSpacingMs: 400 },
  till: { token: TOKEN },
};

const folder = mkdtempSync(join(tmpdir(), 'saoma-refunds-'));
let child: ChildProcess;
let base: string;
let sandbox: { phoneUrl: string; faultsUrl: string };
let keys = 0;

async function start(): Promise<void> {
  const args = [RUN, '--headless', '--port', '0', '--data', join(folder, 'data'), '--config', join(folder, 'config.json')];
  child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout as NonNullable<ChildProcess['stdout']> });
  for await (const line of lines) {
    if (!line.startsWith('ready ')) continue;
    base = `${line.slice('ready '.length)}/till/v1`;
    break;
  }
  sandbox = await get('/sandbox');
}

/** As a power cut ends it. */
async function kill(): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

beforeAll(async () => {
  writeFileSync(join(folder, 'config.json'), JSON.stringify(CONFIG));
  await start();
});
afterAll(async () => {
  await kill();
  rmSync(folder, { recursive: true });
});

async function call<T>(method: string, path: string, body?: unknown, key?: string): Promise<{ status: number; said: T }> {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) };
  const answer = await fetch(base + path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  return { status: answer.status, said: (await answer.json()) as T };
}

async function get<T>(path: string): Promise<T> {
  return (await call<T>('GET', path)).said;
}

async function sale(amount: number): Promise<Charge> {
  const { authCode } = (await call<{ authCode: string }>('POST', '/sandbox/codes')).said;
  const { id } = (await call<Charge>('POST', '/charges', { amount, authCode }, `sale-${++keys}`)).said;
  const charge = await get<Charge>(`/charges/${id}?wait=20`);
  expect(charge.status).toBe('paid');
  return charge;
}

async function giveBack(charge: Charge, amount: number): Promise<Refund> {
  const { status, said } = await call<Refund>('POST', `/charges/${charge.id}/refunds`, { amount, reason: '破损' }, `refund-${++keys}`);
  expect([status, said.status]).toEqual([201, 'pending']);
  return said;
}

const end = (refund: Refund) => get<Refund>(`/refunds/${refund.id}?wait=30`);

async function plant(fault: Partial<Fault>): Promise<void> {
  await fetch(`${sandbox.faultsUrl}api`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fault) });
}

async function exchanges(orderNo: string, kind: string): Promise<number> {
  const view = (await (await fetch(`${sandbox.faultsUrl}api`)).json()) as FaultsView;
  return view.log.filter((line) => line.call === kind && line.orderNo === orderNo).length;
}

/** What the customer's phone says came back of this order. */
async function cameBack(orderNo: string): Promise<readonly [string | undefined, number | undefined]> {
  const stream = await fetch(`${sandbox.phoneUrl}api/events`);
  const reader = stream.body?.getReader();
  let text = '';
  while (!text.includes('\n\n')) text += new TextDecoder().decode((await reader?.read())?.value);
  await reader?.cancel();
  const wallet = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '{}') as WalletView;
  const payment = wallet.payments.find((one) => one.orderNo === orderNo);
  return [payment?.state, payment?.refundedFen];
}

/** The charge in the ledger and on the customer's phone: the same amount has gone back, once. */
async function expectBack(charge: Charge, amount: number): Promise<void> {
  expect((await get<Charge>(`/charges/${charge.id}`)).refundedAmount).toBe(amount);
  expect(await cameBack(charge.orderNo)).toEqual([amount === charge.amount ? 'refunded' : 'partly_refunded', amount]);
}

describe('refunds through the till API', () => {
  test('all of it, and then no fen more', async () => {
    const charge = await sale(1280);
    expect(await end(await giveBack(charge, 1280))).toMatchObject({ status: 'succeeded', amount: 1280, succeededAt: expect.any(String) });
    await expectBack(charge, 1280);
    const more = await call<{ code: string }>('POST', `/charges/${charge.id}/refunds`, { amount: 1 }, 'one-fen-more');
    expect([more.status, more.said.code]).toEqual([422, 'refund_exceeds_charge']);
  });

  test('in parts, one after another', async () => {
    const charge = await sale(2350);
    const parts = [await giveBack(charge, 800), await giveBack(charge, 50), await giveBack(charge, 1_000)];
    for (const part of parts) expect((await end(part)).status).toBe('succeeded');
    await expectBack(charge, 1_850);
  });

  test('its answer lost, forged or a lie: repeated or followed under one number until it is known, and done once', async () => {
    const kinds = ['drop_before', 'drop_after', 'hang_before', 'hang_after', 'http_502', 'bad_signature', 'claimed'] as const;
    const begun: { readonly kind: Fault['kind']; readonly charge: Charge; readonly refund: Refund }[] = [];
    for (const kind of kinds) {
      const charge = await sale(500);
      await plant({ call: 'refund', kind });
      const refund = await giveBack(charge, 300);
      begun.push({ kind, charge, refund });
      await expect.poll(() => exchanges(charge.orderNo, 'refund'), { timeout: 10_000 }).toBeGreaterThan(0);
    }
    for (const { kind, charge, refund } of begun) {
      expect([kind, await end(refund)]).toMatchObject([kind, { status: 'succeeded', refundNo: refund.refundNo }]);
      await expectBack(charge, 300);
    }
  });

  test('refused for want of funds: failed, and nothing of the charge is taken up by it', async () => {
    const charge = await sale(500);
    await plant({ call: 'refund', kind: 'no_funds' });
    expect(await end(await giveBack(charge, 500))).toMatchObject({
      status: 'failed',
      failureCode: 'insufficient_balance',
      acquirerCode: 'NOTENOUGH',
    });
    expect((await end(await giveBack(charge, 500))).status).toBe('succeeded');
    await expectBack(charge, 500);
  });
});

describe('killed in the middle of a refund', () => {
  test.each(['hang_before', 'hang_after'] as const)('%s: it ends right, once', async (kind) => {
    const charge = await sale(900);
    await plant({ call: 'refund', kind });
    const refund = await giveBack(charge, 400);
    if (kind === 'hang_after') await expect.poll(() => exchanges(charge.orderNo, 'refund')).toBe(1);
    await kill();
    await start();
    const ended = await end(refund);
    expect([ended.status, ended.refundNo]).toEqual(['succeeded', refund.refundNo]);
    await expectBack(charge, 400);
  });
});
