/**
 * What the terminal was told at its start, as a manager may read it. Nothing in it opens anything: numbers that identify the merchant
 * are cut, keys and tokens are not in it.
 *
 * - `GET /ui/v1/office/read/settings`: answers `SettingsView`
 */
export type SettingsView = {
  readonly version: string;
  readonly store: { readonly name: string; readonly terminalId: string; readonly timeZone: string; readonly locale: 'zh-CN' | 'en' | 'ko' };
  readonly acquirer:
    | { readonly kind: 'sandbox' }
    | {
        readonly kind: 'wechat-v2';
        readonly merchantTail: string; // the last four digits
        readonly hosts: readonly string[]; // in order of preference
        readonly hasCertificate: boolean; // without one nothing can be reversed or given back
      }
    | { readonly kind: 'wooshpay'; readonly isLive: boolean; readonly hosts: readonly string[] };
  readonly times: { readonly customerMs: number; readonly codeMs: number; readonly requestMs: number };
  readonly refundLimit: number; // fen that a cashier gives back alone
  readonly scanners: readonly string[]; // `serial /dev/ttyUSB0`
  readonly printers: readonly string[]; // `tcp 192.168.1.9:9100`
  readonly tillListen: string; // the address that the till API listens on
  readonly manager: { readonly listen: string; readonly port: number; readonly isPlainHttp: boolean } | null; // null: only at the terminal itself
};
