import { describe, expect, test } from 'vitest';
import { type BillRows, REFUND as GIVEN_BACK, linesOf, NOTHING, PAYMENT as PAID } from '../bill.ts';
import { createBillParser } from './bill-parser.ts';
import { billText, PAYMENT, PAYMENT_ROW, REFUND, REFUND_ROW, type Row } from './testing/bills.ts';

describe('lines in columns', () => {
  const failed: Row = { ...REFUND_ROW, refundStatus: 'FAIL' };
  const done: Row = { ...REFUND_ROW, refundStatus: 'SUCCESS' };
  const reversed: Row = { ...REFUND_ROW, state: 'REVOKED', refundStatus: 'SUCCESS' };

  test('what moved, when, under which numbers; and each whole, when asked for', () => {
    const parser = createBillParser();
    parser.push(Buffer.from(billText([PAYMENT_ROW, done, failed, reversed])));
    const rows = parser.rows();
    expect(rows).toMatchObject({ count: 4, moved: { 0: PAID, 1: GIVEN_BACK, 2: NOTHING, 3: NOTHING }, movedFen: { 0: 2350, 1: 800 } });
    expect([rows?.atMs[0], rows?.feeMicroYuan[1]]).toEqual([PAYMENT.atMs, REFUND.feeMicroYuan]);
    expect(rows && [0, 1].map((row) => namesOf(rows, row))).toEqual([
      [PAYMENT.orderNo, PAYMENT.transactionId],
      [REFUND.orderNo, REFUND.refundNo],
    ]);
    expect([rows?.line(0), rows?.line(1)]).toEqual([PAYMENT, { ...REFUND, refundStatus: 'succeeded' }]);
    expect([parser.rows(), parser.end().kind]).toEqual([null, 'read']);
  });

  test('of a block with more lines than columns hold, all are told', () => {
    const numbers = Array.from({ length: 1_300 }, (_, n) => `N${n}`);
    const parser = createBillParser();
    parser.push(Buffer.from(billText(numbers.map((orderNo) => ({ ...PAYMENT_ROW, orderNo })))));
    const told: string[] = [];
    for (let rows = parser.rows(); rows; rows = parser.rows()) told.push(...linesOf(rows).map(({ orderNo }) => orderNo));
    expect([told, parser.end().kind]).toEqual([numbers, 'read']);
  });

  test('lines before a malformed one are told, and none after it', () => {
    const parser = createBillParser();
    parser.push(Buffer.from(billText([PAYMENT_ROW, PAYMENT_ROW, { ...PAYMENT_ROW, time: 'never' }, PAYMENT_ROW])));
    const rows = parser.rows();
    expect(rows && linesOf(rows)).toEqual([PAYMENT, PAYMENT]);
    expect(parser.rows()).toBe(null);
    expect(parser.end()).toEqual({ kind: 'malformed', line: 4, why: 'time' });
  });
});

function namesOf({ names: { bytes, orderFrom, orderTo, numberFrom, numberTo } }: BillRows, row: number): string[] {
  const text = (from: Int32Array, to: Int32Array) => Buffer.from(bytes.buffer, bytes.byteOffset).toString('latin1', from[row], to[row]);
  return [text(orderFrom, orderTo), text(numberFrom, numberTo)];
}
