import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { HandClock } from '../../basics/hand-clock.ts';
import { type BillLine, linesOf } from '../bill.ts';
import { FakeTransport } from '../transport/fake-transport.ts';
import type { FileExchange } from '../transport/transport.ts';
import { createWechatV2Gateway } from './gateway.ts';
import { createSigner } from './sign.ts';
import { CONFIG, realRandom, recordingLog } from './test-setting.ts';
import { billText, PAYMENT_ROW, REFUND_ROW } from './testing/bills.ts';
import { API_KEY } from './testing/samples.ts';
import { parseXml } from './xml.ts';

const BILL = Buffer.from(billText([PAYMENT_ROW, REFUND_ROW]));
const SUMMARY = { count: 2, amountFen: 2350, refundFen: 800, feeMicroYuan: 90_000 };
const READ = { kind: 'read', summary: SUMMARY };
const NO_ANSWER = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null };

const failure = (message: string, code = '') => [
  Buffer.from(
    `<xml><return_code>FAIL</return_code><return_msg><![CDATA[${message}]]></return_msg>${code && `<error_code>${code}</error_code>`}</xml>`,
  ),
];

/** A gateway whose acquirer gives `reply` for a bill. */
function open(reply: readonly Uint8Array[] | FileExchange, config = CONFIG) {
  const clock = new HandClock();
  const transport = new FakeTransport(clock);
  const asked: { path: string; body: string }[] = [];
  transport.replyFile = (path, body) => {
    asked.push({ path, body });
    return reply;
  };
  const log = recordingLog();
  const gateway = createWechatV2Gateway({ config, requestTimeoutMs: 1_000, terminalId: 'T01', clock, random: realRandom, log, transport });
  onTestFinished(() => gateway.close());
  const lines: BillLine[] = [];
  return { gateway, asked, log, lines, read: () => gateway.bill('2026-11-22', (rows) => void lines.push(...linesOf(rows))) };
}

/** Bytes one by one: everything that can be cut is. */
const crumbs = (bytes: Uint8Array) => Array.from(bytes, (byte) => Uint8Array.of(byte));

test('asks for the whole bill of a day in Beijing, packed, signed', async () => {
  const { asked, read } = open([BILL]);
  await read();
  const fields = parseXml(Buffer.from(asked[0]?.body ?? ''));
  if (!fields.ok) throw new Error(fields.error);
  expect(asked[0]?.path).toBe('/pay/downloadbill');
  expect(Object.fromEntries(fields.value)).toMatchObject({
    appid: CONFIG.appId,
    mch_id: CONFIG.mchId,
    sign_type: 'HMAC-SHA256',
    bill_date: '20261122',
    bill_type: 'ALL',
    tar_type: 'GZIP',
  });
  expect(createSigner(API_KEY, 'HMAC-SHA256').verifies(fields.value)).toBe(true);
});

test('a provider asks for one sub-merchant`s', async () => {
  const { asked, read } = open([BILL], { ...CONFIG, subMchId: '10000200', subAppId: 'wx0000000000000001' });
  await read();
  expect(asked[0]?.body).toContain('<sub_mch_id><![CDATA[10000200]]></sub_mch_id>');
  expect(asked[0]?.body).not.toContain('sub_appid');
});

test('a day that is none is a bug', async () => {
  await expect(open([BILL]).gateway.bill('20261122', () => {})).rejects.toThrow('not a day');
});

describe('reads it however it comes', () => {
  const forms: readonly (readonly [string, readonly Uint8Array[]])[] = [
    ['plain', [BILL]],
    ['plain, without a mark', [BILL.subarray(3)]],
    ['plain, byte by byte', crumbs(BILL)],
    ['packed', [gzipSync(BILL)]],
    ['packed, byte by byte', crumbs(gzipSync(BILL))],
    ['packed in two members', [gzipSync(BILL.subarray(0, 700)), gzipSync(BILL.subarray(700))]],
    ['packed, after nothing', [new Uint8Array(), gzipSync(BILL)]],
  ];
  test.each(forms)('%s', async (_, pieces) => {
    const { read, lines, gateway } = open(pieces);
    expect(await read()).toEqual(READ);
    expect(lines).toMatchObject([
      { kind: 'payment', amountFen: 2350 },
      { kind: 'refund', refundFen: 800 },
    ]);
    expect(gateway.line()).toBe('online');
  });
});

