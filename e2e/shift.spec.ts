import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import type { OfficeAnswer } from '../src/contract/office.ts';
import type { ShiftPage, ShiftReading } from '../src/contract/shift.ts';
import { charges, freshCode, plant, ring, shows } from './parts/at-the-counter.ts';
import { startTerminal, type TerminalProcess } from './parts/terminal-process.ts';
import { typeLikeAGun } from './parts/wedge-gun.ts';

const MANAGER_PIN = '40718246';
const FIRST_PIN = '82460719';
const SECOND_PIN = '63915027';

/** How a cashier's hand reaches something: every story is told by keys alone, and by touch alone. */
type Hand = {
  menu(page: Page, digit: string, word: string): Promise<void>;
  figures(page: Page, figures: string): Promise<void>;
  main(page: Page, word: string): Promise<void>;
  cash(page: Page): Promise<void>;
  pin(page: Page, person: string, pin: string): Promise<void>;
};

const KEYS: Hand = {
  async menu(page, digit) {
    await page.keyboard.press('F10');
    await expect(page.getByRole('dialog', { name: '菜单' })).toBeVisible();
    await page.keyboard.press(`Digit${digit}`);
  },
  async figures(page, figures) {
    for (const figure of figures) await page.keyboard.press(figure === '.' ? 'NumpadDecimal' : `Digit${figure}`, { delay: 60 });
  },
  main: (page) => page.keyboard.press('Enter'),
  cash: (page) => page.keyboard.press('F4'),
  async pin(page, person, pin) {
    // Names are chosen with Tab, for they have no order that a hand could learn.
    await page.getByRole('group', { name: '密码键盘' }).waitFor();
    const name = page.getByRole('dialog').getByRole('button', { name: new RegExp(`^${person}`) });
    if (await name.isVisible()) {
      await name.focus();
      await page.keyboard.press('Enter');
    }
    for (const digit of pin) await page.keyboard.press(`Digit${digit}`, { delay: 60 });
    await expect(page.getByRole('img', { name: `已输 ${pin.length} 位` })).toBeVisible();
    await page.keyboard.press('Enter');
  },
};

const TOUCH: Hand = {
  async menu(page, _digit, word) {
    await page.getByRole('banner').getByRole('button', { name: '菜单' }).click();
    await page.getByRole('dialog', { name: '菜单' }).getByRole('button', { name: word }).click();
  },
  async figures(page, figures) {
    const pad = page.getByRole('group', { name: '数字键' }).last();
    for (const figure of figures) await pad.getByRole('button', { name: figure === '.' ? '小数点' : figure, exact: true }).click();
  },
  main: (page, word) => page.getByRole('button', { name: word }).last().click({ timeout: 5_000 }),
  cash: (page) => page.getByRole('button', { name: '现金', exact: true }).click(),
  async pin(page, person, pin) {
    const pad = page.getByRole('group', { name: '密码键盘' });
    await pad.waitFor();
    const name = page.getByRole('dialog').getByRole('button', { name: new RegExp(`^${person}`) });
    if (await name.isVisible()) await name.click();
    for (const digit of pin) await pad.getByRole('button', { name: digit, exact: true }).click();
    await page.getByRole('button', { name: /^(确定|批准)$/ }).click();
  },
};

function desk(page: Page, sheet: string) {
  return page.locator(`[data-desk=${sheet}]`);
}

