import { describe, expect, test } from 'vitest';
import type { Fault } from '../contract/sandbox.ts';
import type { Notice, NoticeRequest } from '../gateway/gateway.ts';
import { offerCounter } from './test-offer-counter.ts';

// What the embedded acquirer posts by itself, read by the gateway and answered until it is taken.

/** The acquirer comes again after 750 ms; the customer has two seconds for his password. */
const QUICK = 0.05;

async function listening() {
  const heard: (Notice | string)[] = [];
  const counter = await offerCounter({
    timeFactor: QUICK,
    hear(request: NoticeRequest) {
      const notice = counter.gateway.notices?.read(request);
      if (!notice) throw new Error('no reports are expected');
      heard.push(notice.ok ? notice.value : notice.error);
      return notice.ok ? null : notice.error;
    },
  });
  const posted = () =>
    counter.sandbox.faults
      .view()
      .log.filter(({ call }) => call === 'notification')
      .map(({ answer }) => answer)
      .reverse();
  const offered = counter.order();
  const { content } = await counter.shownOf(offered);
  const payment = {
    about: 'payment',
    id: expect.stringMatching(/^\d{28}$/),
    orderNo: offered.orderNo,
    refundNo: null,
    amountFen: 2350,
    currency: 'CNY',
  };
  return { ...counter, heard, posted, offered, payment, pay: () => counter.pay(offered, content) };
}

describe('a payment', () => {
  test('is reported once, believed, and taken', async () => {
    const { pay, heard, posted, payment, log } = await listening();
    await pay();
    await expect.poll(posted).toEqual(['SUCCESS']);
    expect(heard).toEqual([payment]);
    expect(log.entries).toEqual([]);
  });

  test('twice in the same moment: the same report', async () => {
    const { pay, plant, heard, posted, payment } = await listening();
    plant('notification', 'duplicate');
    await pay();
    await expect.poll(posted).toEqual(['SUCCESS', 'SUCCESS']);
    expect(heard).toEqual([payment, payment]);
    expect(heard[0]).toEqual(heard[1]);
  });

  test.each<[Fault['kind'], string]>([
    ['bad_signature', 'sign'],
    ['unsigned', 'sign'],
    ['wrong_merchant', 'mch_id'],
    ['entity_bomb', 'forbidden_markup'],
    ['truncated', 'malformed'],
  ])('%s: refused, and taken when it comes again as it is', async (kind, why) => {
    const { pay, plant, heard, posted, payment } = await listening();
    plant('notification', kind);
    await pay();
    await expect.poll(posted, { timeout: 5_000 }).toEqual(['refused', 'SUCCESS']);
    expect(heard).toEqual([why, payment]);
  });

  test.each<[Fault['kind'], 'amountFen' | 'orderNo']>([
    ['wrong_amount', 'amountFen'],
    ['wrong_order', 'orderNo'],
  ])('%s, rightly signed: told as it is said, for the journal to compare', async (kind, name) => {
    const { pay, plant, heard, offered } = await listening();
    plant('notification', kind);
    await pay();
    await expect.poll(() => heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ about: 'payment', [name]: expect.anything() });
    expect((heard[0] as Notice)[name]).not.toBe(offered[name]);
  });
});

describe('a refund', () => {
  test('is reported when it has come to its end, under its seal', async () => {
    const { pay, giveBack, heard, offered } = await listening();
    await pay();
    await giveBack(offered);
    await expect.poll(() => heard, { timeout: 5_000 }).toHaveLength(2);
    const { orderNo } = offered;
    expect(heard[1]).toEqual({
      about: 'refund',
      id: expect.stringMatching(/^50\d{27}:SUCCESS$/),
      orderNo,
      refundNo: `R-${orderNo}`,
      amountFen: 2350,
      currency: null,
    });
  });

  test.each<[Fault['kind'], string]>([
    ['refund_abnormal', 'CHANGE'],
    ['refund_closed', 'REFUNDCLOSE'],
  ])('%s: reported too', async (kind, status) => {
    const { pay, plant, giveBack, heard, offered } = await listening();
    await pay();
    plant('refund', kind);
    await giveBack(offered);
    await expect.poll(() => heard, { timeout: 5_000 }).toHaveLength(2);
    expect(heard[1]).toMatchObject({ about: 'refund', id: expect.stringMatching(new RegExp(`:${status}$`)) });
  });
});