describe('believes nothing that is not whole', () => {
  const packed = gzipSync(BILL);
  const spoilt = Buffer.from(packed);
  spoilt[spoilt.length - 6] = (spoilt[spoilt.length - 6] ?? 0) ^ 1; // its check sum
  const cases: readonly (readonly [string, readonly Uint8Array[], string])[] = [
    ['packed, cut short', [packed.subarray(0, -12)], 'gzip is damaged'],
    ['packed, its check sum spoilt', [spoilt], 'gzip is damaged'],
    ['packed by nobody', [Buffer.from([0x1f, 0x8c, 1, 2, 3])], 'gzip is damaged'],
    ['packed, with something after it', [packed, Buffer.from('more')], 'gzip is damaged'],
    ['packed, with zeros after it', [Buffer.concat([packed, Buffer.alloc(9)])], 'gzip is damaged'],
    ['plain, cut short', [BILL.subarray(0, BILL.indexOf('总交易单数'))], 'ends without its sums'],
    ['twice', [BILL, BILL], 'goes on after its sums'],
  ];
  test.each(cases)('%s', async (_, pieces, why) => {
    const { read, log } = open(pieces);
    expect(await read()).toEqual({ kind: 'malformed', line: expect.any(Number), why });
    expect(log.entries).toContainEqual({
      event: 'gateway_bill_malformed',
      fields: { path: '/pay/downloadbill', date: '2026-11-22', line: expect.any(Number), why },
    });
  });

  test('broken off in the middle it is no answer, whatever was told', async () => {
    async function* broken() {
      yield BILL.subarray(0, -200);
      throw new Error('reset');
    }
    const { read, log, lines } = open({ kind: 'answered', pieces: broken(), brokenOff: () => 'ECONNRESET', drop() {} });
    expect(await read()).toEqual(NO_ANSWER);
    expect(lines.length).toBe(1);
    expect(log.text()).toContain('"why":"ECONNRESET"');
  });
});

describe('a message instead of a bill', () => {
  const cases: readonly (readonly [readonly Uint8Array[], object])[] = [
    [failure('No Bill Exist', '20002'), { kind: 'none' }],
    [failure('NO Bill Exist'), { kind: 'none' }],
    [failure('no bill exist'), { kind: 'none' }],
    [crumbs(failure('No Bill Exist', '20002')[0] ?? BILL), { kind: 'none' }],
    [failure('Bill Creating'), { kind: 'not_yet' }],
    [failure('SYSTEMERROR'), { kind: 'unknown', doubt: 'unsure', acquirerCode: 'SYSTEMERROR' }],
    [failure('CompressGZip Error'), { kind: 'unknown', doubt: 'unsure', acquirerCode: 'CompressGZip_Error' }],
    [failure('UnCompressGZip Error'), { kind: 'unknown', doubt: 'unsure', acquirerCode: 'UnCompressGZip_Error' }],
    [failure('SIGN ERROR'), { kind: 'unknown', doubt: 'refused', acquirerCode: 'SIGN_ERROR' }],
    [failure('invalid bill_type', '20001'), { kind: 'unknown', doubt: 'refused', acquirerCode: '20001' }],
    [failure('签名错误'), { kind: 'unknown', doubt: 'refused', acquirerCode: null }],
    [[Buffer.from('<html>502 Bad Gateway</html>')], NO_ANSWER],
    [[Buffer.from('<xml><return_code>FAIL')], NO_ANSWER],
    [[Buffer.from('<xml>'), Buffer.alloc(70_000, 0x20)], NO_ANSWER],
    [[], NO_ANSWER],
    [[new Uint8Array()], NO_ANSWER],
  ];
  test.each(cases.map(([pieces, outcome]) => [Buffer.concat(pieces).toString('utf8', 0, 100), pieces, outcome] as const))(
    '%s',
    async (_, pieces, outcome) => {
      const { read, lines } = open(pieces);
      expect(await read()).toEqual(outcome);
      expect(lines).toEqual([]);
    },
  );

  test('a refusal is told to the log, without what could be a secret', async () => {
    const { read, log } = open(failure(`SIGN ERROR ${API_KEY}`));
    await read();
    expect(log.text()).toContain('gateway_refused');
    expect(log.text()).not.toContain(API_KEY);
  });
});

test('nothing sent means that the line is lost', async () => {
  const { read, gateway } = open({ kind: 'not_sent', reason: 'ENOTFOUND' });
  expect(await read()).toEqual(NO_ANSWER);
  expect(gateway.line()).toBe('offline');
});

test('who takes rows holds the bill up, and what he throws ends it', async () => {
  let given = 0;
  let isClosed = false;
  async function* pieces() {
    try {
      for (const crumb of crumbs(BILL)) {
        given += 1;
        yield crumb;
      }
    } finally {
      isClosed = true;
    }
  }
  const { gateway } = open({ kind: 'answered', pieces: pieces(), brokenOff: () => null, drop() {} });
  const held = Promise.withResolvers<void>();
  const first = Promise.withResolvers<void>();
  const reading = gateway.bill('2026-11-22', () => {
    first.resolve();
    return held.promise;
  });
  await first.promise;
  const givenAtFirst = given;
  for (let turns = 0; turns < 20; turns++) await new Promise(setImmediate);
  expect(given).toBe(givenAtFirst);
  held.reject(new Error('disk full'));
  await expect(reading).rejects.toThrow('disk full');
  expect(isClosed).toBe(true);
});
