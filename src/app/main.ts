import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config, WechatV2Config } from '../config/config.ts';
import { defaultDataDir } from '../config/data-dir.ts';
import { type Flags, HELP, readFlags } from '../config/flags.ts';
import { readConfig } from '../config/read-config.ts';
import { createWechatV2Gateway } from '../gateway/wechat-v2/gateway.ts';
import { createLog } from '../log/create-log.ts';
import type { Log } from '../log/log.ts';
import type { Sandbox } from '../sandbox/server.ts';
import { lockDataFolder } from '../store/lock.ts';
import { openJournal } from '../store/sqlite-journal.ts';
import { createTerminal } from '../terminal/create-terminal.ts';
import { openScanners } from './scanners.ts';
import { systemClock as clock, systemRandom as random } from './system.ts';
import { tillToken } from './till-token.ts';

/** What the process ends with. Source: interface of the terminal, "Command line". */
const EXIT = { ok: 0, failed: 1, badConfiguration: 2, dataFolderInUse: 3 } as const;

/** Both from the sources (src/app) and from the build (out/core) two folders up. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the terminal from flags to the last byte on the disk. @returns the exit code */
export async function main(argv: readonly string[]): Promise<number> {
  const flags = readFlags(argv);
  if (!flags.ok) return refuse(flags.error, EXIT.badConfiguration);
  if (flags.value.help) return say(HELP);
  if (flags.value.version) return say(version());
  return run(flags.value);
}

async function run(flags: Flags): Promise<number> {
  const log = createLog({ write: (line) => process.stderr.write(line), json: !process.stderr.isTTY, clock });
  const stopped = stopSignal();

  const dataDir = path.resolve(flags.data ?? defaultDataDir(process.platform, process.env));
  const config = readConfig(flags.config, { env: process.env, readFile: (file) => readFileSync(file) });
  if (!config.ok) return refuse(config.error.message, EXIT.badConfiguration);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = lockDataFolder(dataDir);
  if (!lock.ok) return refuse(`another terminal already runs on the data folder ${dataDir}`, EXIT.dataFolderInUse);
  const journal = openJournal(path.join(dataDir, 'journal.db'));
  if (!journal.ok) return refuse(journal.error.message, EXIT.failed);

  const sandbox = config.value.gateway.kind === 'sandbox' ? await openSandbox(config.value, dataDir, log) : null;
  const gateway = createWechatV2Gateway({
    config: acquirer(config.value, sandbox),
    requestTimeoutMs: config.value.payment.requestTimeoutMs,
    terminalId: config.value.store.terminalId,
    clock,
    random,
    log,
  });
  gateway.open();
  const address = sandbox?.address() ?? null;
  const terminal = createTerminal({
    gateway,
    journal: journal.value,
    clock,
    random,
    log,
    times: config.value.payment,
    store: config.value.store,
    practice: address && { phoneUrl: address.phoneUrl, faultsUrl: address.faultsUrl },
  });

  const { startHost } = await import('../host/start-host.ts');
  const host = await startHost({
    terminal,
    config: {
      listen: config.value.till.listen,
      port: flags.port,
      tillToken: tillToken(config.value.till.token, dataDir, random),
      mode: sandbox ? 'sandbox' : 'live',
    },
    sandbox,
    pagesDir: path.join(ROOT, 'out/renderer'),
    version: version(),
    log,
    clock,
    random,
  });
  if (!host.ok) {
    await terminal.stop();
    await sandbox?.stop();
    return refuse(host.error.message, EXIT.failed);
  }
  process.stdout.write(`ready ${host.value.url}\n`);
  log.write('terminal_started', { url: host.value.url, mode: sandbox ? 'sandbox' : 'live' });

  const scanners = openScanners(config.value.scanners, terminal, { clock, log });
  const { openWindow } = await import('./window/open-window.ts');
  const window = await openWindow({ host: host.value, flags, dataDir, log });

  await stopped;
  log.write('terminal_stopping');
  await window.close();
  await scanners.stop();
  await terminal.stop();
  await host.value.close();
  await sandbox?.stop();
  journal.value.close();
  lock.value.release();
  log.write('terminal_stopped');
  return EXIT.ok;
}

async function openSandbox(config: Config, dataDir: string, log: Log): Promise<Sandbox> {
  const { startSandbox } = await import('../sandbox/server.ts');
  return startSandbox({ dataDir, clock, random, log, merchantName: config.store.name, pagesDir: path.join(ROOT, 'out/renderer') });
}

/** The acquirer to talk to: the configured one, or the sandbox over its real wire. */
function acquirer(config: Config, sandbox: Sandbox | null): WechatV2Config {
  if (config.gateway.kind === 'wechat-v2') return config.gateway;
  if (!sandbox) throw new Error('sandbox mode without a sandbox');
  const { endpoint, appId, mchId, apiKey } = sandbox.address().wechat;
  return {
    kind: 'wechat-v2',
    endpoints: [endpoint],
    appId,
    mchId,
    subAppId: null,
    subMchId: null,
    apiKey,
    signType: 'HMAC-SHA256',
    clientCert: null,
    ca: null,
    notifyUrl: null,
  };
}

/** Resolves when the machine, the person or the desktop shell wants the terminal to stop. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve());
  });
}

function version(): string {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return version;
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return EXIT.ok;
}

function refuse(message: string, code: number): number {
  process.stderr.write(`saoma: ${message}\n`);
  return code;
}
