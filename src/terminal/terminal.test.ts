import { beforeEach, describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import type { Charge } from '../contract/charge.ts';
import { type ScriptedGateway, scriptedGateway } from '../gateway/scripted-gateway.ts';
import { silent } from '../log/log.ts';
import { fen } from '../money/fen.ts';
import { PAYMENT, TIMES } from '../payment/story.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import { createTerminal } from './create-terminal.ts';
import type { ChargeRequest, FeedEvent } from './terminal.ts';

const CODE = '134567890123456789';
const OTHER_CODE = '130000000000000001';
const REQUEST: ChargeRequest = {
  origin: 'till',
  amountFen: fen(1280),
  description: null,
  tillReference: 'R1',
  authCode: null,
  idempotencyKey: 'key-1',
  fingerprint: 'f',
};

let clock: HandClock;
let gateway: ScriptedGateway;
let journal: MemoryJournal;
let terminal: ReturnType<typeof createTerminal>;

function boot(from: MemoryJournal): void {
  journal = from;
  gateway = scriptedGateway();
  let state = 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state >> 8;
  };
  terminal = createTerminal({
    gateway,
    journal,
    clock,
    random: { bytes: (length) => Uint8Array.from({ length }, next) },
    log: silent,
    times: TIMES,
    store: { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' },
    practice: null,
  });
}

function begin(request: Partial<ChargeRequest> = {}): Charge {
  const answer = terminal.charge({ ...REQUEST, ...request });
  if (!answer.ok) throw new Error(answer.error);
  return answer.value.charge;
}

function scan(text: string): void {
  terminal.scanned({ scannerId: 'gun', text });
}

beforeEach(() => {
  clock = new HandClock();
  boot(memoryJournal());
});

describe('a charge', () => {
  test('is durable and armed before anyone can scan', () => {
    const charge = begin();
    expect(charge).toMatchObject({ status: 'awaiting_code', amount: 1280, currency: 'CNY', description: '人民路店', codeHint: null });
    expect(journal.chargeByOrderNo(gateway.prepared[0]?.orderNo as never)?.state).toEqual({ status: 'awaiting_code', armed: true });
  });

  test('with a code is durable as submitting before it is sent', () => {
    const append = journal.append;
    let submittedBeforeDurable = false;
    journal.append = (entries) => {
      submittedBeforeDurable ||= gateway.charges.length > 0;
      return append(entries);
    };
    begin({ authCode: new AuthCode(CODE) });
    expect([submittedBeforeDurable, gateway.charges.length]).toEqual([false, 1]);
  });

  test('is paid: durable first, told afterwards, the code nowhere but its hint', async () => {
    const told: FeedEvent[] = [];
    terminal.feed(null, (event) => told.push(event));
    const { id } = begin();
    scan(`${CODE}\r`);
    await gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
    const charge = terminal.find(id);
    expect(charge).toMatchObject({
      status: 'paid',
      wallet: 'wechat',
      transactionId: PAYMENT.transactionId,
      codeHint: '1345••••••••••6789',
    });
    expect(told.map(({ data }) => (data as Charge).status)).toEqual(['awaiting_code', 'submitting', 'paid']);
    expect(JSON.stringify([journal.image(), told, terminal.view()])).not.toContain(CODE);
  });

  test('needs at most three writes, with a password too', async () => {
    begin();
    scan(CODE);
    await gateway.charges[0]?.answer({ kind: 'customer_paying', acquirerCode: 'USERPAYING' });
    clock.advance(5_000);
    await gateway.queries[0]?.answer({ kind: 'customer_paying' });
    clock.advance(5_000);
    await gateway.queries[1]?.answer({ kind: 'paid', payment: PAYMENT });
    expect(journal.lastSeq()).toBe(3);
  });

  test('that the disk does not take is not begun', () => {
    journal.failNext(1);
    expect(terminal.charge(REQUEST)).toEqual({ ok: false, error: 'journal_failed' });
    expect(gateway.prepared).toEqual([]);
  });

  test('whose payment the disk does not take is not shown as paid until it does', async () => {
    const { id } = begin({ authCode: new AuthCode(CODE) });
    journal.failNext(2);
    await gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
    expect(terminal.find(id)?.status).toBe('submitting');
    clock.advance(1_000);
    expect(terminal.find(id)?.status).toBe('submitting');
    clock.advance(1_000);
    expect(terminal.find(id)?.status).toBe('paid');
  });
});

describe('the same key', () => {
  test('with the same request answers the same charge, over a restart too', () => {
    const { id } = begin();
    boot(memoryJournal(journal.image()));
    const again = terminal.charge(REQUEST);
    expect(again).toMatchObject({ ok: true, value: { created: false, charge: { id } } });
  });

  test('with another request is refused', () => {
    begin();
    expect(terminal.charge({ ...REQUEST, fingerprint: 'other' })).toEqual({ ok: false, error: 'idempotency_key_reused' });
  });

  test('of the screen is not the till’s', () => {
    begin({ authCode: new AuthCode(CODE) });
    expect(terminal.charge({ ...REQUEST, origin: 'cashier' })).toMatchObject({ ok: true, value: { created: true } });
  });
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
    const second = begin({ authCode: new AuthCode(CODE), idempotencyKey: 'key-2' });
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

describe('the line', () => {
  test('a charge that could not leave goes out when it is back, under the same number', async () => {
    const { orderNo } = begin({ authCode: new AuthCode(CODE) });
    await gateway.charges[0]?.answer({ kind: 'not_sent' });
    gateway.setLine('offline');
    expect(terminal.view().stage).toMatchObject({ charge: { status: 'queued' }, endsInMs: 60_000 });
    gateway.setLine('online');
    expect(gateway.charges.map(({ order }) => order.orderNo)).toEqual([orderNo, orderNo]);
  });

  test('more than twenty unsent charges are not kept', async () => {
    for (let number = 0; number < 21; number++) {
      const authCode = new AuthCode(String(130_000_000_000_000_000n + BigInt(number)));
      begin({ authCode, idempotencyKey: `key-${number}` });
      await gateway.charges.at(-1)?.answer({ kind: 'not_sent' });
    }
    const declined = terminal.list({ statuses: ['declined'] }, null, 10);
    expect(declined.ok && declined.value.items.map(({ declineCode }) => declineCode)).toEqual(['offline']);
  });
});

describe('what once went wrong', () => {
  test('the line came back while the disk did not take "queued": the charge lay there until its code was dead', async () => {
    begin({ authCode: new AuthCode(CODE) });
    journal.failNext(1);
    await gateway.charges[0]?.answer({ kind: 'not_sent' });
    gateway.setLine('online');
    expect(gateway.charges.length).toBe(1);
    clock.advance(2_000);
    expect(gateway.charges.length).toBe(2);
  });

  test('a line that is there and is not: sent again once a second, not in a loop', async () => {
    begin({ authCode: new AuthCode(CODE) });
    for (let second = 0; second < 5; second++) {
      gateway.line = () => 'online';
      await gateway.charges.at(-1)?.answer({ kind: 'not_sent' });
      clock.advance(1_000);
    }
    expect(gateway.charges.length).toBe(6);
  });

  test('the code of a queued charge could be given to a second one: both went out with it', async () => {
    begin({ authCode: new AuthCode(CODE) });
    await gateway.charges[0]?.answer({ kind: 'not_sent' });
    const second = begin({ authCode: new AuthCode(CODE), idempotencyKey: 'key-2' });
    expect([second.status, second.declineCode]).toEqual(['declined', 'code_invalid']);
    gateway.setLine('online');
    expect(gateway.charges.length).toBe(2);
  });

  test('each press of cancel on a full disk began a row of attempts of its own', async () => {
    const { id } = begin();
    journal.failNext(1_000);
    for (let press = 0; press < 50; press++) terminal.cancel(id);
    const append = journal.append;
    let attempts = 0;
    journal.append = (entries) => {
      attempts += 1;
      return append(entries);
    };
    clock.advance(10_000);
    expect(attempts).toBe(10);
    journal.failNext(0);
    clock.advance(1_000);
    expect(terminal.find(id)?.status).toBe('canceled');
  });

  test('a bug after the write was told as "nothing was begun"', () => {
    gateway.prepare = () => {
      throw new Error('a bug');
    };
    expect(() => terminal.charge(REQUEST)).toThrow('a bug');
    expect(journal.chargeByIdempotencyKey('till:key-1')).not.toBeNull();
  });

  test('a bug while a charge is prepared left it submitting for ever', async () => {
    gateway.prepare = () => {
      throw new Error('a bug');
    };
    const { id } = begin({ authCode: new AuthCode(CODE) });
    await new Promise(setImmediate);
    expect(terminal.find(id)?.status).toBe('unresolved');
  });

  test('a button press that came twice, late, cleared its own unknown charge off the stage', async () => {
    const press = { kind: 'charge', requestId: 'request-1', amount: 100 } as const;
    terminal.command(press);
    scan(CODE);
    await gateway.charges[0]?.answer({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: false });
    expect(terminal.command(press)).toEqual({ ok: true });
    expect(terminal.view().stage).toMatchObject({ kind: 'charge', charge: { status: 'unresolved' } });
  });
});

describe('over a restart', () => {
  test('an open charge is asked about at once and is on the stage', async () => {
    const { id } = begin({ authCode: new AuthCode(CODE) });
    boot(memoryJournal(journal.image()));
    expect(terminal.view().stage).toMatchObject({ charge: { id, status: 'unresolved' } });
    await gateway.queries[0]?.answer({ kind: 'paid', payment: PAYMENT });
    expect(terminal.find(id)?.status).toBe('paid');
  });

  test('a scan that comes before the resumption is durable sends nothing', () => {
    begin();
    const image = memoryJournal(journal.image());
    image.failNext(1);
    boot(image);
    scan(CODE);
    expect(gateway.charges).toEqual([]);
    clock.advance(1_000);
    scan(CODE);
    expect([gateway.charges.length, gateway.queries.length]).toEqual([0, 1]);
  });

  test('after a clean stop a waiting charge waits on', async () => {
    const { id } = begin();
    await terminal.stop();
    expect([gateway.closed, gateway.discarded > 0]).toEqual([true, true]);
    boot(memoryJournal(journal.image()));
    expect(terminal.find(id)?.status).toBe('awaiting_code');
    scan(CODE);
    expect(gateway.charges.length).toBe(1);
  });

  test('listeners that come back miss nothing durable', async () => {
    let lastId = '';
    terminal.feed(null, (event) => {
      lastId = event.id;
    });
    begin({ authCode: new AuthCode(CODE) });
    const image = journal.image();
    boot(memoryJournal(image));
    await gateway.queries[0]?.answer({ kind: 'paid', payment: PAYMENT });
    const told: string[] = [];
    terminal.feed(lastId, ({ data }) => told.push((data as Charge).status));
    expect(told).toEqual(['unresolved', 'paid']);
  });
});

describe('the counter', () => {
  const key = (number: number) => ({ kind: 'charge', requestId: `request-${number}`, amount: 100 }) as const;

  test('an unknown charge may be left for the next customer, and brought back', async () => {
    terminal.command(key(1));
    scan(CODE);
    expect(terminal.command({ kind: 'next_sale' })).toEqual({ ok: false, code: 'not_now' });
    await gateway.charges[0]?.answer({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: false });
    expect(terminal.command({ kind: 'next_sale' })).toEqual({ ok: true });
    const [left] = terminal.view().todo;
    expect(left?.status).toBe('unresolved');
    expect(terminal.command({ kind: 'show', chargeId: left?.id ?? '' })).toEqual({ ok: true });
    expect(terminal.view().stage).toMatchObject({ kind: 'charge', charge: { id: left?.id } });
  });

  test('a button pressed twice rings up once', () => {
    terminal.command(key(1));
    terminal.command(key(1));
    expect(terminal.list({}, null, 10)).toMatchObject({ value: { items: [{ amount: 100 }] } });
  });

  test('counts the day’s takings by the store’s own day', async () => {
    terminal.command(key(1));
    scan(CODE);
    await gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
    expect(terminal.view().today).toEqual({ paidCount: 1, paidAmount: 100 });
    clock.stepWall(15 * 3_600_000); // past midnight in Shanghai, not in London
    expect(terminal.view().today).toEqual({ paidCount: 0, paidAmount: 0 });
  });
});

describe('giving up', () => {
  test('what is final stays final; what is unknown to us is not found', async () => {
    const { id } = begin({ authCode: new AuthCode(CODE) });
    await gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
    expect(terminal.cancel(id)).toEqual({ ok: false, error: 'already_final' });
    expect(terminal.cancel('ch_nothing')).toEqual({ ok: false, error: 'not_found' });
    expect(terminal.giveCode(id, new AuthCode(OTHER_CODE))).toEqual({ ok: false, error: 'no_code_awaited' });
  });

  test('a stopping terminal takes no new charge', async () => {
    await terminal.stop();
    expect(terminal.charge(REQUEST)).toEqual({ ok: false, error: 'stopping' });
  });
});
