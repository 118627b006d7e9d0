import { describe, expect, it } from 'vitest';
import { CONTENT, LABEL, look, MINUTE, OFFERED, ORDER, shop } from '../app/test-display-shop.ts';
import { until } from './test-host.ts';

describe('what a display sees', () => {
  it('the counter’s sale, as it goes on; the counter sees that it looks, and revoking ends it at once', async () => {
    const { pair, host, shown, order, begin, gateway, terminal } = await shop();
    const seen = look(host.port, await pair());
    await until(() => seen.views.length > 0);
    expect(shown()?.paired).toMatchObject([{ isConnected: true }]);
    const charge = begin({ origin: 'cashier', method: 'merchant_qr', tillReference: 'R-77' });
    await until(() => seen.views.at(-1)?.scene.kind === 'working');
    await gateway.offers[0]?.answer(OFFERED);
    await until(() => seen.views.at(-1)?.scene.kind === 'scan_qr');
    const last = seen.views.at(-1);
    expect(last?.scene).toMatchObject({ kind: 'scan_qr', amount: 1280, content: CONTENT });
    for (const secret of [charge.id, charge.orderNo, 'R-77']) expect(JSON.stringify(seen.views)).not.toContain(secret);
    expect(last?.sceneId).toMatch(/^[\w-]{16}$/);
    const id = shown()?.paired[0]?.id ?? '';
    order({ kind: 'revoke_display', displayId: id });
    await until(() => seen.isOver);
    expect(terminal.view().displays?.paired).toEqual([]);
  });

  it('a sale and its second try are one sale to the customer, the next sale is another', async () => {
    const { pair, view, terminal } = await shop();
    const screen = await pair();
    const asked: string[] = [];
    const ring = async (requestId: string, sameSaleAs?: string) => {
      expect(terminal.command({ kind: 'charge', requestId, amount: 500, ...(sameSaleAs && { sameSaleAs }) })).toEqual({ ok: true });
      asked.push((await view(screen)).sceneId);
      const { stage } = terminal.view();
      const id = stage.kind === 'charge' ? stage.charge.id : '';
      terminal.command({ kind: 'cancel', chargeId: id });
      return id;
    };
    const first = await ring('request-1');
    await ring('request-2', first);
    await ring('request-3');
    expect([asked[0] === asked[1], asked[1] === asked[2]]).toEqual([true, false]);
  });

  it('the end of a sale, and after a minute the pictures again', async () => {
    const { pair, view, terminal, clock, host } = await shop();
    const screen = await pair();
    const seen = look(host.port, screen);
    terminal.command({ kind: 'charge', requestId: 'request-1', amount: 500 });
    const { stage } = terminal.view();
    terminal.command({ kind: 'cancel', chargeId: stage.kind === 'charge' ? stage.charge.id : '' });
    expect((await view(screen)).scene).toEqual({ kind: 'not_paid', amount: 500, currency: 'CNY', why: 'given_up' });
    await until(() => seen.views.at(-1)?.scene.kind === 'not_paid');
    clock.advance(MINUTE);
    await until(() => seen.views.at(-1)?.scene.kind === 'idle');
  });

  it('nothing of what the cashier brings back from a list', async () => {
    const { pair, view, terminal } = await shop();
    const screen = await pair();
    const ids: string[] = [];
    for (const requestId of ['request-1', 'request-2']) {
      terminal.command({ kind: 'charge', requestId, amount: 500 });
      const { stage } = terminal.view();
      ids.push(stage.kind === 'charge' ? stage.charge.id : '');
      terminal.command({ kind: 'cancel', chargeId: ids.at(-1) as string });
    }
    terminal.command({ kind: 'show', chargeId: ids[0] as string });
    expect((await view(screen)).scene).toEqual({ kind: 'idle' });
    terminal.command({ kind: 'show', chargeId: ids[1] as string });
    expect((await view(screen)).scene.kind).toBe('not_paid');
  });

  it('the pictures, with the cookie alone, since an image sends nothing else', async () => {
    const { pair, ask, view } = await shop();
    const screen = await pair();
    const [address = ''] = (await view(screen)).pictures;
    const picture = await ask('GET', address, { cookie: screen.cookie });
    expect([picture.status, picture.headers['content-type'], picture.headers['cache-control']]).toEqual([
      200,
      'image/png',
      'private, max-age=31536000, immutable',
    ]);
    for (const n of ['1', '-1', '00', 'x', '..%2f..%2fdisplays.json'])
      expect((await ask('GET', `/display/v1/pictures/${n}`, screen)).status, n).toBe(n === '00' ? 200 : 404);
    expect((await ask('GET', address, { cookie: 'saoma-display-1=x' })).status).toBe(401);
  });
});