/** What the page itself may ask of its host. */
function ask<T>(page: Page, route: string, body?: object): Promise<T> {
  return page.evaluate(
    async ([address, text]) => {
      const headers = { 'content-type': 'application/json', 'x-saoma-page': sessionStorage.getItem('saoma.page-key') ?? '' };
      return (await fetch(address, text === null ? { headers } : { method: 'POST', headers, body: text })).json();
    },
    [`/ui/v1/office${route}`, body ? JSON.stringify(body) : null] as const,
  );
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

async function staff(page: Page): Promise<void> {
  async function made(body: object): Promise<string> {
    const answer = await ask<OfficeAnswer>(page, '/commands', body);
    expect(answer).toMatchObject({ ok: true });
    return answer.ok ? String((answer.value as { personId?: string } | undefined)?.personId) : '';
  }
  await made({ kind: 'set_up', name: '店长', pin: MANAGER_PIN });
  const first = await made({ kind: 'add_person', name: '早班', role: 'cashier', pin: FIRST_PIN });
  await made({ kind: 'add_person', name: '晚班', role: 'cashier', pin: SECOND_PIN });
  await made({ kind: 'sign_in', personId: first, pin: FIRST_PIN });
  await expect(page.getByRole('banner').getByText('早班', { exact: true })).toBeVisible();
}

for (const [name, hand] of [
  ['keys only', KEYS],
  ['touch only', TOUCH],
] as const) {
  test(`a shift from its float to its Z reading, ${name}`, async ({ page }) => {
    test.setTimeout(180_000);
    const terminal = await startTerminal();
    try {
      await page.goto(terminal.cashierUrl);
      await shows(page, 'keypad');
      await staff(page);
      await expect(page.getByText('还没有开班，收款照常。')).toBeVisible();

      await hand.menu(page, '1', '开班');
      await hand.figures(page, '300');
      await expect(desk(page, 'opening').locator('[data-part=amount]')).toHaveText('¥300.00');
      await expectAccessible(page);
      await hand.main(page, '开班');
      await expect(desk(page, 'opening')).toBeHidden();
      await expect(page.getByText('还没有开班')).toBeHidden();

      // Cash, with its change.
      await hand.figures(page, '35.8');
      await hand.cash(page);
      await expect(desk(page, 'cash').locator('[data-part=amount]')).toHaveText('¥35.80');
      await hand.figures(page, '50');
      await expect(desk(page, 'cash').locator('[data-part=change]')).toHaveText('14.20');
      await expectAccessible(page);
      await hand.main(page, '收现金');
      await expect(desk(page, 'taken').locator('[data-part=change]')).toHaveText('14.20');
      await expectAccessible(page);
      // The first figure after it begins the next sale, this one by the wallet.
      await expect
        .poll(async () => {
          if (await desk(page, 'taken').isVisible()) await hand.figures(page, '1');
          return desk(page, 'taken').isVisible();
        })
        .toBe(false);
      await hand.figures(page, '2');
      await expect(page.locator('main [data-part=amount]')).toHaveText('¥12.00');
      await hand.main(page, '收款');
      await shows(page, 'awaiting_code');
      await typeLikeAGun(page, await freshCode(terminal));
      await shows(page, 'paid');
      await hand.main(page, '下一笔');
      await shows(page, 'keypad');

      // Out of the drawer, with the manager's word.
      await hand.menu(page, '6', '取出现金');
      await hand.figures(page, '200');
      await hand.main(page, '从钱箱取出');
      const approval = page.getByRole('dialog', { name: '请店长批准' });
      await expect(approval).toContainText('¥200.00');
      await hand.pin(page, '店长', MANAGER_PIN);
      await expect(approval).toBeHidden();
      await expect(desk(page, 'pay_out')).toBeHidden();

      // Another takes over; the shift goes on.
      await hand.menu(page, '2', '换人接班');
      await hand.pin(page, '晚班', SECOND_PIN);
      await expect(page.getByRole('banner').getByText('晚班', { exact: true })).toBeVisible();
      await expect.poll(async () => (await report(page)).cashier).toBe('晚班');

      // Blind: nothing on the page says what should be there, and a scan is no count.
      await hand.menu(page, '1', '交班');
      await expect(desk(page, 'counting')).toBeVisible();
      await typeLikeAGun(page, await freshCode(terminal));
      await expect(desk(page, 'counting').locator('[data-part=counted]')).toHaveText('0.00');
      await expect(page.getByText('135.80')).toBeHidden();
      const { cash, gross, net } = (await report(page)).totals;
      expect([cash.sales.amount, cash.expected, gross, net]).toEqual([null, null, null, null]);
      await hand.figures(page, '130.8');
      await expectAccessible(page);
      await hand.main(page, '点好了');
      await expect(desk(page, 'counted').locator('[data-part=difference]')).toHaveText('少 5.00');
      await expect(desk(page, 'counted')).toContainText('135.80');
      await expectAccessible(page);
      await expect
        .poll(async () => {
          // While it closes the same button still stands there, and goes under the hand that presses it once more.
          if (await desk(page, 'counted').isVisible()) await hand.main(page, '交班，打印 Z 报表').catch(() => undefined);
          return desk(page, 'done').isVisible();
        })
        .toBe(true);
      await expect(page.getByRole('heading', { name: '已交班，Z 1' })).toBeVisible();
      await expectAccessible(page);

      const { items } = (await terminal.till<ShiftPage>('/shifts')).body;
      expect(items).toMatchObject([
        {
          ...{ status: 'closed', zNumber: 1, countedCash: 13_080, cashDifference: -500 },
          handOvers: [{ from: '早班', to: '晚班' }],
          totals: { gross: 3_580 + 1_200, cash: { openingFloat: 30_000, payOuts: { count: 1, amount: 20_000 }, expected: 13_580 } },
        },
      ]);
    } finally {
      expect(await terminal.stop()).toBe(0);
    }
  });
}

async function report(page: Page): Promise<ShiftReading> {
  return (await ask<{ value: ShiftReading }>(page, '/read/shift')).value;
}

test('a wallet that declined is paid in cash, once; while a charge is not known no cash is taken for it', async ({ page }) => {
  test.setTimeout(120_000);
  const terminal: TerminalProcess = await startTerminal();
  try {
    await page.goto(terminal.cashierUrl);
    await plant(terminal, { call: 'micropay', kind: 'error_code', errCode: 'NOTENOUGH' });
    await ring(page, '89.00');
    await typeLikeAGun(page, await freshCode(terminal));
    await shows(page, 'declined');
    await page.keyboard.press('F4');
    await expect(desk(page, 'cash').locator('[data-part=amount]')).toHaveText('¥89.00');
    await page.keyboard.press('Enter');
    await expect(desk(page, 'taken')).toContainText('不用找零');
    await expect.poll(async () => (await charges(terminal)).map(({ status }) => status)).toEqual(['declined']);

    await expect
      .poll(async () => {
        await page.keyboard.press('Enter');
        return desk(page, 'taken').isVisible();
      })
      .toBe(false);
    await plant(terminal, { call: 'micropay', kind: 'hang_after' });
    await ring(page, '12.00');
    await typeLikeAGun(page, await freshCode(terminal));
    await shows(page, 'submitting');
    await page.keyboard.press('F4');
    await expect(page.getByRole('alert')).toContainText('先等结果，别再收');
    await expect(desk(page, 'cash')).toBeHidden();
    const [charge] = await charges(terminal);
    const cash = { kind: 'cash_sale', requestId: 'request-late', amount: 1_200, chargeId: charge?.id };
    expect(await ask(page, '/commands', cash)).toEqual({ ok: false, code: 'not_now' });
  } finally {
    await terminal.stop();
  }
});
