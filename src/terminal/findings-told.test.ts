import { describe, expect, test } from 'vitest';
import type { FeedEvent } from './terminal.ts';
import { findingTill, PAYER } from './test-finding-till.ts';

describe('a payment that looks like one too many', () => {
  test('the payer is in the journal, and nowhere else', async () => {
    const { terminal, journal, told, paidTwice } = findingTill();
    await paidTwice();
    expect(JSON.stringify(journal.image())).toContain(PAYER);
    const seen = JSON.stringify([terminal.view(), told, terminal.list({}, null, 50), terminal.findings(false, null, 50)]);
    expect(seen).not.toContain(PAYER);
  });

  test('in one append with the payment: the disk takes both or none', async () => {
    const { journal, clock, send, getPaid, pay, open, status } = findingTill();
    await pay();
    const second = send();
    const seq = journal.lastSeq();
    journal.failNext(1);
    await getPaid();
    expect([status(second), journal.lastSeq(), open()]).toEqual(['submitting', seq, []]);
    clock.advance(1_000);
    expect([status(second), journal.lastSeq(), open().length]).toEqual(['paid', seq + 2, 1]);
  });

  test('told, listed and read from the disk it is the same', async () => {
    const t = findingTill();
    const { paidTwice, restart } = t;
    await paidTwice();
    const said = t.told.at(-1)?.data;
    const listed = t.terminal.findings(false, null, 50);
    const open = t.terminal.findings(true, null, 50);
    restart();
    const again = t.terminal.findings(true, null, 50);
    for (const page of [listed, open, again]) expect(page.ok && page.value.items).toEqual([said]);
  });

  test('a restart loses none, and a listener that comes back is told of it', async () => {
    const t = findingTill();
    const { open, paidTwice, restart } = t;
    await paidTwice();
    const before = t.told.at(-3)?.id ?? null;
    restart();
    expect(open()).toHaveLength(1);
    const again: FeedEvent[] = [];
    t.terminal.feed(before, (event) => again.push(event));
    expect(again.map(({ type }) => type)).toContain('finding.updated');
  });

  test('whoever breaks off between "paid" and the finding is told both again', async () => {
    const t = findingTill();
    const { paidTwice, restart } = t;
    await paidTwice();
    const paid = t.told.findLast(({ type }) => type === 'charge.updated');
    const again: FeedEvent[] = [];
    restart();
    t.terminal.feed(paid?.id ?? null, (event) => again.push(event));
    expect(again.map(({ type }) => type)).toEqual(['charge.updated', 'finding.updated', 'gateway.updated']);
  });
});

test('a screen is shown fifty at most; the page of all goes on', async () => {
  const { terminal, pay, open } = findingTill();
  for (let number = 0; number < 53; number++) await pay();
  expect(open()).toHaveLength(50);
  const page = terminal.findings(true, null, 40);
  expect(page.ok && page.value.items.length).toBe(40);
  const rest = terminal.findings(true, page.ok ? page.value.nextCursor : null, 40);
  expect(rest.ok && [rest.value.items.length, rest.value.nextCursor]).toEqual([12, null]);
  expect(terminal.findings(true, 'x', 40)).toEqual({ ok: false, error: 'bad_cursor' });
});
