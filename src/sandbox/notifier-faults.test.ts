import { describe, expect, test } from 'vitest';
import type { Fault } from '../contract/sandbox.ts';
import { parseRequest } from './parse.ts';
import { isSigned, openShop, read, SENT_BACK, TAKEN } from './test-notifier.ts';

describe('planted faults', () => {
  test('duplicate: the same message twice in the same moment', () => {
    const { payOffer, posted, plant, clock } = openShop();
    plant('duplicate');
    payOffer();
    clock.advance(60_000);
    expect(posted.map(({ atMs }) => atMs)).toEqual([0, 0]);
    expect(posted[0]?.body).toBe(posted[1]?.body);
  });

  test('never_sent: not now, not later', () => {
    const { payOffer, posted, plant, clock, log } = openShop();
    plant('never_sent');
    payOffer();
    clock.advance(60_000);
    expect([posted, log()]).toEqual([[], [['notification', 'SALE-0001', 'never_sent', 'not_posted']]]);
  });

  test('delay_before: late', () => {
    const { payOffer, posted, plant, clock } = openShop();
    plant('delay_before', { delayMs: 40_000 });
    payOffer();
    clock.advance(60_000);
    expect(posted.map(({ atMs }) => atMs)).toEqual([40_000]);
  });

  test('drop_before: this one is lost, the next one comes', () => {
    const { payOffer, posted, plant, clock } = openShop();
    plant('drop_before');
    payOffer();
    clock.advance(60_000);
    expect(posted.map(({ atMs }) => atMs)).toEqual([15_000]);
  });

  const forged: readonly [Fault['kind'], string, string][] = [
    ['wrong_amount', 'total_fee', '5991'],
    ['wrong_order', 'out_trade_no', 'SALE-000X'],
    ['wrong_merchant', 'mch_id', '10000109'],
  ];
  test.each(forged)('%s: rightly signed all the same, and true the next time', (kind, name, value) => {
    const { payOffer, posted, plant, clock } = openShop({ replies: [SENT_BACK, TAKEN] });
    plant(kind);
    payOffer();
    clock.advance(60_000);
    const [first, second] = posted.map(({ body }) => read(body));
    expect([first?.get(name), first && isSigned(first, 'MD5')]).toEqual([value, true]);
    expect(second?.get(name)).not.toBe(value);
    expect(posted).toHaveLength(2);
  });

  test('bad_signature, unsigned, half of it, a bomb', () => {
    const { payOffer, posted, plant, clock } = openShop({ replies: [SENT_BACK] });
    for (const kind of ['bad_signature', 'unsigned', 'truncated', 'entity_bomb'] as const) plant(kind);
    payOffer();
    clock.advance(100_000);
    expect(isSigned(read(posted[0]?.body), 'MD5')).toBe(false);
    expect(read(posted[1]?.body).has('sign')).toBe(false);
    expect(parseRequest(Buffer.from(posted[2]?.body ?? '')).ok).toBe(false);
    expect(posted[3]?.body).toContain('<!ENTITY');
  });
});
