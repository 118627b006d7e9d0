import type { NotPaid } from '../../../src/contract/display.ts';

/** What a page for customers says: the word from three metres, the line from one, and both as a sentence for those who read another language. */
export type Saying = { readonly word: string; readonly line: string; readonly foot: string };

/** Every word that a customer reads on a display or a kiosk. A language that misses one does not compile. */
export type DisplayText = {
  readonly title: string;
  readonly languages: string;
  readonly wallet: string;
  readonly training: string;

  /** Above the amount. */
  readonly due: string;
  readonly paid: string;
  readonly notPaid: string;

  readonly idle: Saying;
  readonly show_code: Saying;
  readonly scan_qr: Saying & {
    /** Before and after the time left, which stands out. */
    readonly left: readonly [before: string, after: string];
    readonly qr: string;
  };
  readonly password: Saying & { readonly offline: string };
  readonly working: Saying;
  readonly thanks: Saying; // paid
  readonly ends: Readonly<Record<NotPaid, Saying>>;
  readonly lost: Saying;
  readonly shut: Saying; // the host does not know this window any more

  /** What a customer does himself where nobody sells. */
  readonly order: {
    readonly choose: Saying;
    readonly goods: string;
    readonly busy: string;
    readonly page: (page: number, pages: number) => string;
    readonly before: string;
    readonly after: string;
    readonly giveUp: string;
    readonly staffGivesUp: string; // where the counter began it
    readonly thanks: Saying;
    /** Why a press came to nothing, by its code; `other` for every other one. */
    readonly refusals: { readonly busy: string; readonly no_answer: string; readonly other: string };
  };

  readonly pairing: {
    readonly word: Saying;
    readonly revoked: string; // it was let in before, and is not any more
    readonly code: string;
    readonly entered: (count: number) => string;
    readonly name: string;
    readonly names: readonly [string, string, string];
    readonly back: string;
    readonly pair: string;
    readonly pad: string;
    readonly incomplete: string;
    readonly wrong: string;
    readonly wait: (seconds: number) => string;
    readonly noAnswer: string;
    readonly failed: string; // the counter's disk
  };
};
