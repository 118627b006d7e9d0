import { describe, expect, test } from 'vitest';
import type { PostReply } from './notifier.ts';
import { openShop, read, SENT_BACK, TAKEN } from './test-notifier.ts';

describe('again, until it is taken', () => {
  const DAY_MS = 25 * 60 * 60_000;

  test('the documented waits, 24 hours and 4 minutes of them, then no more', () => {
    const { payOffer, posted, clock } = openShop({ replies: [SENT_BACK] });
    payOffer();
    clock.advance(DAY_MS * 2);
    const atS = posted.map(({ atMs }) => Math.floor(atMs / 1000)); // what the merchant needed for his replies is less than a second, but for the last
    expect(atS).toHaveLength(16);
    expect(atS.slice(0, 6)).toEqual([0, 15, 30, 60, 240, 840]);
    expect(atS.at(-1)).toBe(24 * 3600 + 4 * 60 + 1);
  });

  test('the waits shrink with the time factor', () => {
    const { payOffer, posted, clock } = openShop({ replies: [SENT_BACK], timeFactor: 0.01 });
    payOffer();
    clock.advance(1_000);
    expect(posted.map(({ atMs }) => atMs)).toEqual([0, 250, 500, 900]);
  });

  const others: readonly [string, string | PostReply | null, string][] = [
    ['FAIL', SENT_BACK, 'refused'],
    ['another status', { status: 500, body: TAKEN }, 'HTTP 500'],
    ['a redirect', { status: 302, body: '' }, 'HTTP 302'],
    ['nothing in it', '', 'refused'],
    ['a page', '<html>SUCCESS</html>', 'refused'],
    ['something around it', `${TAKEN}\n`, 'refused'],
    ['more in it', TAKEN.replace('</xml>', '<more>1</more></xml>'), 'refused'],
    ['another message', TAKEN.replace('OK', 'maybe'), 'refused'],
    ['no answer within five seconds', null, 'nothing'],
  ];
  test.each(others)('%s is not taken; the next one is', (_what, reply, answer) => {
    const { payOffer, posted, clock, log } = openShop({ replies: [reply, TAKEN] });
    payOffer();
    clock.advance(DAY_MS);
    expect(posted).toHaveLength(2);
    expect(log().map(([, , , heard]) => heard)).toEqual(['SUCCESS', answer]);
  });

  test('silence is cut after five seconds, and no late answer counts', () => {
    const { payOffer, posted, clock, cancels } = openShop({ replies: [null, TAKEN] });
    payOffer();
    clock.advance(4_999);
    expect(cancels()).toBe(0);
    clock.advance(1);
    expect(cancels()).toBe(1);
    clock.advance(15_000);
    expect(posted.map(({ atMs }) => atMs)).toEqual([0, 20_000]);
  });

  test('a reply that is declared as XML and leaves return_msg away is taken, as clients in wide use write it', () => {
    const { payOffer, posted, clock } = openShop({
      replies: ['<?xml version="1.0"?>\n<xml>\n  <return_code>SUCCESS</return_code>\n</xml>'],
    });
    payOffer();
    clock.advance(DAY_MS);
    expect(posted).toHaveLength(1);
  });

  test('a line that is down lets nothing in, and uses no fault up', () => {
    const { payOffer, posted, clock, faults, plant } = openShop();
    plant('wrong_amount');
    faults.setLine('down');
    payOffer();
    clock.advance(14_000);
    expect([posted.length, faults.view().faults.length]).toEqual([0, 1]);
    faults.setLine('up');
    clock.advance(2_000);
    expect(read(posted[0]?.body).get('total_fee')).toBe('5991');
  });

  test('stopped: nothing more', () => {
    const { payOffer, posted, clock, stop, offer, acquirer } = openShop({ replies: [null] });
    payOffer();
    stop();
    offer({ out_trade_no: 'SALE-0002' });
    const order = acquirer.book.find('SALE-0002');
    if (order) acquirer.book.capture(order);
    clock.advance(DAY_MS);
    expect([posted.length, acquirer.captured()]).toEqual([1, 11_980]);
  });
});
