import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import type { OfficeAnswer } from '../src/contract/office.ts';
import { charges, freshCode, ring, shows } from './parts/at-the-counter.ts';
import { startTerminal, type TerminalProcess } from './parts/terminal-process.ts';
import { typeLikeAGun } from './parts/wedge-gun.ts';

/** Long ones, so that no order number holds the same digits by chance. */
const MANAGER_PIN = '40718246';
const CASHIER_PIN = '82460719';
const WRONG_PIN = '51907303';
/** Above what a cashier may give back alone. */
const YUAN = '150.00';

/** At a person's pace: a faster one would be a scanner's. */
async function typePin(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.keyboard.press(`Digit${digit}`, { delay: 60 });
  await expect(page.getByRole('img', { name: `已输 ${pin.length} 位` })).toBeVisible();
  await page.keyboard.press('Enter');
}

/** What the page itself may ask of its host. */
function ask<T>(page: Page, route: string, body: object): Promise<T> {
  return page.evaluate(
    async ([address, text]) => {
      const headers = { 'content-type': 'application/json', 'x-saoma-page': sessionStorage.getItem('saoma.page-key') ?? '' };
      return (await fetch(address, { method: 'POST', headers, body: text })).json();
    },
    [`/ui/v1${route}`, JSON.stringify(body)] as const,
  );
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/** Everything that the terminal wrote, by file. */
function written(terminal: TerminalProcess): Map<string, Buffer> {
  const files = readdirSync(terminal.dataDir, { recursive: true, encoding: 'utf8' }).map((name) => path.join(terminal.dataDir, name));
  return new Map(files.filter((file) => statSync(file).isFile()).map((file) => [file, readFileSync(file)]));
}

test('set up, signed in, a wrong PIN too many, a refund above the limit with a manager’s word; and no PIN on the disk', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const terminal = await startTerminal();
  try {
    await page.goto(terminal.cashierUrl);
    await shows(page, 'keypad');
    await expect(page.getByRole('button', { name: '先设一位店长' })).toBeVisible();

    // The first manager, by keyboard alone.
    await page.keyboard.press('Home');
    await page.keyboard.type('店长');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: '设一个新密码' })).toBeVisible();
    await expectAccessible(page);
    await typePin(page, MANAGER_PIN);
    await expect(page.getByRole('heading', { name: '再输一遍' })).toBeVisible();
    await typePin(page, MANAGER_PIN);
    await expect(page.getByRole('banner').getByText('店长', { exact: true })).toBeVisible();

    const added = await ask<OfficeAnswer>(page, '/office/commands', {
      kind: 'add_person',
      name: '收银员 A',
      role: 'cashier',
      pin: CASHIER_PIN,
    });
    expect(added.ok).toBe(true);

    // Another one takes the counter over, by touch; then somebody guesses.
    await page.getByRole('banner').getByRole('button', { name: 'T01 店长' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '收银员 A' }).click();
    await expectAccessible(page);
    for (const digit of CASHIER_PIN)
      await page.getByRole('group', { name: '密码键盘' }).getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: '确定' }).click();
    await expect(page.getByRole('banner').getByText('收银员 A', { exact: true })).toBeVisible();

    // Two payments of one customer: the second is to go back, and is more than a cashier may give back alone.
    for (const sale of [1, 2]) {
      await ring(page, YUAN);
      await typeLikeAGun(page, await freshCode(terminal));
      await shows(page, 'paid');
      if (sale === 1) await page.keyboard.press('Enter');
    }
    await page.keyboard.down('F9');
    const dialog = page.getByRole('dialog', { name: '请店长批准' });
    await expect(dialog).toContainText(`退款 ¥${YUAN}`);
    await page.keyboard.up('F9');
    await expectAccessible(page);

    // A scan is no PIN, and a PIN is no scan.
    await typeLikeAGun(page, await freshCode(terminal));
    await expect(dialog.getByRole('img', { name: '已输 0 位' })).toBeVisible();
    await typePin(page, WRONG_PIN);
    await expect(dialog).toContainText('密码不对');
    expect((await charges(terminal)).map(({ refundedAmount }) => refundedAmount)).toEqual([0, 0]);

    // Not around it either.
    const [finding] = (await terminal.till<{ items: { id: string }[] }>('/findings')).body.items;
    expect(await ask(page, '/commands', { kind: 'refund_finding', findingId: finding?.id })).toEqual({
      ok: false,
      code: 'approval_needed',
    });

    await typePin(page, MANAGER_PIN);
    await expect(dialog).toBeHidden();
    await expect(page.getByText('正在退，退到就从这里消失')).toBeVisible();
    await expect
      .poll(async () => (await charges(terminal)).map(({ refundedAmount }) => refundedAmount), { timeout: 45_000 })
      .toEqual([15_000, 0]);

    // Guessing: three, and then nothing is looked at.
    await page.keyboard.press('Home');
    const sheet = page.getByRole('dialog', { name: '谁在收银' });
    await sheet.getByRole('button', { name: /^店长/ }).click();
    for (let i = 0; i < 3; i += 1) {
      await typePin(page, WRONG_PIN);
      await expect(sheet.getByRole('img', { name: '已输 0 位' })).toBeVisible();
    }
    await expect(sheet.getByRole('alert')).toContainText('后再试');
    await typePin(page, MANAGER_PIN);
    await expect(sheet.getByRole('alert')).toContainText('错得太多');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('banner').getByText('收银员 A', { exact: true })).toBeVisible();
  } finally {
    expect(await terminal.stop()).toBe(0);
  }

  const files = written(terminal);
  const pinFile = [...files.keys()].find((file) => path.basename(file) === 'pins.json') ?? '';
  expect(statSync(pinFile).mode & 0o777).toBe(0o600);
  for (const pin of [MANAGER_PIN, CASHIER_PIN, WRONG_PIN]) {
    expect([...files].filter(([, bytes]) => bytes.includes(pin)).map(([file]) => file)).toEqual([]);
    expect(terminal.log()).not.toContain(pin);
  }
});
