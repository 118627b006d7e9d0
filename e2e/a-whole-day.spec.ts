import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { VirtualPrinter } from '../drivers/testing/virtual-printer.ts';
import type { Charge } from '../src/contract/charge.ts';
import type { OfficeAnswer } from '../src/contract/office.ts';
import type { BillDifference } from '../src/contract/sandbox.ts';
import type { Shift, ShiftPage } from '../src/contract/shift.ts';
import { freshCode, plant, ring, shows } from './parts/at-the-counter.ts';
import { startTerminal, type TerminalProcess } from './parts/terminal-process.ts';
import { typeLikeAGun } from './parts/wedge-gun.ts';

// One day of a shop, from its first float to the bill of the morning after: every part in one story, with the sums of three books compared at its end.

const MANAGER_PIN = '40718246';
const EARLY_PIN = '82460719';
const LATE_PIN = '63915027';

/** A day's waits in a tenth of their time. */
const PAYMENT = {
  ...{ requestTimeoutMs: 2_000, pollIntervalMs: 300, customerTimeoutMs: 4_000, reverseDelayMs: 1_500 },
  ...{ retryIntervalMs: 400, refundSpacingMs: 0 },
};

/** What the tills and the counter ring up: each amount once, so that no customer seems to pay the same twice. */
const PAID_AT_ONCE = Array.from({ length: 42 }, (_, n) => 1_013 + n * 17);
const DECLINED = [2_101, 2_203, 2_305, 2_407];
const WITH_PASSWORD = [30_011, 30_113, 30_215, 30_317];
const GIVEN_UP = [30_419, 30_521];
const CANCELED = [501, 602, 703];

function desk(page: Page, sheet: string) {
  return page.locator(`[data-desk=${sheet}]`);
}

async function figures(page: Page, text: string): Promise<void> {
  for (const figure of text) await page.keyboard.press(figure === '.' ? 'NumpadDecimal' : `Digit${figure}`, { delay: 60 });
}

async function fromMenu(page: Page, deed: string): Promise<void> {
  await page.keyboard.press('F10');
  await page.getByRole('dialog', { name: '菜单' }).locator(`[data-row=${deed}]`).click();
}

async function giveWord(page: Page, person: string, pin: string): Promise<void> {
  await page.getByRole('group', { name: '密码键盘' }).waitFor();
  const name = page.getByRole('dialog').getByRole('button', { name: new RegExp(`^${person}`) });
  if (await name.isVisible()) await name.click();
  for (const digit of pin) await page.keyboard.press(`Digit${digit}`, { delay: 60 });
  await expect(page.getByRole('img', { name: `已输 ${pin.length} 位` })).toBeVisible();
  await page.keyboard.press('Enter');
}

/** Leaves whatever ended on the stage. A press right after a change does nothing, so it may take two. */
async function nextSale(page: Page): Promise<void> {
  const keypad = page.locator('main[data-screen=keypad][data-live=true]');
  await expect
    .poll(async () => {
      if (!(await keypad.isVisible())) await page.keyboard.press('Enter');
      return keypad.isVisible();
    })
    .toBe(true);
}

/** Goes back from wherever one is. */
async function leave(page: Page, sheet: Locator): Promise<void> {
  await expect
    .poll(async () => {
      if (await sheet.isVisible()) await page.keyboard.press('Escape');
      return sheet.isVisible();
    })
    .toBe(false);
}

/** What the page itself may ask of its office. */
function ask<T = OfficeAnswer>(page: Page, route: string, body?: object): Promise<T> {
  return page.evaluate(
    async ([address, text]) => {
      const headers = { 'content-type': 'application/json', 'x-saoma-page': sessionStorage.getItem('saoma.page-key') ?? '' };
      return (await fetch(address, text === null ? { headers } : { method: 'POST', headers, body: text })).json();
    },
    [`/ui/v1/office${route}`, body ? JSON.stringify(body) : null] as const,
  );
}

