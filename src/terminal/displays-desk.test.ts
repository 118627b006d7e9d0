import { expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { memoryDisplays } from '../store/displays.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import { bootTerminal } from './test-terminal.ts';

const LABEL = { 'zh-CN': '茶', en: 'Tea', ko: '차' };
const OFFERED = { kind: 'offered', shown: { content: 'weixin://wxpay/bizpayurl?pr=aB3', prepayId: null } } as const;
const ORDER = { kind: 'order', requestId: 'request-1', button: 0 } as const;

function boot(journal: MemoryJournal = memoryJournal(), seed = 1) {
  const clock = new HandClock();
  const displays = { buttons: [{ label: LABEL, amountFen: 500 }], store: memoryDisplays() };
  const t = bootTerminal(clock, journal, seed, { displays });
  return { ...t, clock, journal, scene: () => t.terminal.displays.view('self_service').scene };
}

test('without a door nobody is paired, and the counter is told so', () => {
  const { terminal } = boot();
  expect(terminal.view().displays).toBeNull();
  terminal.displays.opened(() => []);
  expect(terminal.view().displays).toEqual({ addresses: [], pairing: null, paired: [] });
  expect(terminal.command({ kind: 'pair_display', role: 'display' })).toEqual({ ok: false, code: 'not_now' });
});

test('where displays find the page is asked anew with each code', () => {
  const { terminal } = boot();
  let addresses = ['http://192.168.1.5:7712/display/'];
  terminal.displays.opened(() => addresses);
  addresses = ['http://192.168.1.9:7712/display/'];
  terminal.command({ kind: 'pair_display', role: 'display' });
  expect(terminal.view().displays).toMatchObject({ addresses, pairing: { code: expect.stringMatching(/^\d{6}$/), role: 'display' } });
});

test('what a kiosk ordered is its own after a restart too', async () => {
  const before = boot();
  expect(before.terminal.displays.command(ORDER)).toEqual({ ok: true });
  await before.gateway.offers[0]?.answer(OFFERED);
  const { terminal, scene } = boot(memoryJournal(before.journal.image()), 2);
  expect(scene().kind).toBe('scan_qr');
  expect(terminal.displays.command({ ...ORDER, requestId: 'request-2' })).toEqual({ ok: false, code: 'terminal_busy' });
  expect(terminal.displays.command({ kind: 'give_up' })).toEqual({ ok: true });
  expect(scene()).toEqual({ kind: 'idle' });
});

test('a request that comes again begins nothing, however its charge ended', async () => {
  const { terminal, gateway } = boot();
  terminal.displays.command(ORDER);
  await gateway.offers[0]?.answer({ kind: 'declined', decline: { code: 'configuration_error', acquirerCode: null, message: null } });
  expect(terminal.displays.command(ORDER)).toEqual({ ok: true });
  expect(gateway.offers).toHaveLength(1);
});

test('a kiosk shows an end for a quarter of a minute', async () => {
  const { terminal, gateway, clock, scene } = boot();
  terminal.displays.command(ORDER);
  await gateway.offers[0]?.answer({ kind: 'declined', decline: { code: 'configuration_error', acquirerCode: null, message: null } });
  clock.advance(14_999);
  expect(scene().kind).toBe('not_paid');
  clock.advance(1);
  expect(scene()).toEqual({ kind: 'idle' });
});

test('a QR that is wanted again stands on the display as long as it stands', async () => {
  const { terminal, gateway, clock, scene } = boot();
  const staged = () => {
    const { stage } = terminal.view();
    return stage.kind === 'charge' ? stage.charge.id : '';
  };
  terminal.command({ kind: 'charge', requestId: 'request-1', amount: 500, method: 'merchant_qr' });
  await gateway.offers[0]?.answer(OFFERED);
  terminal.command({ kind: 'change_method', requestId: 'request-2', chargeId: staged(), method: 'payment_code' });
  expect(scene().kind).toBe('show_code');
  terminal.command({ kind: 'change_method', requestId: 'request-3', chargeId: staged(), method: 'merchant_qr' });
  expect(scene().kind).toBe('scan_qr');
  clock.advance(61_000);
  expect(scene().kind).toBe('scan_qr');
});