describe('self service', () => {
  it('a display may order nothing', async () => {
    const { pair, command, gateway } = await shop();
    const answer = await command(await pair('display'), ORDER);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([403, { ok: false, code: 'not_here' }]);
    expect(gateway.offers).toEqual([]);
  });

  it('a kiosk shows its buttons, orders by one of them, once, and gives it up', async () => {
    const { pair, view, command, gateway, terminal } = await shop();
    const kiosk = await pair('self_service');
    expect((await view(kiosk)).buttons).toEqual([{ label: LABEL, amount: 2800 }]);
    expect(JSON.parse((await command(kiosk, ORDER)).body)).toEqual({ ok: true });
    expect(JSON.parse((await command(kiosk, ORDER)).body)).toEqual({ ok: true });
    expect(gateway.offers).toHaveLength(1);
    expect(gateway.offers[0]?.order).toMatchObject({ amountFen: 2800, description: '牛肉面', method: 'merchant_qr' });
    await gateway.offers[0]?.answer(OFFERED);
    expect((await view(kiosk)).scene).toMatchObject({ kind: 'scan_qr', amount: 2800 });
    expect(JSON.parse((await command(kiosk, { ...ORDER, requestId: 'request-2' })).body)).toEqual({ ok: false, code: 'terminal_busy' });
    expect(JSON.parse((await command(kiosk, { kind: 'give_up' })).body)).toEqual({ ok: true });
    expect(terminal.view().stage).toMatchObject({ charge: { status: 'reversing' } });
    expect((await view(kiosk)).scene).toEqual({ kind: 'idle' });
    // The next customer does not wait until it is closed.
    expect(JSON.parse((await command(kiosk, { ...ORDER, requestId: 'request-3' })).body)).toEqual({ ok: true });
    expect(gateway.offers).toHaveLength(2);
  });

  it('nobody orders while the counter serves somebody, and nobody gives up what the counter began', async () => {
    const { pair, command, begin, gateway, view } = await shop();
    const kiosk = await pair('self_service');
    begin({ origin: 'till', method: 'merchant_qr' });
    await gateway.offers[0]?.answer(OFFERED);
    expect((await view(kiosk)).scene.kind).toBe('scan_qr');
    expect(JSON.parse((await command(kiosk, ORDER)).body)).toEqual({ ok: false, code: 'terminal_busy' });
    expect(JSON.parse((await command(kiosk, { kind: 'give_up' })).body)).toEqual({ ok: false, code: 'not_now' });
    expect(gateway.withdrawals).toEqual([]);
  });

  it('a button that is none, a command of the cashier’s, a body that is none', async () => {
    const { pair, command } = await shop();
    const kiosk = await pair('self_service');
    expect(JSON.parse((await command(kiosk, { ...ORDER, button: 7 })).body)).toEqual({ ok: false, code: 'not_found' });
    for (const body of [{ kind: 'next_sale' }, { kind: 'charge', requestId: 'request-9', amount: 1 }, { ...ORDER, button: -1 }, []])
      expect((await command(kiosk, body)).status).toBe(400);
  });

  it('who plays with the buttons is stopped: twenty orders that wait for their closing are enough', async () => {
    const { pair, command, gateway, clock } = await shop();
    const kiosk = await pair('self_service');
    for (let at = 0; at < 20; at++) {
      expect(JSON.parse((await command(kiosk, { ...ORDER, requestId: `request-${at}` })).body)).toEqual({ ok: true });
      await gateway.offers[at]?.answer(OFFERED);
      await command(kiosk, { kind: 'give_up' });
      clock.advance(250); // nobody presses faster than that
    }
    expect(JSON.parse((await command(kiosk, { ...ORDER, requestId: 'request-20' })).body)).toEqual({ ok: false, code: 'not_now' });
    expect(gateway.offers).toHaveLength(20);
  });

  it('a page gone wild is stopped at its own door', async () => {
    const { pair, command } = await shop();
    const kiosk = await pair('self_service');
    const statuses: number[] = [];
    for (let at = 0; at < 31; at++) statuses.push((await command(kiosk, { kind: 'give_up' })).status);
    expect([statuses.slice(0, 30).every((status) => status === 200), statuses[30]]).toEqual([true, 429]);
  });
});
