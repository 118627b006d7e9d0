import type { OrderTruth, RefundTruth } from '../../../src/sandbox/acquirer.ts';

/** What the customer of a code does when the password is asked. Decided when the code is shown, so that it outlives every terminal. */
export type Fate =
  | { readonly kind: 'pays' | 'gives_up'; readonly afterMs: number }
  | { readonly kind: 'never' }
  | { readonly kind: 'pays_when_undone' }; // in the moment in which the reversal arrives

/** What the line does to a request and its answer. */
export const LINES = ['up', 'refused', 'deaf', 'mute', 'reset', 'reset_before', 'late', 'slow'] as const;
export type Line = (typeof LINES)[number];

/** The merchant as the terminal is configured, with the endpoint. */
export type MerchantAtAcquirer = { readonly endpoint: string; readonly appId: string; readonly mchId: string; readonly apiKey: string };

/** One request as it came to the acquirer's door. */
export type Exchange = {
  readonly atMs: number; // wall clock of the machine, when its last byte was there
  readonly path: string;
  readonly orderNo: string;
  readonly codeMark: string | null; // tells one payment code from another, and nothing more
  readonly line: Line; // what the line did to it
  readonly reached: boolean; // whether the acquirer heard it
  readonly said: string; // what the acquirer answered; '' when it heard nothing
};

/** Everything the acquirer knows. */
export type Truth = {
  readonly orders: readonly OrderTruth[];
  readonly refunds: readonly RefundTruth[];
  readonly exchanges: readonly Exchange[];
};

/** What the run asks of the acquirer's process, and what comes back. */
export type Asks = {
  code: { readonly ask: { readonly fate: Fate }; readonly answer: string };
  line: { readonly ask: { readonly line: Line }; readonly answer: null };
  unrest: { readonly ask: { readonly share: number }; readonly answer: null }; // so many exchanges are struck although the line is up
  truth: { readonly ask: object; readonly answer: Truth };
};
export type AskName = keyof Asks;
export type Asked = { readonly id: number; readonly name: AskName; readonly ask: never };
export type Answered = { readonly id: number; readonly answer: unknown };
