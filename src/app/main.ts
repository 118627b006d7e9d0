import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { err, ok, type Result } from '../basics/result.ts';
import type { Config, WechatV2Config } from '../config/config.ts';
import { defaultDataDir } from '../config/data-dir.ts';
import { type Flags, readFlags, USAGE } from '../config/flags.ts';
import { readConfig } from '../config/read-config.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { createWechatV2Gateway } from '../gateway/wechat-v2/gateway.ts';
import { createLog } from '../log/create-log.ts';
import type { Log } from '../log/log.ts';
import type { Sandbox } from '../sandbox/server.ts';
import { lockDataFolder } from '../store/data-folder.ts';
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
  if (flags.value.help) return say(USAGE.trimEnd());
  if (flags.value.version) return say(version());
  return run(flags.value);
}

async function run(flags: Flags): Promise<number> {
  const log = createLog({ write: (line) => process.stderr.write(line), json: !process.stderr.isTTY, clock });
  const stopped = stopSignal();

  const dataDir = path.resolve(flags.data ?? defaultDataDir(process.platform, process.env));
  const config = await readConfig(flags.config, { env: process.env, readFile: (file) => readFileSync(file) });
  if (!config.ok) {
    log.write('config_refused', { field: config.error.field });
    return refuse(config.error.message, EXIT.badConfiguration);
  }
  const lock = lockDataFolder(dataDir);
  if (!lock.ok) return refuse(`another terminal already runs on the data folder ${dataDir}`, EXIT.dataFolderInUse);
  const journal = openJournal(path.join(dataDir, 'journal.db'), { clock, log });
  if (!journal.ok) return refuse(journal.error.message, EXIT.failed);

  log.write('journal_opened', { open: journal.value.openCharges().length, seq: journal.value.lastSeq() });
  const sandbox = config.value.gateway.kind === 'sandbox' ? await openSandbox(config.value, dataDir, log) : null;
  const wechat = acquirer(config.value, sandbox);
  log.redact(wechat.apiKey);
  if (wechat.clientCert?.kind === 'pfx') log.redact(wechat.clientCert.passphrase);
  const gateway = openGateway(wechat, config.value, log);
  if (!gateway.ok) {
    await sandbox?.stop();
    return refuse(gateway.error, EXIT.badConfiguration);
  }
  gateway.value.open();
  const address = sandbox?.address() ?? null;
  const terminal = createTerminal({
    gateway: gateway.value,
    journal: journal.value,
    clock,
    random,
    log,
    times: config.value.payment,
    store: config.value.store,
    practice: address && { phoneUrl: address.phoneUrl, faultsUrl: address.faultsUrl },
  });

  const token = tillToken(config.value.till.token, dataDir, random);
  log.redact(token);
  const { startHost } = await import('../host/start-host.ts');
  const host = await startHost({
    terminal,
    config: {
      listen: config.value.till.listen,
      port: flags.port,
      tillToken: token,
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
  const window = await openWindow({
    host: host.value,
    flags,
    dataDir,
    log,
    practicePages: address ? [address.phoneUrl, address.faultsUrl] : [],
  });

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

/** Certificates, roots and hosts show only here whether they work: what is wrong with them is the configuration's fault. */
function openGateway(wechat: WechatV2Config, config: Config, log: Log): Result<Gateway, string> {
  const { requestTimeoutMs } = config.payment;
  const { terminalId } = config.store;
  try {
    return ok(createWechatV2Gateway({ config: wechat, requestTimeoutMs, terminalId, clock, random, log }));
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
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
