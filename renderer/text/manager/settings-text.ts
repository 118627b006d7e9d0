/** The words of the settings. */
export type SettingsWords = {
  readonly shop: string;
  readonly note: string; // where it is changed
  readonly storeName: string;
  readonly terminal: string;
  readonly timeZone: string;
  readonly language: string;
  readonly languages: Readonly<Record<'zh-CN' | 'en' | 'ko', string>>;
  readonly acquirer: string;
  readonly sandbox: string;
  readonly wechat: (tail: string) => string;
  readonly certificate: string;
  readonly hasCertificate: string;
  readonly noCertificate: string;
  readonly waits: string;
  readonly customerWait: (seconds: number) => string;
  readonly refundLimit: string;
  readonly upTo: (yuan: string) => string;
  readonly scanners: string;
  readonly none: string;
  readonly printers: string;
  readonly till: string;
  readonly tillHere: string;
  readonly tillOpen: (address: string) => string;
  readonly tablet: string;
  readonly tabletClosed: string;
  readonly tabletTls: (port: number) => string;
  readonly tabletPlain: (port: number) => string;
  readonly plainWarning: { readonly what: string; readonly next: string };
  readonly version: string;
  readonly books: string;
  readonly failed: string;
};
