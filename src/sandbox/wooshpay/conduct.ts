import type { WooshFault } from '../../contract/sandbox-wooshpay.ts';

/** How one exchange goes wrong, in the terms of acquirer and line. */
export type Conduct = {
  readonly acts: boolean; // whether the acquirer does what it was asked
  readonly waits: 'before' | 'after' | null; // on which side of the deed `delayMs` lies
  readonly tells: 'truth' | 'planted_error' | 'bare_error' | 'api_error' | 'rate_limit' | 'conflict' | 'not_found'; // what the answer says
  readonly forges: 'amount' | 'currency' | 'order' | 'id' | 'livemode' | 'status' | 'style' | null; // what is false about a true answer
  readonly delivers: 'answer' | 'cut' | 'nothing' | 'html_502' | 'half' | 'huge'; // what reaches the client
};

/** Everything as it should be. */
export const HONEST: Conduct = { acts: true, waits: null, tells: 'truth', forges: null, delivers: 'answer' };

const IDLE: Conduct = { ...HONEST, acts: false };

/** What each planted fault means to an exchange. Those of a webhook, of a cancellation and of a refund are their own affair. */
export const CONDUCTS: Readonly<Record<WooshFault['kind'], Conduct>> = {
  delay_before: { ...HONEST, waits: 'before' },
  delay_after: { ...HONEST, waits: 'after' },
  drop_before: { ...IDLE, delivers: 'cut' },
  drop_after: { ...HONEST, delivers: 'cut' },
  hang_before: { ...IDLE, delivers: 'nothing' },
  hang_after: { ...HONEST, delivers: 'nothing' },
  http_500: { ...IDLE, tells: 'api_error' },
  http_500_after: { ...HONEST, tells: 'api_error' },
  http_502: { ...IDLE, delivers: 'html_502' },
  http_502_after: { ...HONEST, delivers: 'html_502' },
  truncated: { ...HONEST, delivers: 'half' },
  huge_answer: { ...HONEST, delivers: 'huge' },
  wrong_amount: { ...HONEST, forges: 'amount' },
  wrong_currency: { ...HONEST, forges: 'currency' },
  wrong_order: { ...HONEST, forges: 'order' },
  wrong_id: { ...HONEST, forges: 'id' },
  wrong_livemode: { ...HONEST, forges: 'livemode' },
  wrong_status: { ...HONEST, forges: 'status' },
  old_style: { ...HONEST, forges: 'style' },
  rate_limited: { ...IDLE, tells: 'rate_limit' },
  conflict: { ...IDLE, tells: 'conflict' },
  bare_error: { ...IDLE, tells: 'bare_error' },
  error_code: { ...IDLE, tells: 'planted_error' },
  error_code_after: { ...HONEST, tells: 'planted_error' },
  not_found: { ...IDLE, tells: 'not_found' },
  late_success: HONEST,
  refund_pending: HONEST,
  refund_failed: HONEST,
  lost: HONEST,
  duplicate: HONEST,
  late: HONEST,
  reordered: HONEST,
  bad_signature: HONEST,
  stale: HONEST,
};
