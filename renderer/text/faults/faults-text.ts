import type { FAULT_CALLS, Fault } from '../../../src/contract/sandbox.ts';

/** The customers a trainer can choose. */
export const CUSTOMERS = [
  'quick',
  'password',
  'never',
  'expired',
  'poor',
  'phone_offline',
  'cut',
  'busy',
  'twice',
  'shop_offline',
  'power',
] as const;
export type CustomerName = (typeof CUSTOMERS)[number];

/** A customer in a trainer's words; `steps` are what the cashier practises, in four. */
export type CustomerWords = {
  readonly word: string;
  readonly line: string;
  readonly steps: readonly [string, string, string, string];
};

/** Answers of the acquirer that have words of their own; every other one is shown as it is. */
export const KNOWN_ANSWERS = [
  'SUCCESS',
  'USERPAYING',
  'NOTENOUGH',
  'AUTHCODEEXPIRE',
  'AUTH_CODE_INVALID',
  'SYSTEMERROR',
  'ORDERNOTEXIST',
  'NOTPAY',
  'REVOKED',
  'PAYERROR',
  'ORDERPAID',
  'REFUND',
  'PROCESSING',
  'REFUNDCLOSE',
  'CHANGE',
  'REFUNDNOTEXIST',
  'CLOSED',
  'ORDERCLOSED',
  'OUT_TRADE_NO_USED',
  'cut',
  'nothing',
  'html_502',
  'half',
  'huge',
  'entities',
] as const;
export type KnownAnswer = (typeof KNOWN_ANSWERS)[number];

/** Every word on the page of faults. A language that misses one does not compile. */
export type FaultsText = {
  readonly title: string;
  readonly training: string;
  readonly tabs: { readonly label: string; readonly practice: string; readonly expert: string };
  readonly line: {
    readonly up: string;
    readonly down: string;
    readonly cut: string;
    readonly mend: string;
    readonly lost: string;
  };
  readonly phone: string;
  readonly languages: string;
  readonly failed: string;

  readonly choose: string;
  readonly customers: Readonly<Record<CustomerName, CustomerWords>>;
  readonly goal: string;
  readonly noGoal: string;
  readonly stepDone: string;
  readonly stepNow: string;
  readonly payForCustomer: string;
  readonly giveUpForCustomer: string;
  readonly happened: string;
  readonly nothing: string;
  readonly calls: Readonly<Record<(typeof FAULT_CALLS)[number], string>>;
  readonly answers: Readonly<Record<KnownAnswer, string>>;
  readonly undone: string;
  readonly refundTaken: string;
  readonly billGiven: string;
  readonly customerKnown: string;
  readonly noticeTaken: string;

  readonly kinds: Readonly<Record<Fault['kind'], string>>;
  readonly expert: {
    readonly plant: string;
    readonly note: string;
    readonly times: string;
    readonly skip: string;
    readonly delay: string;
    readonly errCode: string;
    readonly kind: string;
    readonly plantOne: (call: string, kind: string) => string;
    readonly planted: (count: number) => string;
    readonly noneLeft: string;
    readonly removeAll: string;
    readonly left: (count: number) => string;
    readonly skips: (count: number) => string;
    readonly log: string;
    readonly columns: {
      readonly time: string;
      readonly call: string;
      readonly order: string;
      readonly fault: string;
      readonly answer: string;
    };
  };
};
