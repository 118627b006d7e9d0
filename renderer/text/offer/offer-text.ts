import type { Advice, Words } from '../text.ts';

/** Every word about money that the customer pays by himself: by the merchant's QR, or as an order of the shop's own software. */
export type OfferText = {
  readonly name: string; // of the tender, on its key
  readonly short: string; // the same in a row
  readonly toQr: string; // this sale by the QR instead
  readonly toCode: string; // this sale by a payment code instead
  readonly showAgain: string; // the QR that was withdrawn
  readonly again: string; // after a decline: another QR
  readonly withdraw: string;
  readonly qrLabel: string; // the QR itself, for who does not see it

  /** The words of its states; `left`: a running time, null: it has run out. */
  readonly states: {
    readonly queued: Words;
    readonly submitting: Words;
    readonly shown: (left: string) => Words;
    readonly elsewhere: (left: string) => Words; // the customer pays in the shop's own software
    readonly withdrawn: (left: string | null) => Words;
    readonly unresolved: Words;
    /** Paid, and all of it goes back or has gone: it came too late, or was given back. @param at when it was paid */
    readonly givenBack: (at: string, isDone: boolean) => Words;
  };
  readonly endsByItself: string;
  readonly withdrawnStays: string; // it goes to the to-do list
  readonly steps: {
    readonly asked: string;
    readonly shown: string;
    readonly customer: string;
    readonly closing: string;
    readonly closed: string;
  };
  readonly rowWords: { readonly submitting: string; readonly awaiting_customer: string; readonly reversing: string };
  readonly declines: { readonly not_received: Advice; readonly offline: Advice; readonly other: (code: string) => Advice };

  /** A QR of the same sale was withdrawn and may still be paid: codes are not sent. */
  readonly held: (left: string | null) => Advice & { readonly separator: string };
  readonly heldScan: Advice; // a code was scanned all the same
  readonly stands: Advice; // no cash while the QR may be paid

  readonly longWait: string; // a password that does not come, where the QR is another way

  readonly todo: {
    readonly group: string;
    readonly note: string;
    readonly left: (left: string) => string;
    readonly closesIn: (left: string) => string;
    readonly closing: string;
    readonly ifPaid: string;
  };

  readonly helpCode: string; // F2
  readonly helpQr: string; // F3
};
