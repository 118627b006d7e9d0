import { expect, type Page, test } from '@playwright/test';
import { startTerminal, type TerminalProcess } from './parts/terminal-process.ts';
import { typeLikeAGun } from './parts/wedge-gun.ts';

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
  const code = await freshCode();
  const keys = [...code].map((figure): KeyMessage => digitKey(figure, () => ({ key: 'Process', windowsVirtualKeyCode: 229 })));
  const composing = { type: 'Input.imeSetComposition', text: code.slice(0, 3), selectionStart: 3, selectionEnd: 3 } as const;
  await sendKeys(page, [...keys.slice(0, 3), composing, ...keys.slice(3), ENTER]);
  await shows(page, 'paid');
  await expect(page.locator('#field')).toHaveValue('note');
});

test('the browser stood still after three keys, with the focus in a field: paid, and nothing of the code stays in it', async ({ page }) => {
  await addField(page);
  await typeAtPace(page, await freshCode(), (index) => (index < 3 ? index : index + 400));
  await shows(page, 'paid');
  await expect(page.locator('#field')).toHaveValue('note');
});

test('a slow gun, 50 ms from key to key, with the focus in a field: paid, and nothing of the code stays in it', async ({ page }) => {
  await addField(page);
  await typeAtPace(page, await freshCode(), (index) => index * 50);
  await shows(page, 'paid');
  await expect(page.locator('#field')).toHaveValue('note');
});

test('a scan longer than any code, with the focus in a field: refused, and nothing of it stays there', async ({ page }) => {
  await addField(page);
  await typeAtPace(page, '7'.repeat(300), (index) => index);
  await expect(page.getByRole('alert').getByText('这不是付款码')).toBeVisible();
  await expect(page.locator('#field')).toHaveValue('note');
});

test("the cashier's own shortcuts reach the browser", async ({ page }) => {
  await page.evaluate(() => {
    addEventListener('keydown', ({ code, defaultPrevented }) => {
      document.body.dataset.heard = `${document.body.dataset.heard ?? ''} ${code}${defaultPrevented ? ' prevented' : ''}`;
    });
  });
  await page.keyboard.press('Control+KeyA');
  await page.keyboard.press('Control+KeyC');
  await expect(page.locator('body')).toHaveAttribute('data-heard', ' ControlLeft KeyA ControlLeft KeyC');
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

type KeyMessage = Record<string, unknown>;
type Composing = {
  readonly type: 'Input.imeSetComposition';
  readonly text: string;
  readonly selectionStart: number;
  readonly selectionEnd: number;
};

const ENTER: KeyMessage = { code: 'Enter', key: 'Enter', windowsVirtualKeyCode: 13 };

function digitKey(figure: string, shape: KeyShape): KeyMessage {
  return { code: `Digit${figure}`, ...shape(figure) };
}

async function typeShaped(page: Page, code: string, shape: KeyShape): Promise<void> {
  await sendKeys(page, [...[...code].map((figure) => digitKey(figure, shape)), ENTER]);
}

/** Keys that type text, stamped at a gun's own times however long the machine takes over them. @param atMs of the key with this index */
async function typeAtPace(page: Page, text: string, atMs: (index: number) => number): Promise<void> {
  const startedMs = Date.now() - 20_000; // all in the past, as stamps are
  const keys = [...[...text].map((figure) => digitKey(figure, (type) => ({ ...plain(type), text: type }))), ENTER];
  await sendKeys(
    page,
    keys.map((key, index) => ({ ...key, timestamp: (startedMs + atMs(index)) / 1_000 })),
  );
}

/** All at once: waiting for the browser in between would make pauses that no gun makes. */
async function sendKeys(page: Page, messages: readonly (KeyMessage | Composing)[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await Promise.all(
    messages.flatMap((message) => {
      if (isComposing(message)) {
        const { type, ...parameters } = message;
        return [session.send(type, parameters)];
      }
      return [
        session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...message }),
        session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...message }),
      ];
    }),
  );
  await session.detach();
}

function isComposing(message: KeyMessage | Composing): message is Composing {
  return message.type === 'Input.imeSetComposition';
}
