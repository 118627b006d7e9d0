import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Charge } from '../contract/charge.ts';

const RUN = path.resolve(import.meta.dirname, 'run.ts');
const CODE = '134567890123456789';

/** A bug on request, in a process that knows nothing of it. */
const BUGS = {
  'thrown in a callback': `setImmediate(() => { throw Object.assign(new Error('no place for ${CODE}'), { code: '${CODE}' }) })`,
  'a promise that nobody caught': `Promise.reject(new Error('no place for ${CODE}'))`,
};

const folders: string[] = [];
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Where no window can open, whatever the shell. */
const { DISPLAY: _, WAYLAND_DISPLAY: __, ...NOWHERE } = process.env;

async function start(dataDir: string, bug = '', { shell = '--headless', deaths = '0' } = {}) {
  const preload = `data:text/javascript;base64,${Buffer.from(`process.once('SIGUSR2', () => { ${bug} })`).toString('base64')}`;
  const env = { ...NOWHERE, NODE_DISABLE_COMPILE_CACHE: '1', SAOMA_DEATHS: deaths };
  const args = ['--import', preload, RUN, shell, '--port', '0', '--data', dataDir];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  let url = '';
  /** Until it is ready, again after each new beginning. */
  async function ready(): Promise<void> {
    let output = '';
    while (!output.includes('\n')) output += (await once(child.stdout, 'data'))[0];
    url = output.replace('ready ', '').trim();
  }
  await ready();
  const token = readFileSync(path.join(dataDir, 'till-token'), 'utf8').trim();
  async function till(route: string, body?: object) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'key-1' };
    const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
    return (await (await fetch(`${url}/till/v1${route}`, init)).json()) as Charge;
  }
  return { child, till, ready, errors: () => errors };
}

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'saoma-last-words-'));
  folders.push(made);
  return made;
}

test.each(Object.entries(BUGS))(
  'a bug in the middle of a sale, %s: a word and no secret, then the next start takes the sale up',
  async (_, bug) => {
    const dataDir = folder();
    const first = await start(dataDir, bug);
    const { id } = await first.till('/charges', { amount: 100, description: 'tea' });
    first.child.kill('SIGUSR2');
    const [code] = await once(first.child, 'close');
    expect(code).toBe(1);
    expect(first.errors()).toContain('unexpected_error');
    expect(first.errors()).toContain('the terminal met a bug and ended');
    expect(first.errors()).not.toContain(CODE);
    const second = await start(dataDir);
    expect(['unresolved', 'reversing', 'canceled']).toContain((await second.till(`/charges/${id}`)).status);
    expect(second.errors()).toContain('charge_resumed');
  },
);

test('nobody reads its words any more: it goes on taking charges', async () => {
  const { child, till } = await start(folder());
  child.stderr?.destroy();
  child.stdout?.destroy();
  const { id } = await till('/charges', { amount: 100, description: 'tea' }); // tells the log
  expect((await till(`/charges/${id}/cancel`, {})).status).toBe('canceled');
  expect((await till(`/charges/${id}`)).status).toBe('canceled');
  expect(child.exitCode).toBeNull();
});

describe.runIf(process.platform === 'linux')('without a shell that starts it again', () => {
  const shell = '--shell=browser';

  test('a bug in the middle of a sale ended the browser shell for good', async () => {
    const { child, till, ready, errors } = await start(folder(), BUGS['thrown in a callback'], { shell });
    const { id } = await till('/charges', { amount: 100, description: 'tea' });
    const secondReady = ready();
    child.kill('SIGUSR2');
    await secondReady; // of the same process: it has not ended, and its output is still ours
    expect(['unresolved', 'reversing', 'canceled']).toContain((await till(`/charges/${id}`)).status);
    expect(errors()).toContain('the terminal starts again, in 200 ms');
    expect(errors()).not.toContain(CODE);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  test('one that dies again and again stays down, with a word', async () => {
    const { child, errors } = await start(folder(), BUGS['thrown in a callback'], { shell, deaths: '6' });
    child.kill('SIGUSR2');
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(errors()).toContain('the terminal met a bug and ended');
  });
});
