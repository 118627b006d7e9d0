import { ok, type Result } from '../basics/result.ts';
import type { Config, DisplayConfig, OfficeConfig, PaymentConfig, ReceiptConfig } from './config.ts';
import type { Environment } from './data-dir.ts';
import { parseConfig } from './parse-config.ts';
import type { ConfigProblem } from './problem.ts';

/** Where a configuration is read from. `readFile` throws when it cannot, and holds no more than `maxBytes`. */
export type ConfigSources = { readonly env: Environment; readonly readFile: (path: string, maxBytes: number) => Uint8Array };

const STORE_NAMES = { name: '门店', demoName: '扫码演示店' };

/** Times in milliseconds; the schema of `payment` says the same, and a test that they agree. */
const PAYMENT: PaymentConfig = {
  requestTimeoutMs: 10_000,
  pollIntervalMs: 5_000,
  customerTimeoutMs: 45_000,
  reverseDelayMs: 15_000,
  codeValidityMs: 60_000,
  retryIntervalMs: 5_000,
  refundSpacingMs: 60_000,
  qrValidityMs: 300_000,
  closeDelayMs: null,
  latePayment: 'refund',
};

/** What the schema of `display` says too. */
const DISPLAY: DisplayConfig = { pictures: [], buttons: [], network: null };

/** What the schema of `receipt` says too. */
const RECEIPT: ReceiptConfig = { printAutomatically: true, language: null, footer: null, logo: null };

/** What the schema of `office` says too. */
const OFFICE: OfficeConfig = { refundLimitFen: 10_000 };

/**
 * Reads what the terminal is told, once, and freezes it.
 *
 * @param file the configuration file, JSON with comments; null: sandbox mode, with the acquirer inside and no real money
 * @returns the configuration, or one line that names the field and what to write; no value is ever part of it
 */
export async function readConfig(file: string | null, sources: ConfigSources): Promise<Result<Config, ConfigProblem>> {
  if (file === null) return ok(freeze(sandboxConfig()));
  const parsed = await parseConfig(file, sources, STORE_NAMES);
  return parsed.ok ? ok(freeze(parsed.value)) : parsed;
}

function sandboxConfig(): Config {
  return {
    store: { name: STORE_NAMES.demoName, terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN', currency: 'CNY' },
    gateway: { kind: 'sandbox', speaks: 'wechat-v2' },
    payment: PAYMENT,
    scanners: [{ kind: 'hid', auto: true }],
    printers: [],
    receipt: RECEIPT,
    office: OFFICE,
    till: { token: null, listen: '127.0.0.1', clients: [] },
    display: DISPLAY,
    manager: null,
  };
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value; // bytes cannot be frozen
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}