/** A manager and two cashiers, the first of them signed in. */
async function staff(page: Page): Promise<void> {
  async function made(body: object): Promise<string> {
    const answer = await ask(page, '/commands', body);
    expect(answer).toMatchObject({ ok: true });
    return answer.ok ? String((answer.value as { personId?: string } | undefined)?.personId) : '';
  }
  await made({ kind: 'set_up', name: '店长', pin: MANAGER_PIN });
  const early = await made({ kind: 'add_person', name: '早班', role: 'cashier', pin: EARLY_PIN });
  await made({ kind: 'add_person', name: '晚班', role: 'cashier', pin: LATE_PIN });
  await made({ kind: 'sign_in', personId: early, pin: EARLY_PIN });
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/** Posts to the pages of the simulated acquirer and its customer. */
async function post(terminal: TerminalProcess, page: 'faults' | 'phone', route: string, body: object, method = 'POST'): Promise<void> {
  const { faultsUrl, phoneUrl } = await terminal.sandbox();
  const url = new URL(`/${page}/api${route}`, page === 'faults' ? faultsUrl : phoneUrl);
  const headers = { 'content-type': 'application/json', origin: url.origin };
  const answer = await fetch(url, { method, headers, ...(method === 'DELETE' ? {} : { body: JSON.stringify(body) }) });
  expect(answer.ok, `${page} ${route} ${answer.status}`).toBe(true);
}

/** Charges a fresh code over the till API. @returns the charge as it was begun */
async function charge(terminal: TerminalProcess, amount: number): Promise<Charge> {
  const authCode = await freshCode(terminal);
  const { status, body } = await terminal.till('/charges', { body: { amount, description: '日用百货', authCode }, key: `day-${amount}` });
  expect(status).toBe(201);
  return body;
}

async function ended(terminal: TerminalProcess, { id }: Pick<Charge, 'id'>): Promise<Charge> {
  return (await terminal.till(`/charges/${id}?wait=30`)).body;
}

async function textOf(pdf: Uint8Array): Promise<string> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await task.promise;
  expect(document.numPages).toBe(1);
  const { items } = await (await document.getPage(1)).getTextContent();
  await task.destroy();
  return items.map((item) => ('str' in item ? item.str : '')).join(' ');
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0);
}

const yuan = (fen: number) => (fen / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',');

