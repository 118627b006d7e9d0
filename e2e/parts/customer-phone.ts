import { expect } from '@playwright/test';
import type { PhoneAction, WalletView } from '../../src/contract/sandbox.ts';
import type { TerminalProcess } from './terminal-process.ts';

/** What the simulated customer does with his phone. @returns the HTTP status of it */
export async function onPhone(terminal: TerminalProcess, action: PhoneAction): Promise<number> {
  const url = new URL('/phone/api/actions', (await terminal.sandbox()).phoneUrl);
  const headers = { 'content-type': 'application/json', origin: url.origin };
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(action) })).status;
}

/** Scans what the shop shows, and pays it. */
export async function payQr(terminal: TerminalProcess, content: string): Promise<void> {
  expect(await onPhone(terminal, { kind: 'scan', content })).toBe(200);
  const [asked] = (await wallet(terminal)).payments;
  if (asked?.state === 'awaiting_password') expect(await onPhone(terminal, { kind: 'pay', orderNo: asked.orderNo })).toBe(200);
}

/** What the phone shows now. */
export async function wallet(terminal: TerminalProcess): Promise<WalletView> {
  const answer = await fetch(new URL('/phone/api/events', (await terminal.sandbox()).phoneUrl));
  const pieces = (answer.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  while (!text.includes('\n\n')) {
    const { done, value } = await pieces.read();
    if (done) throw new Error('the phone shows nothing');
    text += Buffer.from(value).toString();
  }
  await pieces.cancel();
  return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '') as WalletView;
}
