import type { FaultLogLine } from '../../src/contract/sandbox.ts';
import { type FaultsText, KNOWN_ANSWERS, type KnownAnswer } from '../text/faults/faults-text.ts';

/** One exchange as a trainer says it: what was asked, and what came back. */
export function exchangeWords({ call, answer }: Pick<FaultLogLine, 'call' | 'answer'>, text: FaultsText): { asked: string; heard: string } {
  const asked = isCall(call, text) ? text.calls[call] : call;
  const done = answer === 'SUCCESS' ? doneWords(text)[call] : undefined;
  if (done) return { asked, heard: done };
  return { asked, heard: isKnown(answer) ? text.answers[answer] : answer };
}

/** What SUCCESS means where it does not mean "paid". */
function doneWords(text: FaultsText): Readonly<Record<string, string>> {
  return {
    reverse: text.undone,
    refund: text.refundTaken,
    refundquery: text.answers.REFUND,
    downloadbill: text.billGiven,
    authcodetoopenid: text.customerKnown,
    notification: text.noticeTaken,
  };
}

function isCall(call: string, { calls }: FaultsText): call is keyof FaultsText['calls'] {
  return Object.hasOwn(calls, call);
}

function isKnown(answer: string): answer is KnownAnswer {
  return KNOWN_ANSWERS.some((known) => known === answer);
}
