import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Shift } from '../src/contract/shift.ts';
import { freshCode, shows } from './parts/at-the-counter.ts';
import { startTerminal, type TerminalProcess } from './parts/terminal-process.ts';

/** Takes a payment over the till API and waits for its end. */
async function pay(terminal: TerminalProcess, amount: number, description: string): Promise<void> {
  const key = `reports-${amount}`;
  const { body } = await terminal.till('/charges', { body: { amount, description, authCode: await freshCode(terminal) }, key });
  const { body: ended } = await terminal.till(`/charges/${body.id}?wait=30`);
  expect(ended.status).toBe('paid');
}

/** Presses a button that hands over a file. @returns its name and its bytes */
async function taken(page: Page, name: string | RegExp): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

async function textOf(pdf: Uint8Array): Promise<string> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await task.promise;
  expect(document.numPages).toBe(1);
  const { items } = await (await document.getPage(1)).getTextContent();
  await task.destroy();
  return items.map((item) => ('str' in item ? item.str : '')).join(' ');
}

/** A shift's report, as the shop's software fetches it. */
async function zOf(terminal: TerminalProcess, id: string, format: string): Promise<Buffer> {
  const token = readFileSync(`${terminal.dataDir}/till-token`, 'utf8').trim();
  const answer = await fetch(`${terminal.url}/till/v1/shifts/${id}/report?format=${format}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

test('a shift is paid, looked at and taken away: overview, reports, CSV, XLSX, one page, and the Z twice the same', async ({ page }) => {
  test.setTimeout(120_000);
  const terminal = await startTerminal();
  try {
    await page.goto(terminal.cashierUrl);
    await shows(page, 'keypad');
    const opened = await terminal.till<Shift>('/shifts', { body: { cashier: '早班', openingFloat: 30_000 } });
    expect(opened.status).toBe(201);
    await pay(terminal, 1_280, '苹果 1.2 kg');
    await pay(terminal, 3_600, '=HYPERLINK("http://x")');

    await page.goto(`${terminal.url}/manager/#/overview`);
    await page.getByRole('button', { name: '以后再设' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /今天，截至/ })).toBeVisible();
    await expect(page.getByText('¥48.80', { exact: true })).toBeVisible();
    await expect(page.getByRole('rowheader', { name: '微信 付款码' })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

    const sheet = await taken(page, '打印一页');
    expect(sheet.name).toMatch(/^T01-报表-.*\.pdf$/);
    expect(await textOf(sheet.bytes)).toContain('48.80');

    await page.goto(`${terminal.url}/manager/#/reports`);
    await page.getByRole('button', { name: '今天' }).click();
    const csv = await taken(page, '收款记录 CSV');
    const rows = parse(csv.bytes, { bom: true, columns: true }) as readonly Readonly<Record<string, string>>[];
    expect(rows.map((row) => [row.金额, row.商品, row.收银员])).toEqual([
      ['12.80', '苹果 1.2 kg', '早班'],
      ['36.00', '\'=HYPERLINK("http://x")', '早班'],
    ]);
    const xlsx = unzipSync((await taken(page, '收款记录 XLSX')).bytes);
    expect(strFromU8(xlsx['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).not.toContain('<f');
    const reports = await new AxeBuilder({ page }).analyze();
    expect(reports.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

    const { id } = opened.body;
    const closed = await terminal.till<Shift>(`/shifts/${id}/close`, { body: { countedCash: 29_500 } });
    expect(closed.status).toBe(200);
    const z = await zOf(terminal, id, 'pdf');
    for (const words of ['Z 报表', '早班', '48.80', '少 5.00', '训练']) expect(await textOf(z)).toContain(words);
    await pay(terminal, 500, '下一班');
    expect((await zOf(terminal, id, 'pdf')).equals(z)).toBe(true);
    expect(parse(await zOf(terminal, id, 'csv'), { bom: true, columns: true })).toMatchObject([{ 净收: '48.80', 相差: '-5.00' }]);
    expect(terminal.log()).not.toContain('unexpected_error');
  } finally {
    await terminal.stop();
  }
});
