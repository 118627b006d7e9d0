import { basename, dirname, resolve } from 'node:path';
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import * as v from 'valibot';
import { err, ok, type Result } from '../basics/result.ts';
import { readCertificates, readTrustRoot } from './certificates.ts';
import type { Config, GatewayConfig } from './config.ts';
import { readManager } from './manager-tls.ts';
import { replacePlaceholders } from './placeholders.ts';
import { type ConfigProblem, type FieldPath, fieldName } from './problem.ts';
import type { ConfigSources } from './read-config.ts';
import { MAX_PICTURE_BYTES, readDisplay } from './read-display.ts';
import { ConfigFile } from './schema/config-file.ts';
import { isUnknownKey } from './schema/strict.ts';

/** No configuration, key or certificate comes near; what is larger is a mistake, and not read into the schema. */
const MAX_FILE_BYTES = 1_000_000;

/** What a customer's wallet shows when the file names no store: `name` for a real one, `demoName` in the sandbox. */
export type StoreNames = { readonly name: string; readonly demoName: string };

/** Reads and checks one configuration file. */
export async function parseConfig(
  file: string,
  { env, readFile }: ConfigSources,
  names: StoreNames,
): Promise<Result<Config, ConfigProblem>> {
  const problem = (path: FieldPath, what: string) => {
    const field = fieldName(path);
    return err({ field, message: [basename(file), field, what].filter((part) => part !== '').join(': ') });
  };
  const readBeside = (path: string) => readBounded(resolve(dirname(file), path), readFile);

  const bytes = readBounded(file, readFile);
  if (bytes === null) return problem([], 'cannot be read, or is larger than 1 MB');
  const json = parseJson(bytes);
  if (!json.ok) return problem([], json.error);
  const readText = (path: string) => decode(readBeside(path));
  const replaced = replacePlaceholders(json.value, { env, readText });
  if (!replaced.ok) return problem(replaced.error.path, replaced.error.what);

  const parsed = v.safeParse(ConfigFile, replaced.value, { abortPipeEarly: true });
  if (!parsed.success) {
    const issue = parsed.issues.find(isUnknownKey) ?? parsed.issues[0];
    return problem(pathOf(issue), issue.message);
  }
  const { store, gateway, payment, scanners, printers, office, till } = parsed.output;
  const checked = await readGateway(gateway, readBeside);
  if (!checked.ok) return problem(checked.error.path, checked.error.what);
  const isWechat = checked.value.kind === 'wechat-v2' || (checked.value.kind === 'sandbox' && checked.value.speaks === 'wechat-v2');
  if (isWechat && store.currency !== 'CNY') return problem(['store', 'currency'], 'must be CNY with this gateway');
  const manager = await readManager(parsed.output.manager, readBeside);
  if (!manager.ok) return problem(manager.error.path, manager.error.what);
  const name = store.name ?? (checked.value.kind === 'sandbox' ? names.demoName : names.name);
  const { refundLimit: refundLimitFen } = office;
  const logo = parsed.output.receipt.logo === null ? null : readBeside(parsed.output.receipt.logo);
  if (parsed.output.receipt.logo !== null && logo === null) return problem(['receipt', 'logo'], 'cannot be read, or is larger than 1 MB');
  const receipt = { ...parsed.output.receipt, logo };
  const readPicture = (path: string) => readBounded(resolve(dirname(file), path), readFile, MAX_PICTURE_BYTES);
  const display = await readDisplay(parsed.output.display, { read: readBeside, readPicture });
  if (!display.ok) return problem(display.error.path, display.error.what);
  const told = { display: display.value, payment, scanners, printers, receipt, office: { refundLimitFen }, till, manager: manager.value };
  return ok({ store: { ...store, name }, gateway: checked.value, ...told });
}

/** The gateway with what its files hold. */
async function readGateway(
  gateway: ConfigFile['gateway'],
  read: (path: string) => Uint8Array | null,
): Promise<Result<GatewayConfig, { readonly path: FieldPath; readonly what: string }>> {
  switch (gateway.kind) {
    case 'sandbox':
      return ok(gateway);
    case 'wechat-v2': {
      const certificates = await readCertificates(gateway, read);
      return certificates.ok ? ok({ ...gateway, ...certificates.value }) : certificates;
    }
    case 'wooshpay': {
      const ca = await readTrustRoot(gateway.ca, read);
      return ca.ok ? ok({ ...gateway, ca: ca.value }) : ca;
    }
  }
}

function readBounded(path: string, readFile: ConfigSources['readFile'], maxBytes = MAX_FILE_BYTES): Uint8Array | null {
  try {
    const bytes = readFile(path, maxBytes);
    return bytes.byteLength <= maxBytes ? bytes : null;
  } catch {
    return null; // missing, forbidden or a folder: the caller names the field, and which of them it is shows at a glance
  }
}

/** UTF-8, with or without the mark that Windows editors put first; null when it is something else. */
function decode(bytes: Uint8Array | null): string | null {
  try {
    return bytes === null ? null : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null; // the caller says so, with the field
  }
}

function parseJson(bytes: Uint8Array): Result<unknown, string> {
  const text = decode(bytes);
  if (text === null) return err('is not UTF-8; save it as such');
  try {
    return ok(JSON.parse(text));
  } catch {
    // Comments, a comma too many, or a mistake, which the slower parser names with its line.
  }
  const errors: ParseError[] = [];
  const value = parseWithComments(text, errors);
  if (value === TOO_DEEP) return err('is nested too deep');
  const first = errors[0];
  if (!first) return ok(value);
  const before = text.slice(0, first.offset).split('\n');
  return err(`line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${printParseErrorCode(first.error)}`);
}

const TOO_DEEP = Symbol('too deep');

/** The parser calls itself for each bracket, and a pile of them is more than the stack holds. */
function parseWithComments(text: string, errors: ParseError[]): unknown {
  try {
    return parse(text, errors, { allowTrailingComma: true });
  } catch (cause) {
    if (cause instanceof RangeError) return TOO_DEEP;
    throw cause;
  }
}

function pathOf(issue: v.BaseIssue<unknown>): FieldPath {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}
