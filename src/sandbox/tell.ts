import type { Fault } from '../contract/sandbox.ts';
import { type Answer, refusal } from './answer.ts';
import type { MessageCall } from './calls.ts';
import { CLOSED } from './closeorder.ts';
import type { Conduct } from './conduct.ts';
import { DONE, reverseRefusal } from './reverse.ts';

/** What an acquirer says that claims to have done what it has not; of a refund it needs more than the call's name. */
const CLAIMS: Readonly<Partial<Record<MessageCall, Answer>>> = { reverse: DONE, closeorder: CLOSED };

/** What a planted fault says instead of the truth; null when it lets the truth be told. */
export function tell(tells: Conduct['tells'], call: MessageCall, fault: Fault): Answer | null {
  const refuse = call === 'reverse' ? reverseRefusal : refusal;
  switch (tells) {
    case 'planted_error':
      return refuse(fault.errCode ?? 'SYSTEMERROR', fault.errCodeDes);
    case 'recall':
      return refusal('SYSTEMERROR', '系统超时', [['recall', 'Y']]);
    case 'claimed':
      return CLAIMS[call] ?? null;
    case 'not_exist':
      return refuse(call === 'refundquery' ? 'REFUNDNOTEXIST' : 'ORDERNOTEXIST');
    default:
      return null;
  }
}
