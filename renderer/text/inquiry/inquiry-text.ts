import type { AttachRefusal, PaymentAnswer } from '../../../src/contract/inquiry.ts';
import type { Advice, Words } from '../text.ts';

/** The words for a customer who says that he has paid. */
export type InquiryText = {
  readonly title: string;
  readonly says: string; // the same on half a button
  readonly field: string; // what is typed
  readonly ask: string;
  readonly hint: string;
  readonly number: (tail: string) => string;
  readonly asking: Words;
  readonly answers: Readonly<Record<PaymentAnswer['answer'], Words>>;
  readonly ended: (word: string) => string; // how our own charge ended, where that is not what the acquirer says
  readonly unconfirmed: string; // nobody but this terminal's journal says so
  readonly facts: {
    readonly amount: string;
    readonly paidAt: string;
    readonly device: string;
    readonly refunded: string;
    readonly order: string;
    readonly transaction: string;
  };
  readonly isAttached: string;
  readonly attach: string;
  readonly attachNote: string;
  readonly secondUse: Words;
  readonly notAttached: Readonly<Record<AttachRefusal, string>>;
  readonly again: string;
  readonly show: string;
  readonly settled: { readonly word: string; readonly line: (tail: string) => string };
  readonly refusals: { readonly payment_code: Advice; readonly no_payment_number: Advice };
};
