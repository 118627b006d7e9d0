import type { WalletPayment } from '../../../src/contract/sandbox.ts';
import type { ScanText } from './scan-text.ts';

/** Every word that a person reads on the simulated phone and beside it. A language that misses one does not compile. */
export type PhoneText = {
  readonly title: string;
  readonly training: string;
  readonly back: string;

  readonly code: {
    readonly title: string;
    readonly hint: string;
    readonly enlarge: string;
    readonly barcode: string;
    readonly qr: string;
    readonly digits: string;
    /** Before and after the seconds, which stand out. */
    readonly renewsIn: readonly [before: string, after: string];
    readonly soon: string;
    readonly tender: string;
    readonly balance: string;
    readonly network: string;
    readonly payments: string;
    readonly paymentCount: (count: number) => string;
    readonly offline: string;
  };

  readonly scan: ScanText;

  readonly password: {
    readonly title: string;
    /** How the payment began. */
    readonly by: Readonly<Record<WalletPayment['by'], string>>;
    readonly payTo: (merchant: string) => string;
    readonly entered: (count: number) => string;
    readonly anySix: string;
    readonly wrong: string;
    readonly mistype: string;
    readonly giveUp: string;
    readonly backspace: string;
    readonly sending: string;
    readonly refused: string;
  };

  readonly ends: Readonly<
    Record<Exclude<WalletPayment['state'], 'awaiting_password'>, { readonly word: string; readonly line: string }>
  > & {
    readonly poor: { readonly word: string; readonly line: string };
  };
  readonly facts: {
    readonly payTo: string;
    readonly tender: string;
    readonly time: string;
    readonly tail: string;
    readonly cameBack: (money: string) => string;
    readonly done: string;
  };

  /** The foot of the bill of what was paid. */
  readonly bill: {
    readonly transaction: string;
    readonly order: string;
    readonly barcode: string;
    readonly copy: string;
    readonly copied: string;
  };

  readonly states: Readonly<Record<WalletPayment['state'], string>>;

  /** What the person who plays the customer can do. */
  readonly practice: {
    readonly title: string;
    readonly lead: string;
    readonly open: string;
    readonly network: string;
    readonly networkOn: string;
    readonly networkOff: string;
    readonly networkNote: string;
    readonly password: string;
    readonly always: string;
    readonly above: (yuan: string) => string;
    readonly never: string;
    readonly passwordNote: string;
    readonly balance: string;
    readonly balanceNote: string;
    readonly set: string;
    readonly notAnAmount: string;
    readonly link: string;
    readonly linkNote: string;
    readonly renew: string;
    readonly copy: string;
    readonly copied: string;
    readonly notCopied: string;
    readonly happened: string;
    readonly nothing: string;
    readonly faults: string;
    readonly languages: string;
    readonly failed: string;
  };

  readonly link: { readonly connecting: string; readonly lost: string; readonly lostLine: string };
};
