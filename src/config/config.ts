import type { Currency } from '../money/currency.ts';
import type { PaymentTimes } from '../payment/event.ts';

export type Locale = 'zh-CN' | 'en' | 'ko';

export type StoreConfig = {
  readonly name: string;
  readonly terminalId: string;
  readonly timeZone: string; // IANA
  readonly locale: Locale;
  readonly currency?: Currency; // of the till; left out: CNY
};

/** The merchant's client certificate, already read from its files. */
export type ClientCertificate =
  | { readonly kind: 'pfx'; readonly pfx: Uint8Array; readonly passphrase: string }
  | { readonly kind: 'pem'; readonly cert: string; readonly key: string };

/** A WeChat Pay v2 merchant. `apiKey` and the certificate are secrets: held by the gateway alone, never logged or shown. */
export type WechatV2Config = {
  readonly kind: 'wechat-v2';
  readonly endpoints: readonly string[]; // origins in order of preference, at least one
  readonly appId: string;
  readonly mchId: string;
  readonly subAppId: string | null;
  readonly subMchId: string | null;
  readonly apiKey: string;
  readonly signType: 'MD5' | 'HMAC-SHA256';
  readonly clientCert: ClientCertificate | null;
  readonly ca: string | null; // PEM of an extra trust root
  readonly notifyUrl: string | null;
};

/** A WooshPay merchant. `secretKey` and `webhookSecret` are secrets: held by the gateway alone, never logged or shown. */
export type WooshPayConfig = {
  readonly kind: 'wooshpay';
  readonly endpoints: readonly string[]; // origins in order of preference, at least one
  readonly secretKey: string; // sk_test_… or sk_live_…
  readonly webhookSecret: string | null; // null: no webhooks are taken
  readonly ca: string | null; // PEM of an extra trust root
  readonly returnUrl: string; // where a customer's browser goes after paying: a fixed page of the merchant's
};

/** The acquirer inside, for learning and tests. `speaks`: whose wire the terminal talks to it. */
export type SandboxConfig = { readonly kind: 'sandbox'; readonly speaks: 'wechat-v2' | 'wooshpay' };

export type GatewayConfig = WechatV2Config | WooshPayConfig | SandboxConfig;

export type ScannerConfig =
  | { readonly kind: 'serial'; readonly path: string; readonly baudRate: number; readonly suffix: SerialSuffix }
  | { readonly kind: 'hid'; readonly vendorId: number; readonly productId: number }
  | { readonly kind: 'hid'; readonly auto: true };

/** How a serial gun ends a code; `auto` takes any of them, or silence. */
export type SerialSuffix = 'auto' | 'cr' | 'lf' | 'crlf' | 'tab' | 'etx' | 'none';

/** The merchant's times, as far as the acquirer does not set them. `closeDelayMs` null: the acquirer's own. */
export type PaymentConfig = Omit<PaymentTimes, 'closeDelayMs' | 'confirmAfterMs'> & {
  readonly closeDelayMs: number | null;
  readonly refundSpacingMs: number;
  readonly latePayment: LatePayment;
};

/** What becomes of money that comes after its charge has ended without any: given back at once, or taken over. */
export type LatePayment = 'refund' | 'adopt';

/** What customers see: beside the counter, or on a device of its own. */
export type DisplayConfig = {
  readonly pictures: readonly { readonly bytes: Uint8Array; readonly type: 'image/png' | 'image/jpeg' | 'image/webp' }[]; // while nothing is to pay
  readonly buttons: readonly KioskButton[]; // of a self-service kiosk
  readonly network: DisplayNetwork | null; // for browsers on other devices; null: at the terminal itself and nowhere else
};

/** Something at a fixed price that customers order themselves. */
export type KioskButton = { readonly label: Readonly<Record<Locale, string>>; readonly amountFen: number };

/** The door for displays elsewhere in the shop. The key is a secret: held by the listener alone. */
export type DisplayNetwork = {
  readonly listen: string; // an address of this machine
  readonly port: number;
  readonly tls: { readonly cert: string; readonly key: string } | null; // PEM; null: plain HTTP, allowed in so many words
};

export type OfficeConfig = {
  readonly refundLimitFen: number; // what a cashier may give back of one sale without a manager's word
};

/** What every printer is told. */
type PrinterTraits = {
  readonly name: string; // as people know it; unique
  readonly width: 58 | 80; // mm of paper
  readonly profile: 'gb18030' | 'cp949' | 'cp437'; // the letters it was built with
  readonly qr: 'native' | 'raster'; // raster: drawn here
  readonly answers: boolean | null; // whether it answers questions; null: found out
  readonly copies: readonly ('customer' | 'merchant')[]; // printed by itself
  readonly drawer: boolean; // a cash drawer hangs on it
};

export type SerialPrinterConfig = PrinterTraits & {
  readonly kind: 'serial';
  readonly path: string;
  readonly baudRate: number;
  readonly flow: 'none' | 'rtscts' | 'xonxoff';
};

export type PrinterConfig =
  | (PrinterTraits & { readonly kind: 'tcp'; readonly host: string; readonly port: number })
  | SerialPrinterConfig
  | (PrinterTraits & { readonly kind: 'usb'; readonly device: { readonly vendorId: number; readonly productId: number } | null }) // null: the first printer
  | (PrinterTraits & { readonly kind: 'file'; readonly path: string }); // a USB printer as the system's own device

/** What is on the paper beside the facts. */
export type ReceiptConfig = {
  readonly printAutomatically: boolean; // as soon as it is durable
  readonly language: Locale | null; // null: the store's
  readonly footer: string | null; // lines for the customer; null: thanks
  readonly logo: Uint8Array | null; // a PNG, already read
};

/** The manager's page for browsers elsewhere in the shop. The key is a secret: held by the listener alone. */
export type ManagerConfig = {
  readonly listen: string; // an address of this machine
  readonly port: number;
  readonly tls: { readonly cert: string; readonly key: string } | null; // PEM; null: plain HTTP, allowed in so many words
};

/** What a program at the till API may do. */
export const TILL_SCOPES = ['charges', 'refunds', 'shifts', 'reports'] as const;
export type TillScope = (typeof TILL_SCOPES)[number];

/** A program at the till API that acts under its own name. The token is a secret: held by the host alone. */
export type TillClientConfig = {
  readonly name: string; // 1 to 40 characters, unique, never `till`
  readonly token: string;
  readonly scopes: readonly TillScope[]; // at least one
};

export type TillConfig = {
  readonly token: string | null; // of the one that may everything; null: one is made and written to the data folder
  readonly listen: string; // an address of this machine
  readonly clients: readonly TillClientConfig[]; // beside that one
};

/** What the terminal is told, read once, checked once, frozen. */
export type Config = {
  readonly store: StoreConfig;
  readonly gateway: GatewayConfig;
  readonly payment: PaymentConfig;
  readonly scanners: readonly ScannerConfig[];
  readonly printers: readonly PrinterConfig[];
  readonly receipt: ReceiptConfig;
  readonly office: OfficeConfig;
  readonly display: DisplayConfig;
  readonly manager: ManagerConfig | null; // null: at the terminal itself and nowhere else
  readonly till: TillConfig;
};
