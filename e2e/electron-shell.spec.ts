import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { shows } from './parts/at-the-counter.ts';

// The built desktop shell itself, on the stand-in for Electron: see electron-standin/README.md.

const ROOT = path.resolve(import.meta.dirname, '..');
const REGISTER = path.join(ROOT, 'e2e/electron-standin/register.ts');
const SHELL = path.join(ROOT, 'out/electron/main.js');

type Shell = {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
  readonly dataDir: string;
};

// The windows are attached to from outside; what they leave when they die is in the way of Playwright's own records.
test.use({ trace: 'off', screenshot: 'off' });

let dataDir: string;
const running: Shell[] = [];
const attached: Browser[] = [];

test.beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'saoma-electron-'));
});

test.afterEach(async () => {
  for (const browser of attached.splice(0)) await browser.close();
  for (const shell of running.splice(0)) {
    shell.process.kill('SIGKILL');
    await shell.ended;
  }
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

test('the window opens, gets in with a ticket, and SIGTERM ends all of it in order', async () => {
  const { shell, page, browser } = await open();
  await expect(page).toHaveURL(/\/cashier\/$/);
  await expect.poll(() => isSignedIn(page)).toBe(true);
  await browser.close();
  shell.process.kill('SIGTERM');
  expect(await shell.ended).toBe(0);
});

test('a frame in the page gets no ticket', async () => {
  const { page } = await open();
  const refusal = await page.evaluate(async () => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const foreign = frame.contentWindow as unknown as {
      __standinInvoke(channel: string, args: unknown[]): Promise<unknown>;
      saoma?: unknown;
    };
    return { bridge: typeof foreign.saoma, answer: await foreign.__standinInvoke('saoma:ticket', []) };
  });
  expect(refusal).toEqual({ bridge: 'undefined', answer: { value: { ok: false, code: 'foreign_sender' } } });
});

test('the cashier’s window cannot be led away, and opens no strange window', async () => {
  const { page, browser } = await open();
  const before = page.url();
  await page.evaluate(() => {
    location.href = 'http://127.0.0.1:9/elsewhere';
    window.open('https://example.com/');
  });
  await expect.poll(() => page.evaluate(() => document.readyState)).toBe('complete');
  expect(page.url()).toBe(before);
  expect(
    browser
      .contexts()[0]
      ?.pages()
      .filter((other) => /example|elsewhere/.test(other.url())),
  ).toEqual([]);
});

test('a dead core comes back by itself and the window shows it', async () => {
  const { shell, page } = await open();
  const [core] = corePids(shell);
  expect(core).toBeDefined();
  process.kill(core as number, 'SIGKILL');
  await expect.poll(() => shell.output().match(/^ready /gm)?.length, { timeout: 20_000 }).toBe(2);
  const address = shell
    .output()
    .match(/^ready (.*)$/gm)?.[1]
    ?.slice('ready '.length);
  await expect(page).toHaveURL(`${address}/cashier/`, { timeout: 20_000 });
  await expect.poll(() => isSignedIn(page)).toBe(true);
});

test('a dead screen comes back while the core goes on', async () => {
  const { shell, page, browser } = await open();
  const [core] = corePids(shell);
  const session = await page.context().newCDPSession(page);
  void session.send('Page.crash').catch(() => {});
  await expect.poll(() => shell.output()).toContain('charges go on');
  const context = browser.contexts()[0];
  await expect.poll(() => context?.pages().some((other) => other !== page && other.url().endsWith('/cashier/'))).toBe(true);
  expect(corePids(shell)).toEqual([core]);
});

test('a second shell on the same folder refuses with 3', async () => {
  await open();
  const second = start(['--data', dataDir, '--port', '0']);
  expect(await second.ended).toBe(3);
  expect(second.output()).toContain('already runs');
});

test('a bad configuration is told in a dialog and ends with 2', async () => {
  const shell = start(['--data', dataDir, '--port', '0', '--config', path.join(dataDir, 'nowhere.json')]);
  expect(await shell.ended).toBe(2);
  expect(shell.output()).toContain('dialog: Saoma: nowhere.json: ');
});

test('the customers’ window opens on the second screen and sees what customers see', async () => {
  const { browser, page } = await open({ STANDIN_SCREENS: '2' });
  const display = await customersWindow(browser);
  await expect.poll(() => isSignedIn(display), { timeout: 20_000 }).toBe(true);
  expect(await display.evaluate(() => [innerWidth, innerHeight])).toEqual([1024, 768]);
  await shows(page, 'keypad');
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.type('12.80', { delay: 80 }); // a hand, no gun
    await expect(page.locator('[data-part=amount]')).toHaveText('¥12.80', { timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  await page.keyboard.press('Enter');
  await expect(display.locator('body')).toContainText('12.80');
});

test('nothing of the cashier’s is had from the customers’ window, and it cannot be led away', async () => {
  const { browser } = await open({ STANDIN_SCREENS: '2' });
  const display = await customersWindow(browser);
  await expect.poll(() => isSignedIn(display), { timeout: 20_000 }).toBe(true);
  const had = await display.evaluate(async () => {
    const key = sessionStorage.getItem('saoma.page-key') ?? '';
    const { saoma, __standinInvoke: invoke } = window as unknown as {
      saoma: object;
      __standinInvoke(channel: string, args: unknown[]): Promise<unknown>;
    };
    const headers = { 'x-saoma-page': key, 'content-type': 'application/json' };
    return {
      bridge: Object.keys(saoma),
      ticket: await invoke('saoma:ticket', []),
      view: (await fetch('/ui/v1/view', { headers })).status,
      command: (await fetch('/ui/v1/commands', { method: 'POST', headers, body: JSON.stringify({ kind: 'next_sale' }) })).status,
    };
  });
  expect(had).toEqual({ bridge: ['takeTicket'], ticket: { value: { ok: false, code: 'foreign_sender' } }, view: 401, command: 401 });
  const before = display.url();
  await display.evaluate(() => {
    location.href = '/cashier/';
    window.open('/cashier/');
  });
  await expect.poll(() => display.evaluate(() => document.readyState)).toBe('complete');
  expect(display.url()).toBe(before);
});

test('a dead customers’ screen comes back while the counter goes on', async () => {
  const { shell, browser } = await open({ STANDIN_SCREENS: '2' });
  const display = await customersWindow(browser);
  const session = await display.context().newCDPSession(display);
  void session.send('Page.crash').catch(() => {});
  await expect.poll(() => shell.output()).toContain('shown again');
  const others = () => browser.contexts()[0]?.pages() ?? [];
  await expect.poll(() => others().some((page) => page !== display && page.url().endsWith('/display/')), { timeout: 20_000 }).toBe(true);
});

test('with one screen there is no customers’ window, but with --kiosk', async () => {
  const { browser } = await open();
  const displays = () => (browser.contexts()[0]?.pages() ?? []).filter((page) => page.url().endsWith('/display/'));
  expect(displays()).toEqual([]);
  const asked = await open({}, ['--kiosk'], path.join(dataDir, 'second'));
  await customersWindow(asked.browser);
});

test('--kiosk with an address is no terminal: it waits for the other one, is paired there, and comes back paired', async () => {
  const [port, debugPort, again] = [await freePort(), await freePort(), await freePort()];
  const config = path.join(dataDir, 'config.json');
  writeFileSync(config, JSON.stringify({ display: { listen: '127.0.0.1', port, allowPlainHttp: true } }));
  const args = ['--data', path.join(dataDir, 'elsewhere'), '--kiosk', `http://127.0.0.1:${port}`];
  const kiosk = start(args, { STANDIN_PORT: String(debugPort) });
  await expect.poll(() => kiosk.output(), { timeout: 20_000 }).toContain('shown again'); // nobody there yet
  const { page } = await open({}, ['--config', config], path.join(dataDir, 'terminal'));
  await expect.poll(() => isSignedIn(page)).toBe(true);
  const code = await pairingCode(page);
  const screen = await attach(debugPort, '/display/');
  await screen.locator('input').first().waitFor({ timeout: 20_000 });
  await pairOn(screen, code);
  await expect.poll(() => screen.evaluate(() => localStorage.getItem('saoma.page-key') !== null)).toBe(true);
  kiosk.process.kill('SIGTERM');
  expect(await kiosk.ended).toBe(0);
  expect(existsSync(path.join(dataDir, 'elsewhere/journal.db'))).toBe(false);
  start(args, { STANDIN_PORT: String(again) });
  const back = await attach(again, '/display/');
  await expect.poll(() => back.evaluate(() => localStorage.getItem('saoma.page-key') !== null)).toBe(true);
  await expect(back.locator('input')).toHaveCount(0);
});

test('--kiosk with an address that is none ends with 2', async () => {
  const shell = start(['--data', dataDir, '--kiosk', 'shop']);
  expect(await shell.ended).toBe(2);
  expect(shell.output()).toContain('is no address');
});

/** Asks for a code as the counter's screen does. */
async function pairingCode(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const headers = { 'x-saoma-page': sessionStorage.getItem('saoma.page-key') ?? '', 'content-type': 'application/json' };
    await fetch('/ui/v1/commands', { method: 'POST', headers, body: JSON.stringify({ kind: 'pair_display', role: 'display' }) });
    const view = await fetch('/ui/v1/view', { headers });
    const { value } = (await view.body?.getReader().read()) ?? {};
    return /"code":"(\d{6})"/.exec(new TextDecoder().decode(value))?.[1] ?? '';
  });
}

async function pairOn(screen: Page, code: string): Promise<void> {
  const answer = await screen.evaluate(async (said) => {
    const body = JSON.stringify({ code: said, name: '门口' });
    const answered = await fetch('/display/v1/pair', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const { pageKey } = (await answered.json()) as { pageKey: string };
    localStorage.setItem('saoma.page-key', pageKey);
    return answered.status;
  }, code);
  expect(answer).toBe(201);
}

async function attach(port: number, page: string): Promise<Page> {
  let browser: Browser | null = null;
  await expect
    .poll(
      async () => {
        browser ??= await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => null);
        return browser !== null;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  attached.push(browser as unknown as Browser);
  return pageOf(browser as unknown as Browser, page);
}

function customersWindow(browser: Browser): Promise<Page> {
  return pageOf(browser, '/display/');
}

async function pageOf(browser: Browser, ending: string): Promise<Page> {
  const find = () =>
    browser
      .contexts()[0]
      ?.pages()
      .find((page) => page.url().endsWith(ending));
  await expect.poll(() => find() !== undefined, { timeout: 20_000 }).toBe(true);
  return find() as Page;
}

/** Starts the shell and attaches to its window. */
async function open(
  env: NodeJS.ProcessEnv = {},
  more: readonly string[] = [],
  folder = dataDir,
): Promise<{ shell: Shell; browser: Browser; page: Page }> {
  const port = await freePort();
  const shell = start(['--data', folder, '--port', '0', ...more], { ...env, STANDIN_PORT: String(port) });
  await expect.poll(() => shell.output(), { timeout: 20_000 }).toContain('ready http://127.0.0.1:');
  await windowsStand(port, env.STANDIN_SCREENS === '2' || more.includes('--kiosk') ? ['/cashier/', '/display/'] : ['/cashier/']);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  attached.push(browser);
  return { shell, browser, page: await pageOf(browser, '/cashier/') };
}

/** Who attaches while a window is being made takes its bridge away: bindings are its maker's until its page stands. */
async function windowsStand(port: number, endings: readonly string[]): Promise<void> {
  const urls = async () => {
    const listed = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => null); // the browser may not listen yet
    const pages = listed ? ((await listed.json()) as { url: string }[]) : [];
    return pages.map(({ url }) => url);
  };
  await expect
    .poll(
      async () => {
        const open = await urls();
        return endings.every((ending) => open.some((url) => url.endsWith(ending)));
      },
      { timeout: 20_000 },
    )
    .toBe(true);
}

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Shell {
  const child = spawn(process.execPath, ['--import', REGISTER, SHELL, ...args], { cwd: ROOT, env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  }
  const shell = { process: child, output: () => output, ended: new Promise<number | null>((done) => child.once('close', done)), dataDir };
  running.push(shell);
  return shell;
}

/** The page holds its session's key once the core accepted the ticket that came over the bridge. */
function isSignedIn(page: Page): Promise<boolean> {
  return page.evaluate(() => sessionStorage.getItem('saoma.page-key') !== null);
}

/** Process ids of the shell's core, by its command line. */
function corePids(shell: Shell): readonly number[] {
  const { stdout } = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(shell.process.pid)], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line.includes('core/run.js'))
    .map((line) => Number.parseInt(line, 10));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
