import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';

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

/** Starts the shell and attaches to its window. */
async function open(): Promise<{ shell: Shell; browser: Browser; page: Page }> {
  const port = await freePort();
  const shell = start(['--data', dataDir, '--port', '0'], { STANDIN_PORT: String(port) });
  await expect.poll(() => shell.output(), { timeout: 20_000 }).toContain('ready http://127.0.0.1:');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  attached.push(browser);
  const cashier = () =>
    browser
      .contexts()[0]
      ?.pages()
      .find((page) => page.url().endsWith('/cashier/'));
  await expect.poll(() => cashier() !== undefined, { timeout: 20_000 }).toBe(true);
  return { shell, browser, page: cashier() as Page };
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
