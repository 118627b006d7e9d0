import { expect, onTestFinished, test } from 'vitest';
import type { BillDifference, Fault } from '../contract/sandbox.ts';
import { type BillLine, linesOf } from '../gateway/bill.ts';
import type { Order, RefundOrder } from '../gateway/gateway.ts';
import { createWechatV2Gateway } from '../gateway/wechat-v2/gateway.ts';
import { silent } from '../log/log.ts';
import { fen } from '../money/fen.ts';
import type { OrderNo } from '../payment/charge.ts';
import type { RefundNo } from '../payment/refund.ts';
import { testRandom } from '../sandbox/test-merchant.ts';
import { realClock, startTestSandbox } from '../sandbox/test-sandbox.ts';
import { AuthCode } from '../scanner/auth-code.ts';

/** A day in Beijing. */
const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

const order = (number: number, amountFen = 2350): Order => ({
  orderNo: `DAY-000${number}` as OrderNo,
  amountFen: fen(amountFen),
  currency: 'CNY',
  description: '豆浆, `大`杯,`甜',
});

/** The gateway before a sandbox that took four payments today, reversed the second and gave a part of the third back. */
async function openDay() {
  const sandbox = await startTestSandbox(onTestFinished, { timeFactor: 0.01 });
  const { endpoint, appId, mchId, apiKey } = sandbox.address().wechat;
  const gateway = createWechatV2Gateway({
    config: {
      ...{ kind: 'wechat-v2', endpoints: [endpoint], appId, mchId, subAppId: null, subMchId: null, apiKey },
      ...{ signType: 'HMAC-SHA256', clientCert: null, ca: null, notifyUrl: null },
    },
    ...{ requestTimeoutMs: 5_000, terminalId: 'T01', clock: realClock, random: testRandom, log: silent },
  });
  onTestFinished(() => gateway.close());
  for (const number of [1, 2, 3, 4]) await gateway.prepare(order(number)).submit(new AuthCode(sandbox.issueCode().authCode));
  await gateway.reverse(order(2));
  const { orderNo, amountFen: chargeFen } = order(3);
  const refund: RefundOrder = {
    refundNo: 'R-0001' as RefundNo,
    orderNo,
    chargeFen,
    amountFen: fen(800),
    currency: 'CNY',
    reason: null,
    from: 'unsettled',
  };
  await gateway.refund(refund);

  const faultsApi = `${sandbox.address().faultsUrl}api`;
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${faultsApi}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.ok).toBe(true);
  };
  await post('/bills/ready', { ready: 'at_once' });
  const read = async (date = TODAY) => {
    const lines: BillLine[] = [];
    const outcome = await gateway.bill(date, (rows) => void lines.push(...linesOf(rows)));
    return { outcome, lines, told: lines.map((line) => `${line.kind} ${line.orderNo} ${line.refundFen ?? line.amountFen}`) };
  };
  return {
    read,
    plant: (difference: BillDifference) => post('/bills', difference),
    strike: (fault: Partial<Fault>) => post('', { call: 'downloadbill', ...fault }),
  };
}

const HONEST = [
  'payment DAY-0001 2350',
  'payment DAY-0002 2350',
  'payment DAY-0003 2350',
  'payment DAY-0004 2350',
  'reversal DAY-0002 2350',
  'refund DAY-0003 800',
];

test('the sandbox`s bill of a day says what happened on it', async () => {
  const { read } = await openDay();
  const { outcome, lines, told } = await read();
  expect(told).toEqual(HONEST);
  expect(outcome).toEqual({
    kind: 'read',
    summary: { count: 6, amountFen: 9_400, refundFen: 3_150, feeMicroYuan: 4 * 140_000 - 140_000 - 50_000 },
  });
  expect(lines[0]).toMatchObject({ deviceInfo: 'T01', tradeType: 'MICROPAY', feeMicroYuan: 140_000, refundNo: null });
  expect(lines[5]).toMatchObject({ refundNo: 'R-0001', refundStatus: expect.any(String), feeMicroYuan: -50_000 });
  expect((await read('2026-01-01')).outcome).toEqual({ kind: 'none' });
});

test('what is planted in it is what is read', async () => {
  const { read, plant } = await openDay();
  const atMs = Date.now() - 1;
  await plant({ kind: 'line_missing', orderNo: 'DAY-0001' });
  await plant({ kind: 'amount', orderNo: 'DAY-0004', amountFen: 2_351 });
  await plant({ kind: 'payment_there', orderNo: 'STRANGER-1', amountFen: 100, atMs, deviceInfo: 'T09' });
  await plant({ kind: 'refund_status', refundNo: 'R-0001', status: 'CHANGE' });
  const { outcome, lines, told } = await read();
  expect(outcome.kind).toBe('read');
  expect(told.toSorted()).toEqual(
    [...HONEST.slice(1).map((line) => line.replace('DAY-0004 2350', 'DAY-0004 2351')), 'payment STRANGER-1 100'].toSorted(),
  );
  expect(lines.find(({ kind }) => kind === 'refund')?.refundStatus).toBe('abnormal');
  await plant({ kind: 'sums_wrong', of: 'amount' });
  expect((await read()).outcome).toMatchObject({ kind: 'malformed', why: 'summary: order differs' });
});

test('faults of the line and of the acquirer', async () => {
  const { read, strike } = await openDay();
  const outcomes: readonly (readonly [Partial<Fault>, object])[] = [
    [{ kind: 'drop_before' }, { kind: 'read' }], // asked once more
    [
      { kind: 'http_502', times: 2 },
      { kind: 'unknown', doubt: 'no_answer' },
    ],
    [{ kind: 'delay_after', delayMs: 50 }, { kind: 'read' }],
    [{ kind: 'truncated' }, { kind: 'malformed', why: 'gzip is damaged' }],
    [{ kind: 'huge_answer' }, { kind: 'unknown', doubt: 'no_answer' }],
    [{ kind: 'entity_bomb' }, { kind: 'unknown', doubt: 'no_answer' }],
    [{ kind: 'error_code' }, { kind: 'unknown', doubt: 'unsure', acquirerCode: 'SYSTEMERROR' }],
    [{ kind: 'not_exist' }, { kind: 'none' }],
    [{ kind: 'error_code', errCode: 'Bill Creating' }, { kind: 'not_yet' }],
  ];
  for (const [fault, outcome] of outcomes) {
    await strike(fault);
    expect([fault, (await read()).outcome]).toMatchObject([fault, outcome]);
  }
  expect((await read()).outcome.kind).toBe('read');
});
