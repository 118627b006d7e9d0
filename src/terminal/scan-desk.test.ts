import { beforeEach, describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { PAYMENT } from '../payment/story.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { bootTerminal, CODE, OTHER_CODE, REQUEST, type TestTerminal } from './test-terminal.ts';

let clock: HandClock;
let gateway: TestTerminal['gateway'];
let terminal: TestTerminal['terminal'];
let begin: TestTerminal['begin'];
let scan: TestTerminal['scan'];

beforeEach(() => {
  clock = new HandClock();
  ({ gateway, terminal, begin, scan } = bootTerminal(clock, memoryJournal()));
});

describe('scans', () => {
  test('one charge at a time awaits a code', () => {
    begin();
    expect(terminal.charge({ ...REQUEST, idempotencyKey: 'key-2' })).toEqual({ ok: false, error: 'terminal_busy' });
  });

  test('a gun that reads twice sends once and says nothing', () => {
    begin();
    scan(CODE);
    scan(CODE);
    expect([gateway.charges.length, terminal.view().notice]).toEqual([1, null]);
  });

  test('another scan while the first is not known is held', () => {
    begin();
    scan(CODE);
    scan(OTHER_CODE);
    expect([gateway.charges.length, terminal.view().notice?.notice]).toEqual([1, { kind: 'held' }]);
  });

  test('a code that was sent before is not sent again for the next sale', async () => {
    begin();
    scan(CODE);
    await gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
    clock.advance(10_000);
    begin({ idempotencyKey: 'key-2' });
    scan(CODE);
    expect([gateway.charges.length, terminal.view().notice?.notice]).toEqual([1, { kind: 'used_code' }]);
  });

  test('a code that certainly never left may be used again', async () => {
    const { id } = begin();
    scan(CODE);
    await gateway.charges[0]?.answer({ kind: 'not_sent' });
    terminal.cancel(id);
    clock.advance(5_000);
    begin({ idempotencyKey: 'key-2' });
    scan(CODE);
    expect(gateway.charges.length).toBe(2);
  });

  test('the till gives a used code: declined as not usable, never sent', () => {
    begin({ authCode: new AuthCode(CODE) });
    const second = begin({ authCode: new AuthCode(CODE), idempotencyKey: 'key-2', tillReference: 'R2' });
    expect([second.status, second.declineCode, gateway.charges.length]).toEqual(['declined', 'code_invalid', 1]);
  });

  test.each([
    ['6901234567892', { kind: 'product_code' }],
    ['281234567890123456', { kind: 'foreign_wallet', wallet: 'alipay' }],
    [CODE, { kind: 'nothing_to_pay' }],
  ])('%s without a charge that waits: a word about why not', (text, notice) => {
    scan(text);
    expect(terminal.view().notice?.notice).toEqual(notice);
  });
});