test('a whole day: float, sixty charges, refunds, cash, X, hand-over, line loss, Z, and the bill of the morning after', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const printer = new VirtualPrinter();
  const printers = [{ kind: 'tcp', host: '127.0.0.1', port: await printer.listen(), width: 80, answers: true, drawer: true }];
  const terminal = await startTerminal({ config: { store: { name: '人民路店', terminalId: 'T01' }, payment: PAYMENT, printers } });
  try {
    await page.goto(terminal.cashierUrl);
    await shows(page, 'keypad');

    // People, and the float.
    await staff(page);
    await fromMenu(page, 'open_shift');
    await figures(page, '300');
    await page.keyboard.press('Enter');
    await expect(desk(page, 'opening')).toBeHidden();
    const { body: open } = await terminal.till<Shift>('/shifts/current');
    expect(open).toMatchObject({ status: 'open', cashier: '早班', openingFloat: 30_000 });

    await post(terminal, 'phone', '/actions', { kind: 'password_above', fen: 20_000 });
    await post(terminal, 'phone', '/actions', { kind: 'balance', balanceFen: 10_000_000 });

    // Sixty charges, as customers come: at once, declined, with a password, given up, canceled before the scan, and some at the counter.
    for (let n = 0; n < PAID_AT_ONCE.length; n += 6) {
      const some = await Promise.all(PAID_AT_ONCE.slice(n, n + 6).map((amount) => charge(terminal, amount)));
      for (const one of some) expect(await ended(terminal, one)).toMatchObject({ status: 'paid', shiftId: open.id });
    }
    for (const amount of DECLINED) {
      await plant(terminal, { call: 'micropay', kind: 'error_code', errCode: 'NOTENOUGH' });
      expect((await ended(terminal, await charge(terminal, amount))).status).toBe('declined');
    }
    for (const amount of [...WITH_PASSWORD, ...GIVEN_UP]) {
      const asked = await charge(terminal, amount);
      await expect.poll(async () => (await terminal.till(`/charges/${asked.id}`)).body.status).toBe('awaiting_customer');
      const kind = WITH_PASSWORD.includes(amount) ? 'pay' : 'give_up';
      await post(terminal, 'phone', '/actions', { kind, orderNo: asked.orderNo });
      expect((await ended(terminal, asked)).status).toBe(WITH_PASSWORD.includes(amount) ? 'paid' : 'reversed');
    }
    for (const amount of CANCELED) {
      const { body } = await terminal.till('/charges', { body: { amount, description: '不要了' }, key: `day-${amount}` });
      await terminal.till(`/charges/${body.id}/cancel`, { method: 'POST', body: {} });
      expect((await ended(terminal, body)).status).toBe('canceled');
    }
    const atCounter = ['12.80', '36.50', '7.90'];
    for (const amount of atCounter) {
      await nextSale(page);
      await ring(page, amount);
      await typeLikeAGun(page, await freshCode(terminal));
      await shows(page, 'paid');
    }
    await nextSale(page);
    const counterFen = atCounter.map((amount) => Math.round(Number(amount) * 100));
    // Every payment has its paper.
    const paidCount = PAID_AT_ONCE.length + WITH_PASSWORD.length + atCounter.length;
    await expect.poll(() => printer.papers.length, { timeout: 30_000 }).toBe(paidCount);

    // Two refunds: a part of a small one, which the cashier may, and a large one whole, with the manager's word.
    const { body: listed } = await terminal.till<{ items: Charge[] }>(`/charges?shiftId=${open.id}&status=paid&limit=200`);
    const [small, large] = [1_013, 30_011].map((amount) => listed.items.find((one) => one.amount === amount) as Charge);
    const part = { kind: 'refund_charge', requestId: 'day-refund-1', chargeId: small?.id, amount: 300, reason: '多收了' };
    expect(await ask(page, '/commands', part)).toMatchObject({ ok: true });
    await page.keyboard.press('F9');
    const refunding = page.locator('[data-place]');
    await expect(refunding).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.type('300.11', { delay: 60 });
    await page.locator(`[data-row="${large?.id}"]`).click();
    await page.getByRole('button', { name: /^全退/ }).click();
    await page.getByRole('button', { name: '退货' }).click();
    await page.getByRole('button', { name: /^退款 ¥300\.11/ }).hover();
    await page.mouse.down();
    await page.getByRole('group', { name: '密码键盘' }).waitFor();
    await page.mouse.up();
    await giveWord(page, '店长', MANAGER_PIN);
    await expect(page.locator('[data-status=succeeded]').first()).toBeVisible({ timeout: 30_000 });
    await leave(page, refunding);
    await expect.poll(async () => (await terminal.till(`/charges/${large?.id}`)).body.refundedAmount, { timeout: 20_000 }).toBe(30_011);
    await expect.poll(async () => (await terminal.till(`/charges/${small?.id}`)).body.refundedAmount, { timeout: 20_000 }).toBe(300);

    // Cash, with its change.
    await nextSale(page);
    await figures(page, '35.8');
    await page.keyboard.press('F4');
    await figures(page, '50');
    await expect(desk(page, 'cash').locator('[data-part=change]')).toHaveText('14.20');
    await page.keyboard.press('Enter');
    await expect(desk(page, 'taken').locator('[data-part=change]')).toHaveText('14.20');
    await expect.poll(() => printer.drawerOpened).toBeGreaterThan(0);
    await leave(page, desk(page, 'taken'));

    // The X reading, which changes nothing; then another takes over.
    await fromMenu(page, 'reading');
    await expect(page.getByRole('dialog', { name: '本班到现在' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: '本班到现在' })).toBeHidden();
    await fromMenu(page, 'hand_over');
    await giveWord(page, '晚班', LATE_PIN);
    await expect(page.getByRole('banner').getByText('晚班', { exact: true })).toBeVisible();

    // The line goes, is said, and comes back; what waited goes out with it.
    await post(terminal, 'faults', '/line', { line: 'down' });
    await expect(page.getByRole('banner').getByText(/^离线/)).toBeVisible({ timeout: 10_000 });
    await nextSale(page);
    await ring(page, '9.99');
    await typeLikeAGun(page, await freshCode(terminal));
    await shows(page, 'queued');
    await post(terminal, 'faults', '/line', { line: 'up' });
    await shows(page, 'paid', 30_000);
    await nextSale(page);

    // One whose end nobody knows: taken, its answers lost, every question unanswered.
    await plant(terminal, { call: 'micropay', kind: 'drop_after' });
    await plant(terminal, { call: 'orderquery', kind: 'error_code', errCode: 'SYSTEMERROR', times: 1000 });
    await plant(terminal, { call: 'reverse', kind: 'error_code', errCode: 'SYSTEMERROR', times: 1000 });
    const lost = await charge(terminal, 8_888);
    await expect
      .poll(async () => ['unresolved', 'reversing'].includes((await terminal.till(`/charges/${lost.id}`)).body.status))
      .toBe(true);
    await expect(page.locator('main:is([data-screen=unresolved], [data-screen=reversing])')).toBeVisible();

    // Counted blind, closed all the same.
    await fromMenu(page, 'close_shift');
    await expect(desk(page, 'counting')).toBeVisible();
    await figures(page, '330.8');
    await page.keyboard.press('Enter');
    await expect(desk(page, 'counted').locator('[data-part=difference]')).toHaveText('少 5.00');
    await expect
      .poll(
        async () => {
          if (await desk(page, 'counted').isVisible()) await page.keyboard.press('Enter');
          return desk(page, 'done').isVisible();
        },
        { timeout: 60_000 },
      )
      .toBe(true);
    await expect(page.getByRole('heading', { name: '已交班，Z 1' })).toBeVisible();
    const [closed] = (await terminal.till<ShiftPage>('/shifts')).body.items;
    const wallet = [...PAID_AT_ONCE, ...WITH_PASSWORD, ...counterFen, 999];
    expect(closed).toMatchObject({
      ...{ status: 'closed', zNumber: 1, countedCash: 33_080, cashDifference: -500, handOvers: [{ from: '早班', to: '晚班' }] },
      totals: {
        wallet: [{ method: 'payment_code', count: wallet.length, amount: sum(wallet) }],
        walletRefunds: { count: 2, amount: 30_311 },
        cash: { openingFloat: 30_000, sales: { count: 1, amount: 3_580 }, expected: 33_580 },
        notPaid: { declined: DECLINED.length, reversed: GIVEN_UP.length, canceled: CANCELED.length },
        ...{ unknown: 1, gross: sum(wallet) + 3_580, refunded: 30_311, net: sum(wallet) + 3_580 - 30_311 },
      },
      reconciliation: { unsettled: [lost.id], acquirerBill: 'pending' },
    });
    if (!closed) throw new Error('no shift');

    // Its paper, and its page.
    const paper = () => printer.texts().find((text) => text.includes('Z 报表')) ?? '';
    await expect.poll(paper, { timeout: 30_000 }).toContain(yuan(closed.totals.net));
    const token = readFileSync(`${terminal.dataDir}/till-token`, 'utf8').trim();
    const pdf = async () => {
      const report = await fetch(`${terminal.url}/till/v1/shifts/${closed.id}/report?format=pdf`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return Buffer.from(await report.arrayBuffer());
    };
    const z = await pdf();
    for (const words of ['Z 报表', '早班', '晚班', yuan(closed.totals.net), '少 5.00']) expect(await textOf(z)).toContain(words);

    // The next morning: the acquirer answers again, and its bill differs in three lines.
    await post(terminal, 'faults', '', {}, 'DELETE');
    await expect.poll(async () => (await ended(terminal, lost)).status, { timeout: 60_000 }).toMatch(/^(paid|reversed)$/);
    const paidCharges = listed.items.filter(({ amount }) => PAID_AT_ONCE.includes(amount) && amount !== 1_013);
    const [missing, wrong, back] = paidCharges as [Charge, Charge, Charge];
    const differences: readonly BillDifference[] = [
      { kind: 'line_missing', orderNo: missing.orderNo },
      { kind: 'amount', orderNo: wrong.orderNo, amountFen: wrong.amount + 1 },
      { kind: 'refund_there', orderNo: back.orderNo, refundNo: 'CONSOLE0001', amountFen: 200, atMs: Date.now() },
    ];
    await post(terminal, 'faults', '/bills/ready', { ready: 'at_once' });
    for (const difference of differences) await post(terminal, 'faults', '/bills', difference);
    const { body: compared } = await terminal.till<Shift>(`/shifts/${closed.id}/reconcile`, { method: 'POST', body: {} });
    expect(compared.reconciliation?.acquirerBill).toBe('differs');
    const found = compared.reconciliation?.discrepancies.map(({ kind, orderNo }) => [kind, orderNo]).sort();
    expect(found).toEqual(
      [
        ['missing_at_acquirer', missing.orderNo],
        ['amount_differs', wrong.orderNo],
        ['refund_differs', back.orderNo],
      ].sort(),
    );
    expect(compared.reconciliation?.unsettled).toEqual([]);

    // The manager looks at each, and does something about it.
    await page.goto(`${terminal.url}/manager/#/reconciliation`);
    await giveWord(page, '店长', MANAGER_PIN);
    const cards = page.locator('article[data-cause]');
    await expect(cards).toHaveCount(3);
    await expectAccessible(page);
    for (const [index, reason] of ['第一笔已查清', '第二笔已查清', '第三笔已查清'].entries()) {
      const card = cards.first();
      await card.locator('[data-remedy=write_off]').getByRole('button').click();
      await page.getByRole('dialog').getByRole('textbox').fill(reason);
      await page.getByRole('dialog').getByRole('button', { name: '核销', exact: true }).click();
      await expect(page.getByRole('dialog')).toBeHidden();
      await expect(cards).toHaveCount(2 - index);
    }

    // Three books, one sum: our ledger, the Z reading, and what the acquirer holds.
    const { body: after } = await terminal.till<{ items: Charge[] }>(`/charges?shiftId=${closed.id}&limit=200`);
    const ledger = after.items.filter(({ status, id }) => status === 'paid' && id !== lost.id);
    expect(sum(ledger.map(({ amount }) => amount))).toBe(sum(wallet));
    expect(sum(ledger.map(({ refundedAmount }) => refundedAmount))).toBe(30_311);
    expect((await pdf()).equals(z)).toBe(true);
    expect(printer.unknown).toEqual([]);
    expect(terminal.log()).not.toContain('unexpected_error');
  } finally {
    expect(await terminal.stop()).toBe(0);
    await printer.off();
  }
});
