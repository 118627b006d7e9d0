import { createHmac } from 'node:crypto';
import type { Cancel, Clock, Random } from '../basics/clock.ts';
import type { WalletView } from '../contract/sandbox.ts';
import { randomDigits } from './chance.ts';

/** What the customer can set. Kept over a restart; codes are not. */
export type WalletSettings = Pick<WalletView, 'network' | 'balanceFen' | 'passwordAbove'>;

/** Keeps the settings; called at each change. */
export type SettingsStore = { load(): WalletSettings | null; save(settings: WalletSettings): void };

/** A payment code with its end, on the clock that only grows and on the one for people. */
type IssuedCode = { readonly authCode: string; readonly expiresMs: number; readonly expiresAtMs: number; isUsed: boolean };

/** Why a code is not accepted. */
export type CodeRefusal = 'not_a_code' | 'unknown' | 'expired' | 'used';

/** Above 1000 yuan the password is asked. Source: WeChat Pay, payment code: rules of password verification. */
const DEFAULT_PASSWORD_ABOVE_FEN = 100_000;

/** 100,000 yuan: enough that tests do not run dry. */
const DEFAULT_BALANCE_FEN = 10_000_000;

/** Old codes are remembered to tell `used` and `expired` from `unknown`, but not without end. */
const MAX_CODES = 10_000;

export const DEFAULT_WALLET: WalletSettings = {
  network: 'on',
  balanceFen: DEFAULT_BALANCE_FEN,
  passwordAbove: DEFAULT_PASSWORD_ABOVE_FEN,
};

export type WalletOptions = {
  readonly clock: Clock;
  readonly random: Random;
  readonly codeLifeMs: number;
  readonly codeKey: string; // secret of this data folder; makes hashes of codes worthless elsewhere
  readonly store?: SettingsStore;
  readonly settings?: Partial<WalletSettings>; // at the very first start
};

/** The simulated customer's wallet: payment codes, balance, network, password limit. Codes live in memory only. */
export class Wallet {
  readonly #options: WalletOptions;
  readonly #listeners = new Set<() => void>();
  readonly #codes = new Map<string, IssuedCode>();
  #settings: WalletSettings;
  #shown: IssuedCode;
  readonly #openId: string;

  constructor(options: WalletOptions) {
    this.#options = options;
    this.#openId = `o${createHmac('sha256', options.codeKey).update('customer').digest('base64url').slice(0, 27)}`;
    this.#settings = options.store?.load() ?? { ...DEFAULT_WALLET, ...options.settings };
    this.#shown = this.#issue();
  }

  /** Calls back after each change of what the phone shows. */
  onChange(listener: () => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  settings(): WalletSettings {
    return this.#settings;
  }

  change(part: Partial<WalletSettings>): void {
    this.#settings = { ...this.#settings, ...part };
    this.#options.store?.save(this.#settings);
    this.#tell();
  }

  /** The code on the phone's screen; a new one when its minute is over or it was used. */
  shownCode(): WalletView['code'] {
    if (this.#shown.isUsed || this.#leftMs(this.#shown) <= 0) this.#shown = this.#issue();
    const { authCode, expiresAtMs } = this.#shown;
    return { authCode, expiresAtMs, renewsInMs: Math.ceil(this.#leftMs(this.#shown)) };
  }

  /** The customer asks for another code; the one before stays good until its minute is over. */
  renewCode(): void {
    this.#shown = this.#issue();
    this.#tell();
  }

  /** A further code beside the one on the screen, for tests that must not disturb each other. */
  issueCode(): { readonly authCode: string; readonly expiresAtMs: number } {
    const { authCode, expiresAtMs } = this.#issue();
    return { authCode, expiresAtMs };
  }

  /** Looks whether a code would work, and leaves it as it is. @returns why not, or null */
  checkCode(authCode: string): CodeRefusal | null {
    const code = this.#usable(authCode);
    return typeof code === 'string' ? code : null;
  }

  /** Spends a code: it works once, whatever comes of it. @returns why not, or null */
  useCode(authCode: string): CodeRefusal | null {
    const code = this.#usable(authCode);
    if (typeof code === 'string') return code;
    code.isUsed = true;
    if (code === this.#shown) this.#tell();
    return null;
  }

  /** What is kept of a code: whether the same one comes again can be told from it, the code itself cannot. */
  hashCode(authCode: string): string {
    return createHmac('sha256', this.#options.codeKey).update(authCode).digest('hex');
  }

  /** The customer, as the merchant's app knows him: always the same one. */
  openId(): string {
    return this.#openId;
  }

  asksPassword(amountFen: number): boolean {
    return amountFen > this.#settings.passwordAbove;
  }

  canPay(fen: number): boolean {
    return fen <= this.#settings.balanceFen;
  }

  take(fen: number): void {
    this.change({ balanceFen: this.#settings.balanceFen - fen });
  }

  giveBack(fen: number): void {
    this.change({ balanceFen: this.#settings.balanceFen + fen });
  }

  #usable(authCode: string): IssuedCode | CodeRefusal {
    if (!/^1[0-5]\d{16}$/.test(authCode)) return 'not_a_code';
    const code = this.#codes.get(authCode);
    if (!code) return 'unknown';
    if (code.isUsed) return 'used';
    return this.#leftMs(code) <= 0 ? 'expired' : code;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #leftMs(code: IssuedCode): number {
    return Math.max(0, code.expiresMs - this.#options.clock.monotonicMs());
  }

  #issue(): IssuedCode {
    const { clock, random, codeLifeMs } = this.#options;
    let authCode: string;
    do authCode = `1${(random.bytes(1)[0] ?? 0) % 6}${randomDigits(random, 16)}`;
    while (this.#codes.has(authCode));
    const code = { authCode, expiresMs: clock.monotonicMs() + codeLifeMs, expiresAtMs: clock.wallMs() + codeLifeMs, isUsed: false };
    this.#codes.set(authCode, code);
    if (this.#codes.size > MAX_CODES) this.#codes.delete(this.#codes.keys().next().value ?? '');
    return code;
  }
}
