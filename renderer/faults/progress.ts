import type { FaultsView, WalletView } from '../../src/contract/sandbox.ts';

/** What can be seen of a practice from outside the terminal. */
export type Sign =
  | 'sent' // a payment code reached the acquirer
  | 'asked' // the terminal asked what became of it
  | 'paid' // the customer's money moved
  | 'found' // the terminal heard so by asking
  | 'refused' // the acquirer said no
  | 'reversed'; // the terminal undid it

/** Answers to a payment code that are a plain no. */
const NOES: ReadonlySet<string> = new Set(['AUTHCODEEXPIRE', 'AUTH_CODE_INVALID', 'NOTENOUGH']);

/** Whatever the acquirer and the phone show of the practice that began then. @param sinceMs wall clock */
export function signsSince(sinceMs: number, faults: FaultsView, wallet: WalletView | null): ReadonlySet<Sign> {
  const signs = new Set<Sign>();
  for (const { atMs, call, answer } of faults.log) {
    if (atMs < sinceMs) continue;
    if (call === 'micropay') signs.add('sent');
    if (call === 'micropay' && NOES.has(answer)) signs.add('refused');
    if (call === 'orderquery') signs.add('asked');
    if (call === 'orderquery' && answer === 'SUCCESS') signs.add('found');
    if (call === 'reverse' && answer === 'SUCCESS') signs.add('reversed');
  }
  if (wallet?.payments.some(({ atMs, state }) => atMs >= sinceMs && state === 'paid')) signs.add('paid');
  return signs;
}

/** How many steps are done: all up to the last one that has shown its sign. */
export function stepsDone(steps: readonly (Sign | null)[], seen: ReadonlySet<Sign>): number {
  return steps.findLastIndex((sign) => sign !== null && seen.has(sign)) + 1;
}
