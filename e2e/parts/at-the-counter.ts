import { expect, type Page } from '@playwright/test';
import type { ChargePage } from '../../src/contract/charge.ts';
import type { Fault } from '../../src/contract/sandbox.ts';
import type { TerminalProcess } from './terminal-process.ts';

/** Types an amount and asks for its code. @param yuan with two decimals */
export async function ring(page: Page, yuan: string): Promise<void> {
  await shows(page, 'keypad');
  for (const figure of yuan) await page.keyboard.press(figure === '.' ? 'NumpadDecimal' : `Digit${figure}`, { delay: 60 });
  await expect(page.locator('[data-part=amount]')).toHaveText(`¥${yuan.replace(/\B(?=(\d{3})+\.)/g, ',')}`);
  await page.keyboard.press('Enter');
  await shows(page, 'awaiting_code');
  await expect(page.getByRole('heading', { name: '请扫付款码' })).toBeVisible();
}

/** Waits until the screen of this name is there and takes deeds. */
export async function shows(page: Page, screen: string, timeout = 15_000): Promise<void> {
  await expect(page.locator(`main[data-screen=${screen}][data-live=true]`)).toBeVisible({ timeout });
}

/** A payment code of the simulated customer. */
export async function freshCode(terminal: TerminalProcess): Promise<string> {
  const { body } = await terminal.till<{ authCode: string }>('/sandbox/codes', { method: 'POST', body: {} });
  return body.authCode;
}

/** Every charge, newest first. */
export async function charges(terminal: TerminalProcess) {
  return (await terminal.till<ChargePage>('/charges')).body.items;
}

/** Plants a fault at the simulated acquirer. */
export async function plant(terminal: TerminalProcess, fault: Pick<Fault, 'call' | 'kind'> & Partial<Fault>): Promise<void> {
  const { faultsUrl } = await terminal.sandbox();
  const url = new URL('/faults/api', faultsUrl);
  const headers = { 'content-type': 'application/json', origin: url.origin };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(fault) });
  expect(answer.status).toBe(201);
}

/** The next sale's answer is lost after the money moved, and the acquirer tells nobody about it until `mend`: however slow the machine is. */
export async function loseAnswers(terminal: TerminalProcess): Promise<void> {
  await plant(terminal, { call: 'micropay', kind: 'hang_after' });
  await plant(terminal, { call: 'orderquery', kind: 'error_code', errCode: 'SYSTEMERROR', times: 1_000 });
}

/** Takes away every planted fault. */
export async function mend(terminal: TerminalProcess): Promise<void> {
  const { faultsUrl } = await terminal.sandbox();
  const url = new URL('/faults/api', faultsUrl);
  const answer = await fetch(url, { method: 'DELETE', headers: { origin: url.origin } });
  expect(answer.status).toBe(204);
}
