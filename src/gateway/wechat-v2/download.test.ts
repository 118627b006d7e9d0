import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { HandClock } from '../../basics/hand-clock.ts';
import { type BillLine, linesOf } from '../bill.ts';
import { FILE_LIMITS } from '../transport/https-transport.ts';
import type { TestAcquirer } from '../transport/testing/test-acquirer.ts';
import { createWechatV2Gateway } from './gateway.ts';
import { deadOrigin, TestNetwork } from './test-network.ts';
import { CONFIG, realRandom, recordingLog } from './test-setting.ts';
import { billText, PAYMENT_ROW, REFUND_ROW, yuan } from './testing/bills.ts';

const BILL = Buffer.from(billText([PAYMENT_ROW, REFUND_ROW]));
const PACKED = gzipSync(BILL);
const READ = { kind: 'read', summary: { count: 2, amountFen: 2350, refundFen: 800, feeMicroYuan: 90_000 } };
const NO_ANSWER = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null };
/** Ends where the second line does not. */
const HALF = BILL.subarray(0, BILL.lastIndexOf('RFPOS'));

let network: TestNetwork;
beforeAll(() => {
  network = new TestNetwork();
});
afterEach(() => network.cleanUp());

/** A gateway whose deadlines pass when the test says so; the sockets are real. */
function open(endpoints: readonly string[]) {
  const clock = new HandClock();
  const log = recordingLog();
  const config = { ...CONFIG, endpoints, ca: network.certificates.ca };
  const gateway = createWechatV2Gateway({ config, requestTimeoutMs: 4_000, terminalId: 'T01', clock, random: realRandom, log });
  onTestFinished(() => gateway.close());
  const lines: BillLine[] = [];
  const told = Promise.withResolvers<void>();
  const read = (hold?: Promise<void>) =>
    gateway.bill('2026-11-22', (rows) => {
      lines.push(...linesOf(rows));
      told.resolve();
      return hold;
    });
  return { clock, log, gateway, lines, read, told: told.promise };
}

async function serving(reply: (response: ServerResponse) => void): Promise<TestAcquirer> {
  const acquirer = await network.acquirer();
  acquirer.reply = (_, response) => reply(response);
  return acquirer;
}

const asksOf = (acquirer: TestAcquirer) => acquirer.posts().map(({ path, certified }) => [path, certified]);

test('a bill over TLS, without the merchant`s certificate, and the connection is kept', async () => {
  const acquirer = await serving((response) => void response.end(PACKED));
  const { read, gateway } = open([acquirer.origin]);
  expect([await read(), await read()]).toEqual([READ, READ]);
  expect(asksOf(acquirer)).toEqual([
    ['/pay/downloadbill', false],
    ['/pay/downloadbill', false],
  ]);
  expect(acquirer.connections).toBe(1);
  expect(gateway.line()).toBe('online');
});

describe('asks the other host when one', () => {
  test('is not there', async () => {
    const acquirer = await serving((response) => void response.end(PACKED));
    const { read, log } = open([await deadOrigin(), acquirer.origin]);
    expect(await read()).toEqual(READ);
    expect(log.text()).toContain('gateway_endpoint_failed');
  });

  test('answers with a page', async () => {
    const bad = await serving((response) => void response.writeHead(502).end('<html></html>'));
    const acquirer = await serving((response) => void response.end(PACKED));
    const { read, gateway } = open([bad.origin, acquirer.origin]);
    expect(await read()).toEqual(READ);
    await gateway.close(); // what nobody read holds nothing up
  });

  test('lets a connection stand and says nothing', async () => {
    const mute = await serving(() => {});
    const acquirer = await serving((response) => void response.end(PACKED));
    const { read, clock } = open([mute.origin, acquirer.origin]);
    const reading = read();
    await mute.until(() => mute.posts().length === 1);
    clock.advance(FILE_LIMITS.firstMs);
    expect(await reading).toEqual(READ);
  });

  test('does not finish its greeting', async () => {
    const mute = await network.rawServer(() => {});
    const acquirer = await serving((response) => void response.end(PACKED));
    const { read, clock } = open([mute.tls, acquirer.origin]);
    const reading = read();
    while (mute.connections() === 0) await new Promise(setImmediate);
    clock.advance(FILE_LIMITS.connectMs);
    expect(await reading).toEqual(READ);
  });
});

