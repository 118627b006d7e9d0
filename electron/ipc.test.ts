import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { expect, test } from 'vitest';
import { serveIpc } from './ipc.ts';

const CORE = 'http://127.0.0.1:7710';
const cashier = { id: 1 } as WebContents;
const stranger = { id: 2 } as WebContents;
const display = { id: 3 } as WebContents;

type Frame = { readonly url: string; readonly parent: object | null } | null;

async function ask(
  sender: WebContents,
  senderFrame: Frame,
  parts: { coreUrl?: string | null; ticket?: string | null; channel?: string } = {},
): Promise<unknown> {
  const handlers = new Map<string, (event: IpcMainInvokeEvent) => unknown>();
  serveIpc({
    ipcMain: { handle: (channel, handler) => void handlers.set(channel, handler) },
    cashier: { contents: () => cashier, ticket: async () => (parts.ticket === undefined ? 'a ticket' : parts.ticket) },
    display: { contents: () => display, ticket: async () => 'a display’s ticket' },
    coreUrl: () => (parts.coreUrl === undefined ? CORE : parts.coreUrl),
  });
  return handlers.get(parts.channel ?? 'saoma:ticket')?.({ sender, senderFrame } as unknown as IpcMainInvokeEvent);
}

const FOREIGN = { ok: false, code: 'foreign_sender' };

test('the cashier’s page gets a ticket', async () => {
  expect(await ask(cashier, { url: `${CORE}/cashier/`, parent: null })).toEqual({ ok: true, ticket: 'a ticket' });
});

test.each([
  ['another window', stranger, { url: `${CORE}/cashier/`, parent: null }],
  ['a frame in the page', cashier, { url: `${CORE}/cashier/`, parent: {} }],
  ['another page of the host', cashier, { url: `${CORE}/phone`, parent: null }],
  ['another port of the machine', cashier, { url: 'http://127.0.0.1:9999/cashier/', parent: null }],
  ['a look-alike', cashier, { url: 'http://127.0.0.1:7710.example.com/cashier/', parent: null }],
  ['a page that is going away', cashier, null],
  ['an address that is none', cashier, { url: '', parent: null }],
] as const)('%s is refused', async (_name, sender, frame) => {
  expect(await ask(sender, frame)).toEqual(FOREIGN);
});

const DISPLAY = { channel: 'saoma:display-ticket' };

test('the customers’ page gets a ticket of its own kind, by its own way', async () => {
  expect(await ask(display, { url: `${CORE}/display/`, parent: null }, DISPLAY)).toEqual({ ok: true, ticket: 'a display’s ticket' });
});

test.each([
  ['the customers’ window by the cashier’s way', display, `${CORE}/display/`, {}],
  ['the customers’ window led to the cashier’s page', display, `${CORE}/cashier/`, {}],
  ['the cashier’s window by the customers’ way', cashier, `${CORE}/cashier/`, DISPLAY],
  ['the cashier’s window on the customers’ page', cashier, `${CORE}/display/`, DISPLAY],
  ['another window', stranger, `${CORE}/display/`, DISPLAY],
  ['another port of the machine', display, 'http://127.0.0.1:9999/display/', DISPLAY],
] as const)('%s is refused', async (_name, sender, url, parts) => {
  expect(await ask(sender, { url, parent: null }, parts)).toEqual(FOREIGN);
});

test('without a core there is a word, not silence', async () => {
  expect(await ask(cashier, { url: `${CORE}/cashier/`, parent: null }, { ticket: null })).toEqual({ ok: false, code: 'not_ready' });
  expect(await ask(cashier, { url: `${CORE}/cashier/`, parent: null }, { coreUrl: null })).toEqual(FOREIGN);
});
