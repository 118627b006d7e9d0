import { describe, expect, test } from 'vitest';
import { fen } from '../money/fen.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import type { ChargeRequest } from './terminal.ts';
import { findingTill, SILENCE } from './test-finding-till.ts';
import { OTHER_CODE } from './test-terminal.ts';

describe('the second scan of a sale that is not known yet', () => {
  const codeOf = (text: string) => new AuthCode(text);
  const request = (): ChargeRequest => {
    const asked = { origin: 'till', amountFen: fen(1280), description: null, tillReference: 'R1', authCode: null } as const;
    return { ...asked, idempotencyKey: 'again', fingerprint: 'f' };
  };

  test('by the till: refused, the charge in the way is named, and nothing is begun or sent', () => {
    const { gateway, terminal, journal, send } = findingTill();
    const first = send({ tillReference: 'R1' });
    const seq = journal.lastSeq();
    const again = () => terminal.charge({ ...request(), authCode: codeOf(OTHER_CODE) });
    expect(again()).toEqual({ ok: false, error: { code: 'sale_unsettled', chargeId: first.id } });
    expect([journal.lastSeq(), gateway.charges.length]).toEqual([seq, 1]);
  });

  test.each([
    ['the answer was lost', SILENCE],
    ['the customer types the password', { kind: 'customer_paying', acquirerCode: 'USERPAYING' }],
    ['the line is down, and it waits with its code', { kind: 'not_sent' }],
  ] as const)('while %s: refused', async (_, outcome) => {
    const { gateway, terminal, send } = findingTill();
    const first = send({ tillReference: 'R1' });
    await gateway.charges[0]?.answer({ ...outcome, ...('doubt' in outcome ? { askAtOnce: false } : {}) } as Parameters<
      (typeof gateway.charges)[number]['answer']
    >[0]);
    const again = terminal.charge({ ...request(), authCode: codeOf(OTHER_CODE) });
    expect(again).toMatchObject({ ok: false, error: { chargeId: first.id } });
  });

  test('after a restart too: what was on its way is still in the way', () => {
    const t = findingTill();
    const { send, restart } = t;
    const first = send({ tillReference: 'R1' });
    restart();
    expect(t.terminal.charge({ ...request(), authCode: codeOf(OTHER_CODE) })).toMatchObject({ ok: false, error: { chargeId: first.id } });
  });

  test('by the gun, and by a code that the till hands over: held with a word, not sent', () => {
    const { gateway, terminal, begin, scan, send, status } = findingTill();
    const first = send({ tillReference: 'R1' });
    const waiting = begin({ ...request() });
    scan(OTHER_CODE);
    expect(terminal.view().notice).toMatchObject({ notice: { kind: 'held' } });
    expect(terminal.giveCode(waiting.id, codeOf(OTHER_CODE))).toEqual({ ok: false, error: { code: 'sale_unsettled', chargeId: first.id } });
    expect([status(waiting), gateway.charges.length]).toEqual(['awaiting_code', 1]);
  });

  test('once the first is declined the next one goes out', async () => {
    const { gateway, begin, scan, send, status } = findingTill();
    send({ tillReference: 'R1' });
    const waiting = begin({ ...request() });
    const decline = { code: 'code_expired', acquirerCode: 'AUTHCODEEXPIRE', message: null } as const;
    await gateway.charges[0]?.answer({ kind: 'declined', decline, askFirst: false });
    scan(OTHER_CODE);
    expect([status(waiting), gateway.charges.length]).toEqual(['submitting', 2]);
  });

  test('once the first is paid the one that waits for a scan is canceled, and the screen shows the paid one', async () => {
    const { terminal, begin, send, getPaid, open, status } = findingTill();
    const first = send({ tillReference: 'R1' });
    terminal.command({ kind: 'next_sale' });
    const waiting = begin({ ...request() });
    await getPaid();
    expect([status(first), status(waiting)]).toEqual(['paid', 'canceled']);
    expect(terminal.view().stage).toMatchObject({ charge: { id: first.id, status: 'paid' } });
    expect(open()).toEqual([]);
  });

  test('another sale is not in the way', () => {
    const { send } = findingTill();
    send({ tillReference: 'R1' });
    expect(send({ tillReference: 'R2' }).status).toBe('submitting');
  });
});