describe('no answer, and nobody else is asked, when it breaks off', () => {
  test('in the middle', async () => {
    const acquirer = await serving((response) => {
      response.writeHead(200, { 'content-length': BILL.length });
      response.write(HALF, () => response.destroy());
    });
    const other = await serving((response) => void response.end(PACKED));
    const { read, lines, log } = open([acquirer.origin, other.origin]);
    expect(await read()).toEqual(NO_ANSWER);
    expect(lines).toHaveLength(1);
    expect(other.posts()).toEqual([]);
    expect(log.text()).toContain('gateway_no_answer');
  });

  test('by silence; who holds the lines up is not the one who is silent', async () => {
    const acquirer = await serving((response) => void response.writeHead(200).write(HALF));
    const { read, clock, told, log } = open([acquirer.origin]);
    const hold = Promise.withResolvers<void>();
    const reading = read(hold.promise);
    await told;
    clock.advance(2 * FILE_LIMITS.silenceMs);
    hold.resolve();
    await new Promise(setImmediate);
    expect(log.text()).not.toContain('silence');
    clock.advance(FILE_LIMITS.silenceMs);
    expect(await reading).toEqual(NO_ANSWER);
    expect(log.text()).toContain('"why":"silence"');
  });

  test('because it takes too long in all', async () => {
    const acquirer = await serving((response) => void response.writeHead(200).write(HALF));
    const { read, clock, told, log } = open([acquirer.origin]);
    const hold = Promise.withResolvers<void>();
    const reading = read(hold.promise);
    await told;
    clock.advance(FILE_LIMITS.wholeMs);
    hold.resolve();
    expect(await reading).toEqual(NO_ANSWER);
    expect(log.text()).toContain('"why":"deadline"');
  });

  test('because the gateway is closed', async () => {
    const acquirer = await serving((response) => void response.writeHead(200).write(HALF));
    const { read, told, gateway } = open([acquirer.origin]);
    const reading = read();
    await told;
    await gateway.close();
    expect(await reading).toEqual(NO_ANSWER);
  });

  test('nobody answers at all', async () => {
    const { read, gateway } = open([await deadOrigin()]);
    expect(await read()).toEqual(NO_ANSWER);
    expect(gateway.line()).toBe('offline');
  });
});

test.each([
  ['its first line', Buffer.from('交易时间,别的\r\n')],
  ['how it is packed', Buffer.concat([PACKED.subarray(0, 30), Buffer.alloc(100, 0xff)])],
])('a bill that is malformed by %s is not read to its end', async (_, beginning) => {
  const closed = Promise.withResolvers<void>();
  const acquirer = await serving((response) => {
    response.on('close', closed.resolve).writeHead(200).write(beginning);
  });
  expect(await open([acquirer.origin]).read()).toMatchObject({ kind: 'malformed' });
  await closed.promise;
});

const LINES = 200_000;

/** A bill of that many lines, made while it is sent. */
function* manyLines(): Generator<string> {
  const [heading = '', line = '', sums = ''] = billText([PAYMENT_ROW]).split('\r\n');
  yield `${heading}\r\n`;
  const lines = `${line}\r\n`.repeat(500);
  for (let sent = 0; sent < LINES; sent += 500) yield lines;
  const [amount, fee] = [yuan(PAYMENT_ROW.orderFen * LINES), '28000.00000'];
  yield `${sums}\r\n\`${LINES}.0,\`${amount},\`0.00,\`0.0,\`${fee},\`${amount},\`0.00\r\n`;
}

test(`${LINES.toLocaleString('en')} lines are read with the memory of a few`, async () => {
  const acquirer = await serving((response) => void pipeline(Readable.from(manyLines()), createGzip({ level: 1 }), response));
  const folder = mkdtempSync(path.join(tmpdir(), 'bill-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const caFile = path.join(folder, 'ca.pem');
  writeFileSync(caFile, network.certificates.ca);
  // 64 MB of text, and lines that would take 60 MB: the heap has room for neither, and what is outside of it is looked at.
  const reader = spawn(process.execPath, [
    '--max-old-space-size=24',
    path.join(import.meta.dirname, 'test-bill-reader.ts'),
    acquirer.origin,
    caFile,
  ]);
  const pieces: string[] = [];
  reader.stdout.on('data', (piece) => pieces.push(String(piece)));
  reader.stderr.on('data', (piece) => pieces.push(String(piece)));
  await once(reader, 'close');
  const told = JSON.parse(pieces.join(''));
  expect(told).toMatchObject({
    outcome: { kind: 'read', summary: { count: LINES } },
    lines: LINES,
    totalFen: LINES * PAYMENT_ROW.orderFen,
  });
  expect(told.heldBytes).toBeLessThan(12 * 1024 * 1024);
});
