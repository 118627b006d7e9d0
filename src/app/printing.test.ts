import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readEscPos } from '../../drivers/testing/escpos-reader.ts';
import { VirtualPrinter } from '../../drivers/testing/virtual-printer.ts';

// The terminal as a process, a printer on a real socket: what becomes of paper when either of them dies.

const RUN = path.resolve(import.meta.dirname, 'run.ts');
const TOKEN = 'token-of-the-till-in-this-test';

let folder: string;
let printer: VirtualPrinter;
let port: number;
const processes: ChildProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'saoma-printing-'));
  printer = new VirtualPrinter();
  port = await printer.listen();
});

afterEach(async () => {
  for (const child of processes.splice(0)) await end(child, 'SIGKILL');
  await printer.off();
  expect(printer.unknown).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const printers = [{ kind: 'tcp', host: '127.0.0.1', port, width: 80, answers: true, drawer: true }];
  const config = path.join(folder, 'config.json');
  writeFileSync(config, JSON.stringify({ store: { name: '人民路店' }, till: { token: TOKEN }, printers }));
  const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };
  const args = [RUN, '--headless', '--port', '0', '--data', path.join(folder, 'data'), '--config', config];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  processes.push(child);
  let said = '';
  child.stdout?.on('data', (piece) => {
    said += String(piece);
  });
  const url = await vi.waitFor(
    () => {
      const [, found] = /^ready (\S+)$/m.exec(said) ?? [];
      if (!found) throw new Error('not ready');
      return found;
    },
    { timeout: 20_000, interval: 20 },
  );
  return { child, url };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

function call(url: string, route: string, body?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', 'idempotency-key': String(Math.random()) };
  return fetch(`${url}/till/v1${route}`, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers });
}

/** A charge that the sandbox's customer pays at once. */
async function pay(url: string): Promise<{ readonly id: string; readonly orderNo: string; readonly authCode: string }> {
  const { authCode } = (await (await call(url, '/sandbox/codes', {})).json()) as { authCode: string };
  const begun = (await (await call(url, '/charges', { amount: 1280, description: '茶 \u{20BB7} 😀', authCode })).json()) as {
    id: string;
    orderNo: string;
  };
  const settled = (await (await call(url, `/charges/${begun.id}?wait=20`)).json()) as { status: string };
  expect(settled.status).toBe('paid');
  return { ...begun, authCode };
}

function soon(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 50 });
}

test('paid, then printed by itself; as a file too; and nothing of it holds the payment code', async () => {
  const { child, url } = await start();
  const { id, orderNo, authCode } = await pay(url);
  await soon(() => expect(printer.papers).toHaveLength(1));
  expect(printer.texts()[0]).toContain('收款小票');
  expect(printer.texts()[0]).toContain('茶 \u{20BB7} □');
  expect(printer.texts()[0]?.match(/训练/g)).toHaveLength(2);
  expect(printer.texts()[0]).not.toContain('重印');
  expect(printer.papers[0]?.lines).toContainEqual(expect.objectContaining({ kind: 'qr', content: orderNo }));

  const text = await (await call(url, `/charges/${id}/receipt?format=text&width=58&language=en`)).text();
  expect(text).toContain('CNY 12.80');
  const pdf = Buffer.from(await (await call(url, `/charges/${id}/receipt`)).arrayBuffer());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const reader = readEscPos({ encoding: 'euc-kr', onQuestion: () => {}, onDrawer: () => {} });
  reader.take(Buffer.from(await (await call(url, `/charges/${id}/receipt?format=escpos&language=ko`)).arrayBuffer()));
  expect([reader.unknown, reader.papers()[0]?.isCut]).toEqual([[], true]);
  expect(JSON.stringify(reader.papers())).toContain('영수증');
  expect((await call(url, '/charges/ch_none/receipt')).status).toBe(404);
  expect((await call(url, `/charges/${id}/receipt?format=docx`)).status).toBe(400);

  expect(text + printer.texts().join()).not.toContain(authCode);
  for (const name of readdirSync(path.join(folder, 'data/print-queue'))) {
    expect(readFileSync(path.join(folder, 'data/print-queue', name), 'utf8')).not.toContain(authCode);
  }
  await end(child, 'SIGTERM');
  expect(child.exitCode).toBe(0);
}, 40_000);

test('killed in mid-print: printed once more after the restart, marked as a reprint, and not again', async () => {
  const first = await start();
  printer.mishap = { afterBytes: 200, what: 'stuck' };
  await pay(first.url);
  await soon(() => expect(printer.isStuck).toBe(true));
  await end(first.child, 'SIGKILL');
  printer.recover();
  const before = printer.papers.length; // the torn one

  const second = await start();
  await soon(() => expect(printer.papers.length).toBe(before + 1));
  expect(printer.texts().at(-1)).toContain('* 重印 *');
  await soon(() => expect(readdirSync(path.join(folder, 'data/print-queue')).filter((name) => name.endsWith('.json'))).toEqual([]));
  await end(second.child, 'SIGTERM');

  const third = await start();
  await pay(third.url);
  await soon(() => expect(printer.papers.length).toBe(before + 2));
  expect(printer.texts().at(-1)).not.toContain('重印');
}, 60_000);

test('the printer is off: charges go on, and their papers come when it is back, each once', async () => {
  const { url } = await start();
  await printer.off();
  await pay(url);
  await pay(url);
  await pay(url);
  await printer.listen();
  await soon(() => expect(printer.papers).toHaveLength(3));
  expect(printer.texts().join()).not.toContain('重印');
}, 60_000);
