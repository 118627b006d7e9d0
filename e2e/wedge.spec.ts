import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { startTerminal, type TerminalProcess } from './parts/terminal-process.ts';
import { typeLikeAGun } from './parts/wedge-gun.ts';

// Keys come over the browser's debugging port, which a busy machine holds up for longer than any gun: a burst torn there is typed once more.
test.describe.configure({ retries: 2 });

/** CDP's bits for modifiers that are down. */
const ALT = 1;
const CONTROL = 2;
const SHIFT = 8;

/** What a key of a digit looks like to the page. */
type KeyShape = (figure: string) => Record<string, unknown>;

const plain: KeyShape = (figure) => ({ key: figure, windowsVirtualKeyCode: figure.charCodeAt(0) });
const keyboards: readonly (readonly [string, KeyShape])[] = [
  ['a pinyin input method that takes every key', () => ({ key: 'Process', windowsVirtualKeyCode: 229 })],
  ['an input method in full-width mode', (figure) => ({ key: String.fromCodePoint(0xff10 + Number(figure)), windowsVirtualKeyCode: 229 })],
  ['a French layout', (figure) => ({ key: 'à&é"\'(-è_ç'[Number(figure)], windowsVirtualKeyCode: figure.charCodeAt(0) })],
  ['a French layout with Shift', (figure) => ({ ...plain(figure), modifiers: SHIFT })],
  ['Shift stuck', (figure) => ({ key: ')!@#$%^&*('[Number(figure)], windowsVirtualKeyCode: figure.charCodeAt(0), modifiers: SHIFT })],
  ['Control stuck', (figure) => ({ ...plain(figure), modifiers: CONTROL })],
  ['Alt stuck', (figure) => ({ ...plain(figure), modifiers: ALT })],
  ['the number pad', (figure) => ({ key: figure, code: `Numpad${figure}`, windowsVirtualKeyCode: 0x60 + Number(figure), isKeypad: true })],
];

let terminal: TerminalProcess;

test.beforeEach(async ({ page }) => {
  terminal = await startTerminal();
  await page.goto(terminal.cashierUrl);
  await ring(page);
});

test.afterEach(async () => {
  await terminal.stop();
});

for (const [name, shape] of keyboards) {
  test(`paid through ${name}`, async ({ page }) => {
    await typeShaped(page, await freshCode(), shape);
    await shows(page, 'paid');
  });
}

test('Caps Lock changes nothing', async ({ page }) => {
  await page.keyboard.press('CapsLock');
  await typeLikeAGun(page, await freshCode());
  await shows(page, 'paid');
});

test('with a list over the counter: paid, and no row of it was pressed', async ({ page }) => {
  await page.keyboard.press('F8');
  await expect(page.getByRole('dialog')).toBeVisible();
  await typeLikeAGun(page, await freshCode());
  await shows(page, 'paid');
});

test('with the focus in a field: paid, and nothing of the code stays in it', async ({ page }) => {
  await addField(page);
  await typeShaped(page, await freshCode(), (figure) => ({ ...plain(figure), text: figure }));
  await shows(page, 'paid');
  await expect(page.locator('#field')).toHaveValue('note');
});

test('with the focus in a field and an input method composing there: paid, and the field is as it was', async ({ page }) => {
  await addField(page);
  const session = await page.context().newCDPSession(page);
  const code = await freshCode();
  const shape: KeyShape = () => ({ key: 'Process', windowsVirtualKeyCode: 229 });
  await sendKeys(
    session,
    [...code.slice(0, 3)].map((figure) => digitKey(figure, shape)),
  );
  await session.send('Input.imeSetComposition', { text: code.slice(0, 3), selectionStart: 3, selectionEnd: 3 });
  await sendKeys(session, [...[...code.slice(3)].map((figure) => digitKey(figure, shape)), ENTER]);
  await shows(page, 'paid');
  await expect(page.locator('#field')).toHaveValue('note');
});

test('a person types into a field as ever', async ({ page }) => {
  await addField(page);
  await page.keyboard.press('End');
  for (const figure of '2026') await page.keyboard.press(`Digit${figure}`, { delay: 60 });
  await page.keyboard.press('Backspace');
  await expect(page.locator('#field')).toHaveValue('note202');
  await shows(page, 'awaiting_code');
});

test('another window took the keyboard: said while a code is awaited, gone when the keyboard is back', async ({ page, context }) => {
  const session = await page.context().newCDPSession(page);
  await expect(page.getByText('键盘不在这个窗口')).toBeHidden();
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  const other = await context.newPage();
  await other.bringToFront();
  await expect(page.getByRole('alert').getByText('键盘不在这个窗口')).toBeVisible();
  await other.close();
  await page.bringToFront();
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  await expect(page.getByText('键盘不在这个窗口')).toBeHidden();
  await typeLikeAGun(page, await freshCode());
  await shows(page, 'paid');
});

async function ring(page: Page): Promise<void> {
  await shows(page, 'keypad');
  for (const figure of '88') await page.keyboard.press(`Digit${figure}`, { delay: 60 });
  await expect(page.locator('[data-part=amount]')).toHaveText('¥88.00');
  await page.keyboard.press('Enter');
  await shows(page, 'awaiting_code');
}

async function shows(page: Page, screen: string): Promise<void> {
  await expect(page.locator(`main[data-screen=${screen}][data-live=true]`)).toBeVisible({ timeout: 15_000 });
}

async function freshCode(): Promise<string> {
  return (await terminal.till<{ authCode: string }>('/sandbox/codes', { method: 'POST', body: {} })).body.authCode;
}

/** A field with something in it, focused: the counter itself has none. */
async function addField(page: Page): Promise<void> {
  await page.evaluate(() => {
    const field = document.createElement('input');
    field.id = 'field';
    field.value = 'note';
    document.body.append(field);
    field.focus();
  });
}

const ENTER = { code: 'Enter', key: 'Enter', windowsVirtualKeyCode: 13 };

function digitKey(figure: string, shape: KeyShape): Record<string, unknown> {
  return { code: `Digit${figure}`, ...shape(figure) };
}

async function typeShaped(page: Page, code: string, shape: KeyShape): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await sendKeys(session, [...[...code].map((figure) => digitKey(figure, shape)), ENTER]);
}

/** At a gun's pace: none is waited for before the next is sent. */
async function sendKeys(session: CDPSession, keys: readonly Record<string, unknown>[]): Promise<void> {
  await Promise.all(
    keys.flatMap((key) => [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
    ]),
  );
}
