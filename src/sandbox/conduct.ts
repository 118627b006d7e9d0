import type { Fault } from '../contract/sandbox.ts';

/** How one exchange goes wrong, in the terms of acquirer and line. */
export type Conduct = {
  readonly acts: boolean; // whether the acquirer does what it was asked
  readonly waits: 'before' | 'after' | null; // on which side of the deed `delayMs` lies
  readonly tells: 'truth' | 'planted_error' | 'recall' | 'claimed' | 'not_exist' | 'return_fail'; // what the answer says
  readonly forges: 'signature' | 'no_signature' | 'amount' | 'order' | 'merchant' | null; // what is false about a true answer
  readonly delivers: 'answer' | 'cut' | 'nothing' | 'html_502' | 'half' | 'huge' | 'entities'; // what reaches the client
};

/** Everything as it should be. */
export const HONEST: Conduct = { acts: true, waits: null, tells: 'truth', forges: null, delivers: 'answer' };

const IDLE: Conduct = { ...HONEST, acts: false };

/** What each planted fault means. */
export const CONDUCTS: Readonly<Record<Fault['kind'], Conduct>> = {
  delay_before: { ...HONEST, waits: 'before' },
  delay_after: { ...HONEST, waits: 'after' },
  drop_before: { ...IDLE, delivers: 'cut' },
  drop_after: { ...HONEST, delivers: 'cut' },
  hang_before: { ...IDLE, delivers: 'nothing' },
  hang_after: { ...HONEST, delivers: 'nothing' },
  http_502: { ...IDLE, delivers: 'html_502' },
  http_502_after: { ...HONEST, delivers: 'html_502' },
  truncated: { ...HONEST, delivers: 'half' },
  bad_signature: { ...HONEST, forges: 'signature' },
  unsigned: { ...HONEST, forges: 'no_signature' },
  wrong_amount: { ...HONEST, forges: 'amount' },
  wrong_order: { ...HONEST, forges: 'order' },
  wrong_merchant: { ...HONEST, forges: 'merchant' },
  huge_answer: { ...HONEST, delivers: 'huge' },
  entity_bomb: { ...HONEST, delivers: 'entities' },
  error_code: { ...IDLE, tells: 'planted_error' },
  error_code_after: { ...HONEST, tells: 'planted_error' },
  return_fail: { ...IDLE, tells: 'return_fail' },
  not_exist: { ...IDLE, tells: 'not_exist' },
  recall: { ...IDLE, tells: 'recall' },
  recall_after: { ...HONEST, tells: 'recall' },
  claimed: { ...IDLE, tells: 'claimed' },
  no_funds: HONEST, // these three are the refund's own affair
  refund_closed: HONEST,
  refund_abnormal: HONEST,
  close_then_paid: HONEST, // of the close
  duplicate: HONEST, // these two of the notification
  never_sent: HONEST,
};
